package kb

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
)

// Provision is what an address names, as it stands in one version of a law: an article or
// a part of it, a 编 章 节, or the whole law.
type Provision struct {
	Law       *Law
	Version   Version
	Provision statute.Provision // the levels of the address below the law; none for the whole law
	Unit      *Unit             // nil for headings and whole laws
	Part      *Part             // the paragraph, item or sub-item, where the address names one
	Heading   *Heading          // for 编 章 节
	Path      []Heading         // above the unit or heading
}

// StandsIn reports whether the text is the one that answers for a day although that of the
// day is not loaded.
func (p *Provision) StandsIn(day statute.Date) bool {
	v := p.Law.On(day)
	return v.Label == p.Version.Label && v.standsIn(day)
}

// Node is where the provision stands in the tree of its text: k1/x2 where the address says x2.
func (p *Provision) Node() (statute.Provision, error) {
	if p.Part == nil {
		return p.Provision, nil
	}
	node, err := statute.ParseProvision(p.Unit.Address + "/" + p.Part.Local)
	if err != nil {
		return p.Provision, fmt.Errorf("reading the place of %s: %w", p.Provision, err)
	}
	return node, nil
}

// Address is the canonical address of the provision. The version is named only
// where it is not the one that a bare address means on the day.
func (p *Provision) Address(day statute.Date) statute.Address {
	a := statute.Address{Law: p.Law.Key, Provision: p.Provision}
	if p.Version.Label != p.Law.On(day).Label {
		a.Version = p.Version.Label
	}
	return a
}

// Pinned is the address of the provision in this text, whatever the day.
func (p *Provision) Pinned() statute.Address {
	return statute.Address{Law: p.Law.Key, Version: p.Version.Label, Provision: p.Provision}
}

// MissingError says which part of an address is not there and what is near.
type MissingError struct {
	Address statute.Address
	Loaded  bool     // the law is loaded; only the provision is missing
	Nearest []string // law keys, or addresses in the law
	// End is what is known of the end of a law that is not loaded; its day is "" elsewhere.
	End    timeline.Repeal
	reason string
}

// ForUser implements usererr.Explainer.
func (e *MissingError) ForUser() string { return e.Error() }

func (e *MissingError) Error() string { return e.reason }

// Unwrap makes errors.Is(err, ErrNotFound) true.
func (e *MissingError) Unwrap() error { return ErrNotFound }

// IgnoreMissing is nil where an error only says that something is not there.
func IgnoreMissing(err error) error {
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

// Lookup finds what an address names, in the version of the address or else
// the one in force on the day. Where it is not there, the error is a
// *MissingError.
func (b *Base) Lookup(ctx context.Context, a statute.Address, day statute.Date) (*Provision, error) {
	law, err := b.Law(ctx, a.Law)
	if errors.Is(err, ErrNotFound) {
		return nil, b.notLoaded(ctx, a, day)
	}
	if err != nil {
		return nil, err
	}
	v := law.On(day)
	if a.Version != "" {
		var ok bool
		if v, ok = law.Version(a.Version); !ok {
			labels := make([]string, len(law.Versions))
			for i, w := range law.Versions {
				labels[i] = statute.Address{Law: law.Key, Version: w.Label}.String()
			}
			a.Provision = statute.Provision{}
			return nil, &MissingError{Address: a, Loaded: true, Nearest: labels, reason: "本库未收录《" + a.Law + "》日期为 " + a.Version + " 的文本"}
		}
	}
	found := &Provision{Law: law, Version: v, Provision: a.Provision}
	err = b.fill(ctx, found, a)
	var missing *MissingError
	if errors.As(err, &missing) && a.Version == "" && v.standsIn(day) {
		missing.reason = "《" + law.Key + "》在" + day.Chinese() + "有效的文本没有收录，最接近的文本（" + statute.LabelChinese(v.Label) + "）里没有" +
			a.Provision.Chinese()
	}
	return found, err
}

// notLoaded is the error for a law that is not loaded, with what is known of its end.
func (b *Base) notLoaded(ctx context.Context, a statute.Address, day statute.Date) error {
	end, err := b.EndOf(ctx, a.Law)
	if err != nil {
		return err
	}
	m := &MissingError{Address: a, End: end, reason: "本库未收录《" + a.Law + "》"}
	switch {
	case end.Day.Date == "":
		m.Nearest = b.names.Nearest(a.Law, 5)
	case end.Day.Date <= day:
		m.reason += "，该法" + EndText(end)
	default:
		m.reason += "，该法在" + day.Chinese() + "还没有废止，其后" + EndText(end)
	}
	return m
}

func (b *Base) fill(ctx context.Context, found *Provision, a statute.Address) error {
	p := a.Provision
	switch {
	case p.IsZero():
		return nil
	case !p.Article.IsZero() || p.Annex > 0:
		u, err := b.UnitAt(ctx, found.Version.ID, p.AtArticle().String())
		if annex := (statute.Provision{Annex: p.Annex}); errors.Is(err, ErrNotFound) && p.Annex > 0 && p != annex {
			// Its articles are no units of their own.
			found.Provision, a.Provision, p = annex, annex, annex
			u, err = b.UnitAt(ctx, found.Version.ID, annex.String())
		}
		if errors.Is(err, ErrNotFound) {
			return b.missing(ctx, found, a)
		}
		if err != nil {
			return err
		}
		found.Unit = u
		if p.Paragraph > 0 || p.Item > 0 {
			part, ok := findPart(u.Parts, p)
			if !ok {
				return &MissingError{Address: a, Loaded: true, Nearest: addressesIn(a, u),
					reason: "《" + a.Law + "》" + p.AtArticle().Chinese() + "没有" + strings.TrimPrefix(p.Chinese(), p.AtArticle().Chinese())}
			}
			found.Part = &part
		}
		found.Path, err = b.Path(ctx, u.HeadingID)
		return err
	}
	return b.fillHeading(ctx, found, a)
}

// fillHeading finds a 编 章 节.
func (b *Base) fillHeading(ctx context.Context, found *Provision, a statute.Address) error {
	all, err := b.Headings(ctx, found.Version.ID)
	if err != nil {
		return err
	}
	h, ok := FindHeading(all, a.Provision)
	if !ok {
		return b.missing(ctx, found, a)
	}
	found.Heading = &h
	if found.Provision, err = statute.ParseProvision(h.Address); err != nil {
		return fmt.Errorf("reading the address of a heading: %w", err)
	}
	found.Path, err = b.Path(ctx, h.Parent)
	return err
}

// FindHeading finds a 编 章 节 among the headings of a text. The levels may be
// incomplete (z4 where the law has 编) as long as only one heading fits; 分则
// stands for the heading of that name.
func FindHeading(all []Heading, want statute.Provision) (Heading, bool) {
	within := ""
	if want.Named != "" {
		for _, h := range all {
			if h.Title == want.Named {
				within = h.Address
			}
		}
		want.Named = ""
		if within == "" {
			return Heading{}, false
		}
	}
	tail := want.String()
	exact := tail
	if within != "" {
		exact = strings.TrimSuffix(within+"/"+tail, "/")
	}
	var fits []Heading
	for _, h := range all {
		if h.Address == "" {
			continue
		}
		if h.Address == exact {
			return h, true
		}
		if under := within == "" || strings.HasPrefix(h.Address, within+"/"); under && tail != "" && levelsWithin(tail, h.Address) {
			fits = append(fits, h)
		}
	}
	if len(fits) != 1 {
		return Heading{}, false
	}
	return fits[0], true
}

// levelsWithin reports whether the levels of a part of an address stand in a
// full address in order, the last of them last: b3/z1 in b3/f1/z1.
func levelsWithin(part, full string) bool {
	want, have := strings.Split(part, "/"), strings.Split(full, "/")
	if want[len(want)-1] != have[len(have)-1] {
		return false
	}
	i := 0
	for _, level := range have {
		if i < len(want) && level == want[i] {
			i++
		}
	}
	return i == len(want)
}

func addressesIn(a statute.Address, u *Unit) []string {
	var found []string
	var walk func(parts []Part)
	walk = func(parts []Part) {
		for _, p := range parts {
			if p.Local != "" && len(found) < 8 {
				found = append(found, statute.Address{Law: a.Law, Version: a.Version, Provision: a.Provision.AtArticle()}.String()+"/"+
					p.Local)
			}
			walk(p.Parts)
		}
	}
	walk(u.Parts)
	return found
}

// missing names the provisions nearest to one that is not there.
func (b *Base) missing(ctx context.Context, found *Provision, a statute.Address) error {
	var locals []string
	var err error
	if n := a.Provision.Article; !n.IsZero() {
		locals, err = b.strings(ctx, `SELECT address FROM unit WHERE version_id = ? AND kind IN ('article','clause')
			AND address <> '' ORDER BY ord`, found.Version.ID)
		sort.SliceStable(locals, func(i, j int) bool { return distance(locals[i], n) < distance(locals[j], n) })
	} else if a.Provision.Annex > 0 {
		locals, err = b.strings(ctx, "SELECT address FROM unit WHERE version_id = ? AND kind = 'annex' ORDER BY ord", found.Version.ID)
	} else {
		locals, err = b.strings(ctx, "SELECT address FROM heading WHERE version_id = ? AND address <> '' ORDER BY ord", found.Version.ID)
	}
	if err != nil {
		return err
	}
	e := &MissingError{Address: a, Loaded: true, reason: "《" + a.Law + "》没有" + a.Provision.Chinese()}
	if e.Nearest, err = b.inOtherTexts(ctx, found, a); err != nil {
		return err
	}
	for _, l := range locals[:min(5, len(locals))] {
		e.Nearest = append(e.Nearest, statute.Address{Law: a.Law, Version: a.Version}.String()+"/"+l)
	}
	return e
}

// maxOtherTexts bounds the other texts that are named where one has not a provision.
const maxOtherTexts = 2

// inOtherTexts are the addresses of an article or annex in the other texts of its law that have
// it, the newest first.
func (b *Base) inOtherTexts(ctx context.Context, found *Provision, a statute.Address) ([]string, error) {
	local := a.Provision.AtArticle()
	if local.Article.IsZero() && local.Annex == 0 {
		return nil, nil
	}
	labels, err := b.strings(ctx, `SELECT v.label FROM unit u JOIN version v ON v.id = u.version_id
		WHERE v.law_id = ? AND v.id <> ? AND u.address = ? GROUP BY v.id ORDER BY v.label LIKE 'undated%', v.label DESC LIMIT ?`, found.Law.ID,
		found.Version.ID, local.String(), maxOtherTexts)
	if err != nil {
		return nil, err
	}
	for i, label := range labels {
		labels[i] = statute.Address{Law: a.Law, Version: label, Provision: local}.String()
	}
	return labels, nil
}

func distance(local string, n statute.Number) int {
	m, ok := statute.ParseNumber(local)
	if !ok {
		return 1 << 30
	}
	d := (m.Main-n.Main)*100 + m.Sub - n.Sub
	return max(d, -d)
}

// Under returns the headings and units of a law, or of one of its headings, in
// reading order.
func (b *Base) Under(ctx context.Context, p *Provision) ([]Heading, []*Unit, error) {
	headings, err := b.Headings(ctx, p.Version.ID)
	if err != nil {
		return nil, nil, err
	}
	units, err := b.Units(ctx, p.Version.ID)
	if err != nil || p.Heading == nil {
		return headings, units, err
	}
	inside := map[int64]bool{p.Heading.ID: true}
	var hs []Heading
	for _, h := range headings {
		if h.ID == p.Heading.ID || inside[h.Parent] {
			inside[h.ID] = true
			hs = append(hs, h)
		}
	}
	var us []*Unit
	for _, u := range units {
		if inside[u.HeadingID] {
			us = append(us, u)
		}
	}
	return hs, us, nil
}
