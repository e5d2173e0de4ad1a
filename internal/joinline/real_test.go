package joinline_test

import (
	"bufio"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/joinline"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// A text that has paragraphs for lines is left as it is: all laws, histories and judgments
// of the collection, but for the few that break lines inside of sentences.
func TestParagraphsStay(t *testing.T) {
	changed, files := 0, 0
	check := func(name, text string) {
		files++
		joined := joinline.Join(text)
		if joined.Cuts() == 0 {
			return
		}
		changed++
		for _, at := range joined.Places() {
			if r, _ := utf8.DecodeLastRuneInString(text[:at]); strings.ContainsRune("。！？；：", r) {
				t.Errorf("%s: a sentence ends before %q", name, strings.ToValidUTF8(text[at:min(len(text), at+60)], ""))
			}
		}
	}
	for _, dir := range []string{"laws", "history"} {
		err := filepath.WalkDir(testlaw.Shared(t, dir), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".md") && !strings.HasSuffix(path, ".txt") {
				return err
			}
			data, err := os.ReadFile(path)
			check(filepath.Base(path), strings.ReplaceAll(string(data), "\r\n", "\n"))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"whole.jsonl", "judgments.jsonl"} {
		f, err := os.Open(filepath.Join(testlaw.Shared(t, "cases"), name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<24)
		for lines.Scan() {
			var c struct{ ID, Text string }
			if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
				t.Fatal(err)
			}
			check(c.ID, c.Text)
		}
	}
	t.Logf("%d of %d texts have lines that break inside of sentences", changed, files)
	if changed*100 > files { // 13 of 2298 do, in all of which the source broke a sentence
		t.Errorf("%d of %d texts are changed", changed, files)
	}
}

// BenchmarkJoin joins nothing in the laws of the collection.
func BenchmarkJoin(b *testing.B) {
	var texts []string
	size := 0
	err := filepath.WalkDir(testlaw.Shared(b, "laws"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		texts = append(texts, string(data))
		size += len(data)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, text := range texts {
			joinline.Join(text)
		}
	}
}
