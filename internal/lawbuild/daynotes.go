package lawbuild

import (
	"fmt"
	"path/filepath"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
	"github.com/fatiao/fatiao/internal/validity"
)

// sourceNames are the sources of days as notes call them.
var sourceNames = map[timeline.Source]string{timeline.FromText: "正文", timeline.FromDecision: "另一文本", timeline.FromRegister: "效力登记",
	timeline.FromSite: "目录", timeline.FromOfficial: "官方数据库"}

// notes are what a maintainer should know of days: where a source of less trust says another
// day than the one that counts, and lines that mean nothing that is loaded.
func (t *times) notes(versions [][]kb.Version, spans [][]timeline.Span, user []validity.Fact) []string {
	notes := t.lists.notes
	labels := map[string]map[string]bool{}
	for i, of := range versions {
		labels[of[0].Law] = map[string]bool{}
		for k, v := range of {
			labels[v.Law][v.Label] = true
			notes = append(notes, t.differences(v, spans[i][k])...)
		}
	}
	for _, f := range user {
		switch have := labels[f.Key]; {
		case f.Prefix:
		case have == nil:
			notes = append(notes, fmt.Sprintf("效力文件：《%s》没有收录", f.Key))
		case f.Label != "" && !have[f.Label]:
			notes = append(notes, fmt.Sprintf("效力文件：《%s》没有收录 %s 的文本", f.Key, f.Label))
		}
	}
	return notes
}

// differences are the days of a version that the register or a list tells otherwise.
func (t *times) differences(v kb.Version, span timeline.Span) []string {
	var notes []string
	about := fmt.Sprintf("《%s》%s", v.Law, statute.LabelChinese(v.Label))
	if d := t.register.Start(v.Law, v.Label); d.Date != "" && span.From.IsKnown() && d.Date != span.From.Date {
		notes = append(notes, fmt.Sprintf("效力登记：%s 写 %s 起施行，按%s是 %s", about, d.Date, sourceNames[span.From.Source], span.From.Date))
	}
	if s := v.Starts; span.From.Source == timeline.FromOfficial && s.IsKnown() && s.Date != span.From.Date {
		notes = append(notes, fmt.Sprintf("官方数据库：%s 写 %s 起施行，先于%s的 %s", about, span.From.Date,
			sourceNames[s.Source], s.Date))
	}
	for _, r := range t.lists.rows[v.ID] {
		list, until := filepath.Base(r.Source), t.lists.until[r.Source]
		if r.From != "" && r.From != span.From.Date && span.From.IsKnown() {
			notes = append(notes, fmt.Sprintf("%s：%s 写 %s 起施行，按%s是 %s", list, about, r.From, sourceNames[span.From.Source],
				span.From.Date))
		}
		switch ended := span.To.IsKnown() && span.To.Date <= until; {
		case r.Ended && span.To.IsKnown() && span.To.Date > until:
			notes = append(notes, fmt.Sprintf("%s：%s 写已失效，按%s到 %s 才失效", list, about, sourceNames[span.To.Source], span.To.Date))
		case !r.Ended && ended && span.RepealedBy != "":
			notes = append(notes, fmt.Sprintf("%s：%s 没有写失效，按%s %s 起已失效", list, about, sourceNames[span.To.Source], span.To.Date))
		}
	}
	return notes
}
