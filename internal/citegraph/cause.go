package citegraph

import (
	"context"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// Cause is why a citation of a loaded law leads nowhere.
type Cause string

// The causes, in the order in which they are looked for.
const (
	CauseAnnex         Cause = "annex"           // annexes of the text are not loaded
	CauseHeading       Cause = "heading"         // the text has no such 编 章 节
	CauseAmending      Cause = "amending"        // an amending decision speaks of what it adds, takes out or numbers anew
	CauseRenumbered    Cause = "renumbered"      // an earlier text has it, and it is known what it is now
	CauseRemoved       Cause = "removed"         // an earlier text has it, and nothing corresponds now
	CauseLater         Cause = "later"           // only a later text has it
	CauseTextNotLoaded Cause = "text_not_loaded" // the text of that day is not loaded, and no loaded one has it
	CausePart          Cause = "part"            // the article has no such paragraph or item
	CauseIncomplete    Cause = "incomplete"      // the source of the text lacks articles
	CauseMisprint      Cause = "misprint"        // the number is beyond the last article
	CauseNoArticle     Cause = "no_article"      // the text passes over the number
)

// Causes are all causes.
var Causes = [...]Cause{CauseRenumbered, CauseRemoved, CauseTextNotLoaded, CauseLater, CausePart, CauseAmending, CauseAnnex, CauseHeading,
	CauseIncomplete, CauseMisprint, CauseNoArticle}

var causeNames = map[Cause]string{CauseAnnex: "附件没有收录", CauseHeading: "文本里没有这一编章节", CauseAmending: "修改决定所增删的条文",
	CauseRenumbered: "条号已变", CauseRemoved: "旧文本有，现在没有对应的条文", CauseLater: "后来的文本才有", CauseTextNotLoaded: "当日的文本没有收录",
	CausePart: "该条没有这一款、项", CauseIncomplete: "来源文本不完整", CauseMisprint: "超出最后一条，疑为笔误", CauseNoArticle: "文本里没有这一条"}

// Chinese is what a user reads.
func (c Cause) Chinese() string { return causeNames[c] }

// Why says why a citation leads nowhere.
type Why struct {
	Cause Cause
	Text  string            // label of the loaded text that has the provision, "" where none has
	Now   []statute.Address // what it is on the day, with the text
	Sure  concordance.Certainty
}

// Chinese is what a user reads of a citation of a law: 条号已变，现为第二百一十一条.
func (w Why) Chinese(law string) string { return nowChinese(w.Cause.Chinese(), law, w.Now, w.Sure) }

// why says why a provision is not in the text in which it was looked up. target has that text;
// by is the law that cites, "" for other documents.
func (g *Graph) why(ctx context.Context, target statute.Address, basis citation.Basis, by string, day statute.Date) (Why, error) {
	p := target.Provision
	switch {
	case p.Annex > 0:
		return Why{Cause: CauseAnnex}, nil
	case p.Article.IsZero():
		return Why{Cause: CauseHeading}, nil
	}
	amends, err := g.amends(ctx, by, target.Law)
	if err != nil {
		return Why{}, err
	}
	if amends {
		return Why{Cause: CauseAmending}, nil
	}
	v, law, ok, err := g.versionOf(ctx, target.Law, target.Version)
	if err != nil || !ok {
		return Why{Cause: CauseTextNotLoaded}, err
	}
	w, err := g.elsewhere(ctx, law, v, p, basis, day)
	if err != nil || w.Cause != "" {
		return w, err
	}
	if basis == citation.StandIn {
		return Why{Cause: CauseTextNotLoaded}, nil
	}
	cause, err := g.inText(ctx, v, p)
	return Why{Cause: cause}, err
}

// inText is the cause why a text has not a provision, by that text alone.
func (g *Graph) inText(ctx context.Context, v kb.Version, p statute.Provision) (Cause, error) {
	addresses, err := kb.List(ctx, g.base, "reading the numbers of a text", kb.Column[string],
		"SELECT address FROM unit WHERE version_id = ? AND kind IN ('article', 'clause') AND address <> ''", v.ID)
	if err != nil {
		return "", err
	}
	last := 0
	for _, a := range addresses {
		if a == p.AtArticle().String() {
			return CausePart, nil
		}
		if n, ok := statute.ParseNumber(a); ok {
			last = max(last, n.Main)
		}
	}
	switch {
	case v.Incomplete:
		return CauseIncomplete, nil
	case last > 0 && p.Article.Main > last:
		return CauseMisprint, nil
	}
	return CauseNoArticle, nil
}

// elsewhere looks for the provision in the other texts of a law: the newest before the one in
// which it was looked up, else the first behind it. Where the text of the day is not loaded, an
// earlier one may have had other numbers, so nothing is certain. A provision that has its number
// today is no case of this: then only the text that was looked into lacks it.
func (g *Graph) elsewhere(ctx context.Context, law *kb.Law, v kb.Version, p statute.Provision, basis citation.Basis, day statute.Date) (
	w Why, err error) {
	has, err := g.textsWith(ctx, law, p)
	if err != nil {
		return w, err
	}
	at := slices.IndexFunc(law.Versions, func(x kb.Version) bool { return x.ID == v.ID })
	found := -1
	for i := at + 1; i < len(law.Versions) && found < 0; i++ { // the newest stand first
		if _, ok := has[law.Versions[i].ID]; ok {
			found, w.Cause = i, CauseRenumbered
		}
	}
	for i := at - 1; i >= 0 && found < 0; i-- {
		if _, ok := has[law.Versions[i].ID]; ok {
			found, w.Cause = i, CauseLater
		}
	}
	if found < 0 {
		return w, nil
	}
	other := law.Versions[found]
	became, err := g.newFollower().onDay(ctx, other, has[other.ID], day)
	if err != nil {
		return w, err
	}
	w.Text, w.Now, w.Sure = other.Label, became.To, became.Sure
	if basis == citation.StandIn && w.Sure == concordance.Certain {
		w.Sure = concordance.Likely
	}
	switch {
	case len(w.Now) == 0:
		w.Cause = CauseRemoved
	case w.Cause == CauseRenumbered && !became.isMoved(statute.Address{Law: law.Key, Provision: has[other.ID]}):
		return Why{}, nil
	}
	return w, nil
}

// textsWith are the places of a provision in the texts of a law that have it, by version.
func (g *Graph) textsWith(ctx context.Context, law *kb.Law, p statute.Provision) (map[int64]statute.Provision, error) {
	whole := p.AtArticle()
	var wanted []kb.AddressInText
	for _, v := range law.Versions {
		wanted = append(wanted, kb.AddressInText{Version: v.ID, Address: whole.String(), Nth: 1})
	}
	units, err := g.base.UnitsAt(ctx, wanted)
	if err != nil {
		return nil, err
	}
	has := map[int64]statute.Provision{}
	for _, w := range wanted {
		u := units[w]
		if u == nil {
			continue
		}
		if p == whole {
			has[w.Version] = p
			continue
		}
		if part, ok := u.Part(p); ok {
			if has[w.Version], err = statute.ParseProvision(u.Address + "/" + part.Local); err != nil {
				return nil, err
			}
		}
	}
	return has, nil
}

// amends reports whether a law is an instrument that amends another, or a decision that gives
// new wording to any.
func (g *Graph) amends(ctx context.Context, key, other string) (bool, error) {
	if key == "" {
		return false, nil
	}
	if strings.Contains(key, "修正案") && strings.Contains(key, other) || strings.Contains(key, "修改") && strings.HasSuffix(key, "决定") {
		return true, nil
	}
	rows, err := kb.List(ctx, g.base, "reading what a decision amends", kb.Column[int], `SELECT 1 FROM relation r JOIN law l ON l.id = r.law_id
		WHERE r.kind = 'amends' AND r.target_key = ? AND l.key = ? LIMIT 1`, other, key)
	return len(rows) > 0, err
}

// explain says of the targets of the citations of a unit that are not there why.
func (g *Graph) explain(ctx context.Context, cites []Cite, unit int64, day statute.Date) error {
	by := ""
	for i := range cites {
		c := &cites[i]
		if c.Status != citation.Dangling {
			continue
		}
		if by == "" {
			keys, err := kb.List(ctx, g.base, "reading of which law a unit is", kb.Column[string], `SELECT l.key FROM unit u
				JOIN version v ON v.id = u.version_id JOIN law l ON l.id = v.law_id WHERE u.id = ?`, unit)
			if err != nil {
				return err
			}
			by = strings.Join(keys, "")
		}
		for k := range c.Targets {
			t := &c.Targets[k]
			if t.Found || t.Address.Law == "" {
				continue
			}
			at := t.Address
			at.Version = c.Version
			w, err := g.why(ctx, at, c.Basis, by, day)
			if err != nil {
				return err
			}
			t.Why = &w
		}
	}
	return nil
}

// Explain says why a target of a citation that is not stored is not there; nil where it is, or
// where the law is not loaded.
func (g *Graph) Explain(ctx context.Context, c citation.Citation, t citation.Target, day statute.Date) (*Why, error) {
	if c.Status != citation.Dangling || t.Found || c.Version == "" {
		return nil, nil
	}
	at := t.Address
	at.Version = c.Version
	w, err := g.why(ctx, at, c.Basis, "", day)
	return &w, err
}
