package export

import (
	"context"
	"fmt"
	"hash/fnv"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/excerpt"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
)

// LawReader reads what a law is written from.
type LawReader interface {
	search.UnderReader
	Headings(ctx context.Context, versionID int64) ([]kb.Heading, error)
	Units(ctx context.Context, versionID int64) ([]*kb.Unit, error)
	Terms(ctx context.Context, versionID int64) ([]kb.Term, error)
	CollectedUntil() string
}

// LawText is a law in one of its texts, or some of its articles, to be taken away.
type LawText struct {
	Law     *kb.Law
	Version kb.Version
	Scope   string // which articles: 第一千零三十四条至第一千零三十八条; "" for the whole law
	Address string // of what was asked for, with the day of the text
	Blocks  []Block
	Terms   []kb.Term    // that the text defines
	Day     statute.Date // whose law it is
	Today   statute.Date // of the export
	Until   string       // up to which day texts are loaded
	Page    string       // address of its page, "" where no server is asked
}

// Block is a heading, or a unit under it.
type Block struct {
	Heading *kb.Heading // nil for units
	Depth   int         // of a heading, from 1
	Unit    *kb.Unit
}

// ReadLaw reads what a place names: a law, what stands under a heading, an article. articles,
// where it is not "", takes some of its articles, see [search.Articles].
func ReadLaw(ctx context.Context, laws LawReader, p *kb.Provision, articles string, day, today statute.Date) (*LawText, error) {
	t := &LawText{Law: p.Law, Version: p.Version, Address: p.Pinned().String(), Day: day, Today: today, Until: laws.CollectedUntil()}
	headings, err := laws.Headings(ctx, p.Version.ID)
	if err != nil {
		return nil, err
	}
	units, err := laws.Units(ctx, p.Version.ID)
	if err != nil {
		return nil, err
	}
	if t.Terms, err = laws.Terms(ctx, p.Version.ID); err != nil {
		return nil, err
	}
	switch {
	case articles != "":
		chosen, err := search.Articles(ctx, laws, p, units, articles)
		if err != nil {
			return nil, err
		}
		headings, units, t.Scope = above(headings, chosen), chosen, scopeOf(chosen)
		t.Address = p.Pinned().Whole().String() + "/" + chosen[0].Address
	case p.Unit != nil:
		units = []*kb.Unit{p.Unit}
		headings, t.Scope = above(headings, units), p.Provision.AtArticle().Chinese()
	case p.Heading != nil:
		if _, units, err = laws.Under(ctx, p); err != nil {
			return nil, err
		}
		headings, t.Scope = above(headings, units), p.Heading.Name()
	}
	t.arrange(headings, units)
	return t, nil
}

// above keeps the headings under which units stand.
func above(all []kb.Heading, units []*kb.Unit) []kb.Heading {
	parent := map[int64]int64{}
	for _, h := range all {
		parent[h.ID] = h.Parent
	}
	wanted := map[int64]bool{}
	for _, u := range units {
		for id := u.HeadingID; id != 0 && !wanted[id]; id = parent[id] {
			wanted[id] = true
		}
	}
	var kept []kb.Heading
	for _, h := range all {
		if wanted[h.ID] {
			kept = append(kept, h)
		}
	}
	return kept
}

// scopeOf names a range of articles by its ends.
func scopeOf(units []*kb.Unit) string {
	first, last := units[0].Label, units[len(units)-1].Label
	if first == last {
		return first
	}
	return first + "至" + last
}

// arrange puts headings and units in reading order.
func (t *LawText) arrange(headings []kb.Heading, units []*kb.Unit) {
	depth := map[int64]int{}
	for i, j := 0, 0; i < len(headings) || j < len(units); {
		if j == len(units) || i < len(headings) && headings[i].Ord < units[j].Ord {
			h := &headings[i]
			depth[h.ID] = depth[h.Parent] + 1
			t.Blocks = append(t.Blocks, Block{Heading: h, Depth: depth[h.ID]})
			i++
			continue
		}
		t.Blocks = append(t.Blocks, Block{Unit: units[j]})
		j++
	}
}

// Name is the title with what of it this is.
func (t *LawText) Name() string {
	if t.Scope == "" {
		return t.Law.Title
	}
	return t.Law.Title + " " + t.Scope
}

// maxFileName bounds the name of the law in the name of a file, in bytes: systems take 255.
const maxFileName = 150

// FileName is the name of a file of this text without its ending: 民法典_2020-05-28.
func (t *LawText) FileName() string {
	name := t.Law.Key
	if len(name) > maxFileName { // two such names may begin alike
		h := fnv.New32a()
		_, _ = h.Write([]byte(name)) // never fails
		name = fmt.Sprintf("%s……%08x", strings.ToValidUTF8(name[:maxFileName], ""), h.Sum32())
	}
	if t.Version.Label != "" {
		name += "_" + t.Version.Label
	}
	if t.Scope != "" {
		name += "_" + excerpt.Head(strings.ReplaceAll(t.Scope, " ", ""), 20)
	}
	return strings.NewReplacer("/", "／", "\\", "＼", ":", "：", "\"", "”").Replace(name)
}

// caption are the lines under the title: who did what when, and the document number.
func (t *LawText) caption() []string {
	var list []string
	for _, e := range t.Version.Events {
		list = append(list, strings.TrimSpace(e.Date.Chinese()+" "+strings.TrimSpace(e.Text)))
	}
	if n := t.Version.Number; n != "" && !strings.Contains(strings.Join(list, ""), n) {
		list = append(list, n)
	}
	return list
}

// facts are what is said of the text beside its words, as name and value.
func (t *LawText) facts() [][2]string {
	list := [][2]string{{textLaw, t.Law.Title}, {textAddress, t.Address}, {textScope, t.Scope}, {textLevel, string(t.Law.Level)},
		{textIssuers, strings.Join(t.Law.Issuers, "、")}, {textVersion, t.Version.Label}, {textNumber, t.Version.Number},
		{textInForceFrom, string(t.Version.InForceFrom)}, {textInForceTo, string(t.Version.InForceTo)},
		{textStatus, t.Version.StatusText(t.Day)}, {textRepealedBy, t.Version.RepealedBy}, {textComputedBy, t.Version.Computed},
		{textUntil, t.Until}, {textExported, string(t.Today)}, {textPage, readable(t.Page)}}
	kept := list[:0]
	for _, f := range list {
		if f[1] != "" {
			kept = append(kept, f)
		}
	}
	return kept
}

// readable is the address of a page as people read it, with its Chinese: http://127.0.0.1:8080/law/民法典.
// Browsers take it like that. What reads as another address is left as it is.
func readable(page string) string {
	plain, err := url.PathUnescape(page)
	if err != nil || strings.ContainsAny(plain, " %?#\"<>") || !utf8.ValidString(plain) {
		return page
	}
	return plain
}

// foot is the line that stands under each page.
func (t *LawText) foot() string {
	var list []string
	for _, f := range t.facts() {
		switch f[0] {
		case textVersion, textInForceFrom, textUntil, textExported, textPage, textComputedBy:
			list = append(list, f[0]+" "+f[1])
		}
	}
	return textSource + "　" + t.Address + "　" + strings.Join(list, "　")
}
