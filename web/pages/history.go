package pages

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/citecheck"
	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
)

// HistoryReader says what became of provisions, see [lawhistory.Book].
type HistoryReader interface {
	citecheck.History
	Texts(ctx context.Context, key string) ([]lawhistory.Text, error)
	Trail(ctx context.Context, a statute.Address) ([]lawhistory.Stage, error)
	Diff(ctx context.Context, from, to statute.Address) ([]lawhistory.Difference, error)
}

// The last part of the path of a page about changes: /law/公司法/history, /law/公司法/16/history,
// /law/公司法/diff.
const (
	historyPath = "history"
	diffPath    = "diff"
)

// changes shows the pages about changes of a law; is tells whether the path is of one.
func (s *Site) changes(r *request, a statute.Address, local string) (is bool, err error) {
	article, last := "", local
	if at := strings.LastIndexByte(local, '/'); at >= 0 {
		article, last = local[:at], local[at+1:]
	}
	switch {
	case last == historyPath && article != "":
		return true, s.articleHistory(r, a, article)
	case last == historyPath:
		return true, s.lawHistory(r, a)
	case last == diffPath && article == "":
		return true, s.lawDiff(r, a)
	}
	return false, nil
}

type articleHistoryPage struct {
	frame
	Law, LawURL string
	Number      string
	Stages      []stageView
}

// stageView is an article in one text, beside what it was in the text before.
type stageView struct {
	Name, URL string // of the articles
	Text      string // of which law and date
	Span      string // from when to when
	Became    string // what happened to it afterwards
	Chosen    bool   // the one that was asked for
	Lines     []string
	From      string               // the text before that Segments compare with
	Segments  []lawhistory.Segment // none where nothing was before
}

func (s *Site) articleHistory(r *request, a statute.Address, local string) error {
	var err error
	if a.Provision, err = statute.ParseProvision(local); err != nil || a.Provision.AtArticle().IsZero() {
		return echo.NewHTTPError(http.StatusNotFound)
	}
	a.Provision = a.Provision.AtArticle()
	place, err := r.Laws.Lookup(r.ctx(), a, r.day)
	if m, ok := errors.AsType[*kb.MissingError](err); ok {
		return s.missing(r, m)
	}
	if err != nil {
		return err
	}
	own := place.Pinned()
	stages, err := r.History.Trail(r.ctx(), own)
	if err != nil {
		return err
	}
	name := place.Law.Key + " " + place.Unit.Label
	p := articleHistoryPage{frame: r.frame(textHistory(name), ""), Law: place.Law.Key, LawURL: r.law(place.Law.Key),
		Number: place.Unit.Label}
	for i, stage := range stages {
		v, err := r.stage(stage, own)
		if err != nil {
			return err
		}
		if err := r.compareStage(&v, stage, stages[i+1:]); err != nil {
			return err
		}
		p.Stages = append(p.Stages, v)
	}
	return s.render(r, http.StatusOK, "articlehistory", p)
}

// stage describes an article in one text.
func (r *request) stage(stage lawhistory.Stage, own statute.Address) (stageView, error) {
	v := stageView{Text: stage.Version.Law + " " + statute.LabelChinese(stage.Version.Label), Span: stage.Version.StatusText(r.day),
		URL: r.address(stage.Provisions[0]), Chosen: slices.Contains(stage.Provisions, own)}
	var names []string
	for _, a := range stage.Provisions {
		p, err := r.Laws.Lookup(r.ctx(), a, r.day)
		if err != nil {
			return v, err
		}
		names = append(names, a.Provision.Chinese())
		v.Lines = append(v.Lines, strings.Split(p.Unit.Text(), "\n")...)
	}
	v.Name = strings.Join(names, "、")
	if stage.Kind != "" {
		v.Became = textBecame(stage.Kind, stage.Sure)
	}
	return v, nil
}

// compareStage puts an article beside what it was in the text before, where it was one article
// in both.
func (r *request) compareStage(v *stageView, stage lawhistory.Stage, before []lawhistory.Stage) error {
	if len(before) == 0 || len(stage.Provisions) != 1 || len(before[0].Provisions) != 1 {
		return nil
	}
	list, err := r.History.Diff(r.ctx(), before[0].Provisions[0], stage.Provisions[0])
	if err != nil {
		return err
	}
	v.Segments = list[0].Segments
	v.From = before[0].Version.Law + " " + statute.LabelChinese(before[0].Version.Label)
	return nil
}

type lawHistoryPage struct {
	frame
	Law, LawURL string
	Texts       []textView
}

// textView is a text of a law with what it changed.
type textView struct {
	Name, URL string
	Status    string
	Events    []string
	Changes   string // in words; "" for the first text
	DiffURL   string
}

func (s *Site) lawHistory(r *request, a statute.Address) error {
	place, err := r.Laws.Lookup(r.ctx(), a.Whole(), r.day)
	if m, ok := errors.AsType[*kb.MissingError](err); ok {
		return s.missing(r, m)
	}
	if err != nil {
		return err
	}
	texts, err := r.History.Texts(r.ctx(), place.Law.Key)
	if err != nil {
		return err
	}
	p := lawHistoryPage{frame: r.frame(textHistory(place.Law.Key), ""), Law: place.Law.Key, LawURL: r.law(place.Law.Key)}
	for i, t := range texts {
		v := textView{Name: statute.LabelChinese(t.Version.Label), URL: r.law(place.Law.Key + "@" + t.Version.Label),
			Status: t.Version.StatusText(r.day)}
		for _, e := range t.Version.Events {
			v.Events = append(v.Events, strings.TrimSpace(e.Date.Chinese()+" "+e.Text))
		}
		if t.Changes != nil {
			v.Changes = textChanges(*t.Changes)
			v.DiffURL = r.diff(place.Law.Key, texts[i+1].Version.Label, t.Version.Label)
		}
		p.Texts = append(p.Texts, v)
	}
	return s.render(r, http.StatusOK, "lawhistory", p)
}

// diff is the page of two texts of a law side by side.
func (l links) diff(key, from, to string) string {
	return l.Link(lawPath(key, diffPath) + "?from=" + from + "&to=" + to)
}

type lawDiffPage struct {
	frame
	Law, LawURL string
	From, To    choice
	Summary     string
	Articles    []differenceView
	AllURL      string // with the articles that are the same; "" where they are shown
}

type differenceView struct {
	From, To choice // names and pages of the articles, "" where a text has none
	Kind     string
	Segments []lawhistory.Segment
}

// lawDiff shows two texts of a law side by side: by default those articles whose words differ.
func (s *Site) lawDiff(r *request, a statute.Address) error {
	from, to := r.QueryParam("from"), r.QueryParam("to")
	if !statute.IsLabel(from) || !statute.IsLabel(to) {
		return r.Redirect(http.StatusFound, r.law(a.Law, historyPath))
	}
	ends := [2]statute.Address{{Law: a.Law, Version: from}, {Law: a.Law, Version: to}}
	for _, e := range ends {
		if _, err := r.Laws.Lookup(r.ctx(), e, r.day); err != nil {
			if m, ok := errors.AsType[*kb.MissingError](err); ok {
				return s.missing(r, m)
			}
			return err
		}
	}
	list, err := r.History.Diff(r.ctx(), ends[0], ends[1])
	if said, ok := usererr.Text(err); ok {
		return echo.NewHTTPError(http.StatusBadRequest, said)
	}
	if err != nil {
		return err
	}
	p := lawDiffPage{frame: r.frame(textDiff(a.Law, from, to), ""), Law: a.Law, LawURL: r.law(a.Law), From: r.textOf(ends[0]),
		To: r.textOf(ends[1]), Summary: textDiffSummary(list)}
	all := r.QueryParam("all") == "1"
	if !all {
		p.AllURL = r.Link(lawPath(a.Law, diffPath) + "?from=" + from + "&to=" + to + "&all=1")
	}
	for _, d := range list {
		if isSame := d.Kind == concordance.Same || d.Kind == concordance.Moved; isSame && !all {
			continue
		}
		v := differenceView{Kind: d.Kind.Chinese(), Segments: d.Segments}
		if d.From.Law != "" {
			v.From = choice{Name: d.From.Provision.Chinese(), URL: r.address(d.From)}
		}
		if d.To.Law != "" {
			v.To = choice{Name: d.To.Provision.Chinese(), URL: r.address(d.To)}
		}
		p.Articles = append(p.Articles, v)
	}
	return s.render(r, http.StatusOK, "lawdiff", p)
}

// textOf names a text of a law.
func (r *request) textOf(a statute.Address) choice {
	return choice{Name: textOfLabel(a.Version), URL: r.law(a.String())}
}

// nowOf says what an article of a text that is no longer in force is now; nothing for others.
func (r *request) nowOf(place *kb.Provision) (now []choice, sure bool, err error) {
	switch place.Version.StatusOn(r.day) {
	case statute.StatusAmended, statute.StatusRepealed:
	default:
		return nil, false, nil
	}
	a := place.Pinned()
	a.Provision = a.Provision.AtArticle()
	s, err := r.History.On(r.ctx(), a, r.day)
	if err != nil {
		return nil, false, fmt.Errorf("finding what %s is now: %w", a, err)
	}
	for _, to := range s.To {
		now = append(now, choice{Name: "《" + to.Law + "》" + to.Provision.Chinese(), URL: r.address(to)})
	}
	return now, s.Sure == concordance.Certain, nil
}
