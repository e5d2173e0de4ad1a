package lawparse_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// expected is what a plain reading of the file says its characters are:
// without #, table pipes, HTML comments and white space.
func expected(text string) string {
	for {
		i := strings.Index(text, "<!--")
		if i < 0 {
			break
		}
		j := strings.Index(text[i:], "-->")
		text = text[:i] + "\n" + text[i+j+3:]
	}
	return strings.NewReplacer("#", "", "|", "").Replace(strings.Join(strings.Fields(text), ""))
}

func TestNothingLostNothingDoubled(t *testing.T) {
	root := testlaw.Shared(t, "laws")
	files := 0
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".md") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		text := strings.ReplaceAll(string(data), "\r\n", "\n")
		if strings.HasPrefix(text, "---\n") {
			return nil // the template and the _index.md pages are not laws
		}
		files++
		law := lawparse.Parse(text, lawparse.Hint{})
		want := expected(text)
		got := strings.NewReplacer("#", "", "|", "").Replace(law.Characters())
		if got != want {
			i := 0
			for i < len(got) && i < len(want) && got[i] == want[i] {
				i++
			}
			t.Errorf("%s: tree and text differ at byte %d: tree %.60q, text %.60q", filepath.Base(path), i, got[max(0, i-20):],
				want[max(0, i-20):])
		}
		canonical := lawparse.Print(law)
		again := lawparse.Print(lawparse.Parse(canonical, lawparse.Hint{}))
		if again != canonical {
			i := 0
			for i < len(again) && i < len(canonical) && again[i] == canonical[i] {
				i++
			}
			t.Errorf("%s: printing is not stable at byte %d: %.80q then %.80q", filepath.Base(path), i, canonical[max(0, i-30):],
				again[max(0, i-30):])
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 1500 {
		t.Errorf("read %d files; want at least 1500", files)
	}
}
