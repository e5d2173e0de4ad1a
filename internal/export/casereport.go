package export

import (
	"context"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/court"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// CaseReport is a report on the search for cases like one that is being decided (类案检索报告): how it
// was made, and what was found in the order in which courts look at cases.
type CaseReport struct {
	Site   string   // address of the search, "" where there is none
	Until  string   // up to which day texts are loaded
	Method []string // how it was searched, a line each
	Day    statute.Date
	Court  string // that decides, "" where nobody said it
	Groups []CaseGroup
	Found  int // how many cases there are, listed or not
}

// CaseGroup are cases of one authority.
type CaseGroup struct {
	Name  string
	Cases []FoundCase
}

// FoundCase is a case in a report.
type FoundCase struct {
	Number  int // in the report, from 1
	Info    *kb.CaseInfo
	Holding string
	Path    string // of its page on the site
	URL     string // of its page, as a file has it; "" where there is no site
}

// About are the cause or the charges of the case.
func (c *FoundCase) About() string {
	if c.Info.Cause != "" {
		return c.Info.Cause
	}
	return strings.Join(c.Info.Charges, "、")
}

// Listed is how many cases the report lists.
func (r *CaseReport) Listed() int {
	n := 0
	for _, g := range r.Groups {
		n += len(g.Cases)
	}
	return n
}

// Group puts cases in order: guiding cases, those of the gazette, selected and typical ones, those
// of the court that decides and of the courts above it, others. Within a group they keep theirs.
func (r *CaseReport) Group(cases []FoundCase) {
	names := [...]string{textGuiding, textGazette, textSelected, textTypical, textOwnCourts, textOtherCases}
	groups := make([]CaseGroup, len(names))
	for _, c := range cases {
		at := len(names) - 1
		switch c.Info.Tier {
		case casefile.TierGuiding:
			at = 0
		case casefile.TierGazette:
			at = 1
		case casefile.TierSelected:
			at = 2
		case casefile.TierTypical:
			at = 3
		case casefile.TierOrdinary:
			if isOwnOrAbove(r.Court, c.Info) {
				at = 4
			}
		}
		groups[at].Cases = append(groups[at].Cases, c)
	}
	n := 0
	for i := range groups {
		groups[i].Name = names[i]
		for j := range groups[i].Cases {
			n++
			groups[i].Cases[j].Number = n
		}
		if len(groups[i].Cases) > 0 {
			r.Groups = append(r.Groups, groups[i])
		}
	}
}

// isOwnOrAbove reports whether a case was decided by a court, or by one above it as names tell: the
// Supreme People's Court, the high court of its province, the intermediate court of the place that
// its name begins with.
func isOwnOrAbove(own string, c *kb.CaseInfo) bool {
	if own == "" || c.Court == "" {
		return false
	}
	if c.Court == own {
		return true
	}
	province := court.ProvinceIn(own)
	place, isIntermediate := strings.CutSuffix(c.Court, "中级人民法院")
	switch {
	case strings.Contains(c.Court, "最高人民法院"):
		return true
	case strings.Contains(c.Court, "高级人民法院"):
		return province != "" && c.Province == province
	case isIntermediate:
		if from := strings.IndexAny(place, "省区"); from >= 0 && from+len("省") < len(place) { // 云溪省白石市, 某自治区白石市
			place = place[from+len("省"):]
		}
		return place != "" && strings.Contains(own, place) && !strings.Contains(own, "高级人民法院")
	}
	return false
}

// CaseReportDOCX is a report as a Word document: how it was searched, a table of what was found, and
// each case with its holding and places for what it has in common with the case at hand and what
// not. The error is that of the context, where it ends first.
func CaseReportDOCX(ctx context.Context, r *CaseReport) ([]byte, error) {
	w := &wordText{}
	w.paragraph("Title", CaseReportTitle)
	w.paragraph("Heading2", textReportSearch)
	for _, line := range r.Lines() {
		w.paragraph("", line)
	}
	w.paragraph("Heading2", textReportFound)
	rows := [][]string{caseColumns[:]}
	for _, g := range r.Groups {
		for _, c := range g.Cases {
			place := strings.Join(strings.Fields(c.Info.Court+" "+c.Info.Number+" "+string(c.Info.Date)), " ")
			rows = append(rows, []string{strconv.Itoa(c.Number), g.Name, c.Info.Title, place, c.About(), c.Info.Outcome})
		}
	}
	w.tableOf(rows, caseWidths[:])
	for _, g := range r.Groups {
		w.paragraph("Heading2", g.Name)
		for _, c := range g.Cases {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			w.paragraph("Heading3", strconv.Itoa(c.Number)+". "+c.Info.Title)
			for _, f := range c.Facts() {
				w.open("")
				w.run(f[0]+"：", true)
				w.run(f[1], false)
				w.b.WriteString("</w:p>")
			}
		}
	}
	w.paragraph("Heading2", textReportConclusion)
	w.paragraph("", textToBeFilled)
	w.paragraph("Caption", "")
	w.paragraph("Fact", textReportDisclaimer)
	return packed(w.b.String(), CaseReportTitle, textSource+"　"+CaseReportTitle+"　"+string(r.Day))
}

// Lines say how it was searched.
func (r *CaseReport) Lines() []string {
	platform := textReportPlatform + textSource
	if r.Site != "" {
		platform += "　" + r.Site
	}
	lines := []string{platform}
	if r.Until != "" {
		lines = append(lines, textUntil+"："+r.Until)
	}
	lines = append(lines, textReportDay+r.Day.Chinese())
	if r.Court != "" {
		lines = append(lines, textReportCourt+r.Court)
	}
	lines = append(lines, r.Method...)
	return append(lines, textReportCount(r.Found, r.Listed()))
}

// Facts are what a report says of a case, as name and value; what the lawyer is to fill in is left
// open.
func (c *FoundCase) Facts() [][2]string {
	i := c.Info
	list := [][2]string{{textCaseCourt, i.Court}, {textCaseNumber, i.Number}, {textCaseDay, i.Date.Chinese()},
		{textReleased, strings.TrimSpace(i.Publisher + " " + i.Batch)},
		{textCaseCause, c.About()}, {textCaseOutcome, i.Outcome}, {textHolding, c.Holding}, {textPage, c.URL}}
	if c.URL == "" {
		list = append(list, [2]string{textAddress, strings.TrimPrefix(c.Path, "/")})
	}
	kept := list[:0]
	for _, f := range list {
		if f[1] != "" {
			kept = append(kept, f)
		}
	}
	return append(kept, [2]string{textSame, textToBeFilled}, [2]string{textDifferent, textToBeFilled})
}
