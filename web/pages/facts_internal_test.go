package pages

import (
	"testing"

	"github.com/fatiao/fatiao/internal/news"
	"github.com/fatiao/fatiao/internal/pressfacts"
)

// What is shown of a sentence is what it says of the figure.
func TestClause(t *testing.T) {
	const sentence = "据报告显示,在2万多名受访者中,94.07%的受访者用过水渠。今年新收3,001件"
	for _, c := range []struct{ number, unit, want string }{
		{"2万多", "名", "在2万多名受访者中"}, {"94.07", "%", "94.07%的受访者用过水渠"}, {"3,001", "件", "今年新收3,001件"},
		{"2", "个", "据报告显示,在2万多名受访者中,94.07%的受访者用过……"},
	} {
		f := figureRow{Figure: pressfacts.Figure{Figure: news.Figure{Number: c.number, Unit: c.unit, Sentence: sentence}}}
		if got := f.Clause(); got != c.want {
			t.Errorf("of %s%s: %q; want %q", c.number, c.unit, got, c.want)
		}
	}
}
