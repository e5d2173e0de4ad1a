package pages

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/cause"
	"github.com/fatiao/fatiao/internal/export"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

// casePage shows a case: a head of facts, its parts, what it cites.
type casePage struct {
	documentPage
	Tier     string
	Summary  string // the outcome in one line
	Holding  string // what the case stands for, in a sentence or two
	Citation string // how legal writing cites it
	Head     []headLine
	Parts    []partLink
	Basis    basis
	Similar  []caseLine
	Chain    []chainLine
	Figures  *figuresTable // of the cases with its cause
	Charts   []*bars       // of those
	ListURL  string        // of cases of the same cause
	ListName string
	Address  string // for a visitor's own list
	Files    []fileLink
}

// chainLine is another paper of the same dispute; URL is "" where it is not loaded.
type chainLine struct{ Title, Place, URL string }

// headLine is a fact with its name.
type headLine struct{ Name, Value string }

// partLink leads to a part of the case.
type partLink struct{ Name, URL string }

// caseFile shows a case.
func (s *Site) caseFile(r *request) error {
	ref, err := param(r, "id")
	if err != nil {
		return err
	}
	if at, format := cutFormat(ref); format != "" {
		return s.caseText(r, at, format)
	}
	d, err := r.Documents.Document(r.ctx(), ref)
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
	decided := r.decidedOn(casefile.DayOfLaw(d.Date, facts.Number.Text))
	p := casePage{documentPage: r.documentFrame(d), Tier: facts.Tier.Chinese(), Summary: summary(facts), Head: headOf(facts),
		Address: wire.DocumentPath(d.DocumentInfo), Files: r.filesOf(wire.DocumentPath(d.DocumentInfo))}
	s.keepOut(r, &p.Meta)
	p.Holding = casefile.Clip(facts.Holding(d.Text), 2*briefLength)
	p.Citation = textCaseCitation(facts.Court.Text, facts.Number.Text, paperOf(facts), d.Title, facts.Batch.Text, d.Date)
	if p.Original == "" {
		if err := p.fill(decided, d); err != nil {
			return err
		}
		for i := range p.Sections {
			if h := p.Sections[i].Heading; h != "" && len(p.Sections[i].Lines) > 0 {
				p.Sections[i].ID = "part" + strconv.Itoa(i+1)
				p.Parts = append(p.Parts, partLink{h, "#" + p.Sections[i].ID})
			}
		}
		if p.Basis, err = decided.basis(d, facts); err != nil {
			return err
		}
	}
	if err := p.addLike(r, d, facts); err != nil {
		return err
	}
	link := r.list("/cases", nil)
	if about := facts.About(); about != "" {
		p.ListName, p.ListURL = about, link.with("cause", cause.Bare(about))
	}
	return s.render(r, http.StatusOK, "case", p)
}

// headOf are the facts in the head of a case, those that the text gives.
func headOf(f *casefile.Facts) []headLine {
	var head []headLine
	for _, fact := range export.CaseHead(f) {
		head = append(head, headLine{fact[0], fact[1]})
	}
	return head
}

func texts(list []casefile.Field) []string {
	s := make([]string, len(list))
	for i, f := range list {
		s[i] = f.Text
	}
	return s
}

// summary is the outcome in one line: 有罪：盗窃罪，有期徒刑六个月，罚金人民币一千五百元.
func summary(f *casefile.Facts) string {
	if f.Outcome.Name == "" {
		return ""
	}
	line := f.Outcome.Name
	if len(f.Sentences) > 0 {
		first := f.Sentences[0]
		var parts []string
		if first.Charge != "" {
			parts = append(parts, first.Charge)
		}
		if !first.Text.IsZero() {
			parts = append(parts, first.Text.Text)
		}
		if !first.Fine.IsZero() {
			parts = append(parts, textFine(first.Fine.Text))
		}
		line += "：" + strings.Join(parts, "，")
		if len(f.Sentences) > 1 {
			line += " " + textEtc
		}
	}
	return line
}

// paperOf is the kind of the paper of a decision: 民事判决书; "" where the text does not say it.
func paperOf(f *casefile.Facts) string {
	if f.Document.IsZero() || strings.HasPrefix(f.Document.Text, f.Kind) {
		return f.Document.Text
	}
	return f.Kind + f.Document.Text
}
