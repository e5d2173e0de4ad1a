package reading

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/news"
	"github.com/fatiao/fatiao/internal/release"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// parseFiles parses what a file holds.
func parseFiles(t *testing.T, path string) []*Result {
	t.Helper()
	var all []*Result
	reader := &corpus.Reader{Words: Words}
	err := corpus.Walk(t.Context(), []string{path}, corpus.Limits{}, func(f *corpus.File) error {
		_, err := reader.Read(t.Context(), f, func(d *corpus.Document) error {
			all = append(all, ReadAll(d, Named)...)
			return nil
		}, func(path string, why error) { t.Errorf("%s: %v", path, why) })
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// The newspaper page tells five cases, each with a place and an organ.
func TestReportedCases(t *testing.T) {
	parsed := parseFiles(t, filepath.Join(testlaw.Shared(t, "seeds"), "000_7afb22c5f8dd474c.txt"))
	var reported []casefile.Reported
	figures := ""
	for _, p := range parsed {
		for _, f := range news.Figures(p.Publication) {
			figures += " " + f.Text
			if f.Span.Of(p.Text) != f.Text {
				t.Errorf("the span of %s gives %s", f.Text, f.Span.Of(p.Text))
			}
		}
		for _, x := range news.Cases(p.Publication) {
			t.Logf("%s | %s | %s | %.60s | %.90s | %d figures, %d bytes", x.Place.Text, x.Organ.Text, x.Date.Text, x.Brief.Text,
				x.Outcome.Text, len(x.Figures), x.Span.Len())
			reported = append(reported, x)
			for _, f := range append([]casefile.Field{x.Place, x.Organ, x.Date, x.Brief, x.Outcome}, x.Figures...) {
				if f.Text != "" && f.Span.Of(p.Text) != f.Text {
					t.Errorf("the span of %q gives %q", f.Text, f.Span.Of(p.Text))
				}
			}
			if x.Place.IsZero() || x.Organ.IsZero() {
				t.Errorf("a case without place or organ: %+v", x)
			}
		}
	}
	for _, want := range []string{"4098件", "同比上升60.2%", "5188件", "同比上升72%", "51起"} {
		if !strings.Contains(figures+" ", " "+want+" ") {
			t.Errorf("the figure %s is missing in%s", want, figures)
		}
	}
	if len(reported) < 5 {
		t.Errorf("%d cases are reported; want five", len(reported))
	}
}

// The press release has five answers by three officials, with their offices.
func TestStatements(t *testing.T) {
	parsed := parseFiles(t, filepath.Join(testlaw.Shared(t, "seeds"), "004_b2a96c67bbcbdcc8.txt"))
	offices := map[string]bool{}
	n := 0
	for _, p := range parsed {
		for _, s := range release.Statements(p.Publication) {
			n++
			offices[s.Office.Text+" "+s.Speaker.Text] = true
			if s.Question.IsZero() || s.Answer.Len() < 300 {
				t.Errorf("%s %s answers %q with %d bytes", s.Office.Text, s.Speaker.Text, s.Question.Text, s.Answer.Len())
			}
		}
		quoted := 0
		for _, q := range release.Quotations(p.Publication) {
			if strings.HasPrefix(q.Text, "物业服务企业或者其他建筑物管理人") {
				quoted++
			}
			if q.Span.Of(p.Text) != q.Text {
				t.Errorf("the span of a quotation gives %q", q.Span.Of(p.Text))
			}
		}
		if quoted != 2 {
			t.Errorf("第10条 is quoted %d times; want its two paragraphs", quoted)
		}
	}
	if n != 5 || len(offices) != 3 {
		t.Errorf("%d answers by %v; want five by three", n, offices)
	}
}
