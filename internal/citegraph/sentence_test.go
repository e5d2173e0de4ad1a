package citegraph

import (
	"strings"
	"testing"
)

func TestSentenceAround(t *testing.T) {
	for _, c := range []struct{ text, at, want string }{
		{"前一句。违反第三条的，罚款；情节严重的，停业。后一句。", "第三条", "违反第三条的，罚款；"},
		{"| 第三条 | 罚款 |\n| 第四条 | 停业 |", "第四条", "第四条　停业"},
		{"第一句。依照第三条，判决如下；\n驳回。", "第三条", "依照第三条，判决如下；"},
	} {
		i := strings.Index(c.text, c.at)
		if got := sentenceAround(c.text, i, i+len(c.at)); got != c.want {
			t.Errorf("%q around %q; want %q", got, c.at, c.want)
		}
	}
	for _, at := range [...][2]int{{0, 99}, {-1, 3}, {3, 0}} {
		if got := sentenceAround("短句", at[0], at[1]); got != "" {
			t.Errorf("%v, outside the text, gives %q", at, got)
		}
	}
}
