package lawparse_test

import (
	"fmt"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestSurvey(t *testing.T) {
	diag := map[string]int{}
	lv := map[string]int{}
	kinds := map[statute.Kind]int{}
	arts := 0
	filepath.WalkDir("/work/shared/laws", func(path string, d os.DirEntry, err error) error {
		if d.IsDir() || !strings.HasSuffix(path, ".md") {
			return nil
		}
		b, _ := os.ReadFile(path)
		if strings.HasPrefix(string(b), "---") {
			return nil
		}
		if strings.Contains(path, "案例") {
			return nil
		}
		m := regexp.MustCompile(`\((\d{4}-\d\d-\d\d)\)\.md$`).FindStringSubmatch(path)
		var h lawparse.Hint
		if m != nil {
			h.Date = statute.Date(m[1])
		}
		h.Title = filepath.Base(path)
		h.Category = strings.Split(strings.TrimPrefix(path, "/work/shared/laws/"), "/")[0]
		l := lawparse.Parse(string(b), h)
		rel, _ := filepath.Rel("/work/shared/laws", path)
		cat := strings.Split(rel, "/")[0]
		lv[cat+" -> "+string(l.Header.Level)]++
		if os.Getenv("LV") != "" && strings.HasPrefix(cat+" -> "+string(l.Header.Level), os.Getenv("LV")) {
			fmt.Println(rel, l.Header.Events)
		}
		arts += len(l.Articles())
		for _, x := range l.Diagnostics {
			diag[x.Code]++
			if os.Getenv("DIAG") == x.Code {
				fmt.Println(rel, x.Message, fmt.Sprintf("%.90s", x.Span.Of(l.Text)))
			}
		}
		l.Root.Walk(func(n, _ *lawparse.Node) bool {
			kinds[n.Kind]++
			if os.Getenv("KIND") == string(n.Kind) {
				fmt.Println(rel, n.Address, n.Label.Of(l.Text), fmt.Sprintf("%.80s", l.Words(n)))
			}
			return true
		})
		if os.Getenv("HDR") != "" {
			fmt.Printf("%s|%s|%s|eff %s|%v|%s|%v|%v\n", rel, l.Header.Key, l.Header.Label, l.Header.Effective, l.Header.Issuers, l.Header.DocNumber, l.Header.Interprets, l.Header.Basis)
		}
		return nil
	})
	fmt.Println(arts, diag)
	for k, v := range lv {
		fmt.Println(k, v)
	}
	fmt.Println(kinds)
}
