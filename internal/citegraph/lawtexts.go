package citegraph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawnames"
	"github.com/fatiao/fatiao/internal/statute"
)

// lawTexts are the trees of the laws, as far as citations need them. The tree of a law
// is read when it is first asked for, and kept. It is safe for concurrent use.
type lawTexts struct {
	db    kb.Querier
	names *lawnames.Names
	today statute.Date

	mu    sync.Mutex
	byKey map[string][]*lawText // oldest first
}

func newLawTexts(db kb.Querier, names *lawnames.Names, today statute.Date) *lawTexts {
	return &lawTexts{db: db, names: names, today: today, byKey: map[string][]*lawText{}}
}

// lookup gives citation.Cite the laws for the time of one call. The first error is
// kept: what could not be read looks as if it were not loaded until then.
type lookup struct {
	*lawTexts
	ctx  context.Context
	err  error
	read map[string]bool // keys of the loaded laws that were looked into, where somebody asks
}

// LawsNamed implements citation.Lookup. Where several loaded laws bear a name, those in
// force on the day come alone; with no day it is the usual one, or all of them: that one
// of them is in force today tells nothing about a text of unknown age.
func (l *lookup) LawsNamed(name string, day statute.Date) []string {
	keys := l.names.ResolveOn(name, day)
	if len(keys) < 2 || len(keys) > len(l.names.Resolve(name)) { // the name passed on, and no day tells which
		return keys
	}
	if day == "" {
		if usual := l.names.Usual(name, keys); usual != "" {
			return []string{usual}
		}
		return keys
	}
	var inForce []string
	for _, k := range keys {
		for _, t := range l.texts(k) {
			if t.inForce(day) {
				inForce = append(inForce, k)
				break
			}
		}
	}
	if len(inForce) > 0 {
		return inForce
	}
	return keys
}

// maxEnding bounds how many laws a shortened name may mean.
const maxEnding = 8

// LawsEnding implements citation.Lookup.
func (l *lookup) LawsEnding(name string) []string {
	if !strings.HasSuffix(name, "法") || utf8.RuneCountInString(name) < 4 {
		return nil
	}
	var keys []string
	for _, k := range l.names.Keys() {
		if strings.HasSuffix(k, name) {
			keys = append(keys, k)
		}
	}
	if len(keys) > maxEnding {
		return nil
	}
	return keys
}

// LawAbbreviated implements citation.Lookup.
func (l *lookup) LawAbbreviated(form string) string { return l.names.Abbreviated(form) }

// Text implements citation.Lookup.
func (l *lookup) Text(key string, w citation.When) (citation.Text, bool) {
	texts := l.texts(key)
	if len(texts) == 0 {
		return nil, false
	}
	if t := choose(texts, w, l.today); t != nil {
		return t, !replaced(texts, t, w)
	}
	return nearest(texts, w, l.today), w == citation.When{}
}

func (l *lookup) texts(key string) []*lawText {
	texts, err := l.lawTexts.of(l.ctx, key)
	if err != nil {
		l.err = errors.Join(l.err, err)
	}
	if l.read != nil && len(texts) > 0 {
		l.read[key] = true
	}
	return texts
}

// of returns the texts of a law, oldest first; none where it is not loaded. Nothing is
// locked while they are read: whoever wants another law need not wait. Two that want
// the same law at once both read it, and the first to be done is kept.
func (l *lawTexts) of(ctx context.Context, key string) ([]*lawText, error) {
	if !l.names.IsLoaded(key) {
		return nil, nil
	}
	if texts, ok := l.kept(key); ok {
		return texts, nil
	}
	texts, err := l.read(ctx, key)
	if err != nil {
		return nil, fmt.Errorf("reading the tree of %s: %w", key, err)
	}
	if len(texts) > 0 {
		currentText(texts, l.today).current = true
	}
	return l.keep(key, texts), nil
}

func (l *lawTexts) kept(key string) ([]*lawText, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	texts, ok := l.byKey[key]
	return texts, ok
}

func (l *lawTexts) keep(key string, texts []*lawText) []*lawText {
	l.mu.Lock()
	defer l.mu.Unlock()
	if first, ok := l.byKey[key]; ok {
		return first
	}
	l.byKey[key] = texts
	return texts
}

func (l *lawTexts) read(ctx context.Context, key string) ([]*lawText, error) {
	var ids []int64
	texts, err := kb.List(ctx, l.db, "reading the versions", func(scan kb.Scan) (*lawText, error) {
		t := &lawText{units: map[string]*unitTree{}}
		var id int64
		err := scan(&id, &t.label, &t.from, &t.to)
		ids = append(ids, id)
		return t, err
	}, `SELECT v.id, v.label, v.begins, v.in_force_to FROM version v JOIN law l ON l.id = v.law_id
		WHERE l.key = ? ORDER BY v.begins, v.label NOT LIKE 'undated%', v.label`, key)
	if err != nil {
		return nil, err
	}
	for i, t := range texts {
		if err := t.read(ctx, l.db, ids[i]); err != nil {
			return nil, err
		}
	}
	return texts, nil
}

// lawText is the tree of one version, as far as citations need it.
type lawText struct {
	label    string
	from, to statute.Date // in force
	current  bool
	articles []statute.Number // in reading order
	units    map[string]*unitTree
	headings []kb.Heading
	annexes  []annexTitle
}

// annexTitle is an annex with a title that it bears: its label, or the line below that.
type annexTitle struct {
	at    statute.Provision
	title string
}

type unitTree struct {
	place  int // among the articles
	locals []string
}

func (t *lawText) inForce(day statute.Date) bool {
	return (t.from == "" || t.from <= day) && (t.to == "" || t.to > day)
}

func (t *lawText) read(ctx context.Context, db kb.Querier, version int64) error {
	err := kb.Each(ctx, db, "reading the units", func(scan kb.Scan) error {
		var address, label string
		var parts []byte
		if err := scan(&address, &label, &parts); err != nil {
			return err
		}
		if strings.HasPrefix(address, statute.AnnexPrefix) && !strings.Contains(address, "/") {
			if err := t.addAnnex(address, label, parts); err != nil {
				return err
			}
		}
		return t.add(address, parts)
	}, "SELECT address, label, parts FROM unit WHERE version_id = ? AND address <> '' ORDER BY ord", version)
	if err != nil {
		return err
	}
	t.headings, err = kb.Headings(ctx, db, version)
	return err
}

// add adds a unit. An address that is given twice means its first place.
func (t *lawText) add(address string, parts []byte) error {
	if t.units[address] != nil {
		return nil
	}
	var tree []localTree
	if err := json.Unmarshal(parts, &tree); err != nil {
		return fmt.Errorf("the parts of %s: %w", address, err)
	}
	u := &unitTree{place: len(t.articles)}
	u.add(tree)
	t.units[address] = u
	if n, ok := statute.ParseNumber(address); ok {
		t.articles = append(t.articles, n)
	}
	return nil
}

// addAnnex adds the titles of an annex.
func (t *lawText) addAnnex(address, label string, parts []byte) error {
	at, err := statute.ParseProvision(address)
	if err != nil {
		return fmt.Errorf("the address of an annex: %w", err)
	}
	var lines []struct {
		Text string `json:"t"`
	}
	if err := json.Unmarshal(parts, &lines); err != nil {
		return fmt.Errorf("the parts of %s: %w", address, err)
	}
	t.annexes = append(t.annexes, annexTitle{at, label})
	if len(lines) > 0 && len(lines[0].Text) <= maxAnnexTitle {
		t.annexes = append(t.annexes, annexTitle{at, lines[0].Text})
	}
	return nil
}

// maxAnnexTitle bounds the line that is the title of an annex, in bytes.
const maxAnnexTitle = 120

// localTree is what is needed of a kb.Part.
type localTree struct {
	Local string      `json:"a"`
	Parts []localTree `json:"p"`
}

func (u *unitTree) add(parts []localTree) {
	for _, p := range parts {
		if p.Local != "" {
			u.locals = append(u.locals, p.Local)
		}
		u.add(p.Parts)
	}
}

// Label implements citation.Text.
func (t *lawText) Label() string { return t.label }

// Current implements citation.Text.
func (t *lawText) Current() bool { return t.current }

// Find implements citation.Text.
func (t *lawText) Find(p statute.Provision) (statute.Provision, bool) {
	if p.Article.IsZero() && p.Annex == 0 {
		if p.IsZero() {
			return p, true
		}
		h, ok := kb.FindHeading(t.headings, p)
		if !ok {
			return statute.Provision{}, false
		}
		node, err := statute.ParseProvision(h.Address)
		return node, err == nil
	}
	whole := p.AtArticle()
	u := t.units[whole.String()]
	if annex := (statute.Provision{Annex: p.Annex}); u == nil && p.Annex > 0 && t.units[annex.String()] != nil {
		return annex, true // whose articles are no units of their own
	}
	if u == nil {
		return statute.Provision{}, false
	}
	if p == whole {
		return p, true
	}
	local := strings.TrimPrefix(p.String(), whole.String()+"/")
	if p.Paragraph > 0 {
		for _, l := range u.locals {
			if l == local {
				return p, true
			}
		}
		return statute.Provision{}, false
	}
	found, count := "", 0
	for _, l := range u.locals {
		if l == local || strings.HasSuffix(l, "/"+local) && strings.Count(l, "/") == strings.Count(local, "/")+1 {
			found = l
			count++
		}
	}
	switch count {
	case 0:
		return statute.Provision{}, false
	case 1:
		node, err := statute.ParseProvision(whole.String() + "/" + found)
		return node, err == nil
	}
	return whole, true // an item of that number stands in several paragraphs
}

// Before implements citation.Text.
func (t *lawText) Before(article statute.Number, n int) []statute.Number {
	u := t.units[article.String()]
	if u == nil {
		return nil
	}
	return t.articles[max(0, u.place-n):u.place]
}

// PartNamed implements citation.Text.
func (t *lawText) PartNamed(title string) (statute.Provision, bool) {
	want := strings.TrimSuffix(title, "编")
	for _, h := range t.headings {
		if (h.Kind == statute.KindPart || h.Kind == statute.KindSubpart) && h.Address != "" && strings.TrimSuffix(h.Title, "编") == want {
			p, err := statute.ParseProvision(h.Address)
			return p, err == nil
		}
	}
	return statute.Provision{}, false
}

// AnnexNamed implements citation.Text. A title that is the name, whole, goes before one
// that only ends or begins so.
func (t *lawText) AnnexNamed(title string) (statute.Provision, bool) {
	for _, part := range [...]bool{false, true} {
		for _, a := range t.annexes {
			if citation.SameAnnex(a.title, title, part) {
				return a.at, true
			}
		}
	}
	return statute.Provision{}, false
}
