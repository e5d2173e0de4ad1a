package pages

import (
	"net/http"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/statute"
)

// comparePage shows two cases beside each other.
type comparePage struct {
	frame
	Message string // where there are not two
	Cases   []comparedCase
	Rows    []comparedRow // what both may say
	Shared  []choice      // provisions that both cite
}

// comparedCase is the head of a column.
type comparedCase struct{ Title, URL, Tier string }

// comparedRow is a fact with what each case says of it.
type comparedRow struct {
	Name   string
	Values [2]string
	Own    [2][]choice // provisions that only this case cites
	Same   bool        // both say the same
}

// compare shows the two cases that a list was asked to compare.
func (s *Site) compare(r *request) error {
	p := comparePage{frame: r.frame(textCompare, "")}
	s.keepOut(r, &p.Meta)
	ids := r.QueryParams()["id"]
	if len(ids) != 2 || ids[0] == ids[1] {
		p.Message = textPickTwo
		return s.render(r, http.StatusOK, "compare", p)
	}
	var heads [2][]headLine
	var cited [2][]citeLine
	for i, id := range ids {
		d, err := r.Documents.Document(r.ctx(), id)
		if err != nil {
			return err
		}
		if d.Kind != statute.DocCase {
			return r.Redirect(http.StatusFound, r.document(d.DocumentInfo))
		}
		facts, err := r.Documents.CaseFacts(r.ctx(), d.ID)
		if err != nil {
			return err
		}
		var page documentPage
		if err := page.fill(r.decidedOn(casefile.DayOfLaw(d.Date, facts.Number.Text)), d); err != nil {
			return err
		}
		p.Cases = append(p.Cases, comparedCase{Title: d.Title, URL: r.document(d.DocumentInfo), Tier: facts.Tier.Chinese()})
		heads[i] = append(headOf(facts), headLine{textReportedOutcome, summary(facts)},
			headLine{textHolding1, casefile.Clip(facts.Holding(d.Text), 3*briefLength)})
		cited[i] = page.Cites
	}
	p.rows(heads)
	p.articles(cited)
	return s.render(r, http.StatusOK, "compare", p)
}

// rows puts the facts of both beside each other, in the order of the first.
func (p *comparePage) rows(heads [2][]headLine) {
	at := map[string]int{}
	for i, head := range heads {
		for _, h := range head {
			if h.Value == "" {
				continue
			}
			n, ok := at[h.Name]
			if !ok {
				n = len(p.Rows)
				at[h.Name] = n
				p.Rows = append(p.Rows, comparedRow{Name: h.Name})
			}
			p.Rows[n].Values[i] = h.Value
		}
	}
	for i := range p.Rows {
		p.Rows[i].Same = p.Rows[i].Values[0] == p.Rows[i].Values[1]
	}
}

// articles parts what both cite from what one does.
func (p *comparePage) articles(cited [2][]citeLine) {
	var own comparedRow
	for i, list := range cited {
		for _, c := range list {
			if !c.InLaw {
				continue // a law or paper that the case names
			}
			one := choice{Name: c.Title, URL: c.URL}
			switch both := cites(cited[1-i], c.Title); {
			case both && i == 0:
				p.Shared = append(p.Shared, one)
			case !both:
				own.Own[i] = append(own.Own[i], one)
			}
		}
	}
	if len(own.Own[0])+len(own.Own[1]) > 0 {
		own.Name = textCited
		p.Rows = append(p.Rows, own)
	}
}

func cites(list []citeLine, title string) bool {
	for _, c := range list {
		if c.Title == title {
			return true
		}
	}
	return false
}
