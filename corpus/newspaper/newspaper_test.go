package newspaper

import (
	"os"
	"sort"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/testlaw"
)

func characters(s string) string {
	r := []rune(strings.ReplaceAll(strings.Join(strings.Fields(s), ""), "#", ""))
	sort.Slice(r, func(i, j int) bool { return r[i] < r[j] })
	return string(r)
}

func TestRealPage(t *testing.T) {
	data, err := os.ReadFile(testlaw.Shared(t, "seeds", "000_7afb22c5f8dd474c.txt"))
	if err != nil {
		t.Fatal(err)
	}
	reports, ok := Split(string(data))
	if !ok {
		t.Fatal("not taken for a newspaper page")
	}
	var all strings.Builder
	photos := 0
	for _, r := range reports {
		all.WriteString(r.Text)
		if r.Photo {
			photos++
		}
		t.Logf("%q %q %q photo=%v\n%v", r.Title, r.Subtitles, r.Bylines, r.Photo, r.Diagnostics)
		if os.Getenv("SHOW") != "" {
			t.Log(r.Text)
		}
	}
	if len(reports) != 6 || photos != 1 {
		t.Errorf("%d documents with %d photographs; want 5 reports and 1 photograph", len(reports), photos)
	}
	if characters(all.String()) != characters(string(data)) {
		t.Error("the reports together do not have the characters of the page")
	}
}
