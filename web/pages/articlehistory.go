package pages

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textdiff"
)

type articleHistoryPage struct {
	frame
	Law, LawURL string
	Number      string
	URL         string // of the article
	Stages      []stageView
}

// stageView is an article in one text, beside what it was in the text before.
type stageView struct {
	Name, URL  string // of the articles
	Text       string // of which law and date
	Begins     string
	Instrument string
	Status     statusBadge
	Became     string       // what happened to it afterwards
	Clauses    []clauseView // of the instruments by which it became what it is
	Chosen     bool         // the one that was asked for
	Pieces     []pieceView
	From       string // the text before that the words are marked against; "" where there is none
	DiffURL    string
	Unchanged  bool // since the text before
}

// clauseView is a clause of an instrument with what it says.
type clauseView struct {
	choice
	Words string
}

// pieceView is an article in a text, marked where it was one article before.
type pieceView struct {
	Label    string // "" where the text has one
	Lines    []string
	Segments []textdiff.Segment
}

func (s *Site) articleHistory(r *request, place *kb.Provision) error {
	own := place.Pinned()
	stages, err := r.History.Trail(r.ctx(), own)
	if err != nil {
		return err
	}
	key := place.Address(r.day).Whole().String()
	p := articleHistoryPage{frame: r.frame(textHistory(place.Law.Key+" "+place.Unit.Label), ""), Law: place.Law.Key,
		LawURL: r.law(key), Number: place.Unit.Label, URL: r.law(key, place.Unit.Address)}
	for i, stage := range stages {
		v, err := r.stage(stage, own)
		if err != nil {
			return err
		}
		if i+1 < len(stages) {
			if err := r.compareStage(&v, stage, stages[i+1]); err != nil {
				return err
			}
		}
		if v.Unchanged || len(v.Clauses) > 0 {
			v.Instrument = "" // it is about other articles, or is named by its clauses
		}
		p.Stages = append(p.Stages, v)
	}
	return s.render(r, http.StatusOK, "articlehistory", p)
}

// stage describes an article in one text.
func (r *request) stage(stage lawhistory.Stage, own statute.Address) (stageView, error) {
	t := r.textView(stage.Version)
	v := stageView{Text: textOfLaw(stage.Version), Begins: t.Begins, Instrument: t.Instrument,
		Status: t.Status, URL: r.address(stage.Provisions[0]), Chosen: slices.Contains(stage.Provisions, own)}
	var names []string
	for _, a := range stage.Provisions {
		p, err := r.Laws.Lookup(r.ctx(), a, r.day)
		if err != nil {
			return v, err
		}
		names = append(names, a.Provision.Chinese())
		v.Pieces = append(v.Pieces, pieceView{Label: p.Unit.Label, Lines: strings.Split(p.Unit.Text(), "\n")})
	}
	if len(v.Pieces) == 1 {
		v.Pieces[0].Label = ""
	}
	for _, c := range stage.Clauses {
		clause := clauseView{choice: choice{Name: c.Chinese()}, Words: c.Words}
		if c.Address.Law != "" {
			clause.URL = r.address(c.Address)
		}
		v.Clauses = append(v.Clauses, clause)
	}
	v.Name = strings.Join(names, "、")
	if stage.Kind != "" {
		v.Became = textBecame(stage.Kind, stage.Sure)
	}
	return v, nil
}

// compareStage marks the words of an article against those of the text before, where it was
// one article there.
func (r *request) compareStage(v *stageView, stage, before lawhistory.Stage) error {
	v.DiffURL = r.articleDiffURL(stage.Provisions[0], before.Version)
	if len(before.Provisions) != 1 || len(stage.Provisions) != 1 {
		return nil
	}
	list, err := r.History.Diff(r.ctx(), before.Provisions[0], stage.Provisions[0], textdiff.Everything)
	if err != nil {
		return err
	}
	v.From = textOfLaw(before.Version)
	v.Unchanged = list[0].Kind != concordance.Changed
	v.Pieces[0].Segments = list[0].Segments()
	return nil
}

// originView tells in a line when an article last changed.
type originView struct {
	Former  []choice // the articles of the text before
	Said    string
	DiffURL string // "" where there is nothing before
}

// originOf tells when an article last changed, by which text, and which article it was before;
// nil where no other text is loaded.
func (r *request) originOf(place *kb.Provision) (*originView, error) {
	a := place.Pinned()
	if a.Provision = a.Provision.AtArticle(); a.Provision.Article.IsZero() {
		return nil, nil
	}
	c, err := r.History.LastChange(r.ctx(), a)
	if err != nil {
		return nil, fmt.Errorf("finding what changed %s: %w", a, err)
	}
	if c.Before == nil {
		if c.By.ID == place.Version.ID {
			return nil, nil
		}
		return &originView{Said: textUnchanged(c.By)}, nil
	}
	o := &originView{Said: textLastChange(c)}
	for _, from := range c.From {
		o.Former = append(o.Former, choice{Name: textFormer(from, c.By.Law), URL: r.address(from)})
	}
	if len(c.From) > 0 {
		o.DiffURL = r.articleDiffURL(c.Now, *c.Before)
	}
	return o, nil
}

// nowView is what an article of a text that is no longer in force is now.
type nowView struct {
	Links  []choice
	IsSure bool
	Sure   string // in words
	// One is the only successor in the law that came after, its words beside the old ones; Several
	// are the successors where there are more. Both are empty for an older text of the same law.
	One     []textdiff.Row
	Several []successorView

	to []statute.Address // where the links lead
}

// successorView is one of several articles that an article became.
type successorView struct {
	Article choice
	Text    string
}

// nowOf says what an article of a text that is no longer in force is now; nil for others.
func (r *request) nowOf(place *kb.Provision) (*nowView, error) {
	switch place.Version.StatusOn(r.day) {
	case statute.StatusAmended, statute.StatusRepealed:
	default:
		return nil, nil
	}
	a := place.Pinned()
	if a.Provision = a.Provision.AtArticle(); a.Provision.Article.IsZero() {
		return nil, nil
	}
	s, err := r.History.On(r.ctx(), a, r.day)
	if err != nil {
		return nil, fmt.Errorf("finding what %s is now: %w", a, err)
	}
	if len(s.To) == 0 {
		return nil, nil
	}
	v := &nowView{IsSure: s.Sure == concordance.Certain, Sure: textSure(s.Sure, s.Reason), to: s.To}
	for _, to := range s.To {
		v.Links = append(v.Links, choice{Name: "《" + to.Law + "》" + to.Provision.Chinese(), URL: r.address(to)})
	}
	return v, nil
}

// besideNow adds the words of an article of another law beside what they are now.
func (r *request) besideNow(v *nowView, place *kb.Provision) error {
	if v == nil || v.to[0].Law == place.Law.Key {
		return nil
	}
	a := place.Pinned()
	a.Provision = a.Provision.AtArticle()
	for i, to := range v.to {
		list, err := r.History.Diff(r.ctx(), a, to, textdiff.Everything)
		if err != nil {
			return err
		}
		segments := list[0].Segments()
		if len(v.to) == 1 {
			v.One = rowsOf(visible(segments))
			break
		}
		v.Several = append(v.Several, successorView{v.Links[i], textdiff.Of(segments, textdiff.Later)})
	}
	return nil
}

// becameUnseen finds what a provision of a repealed law became whose text is not loaded, and says
// how sure that is.
func (r *request) becameUnseen(m *kb.MissingError) (became []successorView, sure string, err error) {
	if m.Address.Provision.Article.IsZero() || r.day < m.End.Day.Date {
		return nil, "", nil
	}
	s, err := r.History.On(r.ctx(), m.Address, r.day)
	if err != nil {
		return nil, "", fmt.Errorf("finding what %s is now: %w", m.Address, err)
	}
	for _, to := range s.To {
		p, err := r.Laws.Lookup(r.ctx(), to, r.day)
		var missing *kb.MissingError
		if errors.As(err, &missing) { // a text without the article: the page names it, and so do its links
			became = append(became, successorView{Article: choice{Name: "《" + to.Law + "》" + to.Provision.Chinese(), URL: r.address(to)}})
			continue
		}
		if err != nil {
			return nil, "", fmt.Errorf("reading %s: %w", to, err)
		}
		text := p.Unit.Text()
		if p.Part != nil {
			text = kb.TextOf([]kb.Part{*p.Part})
		}
		became = append(became, successorView{choice{Name: "《" + to.Law + "》" + to.Provision.Chinese(), URL: r.address(to)}, text})
	}
	switch {
	case len(became) > 0:
		sure = textSure(s.Sure, s.Reason)
	case s.Reason != "":
		sure = textNoSuccessor
	}
	return became, sure, nil
}
