package pages

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/citecheck"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textdiff"
)

// HistoryReader says what became of provisions, see [lawhistory.Book].
type HistoryReader interface {
	citecheck.History
	Texts(ctx context.Context, key string) ([]lawhistory.Text, error)
	Before(ctx context.Context, v kb.Version) ([]kb.Version, error)
	Following(ctx context.Context, v kb.Version) (next kb.Version, ok bool, err error)
	Trail(ctx context.Context, a statute.Address) ([]lawhistory.Stage, error)
	LastChange(ctx context.Context, a statute.Address) (lawhistory.Change, error)
	Diff(ctx context.Context, from, to statute.Address, ignored textdiff.Ignored) ([]lawhistory.Difference, error)
	Changes(ctx context.Context, before, v kb.Version) (*lawhistory.Changes, error)
	Effects(ctx context.Context) ([]lawhistory.Effect, error)
}

// The last part of the path of a page about changes: /law/公司法/history, /law/公司法/16/history,
// /law/公司法/diff, /law/公司法/16/diff.
const (
	historyPath = "history"
	diffPath    = "diff"
)

// changes shows the pages about changes of a law; is tells whether the path is of one.
func (s *Site) changes(r *request, a statute.Address, local string) (is bool, err error) {
	local, format := cutDiffFormat(local)
	article, last := "", local
	if at := strings.LastIndexByte(local, '/'); at >= 0 {
		article, last = local[:at], local[at+1:]
	}
	if last != historyPath && last != diffPath {
		return false, nil
	}
	if article == "" && last == historyPath {
		return true, s.lawHistory(r, a)
	}
	if article == "" {
		return true, s.lawDiff(r, a, format)
	}
	if a.Provision, err = statute.ParseProvision(article); err != nil || a.Provision.Article.IsZero() {
		return true, echo.NewHTTPError(http.StatusNotFound)
	}
	a.Provision = a.Provision.AtArticle()
	place, err := r.Laws.Lookup(r.ctx(), a, r.day)
	if m, ok := errors.AsType[*kb.MissingError](err); ok {
		return true, s.missing(r, m)
	}
	if err != nil {
		return true, err
	}
	if place.Unit == nil {
		return true, echo.NewHTTPError(http.StatusNotFound)
	}
	if last == historyPath {
		return true, s.articleHistory(r, place)
	}
	return true, s.articleDiff(r, place, format)
}

type lawHistoryPage struct {
	frame
	Law, LawURL string
	Pictures    []*timelineView
	Texts       []textView
	After       *choice // the law that replaced this one
	Former      []formerLaw
	Computed    bool // a text was made from an amendment
}

// textView is a text of a law with what it changed.
type textView struct {
	Name, URL  string // no page of a text that is not loaded
	label      string
	Adopted    string
	Begins     string
	Instrument string
	Status     statusBadge
	Events     []string
	Changes    string // in words; "" for the first text
	DiffURL    string
	Amendings  []amendingView
}

// amendingView is an instrument that led to a text, with what came of it.
type amendingView struct {
	Name, URL string // no page where no text of it is loaded
	Said      string
	Differing []string // where the published text is not the one before with the instrument
}

// amendingViews describes the instruments that led to a text.
func (r *request) amendingViews(list []kb.Amending) []amendingView {
	var views []amendingView
	for _, a := range list {
		v := amendingView{Name: "《" + a.Instrument + "》", Said: textAmending(a), Differing: a.Problems}
		if !a.Hand {
			v.URL = r.law(a.Instrument + "@" + a.Label)
		}
		if a.Outcome == kb.OutcomeDiffers {
			for _, d := range a.Differences {
				v.Differing = append(v.Differing, textDiffering(d))
			}
		}
		views = append(views, v)
	}
	return views
}

// formerLaw is a law that this one replaced.
type formerLaw struct {
	Name, URL string
	Text      string
	Status    string
	DiffURL   string
	History   string
}

func (s *Site) lawHistory(r *request, a statute.Address) error {
	place, err := r.Laws.Lookup(r.ctx(), a.Whole(), r.day)
	if m, ok := errors.AsType[*kb.MissingError](err); ok {
		return s.missing(r, m)
	}
	if err != nil {
		return err
	}
	key := place.Law.Key
	texts, err := r.History.Texts(r.ctx(), key)
	if err != nil {
		return err
	}
	p := lawHistoryPage{frame: r.frame(textHistory(key), ""), Law: key, LawURL: r.law(key)}
	for i, t := range texts {
		v := r.textView(t.Version)
		v.Amendings = r.amendingViews(t.Amendings)
		if t.Changes != nil {
			v.Changes = textChanges(*t.Changes)
			v.DiffURL = r.diff(t.Version, texts[i+1].Version)
		}
		p.Texts = append(p.Texts, v)
		p.Computed = p.Computed || t.Version.Computed != ""
	}
	unloaded, err := r.Laws.UnloadedOf(r.ctx(), key)
	if err != nil {
		return err
	}
	for _, u := range unloaded {
		p.Texts = append(p.Texts, textView{Name: statute.LabelChinese(u.Label), label: u.Label, Adopted: textAdopted(u.Label),
			Begins: textUnloadedBegins(u)})
	}
	slices.SortStableFunc(p.Texts, func(x, y textView) int { return strings.Compare(y.label, x.label) })
	next, ok, err := r.History.Following(r.ctx(), place.Law.Versions[0])
	if err != nil {
		return err
	}
	if ok && next.Law != key {
		p.After = &choice{Name: textReplacedBy(next.Law), URL: r.law(next.Law, historyPath)}
	}
	former, err := p.former(r, place.Law)
	if err != nil {
		return err
	}
	p.Pictures = r.timelineOf(key, append([][]kb.Version{place.Law.Versions}, former...))
	return s.render(r, http.StatusOK, "lawhistory", p)
}

// textView describes a text of a law.
func (r *request) textView(v kb.Version) textView {
	t := textView{Name: statute.LabelChinese(v.Label), label: v.Label, URL: r.law(v.Law + "@" + v.Label),
		Status: badgeOf(v.StatusOn(r.day)), Begins: textInForceFrom(v.From()), Instrument: v.Instrument()}
	t.Status.Name = v.StatusText(r.day)
	if !statute.IsUndated(v.Label) {
		t.Adopted = textAdopted(v.Label)
	}
	for _, e := range v.Events {
		t.Events = append(t.Events, strings.TrimSpace(e.Date.Chinese()+" "+e.Text))
	}
	return t
}

// former are the texts of the laws that a law replaced.
func (p *lawHistoryPage) former(r *request, law *kb.Law) ([][]kb.Version, error) {
	var out [][]kb.Version
	for _, v := range slices.Backward(law.Versions) {
		before, err := r.History.Before(r.ctx(), v)
		if err != nil {
			return nil, err
		}
		for _, w := range before {
			if w.Law == law.Key {
				continue
			}
			p.Former = append(p.Former, formerLaw{Name: w.Law, URL: r.law(w.Law), Text: textOfLabel(w.Label), Status: w.StatusText(r.day),
				DiffURL: r.diff(v, w), History: r.law(w.Law, historyPath)})
			place, err := r.Laws.Lookup(r.ctx(), statute.Address{Law: w.Law}, r.day)
			if err != nil {
				return nil, err
			}
			out = append(out, place.Law.Versions)
		}
	}
	return out, nil
}
