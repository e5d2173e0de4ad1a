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
	doubtLeft = "别处隐去的人名"
)

// check looks through the text once more for what the mask may have left: names for which
// something speaks, but not enough, words that are names of people of this text elsewhere, and
// names, whole or the given one alone, that are hidden elsewhere and stand where something spoke
// against it.
func (m *Mask) check() {
	f := m.finder
	index := newNameIndex()
	reasons := map[string]string{}
	for _, p := range f.list {
		switch {
		case m.Names[p.name] != "":
			index.add(p.name)
			reasons[p.name] = doubtLeft
			if m.forms.byText[p.name].loose {
				reasons[p.name] = doubtWord
			}
		case isHidden(p.name), f.isOrdinary(p.name), f.places[p.name]:
		case p.seen == [len(p.seen)]int{} && p.learned > leastDoubtful:
			index.add(p.name)
			reasons[p.name] = doubtName
		}
	}
	for given, with := range m.forms.given {
		if _, ok := reasons[given]; !ok && !with.loose {
			index.add(given)
			reasons[given] = doubtLeft
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
