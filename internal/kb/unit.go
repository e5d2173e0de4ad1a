package kb

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// Heading is a 编, 分编, 章, 节 or other heading of a version.
type Heading struct {
	ID, Parent int64
	Ord        int
	Kind       statute.Kind
	Address    string
	Label      string
	Title      string
}

// Name is the heading as printed: 第六章 隐私权和个人信息保护, 一、一般规定.
func (h Heading) Name() string {
	if strings.HasSuffix(h.Label, "、") {
		return h.Label + h.Title
	}
	return strings.TrimSpace(h.Label + " " + h.Title)
}

// Unit is an article or another piece of a version or document.
type Unit struct {
	ID         int64
	VersionID  int64
	DocumentID int64
	HeadingID  int64
	Ord        int
	Kind       statute.Kind
	Address    string // local
	Label      string
	Parts      []Part
	Start, End int // in the document
}

// Text is the unit's text without its label.
func (u *Unit) Text() string { return TextOf(u.Parts) }

const unitColumns = "SELECT u.id, u.version_id, u.document_id, u.heading_id, u.ord, u.kind, u.address, u.label, u.parts, u.start_byte, u.end_byte FROM unit u "

func scanUnit(row interface{ Scan(...any) error }) (*Unit, error) {
	var u Unit
	var parts string
	if err := row.Scan(&u.ID, &u.VersionID, &u.DocumentID, &u.HeadingID, &u.Ord, &u.Kind, &u.Address, &u.Label, &parts, &u.Start, &u.End); err != nil {
		return nil, err
	}
	if err := json.Unmarshal([]byte(parts), &u.Parts); err != nil {
		return nil, fmt.Errorf("reading the parts of unit %d: %w", u.ID, err)
	}
	return &u, nil
}

func (b *Base) unit(ctx context.Context, where string, args ...any) (*Unit, error) {
	u, err := scanUnit(b.db.QueryRowContext(ctx, unitColumns+where, args...))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("reading a unit: %w", err)
	}
	return u, nil
}

func (b *Base) units(ctx context.Context, where string, args ...any) ([]*Unit, error) {
	rows, err := b.db.QueryContext(ctx, unitColumns+where, args...)
	if err != nil {
		return nil, fmt.Errorf("reading units: %w", err)
	}
	defer rows.Close()
	var found []*Unit
	for rows.Next() {
		u, err := scanUnit(rows)
		if err != nil {
			return nil, fmt.Errorf("reading units: %w", err)
		}
		found = append(found, u)
	}
	return found, rows.Err()
}

// Units returns the units of a version in reading order.
func (b *Base) Units(ctx context.Context, versionID int64) ([]*Unit, error) {
	return b.units(ctx, "WHERE u.version_id = ? ORDER BY u.ord", versionID)
}

// UnitsByID returns units in the order of the ids; missing ones are left out.
func (b *Base) UnitsByID(ctx context.Context, ids []int64) ([]*Unit, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, fmt.Errorf("encoding ids: %w", err)
	}
	found, err := b.units(ctx, "WHERE u.id IN (SELECT value FROM json_each(?))", string(list))
	if err != nil {
		return nil, err
	}
	place := make(map[int64]int, len(ids))
	for i, id := range ids {
		place[id] = i
	}
	sort.Slice(found, func(i, j int) bool { return place[found[i].ID] < place[found[j].ID] })
	return found, nil
}

// Headings returns the headings of a version in reading order.
func (b *Base) Headings(ctx context.Context, versionID int64) ([]Heading, error) {
	return b.headings(ctx, "WHERE version_id = ? ORDER BY ord", versionID)
}

func (b *Base) headings(ctx context.Context, where string, args ...any) ([]Heading, error) {
	return headings(ctx, b.db, where, args...)
}

func headings(ctx context.Context, db querier, where string, args ...any) ([]Heading, error) {
	rows, err := db.QueryContext(ctx, "SELECT id, parent_id, ord, kind, address, label, title FROM heading "+where, args...)
	if err != nil {
		return nil, fmt.Errorf("reading headings: %w", err)
	}
	defer rows.Close()
	var found []Heading
	for rows.Next() {
		var h Heading
		if err := rows.Scan(&h.ID, &h.Parent, &h.Ord, &h.Kind, &h.Address, &h.Label, &h.Title); err != nil {
			return nil, fmt.Errorf("reading headings: %w", err)
		}
		found = append(found, h)
	}
	return found, rows.Err()
}

// Path returns the headings above a unit, outermost first.
func (b *Base) Path(ctx context.Context, headingID int64) ([]Heading, error) {
	return b.headings(ctx, `WHERE id IN (WITH RECURSIVE up(id) AS (SELECT ? UNION ALL SELECT h.parent_id FROM heading h JOIN up ON h.id = up.id WHERE h.parent_id <> 0) SELECT id FROM up) ORDER BY ord`, headingID)
}

// Place is a provision found in the knowledge base.
type Place struct {
	Law       *Law
	Version   Version
	Provision statute.Provision
	Unit      *Unit     // nil for headings and whole laws
	Part      *Part     // the paragraph, item or sub-item, where the address names one
	Heading   *Heading  // for 编 章 节
	Path      []Heading // above the unit or heading
}

// Address is the canonical address of the place. The version is named only
// where it is not the one that a bare address means on the day.
func (p *Place) Address(day statute.Date) statute.Address {
	a := statute.Address{Law: p.Law.Key, Provision: p.Provision}
	if p.Version.Label != p.Law.On(day).Label {
		a.Version = p.Version.Label
	}
	return a
}

// CitedBy asks who cites the place, in this version.
func (p *Place) CitedBy(day statute.Date) CitedByQuery {
	q := CitedByQuery{Law: p.Law.Key, Version: p.Version.Label, Provision: p.Provision, Day: day}
	if p.Part != nil { // /x2 and /k1/x2 may be one
		if node, err := statute.ParseProvision(p.Unit.Address + "/" + p.Part.Local); err == nil {
			q.Provision = node
		}
	}
	if p.Provision.IsZero() && p.Version.Label == p.Law.On(day).Label {
		q.Version = "" // a law is cited in all its versions
	}
	return q
}

// MissingError says which part of an address is not there and what is near.
type MissingError struct {
	Address statute.Address
	Loaded  bool     // the law is loaded; only the provision is missing
	Nearest []string // law keys, or addresses in the law
	reason  string
}

func (e *MissingError) Error() string { return e.reason }

// Unwrap makes errors.Is(err, ErrNotFound) true.
func (e *MissingError) Unwrap() error { return ErrNotFound }

// Lookup finds what an address names, in the version of the address or else
// the one in force on the day. Where it is not there, the error is a
// *MissingError.
func (b *Base) Lookup(ctx context.Context, a statute.Address, day statute.Date) (*Place, error) {
	law, err := b.Law(ctx, a.Law)
	if errors.Is(err, ErrNotFound) {
		return nil, &MissingError{Address: a, Nearest: b.NearestLaws(a.Law, 5), reason: "没有收录《" + a.Law + "》"}
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
			return nil, &MissingError{Address: a, Loaded: true, Nearest: labels, reason: "没有收录《" + a.Law + "》日期为 " + a.Version + " 的文本"}
		}
	}
	place := &Place{Law: law, Version: v, Provision: a.Provision}
	return place, b.fill(ctx, place, a)
}

func (b *Base) fill(ctx context.Context, place *Place, a statute.Address) error {
	p := a.Provision
	switch {
	case p.IsZero():
		return nil
	case !p.Article.IsZero() || p.Annex > 0:
		u, err := b.unit(ctx, "WHERE u.version_id = ? AND u.address = ? ORDER BY u.ord LIMIT 1", place.Version.ID, p.AtArticle().String())
		if errors.Is(err, ErrNotFound) {
			return b.missing(ctx, place, a)
		}
		if err != nil {
			return err
		}
		place.Unit = u
		if p.Paragraph > 0 || p.Item > 0 {
			part, ok := findPart(u.Parts, p)
			if !ok {
				return &MissingError{Address: a, Loaded: true, Nearest: addressesIn(a, u),
					reason: "《" + a.Law + "》" + p.AtArticle().Chinese() + "没有" + strings.TrimPrefix(p.Chinese(), p.AtArticle().Chinese())}
			}
			place.Part = &part
		}
		place.Path, err = b.Path(ctx, u.HeadingID)
		return err
	}
	return b.fillHeading(ctx, place, a)
}

// fillHeading finds a 编 章 节.
func (b *Base) fillHeading(ctx context.Context, place *Place, a statute.Address) error {
	all, err := b.Headings(ctx, place.Version.ID)
	if err != nil {
		return err
	}
	h, ok := findHeading(all, a.Provision)
	if !ok {
		return b.missing(ctx, place, a)
	}
	place.Heading = &h
	if place.Provision, err = statute.ParseProvision(h.Address); err != nil {
		return fmt.Errorf("reading the address of a heading: %w", err)
	}
	place.Path, err = b.Path(ctx, h.Parent)
	return err
}

// findHeading finds a 编 章 节 among the headings of a text. The levels may be
// incomplete (z4 where the law has 编) as long as only one heading fits; 分则
// stands for the heading of that name.
func findHeading(all []Heading, want statute.Provision) (Heading, bool) {
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
				found = append(found, statute.Address{Law: a.Law, Version: a.Version, Provision: a.Provision.AtArticle()}.String()+"/"+p.Local)
			}
			walk(p.Parts)
		}
	}
	walk(u.Parts)
	return found
}

// missing names the provisions nearest to one that is not there.
func (b *Base) missing(ctx context.Context, place *Place, a statute.Address) error {
	var locals []string
	var err error
	if n := a.Provision.Article; !n.IsZero() {
		locals, err = b.strings(ctx, "SELECT address FROM unit WHERE version_id = ? AND kind IN ('article','clause') AND address <> '' ORDER BY ord", place.Version.ID)
		sort.SliceStable(locals, func(i, j int) bool { return distance(locals[i], n) < distance(locals[j], n) })
	} else if a.Provision.Annex > 0 {
		locals, err = b.strings(ctx, "SELECT address FROM unit WHERE version_id = ? AND kind = 'annex' ORDER BY ord", place.Version.ID)
	} else {
		locals, err = b.strings(ctx, "SELECT address FROM heading WHERE version_id = ? AND address <> '' ORDER BY ord", place.Version.ID)
	}
	if err != nil {
		return err
	}
	e := &MissingError{Address: a, Loaded: true, reason: "《" + a.Law + "》没有" + a.Provision.Chinese()}
	for _, l := range locals[:min(5, len(locals))] {
		e.Nearest = append(e.Nearest, statute.Address{Law: a.Law, Version: a.Version}.String()+"/"+l)
	}
	return e
}

func distance(local string, n statute.Number) int {
	m, ok := statute.ParseNumber(local)
	if !ok {
		return 1 << 30
	}
	d := (m.Main-n.Main)*100 + m.Sub - n.Sub
	return max(d, -d)
}

// Around returns the unit with up to n units with an address before and after
// it, in reading order.
func (b *Base) Around(ctx context.Context, u *Unit, n int) ([]*Unit, error) {
	before, err := b.units(ctx, "WHERE u.version_id = ? AND u.ord <= ? AND u.address <> '' ORDER BY u.ord DESC LIMIT ?", u.VersionID, u.Ord, n+1)
	if err != nil {
		return nil, err
	}
	after, err := b.units(ctx, "WHERE u.version_id = ? AND u.ord > ? AND u.address <> '' ORDER BY u.ord LIMIT ?", u.VersionID, u.Ord, n)
	if err != nil {
		return nil, err
	}
	slices.Reverse(before)
	return append(before, after...), nil
}
