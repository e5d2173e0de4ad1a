package export

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/wire"
)

// LawFormats are the formats of laws and cases, each the ending of its files.
var LawFormats = [...]string{"docx", "md", "txt", "json", "xml"}

// Encode writes a text in one of [LawFormats]. cites gives the citations of its units by their ids;
// it is asked where the format has them. The error is that of cites, or of the context.
func (t *LawText) Encode(ctx context.Context, format string, cites func() (map[int64][]citegraph.Cite, error)) ([]byte, error) {
	switch format {
	case "docx":
		return LawDOCX(ctx, t)
	case "md":
		return Markdown(t), nil
	case "txt":
		return Text(t), nil
	}
	byUnit, err := cites()
	if err != nil {
		return nil, err
	}
	if format == "xml" {
		return AKN(ctx, t, byUnit)
	}
	j := wire.NewLawFile(t.Law, t.Version, t.Day, t.Today, t.Until)
	j.Address, j.Scope = t.Address, t.Scope
	for _, b := range t.Blocks {
		if b.Heading != nil {
			j.AddHeading(b.Heading, b.Depth)
		} else {
			j.AddUnit(b.Unit, byUnit[b.Unit.ID])
		}
	}
	return lineOf(j, "a law")
}

// Encode writes a case in one of [LawFormats]. cites gives the citations of a passage by its id, as
// the law was on the day t.Day; it is asked where the format has them. The error is that of cites,
// or of the context.
func (t *CaseText) Encode(ctx context.Context, format string, cites func(passage int64) ([]citegraph.Cite, error)) ([]byte, error) {
	switch format {
	case "docx":
		return CaseDOCX(ctx, t)
	case "md":
		return CaseMarkdown(t), nil
	case "txt":
		return CasePlain(t), nil
	}
	byPassage := map[int64][]citegraph.Cite{}
	for _, u := range t.Document.Passages {
		var err error
		if byPassage[u.ID], err = cites(u.ID); err != nil {
			return nil, err
		}
	}
	if format == "xml" {
		return CaseAKN(ctx, t, byPassage)
	}
	j := wire.NewCaseDocument(t.Document, t.Facts, t.Day, byPassage)
	j.Until = t.Until
	return lineOf(j, "a case")
}

// lineOf is something as JSON, on a line.
func lineOf(j any, what string) ([]byte, error) {
	content, err := json.Marshal(j)
	if err != nil {
		return nil, fmt.Errorf("writing %s as JSON: %w", what, err)
	}
	return append(content, '\n'), nil
}
