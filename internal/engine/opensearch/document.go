package opensearch

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// Case is a case to be kept: its search document, and what its fields are read from.
type Case struct {
	Document   *searchdoc.Document
	Attributes *engine.Attributes
	Info       *kb.CaseInfo // what lists show of it
	Page       *Page        // what its page shows
	// Applied are the addresses without a version of all that it cites, as they stand in the
	// trees of the laws: 风筝管理条例/1/k2.
	Applied []string
}

// Page is what the page of a case shows, beside what lists show.
type Page struct {
	Text     string          `json:"text"` // spans refer to it
	Original string          `json:"original,omitempty"`
	Passages []kb.Passage    `json:"passages"`
	Facts    *casefile.Facts `json:"facts"`
}

// caseFields are the fields that cases have, with those of words in their parts.
func caseFields() iter.Seq[*engine.Field] {
	return func(yield func(*engine.Field) bool) {
		for _, name := range fieldNames {
			if f, ok := engine.FieldNamed(name); ok && !yield(f) {
				return
			}
		}
	}
}

// fieldNames are the names of those fields, in the order in which they were added.
var fieldNames = [...]string{
	engine.FieldTitle, engine.FieldDate, engine.FieldType, engine.FieldTier, engine.FieldCourt, engine.FieldCause, engine.FieldCaseKind,
	engine.FieldOutcome, engine.FieldCourtLevel, engine.FieldProvince, engine.FieldYear, engine.FieldInstance, engine.FieldSentence,
	engine.FieldAmount, engine.FieldJudge, engine.FieldFirm, engine.FieldLawyer, engine.FieldParty, engine.FieldNumber, engine.FieldChain,
	engine.FieldFacts, engine.FieldReasons, engine.FieldResult,
}

// looked is what Contains and Between look at.
func looked(f *engine.Field, a *engine.Attributes) []string {
	if f.Looked != nil {
		return f.Looked(a)
	}
	return f.Values(a)
}

// indexed is a case as the index has it.
func (c *Case) indexed(cut *ranking.Elsewhere) (object, error) {
	d := c.Document
	if d.Kind != searchdoc.Case {
		return nil, fmt.Errorf("%s is no case", d.Key)
	}
	values, lookedAt, numbers, days, parts := object{}, object{}, object{}, object{}, object{}
	for f := range caseFields() {
		if f.Part != searchdoc.NoPart {
			var texts []string
			for _, p := range d.Parts {
				if p.Kind == f.Part {
					texts = append(texts, gseanalysis.Fold(d.Text[p.Start:p.End]))
				}
			}
			put(parts, f.Name, texts)
			continue
		}
		if f.Values != nil {
			put(values, f.Name, f.Values(c.Attributes))
		}
		list := looked(f, c.Attributes)
		switch {
		case f.Number != nil:
			var read []int64
			for _, v := range list {
				n, err := strconv.ParseInt(v, 10, 64)
				if err != nil {
					return nil, fmt.Errorf("reading the %s of %s: %w", f.Name, d.Key, err)
				}
				read = append(read, n)
			}
			put(numbers, f.Name, read)
		case f.Relation == engine.Between:
			put(days, f.Name, list)
		default:
			put(lookedAt, f.Name, spelled(f, list))
		}
	}
	ofTerms := object{}
	for f, list := range cut.Terms(d) {
		ofTerms[termNames[f]] = strings.Join(list, " ")
	}
	return object{
		fieldTerms: ofTerms, fieldVector: cut.Vector(d), fieldApplied: withAbove(c.Applied), fieldInfo: c.Info, fieldPage: c.Page,
		fieldKey: d.Key, fieldCites: slices.Compact(slices.Sorted(slices.Values(d.Cites))),
		fieldText: []string{gseanalysis.Fold(d.Text), gseanalysis.Fold(d.Title + d.Path())},
		fieldTier: max(0, slices.Index(casefile.Tiers[:], c.Attributes.Tier)), fieldDate: string(d.Date), fieldTitle: d.Title,
		fieldValues: values, fieldLooked: lookedAt, fieldNumbers: numbers, fieldDays: days, fieldParts: parts, fieldDocument: d,
	}, nil
}

// withAbove are addresses and what each is a part of, each once.
func withAbove(addresses []string) []string {
	var list []string
	for _, a := range addresses {
		for end := range a {
			if a[end] == '/' {
				list = append(list, a[:end])
			}
		}
		list = append(list, a)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// spelled are strings as a field is looked into.
func spelled(f *engine.Field, list []string) []string {
	if !f.Folded {
		return list
	}
	folded := make([]string, len(list))
	for i, s := range list {
		folded[i] = gseanalysis.Fold(s)
	}
	return folded
}

// put puts values under a name, unless there are none.
func put[T any](into object, name string, values []T) {
	if len(values) > 0 {
		into[name] = values
	}
}

// path joins the names of a field of an index.
func path(names ...string) string { return strings.Join(names, ".") }
