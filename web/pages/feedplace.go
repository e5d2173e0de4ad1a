package pages

import (
	"cmp"
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/fatiao/fatiao/internal/atom"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

// placeFeed gives what happens to a law, or to an article local of it, and who cites it. name is the law
// of the path.
func (s *Site) placeFeed(r *request, name, local string) error {
	a := statute.Address{Law: name}
	if keys := r.Names.Resolve(name); !r.Names.IsLoaded(name) && len(keys) == 1 {
		return r.Redirect(http.StatusFound, r.Link(lawPath(keys[0], local)+feedEnding))
	}
	var err error
	if local != "" {
		if a.Provision, err = statute.ParseProvision(local); err != nil {
			return echo.NewHTTPError(http.StatusNotFound, err.Error())
		}
		a.Provision = a.Provision.AtArticle()
	}
	place, err := r.Laws.Lookup(r.ctx(), a, r.day)
	if m, ok := errors.AsType[*kb.MissingError](err); ok {
		return s.missing(r, m)
	}
	if err != nil {
		return err
	}
	if local != "" && place.Unit == nil {
		return echo.NewHTTPError(http.StatusNotFound) // of a chapter there is none
	}
	path := lawPath(place.Law.Key, place.Provision.String())
	f := r.newFeed(textFeedOf(place), path+feedEnding, r.Link(path), "law", a.String())
	entries := r.articleEntries
	if place.Unit == nil {
		entries = r.lawEntries
	}
	items, err := entries(place)
	if err != nil {
		return err
	}
	return r.sendFeed(f, items)
}

// lawEntries are what happened to a law, and what was made to carry it out and explain it.
func (r *request) lawEntries(place *kb.Provision) ([]feedItem, error) {
	key := place.Law.Key
	all, err := r.History.Effects(r.ctx())
	if err != nil {
		return nil, err
	}
	brought, err := r.brought()
	if err != nil {
		return nil, err
	}
	var items []feedItem
	for _, e := range all {
		if e.Version.Law == key {
			items = append(items, r.effectItem(e, brought))
		}
	}
	interpreting, err := r.Laws.InterpretedBy(r.ctx(), key)
	if err != nil {
		return nil, err
	}
	carrying, err := r.Graph.CarriedOutBy(r.ctx(), key, r.day)
	if err != nil {
		return nil, err
	}
	for _, c := range carrying {
		interpreting = append(interpreting, c.Law)
	}
	for _, other := range interpreting {
		x, err := r.belowEntry(key, other)
		switch {
		case errors.Is(err, kb.ErrNotFound): // it came after the day
		case err != nil:
			return nil, err
		default:
			items = append(items, itemOf(x))
		}
	}
	commentary, err := r.Graph.CommentaryOn(r.ctx(), key, feedCited)
	if err != nil {
		return nil, err
	}
	for _, d := range commentary {
		x := r.citingEntry(key, string(d.Kind), wire.DocumentPath(d), d.Date)
		x.Title = textCitesEntry(d.Title, "")
		items = append(items, itemOf(x))
	}
	return items, nil
}

// feedCited bounds those who cite a law or an article in its feed.
const feedCited = 1000

// belowEntry is a law that carries out or explains another one.
func (r *request) belowEntry(of, law string) (atom.Entry, error) {
	place, err := r.Laws.Lookup(r.ctx(), statute.Address{Law: law}, r.day)
	if err != nil {
		return atom.Entry{}, err
	}
	day := statute.Date(place.Version.Label)
	if statute.IsUndated(place.Version.Label) {
		day = place.Version.Begins()
	}
	x := r.citingEntry(of, place.Law.Level.CitedBy(), lawPath(law), day)
	x.Title, x.Summary = textBelowEntry(law), textInForceFrom(place.Version.From())
	return x, nil
}

// articleEntries are the texts in which an article became what it is, and who cites it.
func (r *request) articleEntries(place *kb.Provision) ([]feedItem, error) {
	stages, err := r.History.Trail(r.ctx(), place.Pinned())
	if err != nil {
		return nil, err
	}
	var items []feedItem
	for i, stage := range stages {
		v := stage.Version
		if i+1 < len(stages) && (stages[i+1].Kind == concordance.Same || stages[i+1].Kind == concordance.Moved) {
			continue // it is as it was in the text before
		}
		at := stage.Provisions[0]
		x := atom.Entry{ID: atom.ID("article", at.String()), Title: textStageEntry(stage), Page: r.base + r.address(at),
			Updated:    r.since(cmp.Or(v.From().Date, v.Begins())),
			Summary:    textSentences([]string{textInForceFrom(v.From()), textDecision(v.Instrument())}),
			Categories: []atom.Category{{Term: stageCategory(stages, i), Label: textFeedCategories[stageCategory(stages, i)]}}}
		if i+1 < len(stages) {
			x.Related = r.base + r.articleDiffURL(at, stages[i+1].Version)
		}
		items = append(items, itemOf(x))
	}
	q := citegraph.QueryFor(place, r.day)
	q.Limit, q.OnDay = feedCited, r.asked
	cited, err := r.Graph.CitedBy(r.ctx(), q)
	if err != nil {
		return nil, err
	}
	of := statute.Address{Law: place.Law.Key, Provision: place.Provision}.String()
	for _, c := range cited.List {
		items = append(items, itemOf(r.citedByEntry(of, c)))
	}
	return items, nil
}

// stageCategory is the category of a text of an article.
func stageCategory(stages []lawhistory.Stage, i int) string {
	if i+1 < len(stages) {
		return feedAmended
	}
	return feedNew
}

// citedByEntry is a text that cites a provision.
func (r *request) citedByEntry(of string, c citegraph.Citing) atom.Entry {
	path, where := wire.DocumentPath(c.Document), ""
	if c.Address.Law != "" {
		path, where = addressPath(c.Address), c.Address.Provision.Chinese()
	}
	x := r.citingEntry(of, c.Kind, path, c.Document.Date)
	x.Title, x.Summary = textCitesEntry(c.Title, where), c.Sentence
	return x
}

// citingEntry is an entry of what cites a law or provision, at the path of its page.
func (r *request) citingEntry(of, kind, path string, day statute.Date) atom.Entry {
	return atom.Entry{ID: atom.ID("cites", of, strings.TrimPrefix(path, "/")), Page: r.base + r.Link(path), Updated: r.since(day),
		Categories: []atom.Category{{Term: feedCiting, Label: textFeedCategories[feedCiting]}, {Term: kind, Label: textCitingKind(kind)}}}
}
