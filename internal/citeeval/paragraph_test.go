package citeeval_test

import (
	"context"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/citeeval"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/testkb"
)

// A paragraph is understood where it stands: found by its text in its law or document,
// else trusted as given. Places count from the start of the paragraph.
func TestCite(t *testing.T) {
	t.Parallel()
	base := testkb.New(t, testkb.Collection(t)...)
	citer := &citeeval.Citer{Base: base, Graph: citegraph.New(base), Today: testkb.Today}
	for name, c := range map[string]struct {
		p    citeeval.Paragraph
		want string
	}{
		"in the law of today": {citeeval.Paragraph{Law: testkb.Vehicles, Article: "第三条", Text: "违反前条第二项规定的，处警告；情节严重的，停业。"},
			"前条第二项 车辆安全法/2/x2"},
		"in an older text": {citeeval.Paragraph{Law: testkb.Vehicles, Article: "第三条", Text: "违反本法第二条规定的，处警告。"},
			"第二条 车辆安全法@2010-03-01/2"},
		"not loaded": {citeeval.Paragraph{Law: "没有的法", Article: "第三条", Paragraph: 2, Before: "前面一段。", Text: "违反前款规定的，处警告。"},
			"前款 没有的法/3/k1"},
		"about a law": {citeeval.Paragraph{Law: "关于《车辆安全法》的说明", Article: "第一条", Text: "依照车辆安全法第一条。"},
			"第一条 车辆安全法/1"},
		"in a commentary": {citeeval.Paragraph{Text: "车辆安全法第二条第二项要求礼让行人，这是对驾驶人的基本要求"}, "第二条第二项 车辆安全法/2/x2"},
		"nowhere":         {citeeval.Paragraph{Text: "依照车辆安全法第二条第一项。"}, "第二条第一项 车辆安全法/2/x1"},
		"in broken lines": {citeeval.Paragraph{Text: "他开车时没有礼让行人，交警认为这样做违反了法律的要求，遂依照车辆安全法第\n二条第二项作出处罚，并告知他有权复议。"},
			"第\n二条第二项 车辆安全法/2/x2"},
		"nothing": {citeeval.Paragraph{Text: "没有引用。"}, ""},
	} {
		cites, err := citer.Cite(context.Background(), c.p)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, cite := range cites {
			line := cite.Span.Of(c.p.Text)
			for _, target := range cite.Targets {
				line += " " + target.Address.String()
			}
			got = append(got, line)
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s: %v; want %s", name, got, c.want)
		}
	}
}
