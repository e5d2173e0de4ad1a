package citegraph

import (
	"context"
	"encoding/json"
	"fmt"
	"sort"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// citingUnit is a unit as far as citations need it.
type citingUnit struct {
	id     int64
	kind   statute.NodeKind
	at     statute.Provision // zero where the unit has no address
	within statute.Provision
	parts  []citingPart
	// heading is the heading of a passage, empty for other units.
	heading statute.Span
}

type citingPart struct {
	Local string       `json:"a"`
	Start int          `json:"s"`
	End   int          `json:"e"`
	Parts []citingPart `json:"p"`
}

// citingUnits reads the units of a document in one version; the passages of documents
// that are no laws stand in version 0.
func citingUnits(ctx context.Context, db kb.Querier, document, version int64) ([]citingUnit, error) {
	return kb.List(ctx, db, "reading the units", scanCitingUnit, `SELECT u.id, u.kind, u.address, u.parts, coalesce(h.address, ''),
			u.start_byte, CASE u.version_id WHEN 0 THEN length(CAST(u.label AS BLOB)) ELSE 0 END
		FROM unit u LEFT JOIN heading h ON h.id = u.heading_id
		WHERE u.document_id = ? AND +u.version_id = ? ORDER BY u.ord`, document, version)
}

func scanCitingUnit(scan kb.Scan) (u citingUnit, err error) {
	var address, within string
	var parts []byte
	var start, label int
	if err := scan(&u.id, &u.kind, &address, &parts, &within, &start, &label); err != nil {
		return u, err
	}
	u.heading = statute.Span{Start: start, End: start + label}
	if err := json.Unmarshal(parts, &u.parts); err != nil {
		return u, fmt.Errorf("the parts of unit %d: %w", u.id, err)
	}
	if u.kind == statute.KindArticle || u.kind == statute.KindClause {
		if u.at, err = statute.ParseProvision(address); err != nil {
			return u, fmt.Errorf("the address of unit %d: %w", u.id, err)
		}
	}
	if u.within, err = statute.ParseProvision(within); err != nil {
		return u, fmt.Errorf("the heading of unit %d: %w", u.id, err)
	}
	return u, nil
}

// passageUnits are the passages of a document that is not stored, numbered from 1.
func passageUnits(d *kb.Document) []citingUnit {
	units := make([]citingUnit, len(d.Passages))
	for i, p := range d.Passages {
		units[i] = citingUnit{id: int64(i) + 1, parts: citingParts(p.Parts)}
	}
	return units
}

func citingParts(parts []kb.Part) []citingPart {
	var list []citingPart
	for _, p := range parts {
		list = append(list, citingPart{Local: p.Local, Start: p.Start, End: p.End, Parts: citingParts(p.Parts)})
	}
	return list
}

// Segments are the paragraphs of a case, commentary or consultation, as package citation
// reads them.
func (g *Graph) Segments(ctx context.Context, document int64) ([]citation.Segment, error) {
	units, err := citingUnits(ctx, g.base, document, 0)
	return segmentsOf(units), err
}

// numbered returns the kind of the numbered units of a text: articles, else
// clauses, else "".
func numbered(units []citingUnit) statute.NodeKind {
	kind := statute.NodeKind("")
	for _, u := range units {
		switch u.kind {
		case statute.KindArticle:
			return u.kind
		case statute.KindClause:
			kind = u.kind
		}
	}
	return kind
}

// segmentsOf lists the paragraphs and items of the units with where they stand.
func segmentsOf(units []citingUnit) []citation.Segment {
	var list []citation.Segment
	for i, u := range units {
		var walk func(parts []citingPart, at statute.Provision)
		walk = func(parts []citingPart, at statute.Provision) {
			for _, p := range parts {
				here := at // a line without a place of its own belongs to what it stands in
				if p.Local != "" && !at.IsZero() {
					if local, err := statute.ParseProvision(u.at.String() + "/" + p.Local); err == nil {
						here = local
					}
				}
				if p.End > p.Start {
					list = append(list, citation.Segment{Span: statute.Span{Start: p.Start, End: p.End}, At: here, Within: u.within,
						Unit: i})
				}
				walk(p.Parts, here)
			}
		}
		walk(u.parts, u.at)
	}
	return list
}

// withHeadings adds the headings of passages, which say whose articles follow: ## 《渡口法》.
func withHeadings(units []citingUnit, segments []citation.Segment) []citation.Segment {
	list := make([]citation.Segment, 0, len(segments)+len(units))
	last := -1
	for _, s := range segments {
		if h := units[s.Unit].heading; s.Unit != last && h.Len() > 0 && h.End <= s.Span.Start {
			list = append(list, citation.Segment{Span: h, Within: s.Within, Unit: s.Unit})
		}
		last = s.Unit
		list = append(list, s)
	}
	return list
}

// inHeading reports whether a place stands in the heading of a passage.
func inHeading(units []citingUnit, at int) bool {
	for _, u := range units {
		if u.heading.Start <= at && at < u.heading.End {
			return true
		}
	}
	return false
}

// unitAt is the id of the unit in which a place of the text stands.
func unitAt(units []citingUnit, segments []citation.Segment, at int) int64 {
	i := sort.Search(len(segments), func(i int) bool { return segments[i].Span.End > at })
	if i == len(segments) {
		return 0
	}
	return units[segments[i].Unit].id
}
