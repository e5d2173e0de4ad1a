package masking

import (
	"slices"

	"github.com/fatiao/fatiao/internal/statute"
)

// Doubt is a place of a masked text that a person should look at.
type Doubt struct {
	Span   statute.Span // in the text before
	Reason string       // in Chinese, without the name
}

// Doubts are the places where a name may stand that was left, in order.
func (m *Mask) Doubts() []Doubt { return m.doubts }

// The reasons of doubts.
const (
	doubtName = "可能是人名"
	doubtWord = "与普通词语相同的人名"
)

// check looks for what the mask may have left: names for which something speaks, but not
// enough, and words that are names of people of this text elsewhere.
func (m *Mask) check() {
	f := m.finder
	index := newNameIndex()
	reasons := map[string]string{}
	for _, p := range f.list {
		switch {
		case m.Names[p.name] != "":
			if form := m.forms.byText[p.name]; form.loose {
				index.add(p.name)
				reasons[p.name] = doubtWord
			}
		case isHidden(p.name), f.isOrdinary(p.name), f.places[p.name]:
		case p.seen == [len(p.seen)]int{} && p.best >= 3:
			index.add(p.name)
			reasons[p.name] = doubtName
		}
	}
	if len(reasons) == 0 {
		return
	}
	replaced := 0
	for at, r := range f.c {
		n := index.at(f.c[at:], r)
		if n == 0 || f.guard.has(at, at+n, fixed|office|entity) {
			continue
		}
		span := f.v.Span(at, at+n)
		for replaced < len(m.list) && m.list[replaced].Span.End <= span.Start {
			replaced++
		}
		if replaced < len(m.list) && m.list[replaced].Span.Start < span.End {
			continue
		}
		m.doubts = append(m.doubts, Doubt{span, reasons[f.c[at:at+n]]})
	}
	m.doubts = slices.Clip(m.doubts)
}
