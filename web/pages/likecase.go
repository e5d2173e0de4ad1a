package pages

import (
	"cmp"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/court"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

// addLike adds what is like a case, and what belongs to it.
func (p *casePage) addLike(r *request, d *kb.FullDocument, facts *casefile.Facts) error {
	similar, err := r.Search.Similar(r.ctx(), d.Ref, cmp.Or(facts.Account(d.Text), d.Title))
	if err != nil {
		return err
	}
	for _, c := range similar {
		line, err := similarLine(c)
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
		p.Chain = append(p.Chain, chainLineOf(l))
	}
	figures, err := r.Search.StatisticsLike(r.ctx(), facts.About())
	p.Figures = figuresTableOf(figures)
	return err
}

// similarLine is a similar case in a list, with what makes it similar.
func similarLine(c search.SimilarCase) (caseLine, error) {
	line := caseLineOf(c.CaseInfo)
	if len(c.Causes) > 0 {
		line.Common = textCommon(strings.Join(c.Causes, "、"))
	}
	for _, a := range c.Articles {
		address, err := statute.ParseAddress(a.Address)
		if err != nil {
			return line, err
		}
		line.Articles = append(line.Articles, choice{Name: a.Title, URL: addressURL(address)})
	}
	return line, nil
}

// chainLineOf is another paper of the dispute of a case.
func chainLineOf(l search.Linked) chainLine {
	side := map[kb.Side]string{kb.Earlier: textEarlierPaper, kb.Same: textSamePaper, kb.Later: textLaterPaper,
		kb.Beside: textBesidePaper}[l.Side]
	c := l.Case
	if c == nil {
		return chainLine{Title: l.Number, Place: joined(side, textLawNotLoaded)}
	}
	number := l.Number
	if strings.Contains(c.Title, number) {
		number = ""
	}
	return chainLine{Title: c.Title, URL: wire.CasePath(c), Place: joined(side, number, c.Instance, c.Date.Chinese(), c.Outcome)}
}
