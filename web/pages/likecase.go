package pages

import (
	"cmp"
	"maps"
	"net/url"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/cause"
	"github.com/fatiao/fatiao/internal/court"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
)

// addLike adds what is like a case, and what belongs to it.
func (p *casePage) addLike(r *request, d *kb.FullDocument, facts *casefile.Facts) error {
	similar, err := r.Search.Similar(r.ctx(), d.Ref, cmp.Or(facts.Account(d.Text), d.Title))
	if err != nil {
		return err
	}
	for _, c := range similar {
		line, err := r.similarLine(c)
		if err != nil {
			return err
		}
		p.Similar = append(p.Similar, line)
	}
	chain, err := r.Search.Chain(r.ctx(), d.Ref, court.Norm(facts.Number.Text))
	if err != nil {
		return err
	}
	for _, l := range chain {
		p.Chain = append(p.Chain, r.chainLine(l))
	}
	figures, err := r.Search.StatisticsLike(r.ctx(), facts.About())
	p.Figures = figuresTableOf(figures)
	if err != nil || p.Figures == nil {
		return err
	}
	return p.addCharts(r, d, facts)
}

// addCharts adds the charts of the cases with the cause of a case; the rows that it belongs to say so.
func (p *casePage) addCharts(r *request, d *kb.FullDocument, facts *casefile.Facts) error {
	about := cause.Bare(facts.About())
	like := search.CaseRequest{Chosen: map[string]string{engine.FieldCause: about}, Day: r.day, Page: 1, Size: 1}
	list, err := r.Search.Cases(r.ctx(), like)
	if err != nil {
		return err
	}
	info := kb.CaseInfo{DocumentInfo: d.DocumentInfo, Number: court.Norm(facts.Number.Text)}
	own := &engine.Attributes{Outcome: facts.Outcome.Name, CourtLevel: facts.Court.Level, Year: info.Year(), Sentence: facts.Longest(),
		Amount: facts.Amount}
	counts := maps.Clone(list.Facets)
	field, _ := engine.FieldNamed(engine.FieldCause)
	delete(counts, engine.CaseList.Offer(field).Facet) // it is the same for all
	p.Charts = caseCharts(counts, r.list("/cases", url.Values{"cause": {about}}), own)
	return nil
}

// similarLine is a similar case in a list, with what makes it similar.
func (l links) similarLine(c search.SimilarCase) (caseLine, error) {
	line := l.caseLineOf(c.CaseInfo)
	if len(c.Causes) > 0 {
		line.Common = textCommon(strings.Join(c.Causes, "、"))
	}
	for _, a := range c.Articles {
		address, err := statute.ParseAddress(a.Address)
		if err != nil {
			return line, err
		}
		line.Articles = append(line.Articles, choice{Name: a.Title, URL: l.address(address)})
	}
	return line, nil
}

// chainLine is another paper of the dispute of a case.
func (l links) chainLine(paper search.Linked) chainLine {
	side := map[kb.Side]string{kb.Earlier: textEarlierPaper, kb.Same: textSamePaper, kb.Later: textLaterPaper,
		kb.Beside: textBesidePaper}[paper.Side]
	c := paper.Case
	if c == nil {
		return chainLine{Title: paper.Number, Place: joined(side, textLawNotLoaded)}
	}
	number := paper.Number
	if strings.Contains(c.Title, number) {
		number = ""
	}
	return chainLine{Title: c.Title, URL: l.caseOf(c), Place: joined(side, number, c.Instance, c.Date.Chinese(), c.Outcome)}
}
