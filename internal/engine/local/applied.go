package local

import (
	"slices"
	"sync/atomic"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// provisions tells which provisions documents cite, as addresses without a text mean them on a
// day: those of the text of that day, to which citations of what became them are linked too. A
// number that this text does not have is that of the newest text which has it.
type provisions struct {
	engine *Engine
	day    statute.Date
	// known is what each document counts for, as far as it was asked for: one more than a number in
	// the ranking, -1 for nothing, 0 where nobody asked yet.
	known []atomic.Int32
}

// lastDay is later than all texts.
const lastDay statute.Date = "9999-12-31"

// provisionsOn is for all that ask for one day, at the same time as well.
func (e *Engine) provisionsOn(day statute.Date) *provisions {
	last := &e.meanings[0]
	if day == lastDay {
		last = &e.meanings[1]
	}
	p := last.Load()
	if p == nil || p.day != day {
		p = &provisions{engine: e, day: day, known: make([]atomic.Int32, e.ranker.Len())}
		last.Store(p)
	}
	return p
}

// citedBy are the provisions that a document cites, each once, in the order of the collection.
func (p *provisions) citedBy(doc int) []int32 {
	var list []int32
	for _, d := range p.engine.ranker.Cites(doc) {
		at := p.known[d].Load()
		if at == 0 {
			if at = p.meant(d); at >= 0 {
				at++
			}
			p.known[d].Store(at)
		}
		if at > 0 {
			list = append(list, at-1)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// meant is what a provision counts for. One of an earlier text whose number is another's on the
// day counts for nothing: what became of it is linked as well.
func (p *provisions) meant(doc int32) int32 {
	law, _, address, ok := p.engine.ranker.Key(int(doc)).Provision()
	if !ok {
		return -1
	}
	list, isOfDay := p.numbered(law, address)
	if len(list) == 0 || isOfDay && list[0] != int(doc) {
		return -1
	}
	return int32(list[0])
}

// numbered are the provisions that an address means: that of the text of the day, else those of
// all texts that have it, the newest first.
func (p *provisions) numbered(law, address string) (docs []int, isOfDay bool) {
	for i, v := range p.textsOf(law) {
		doc, ok := p.engine.ranker.Find(searchdoc.ProvisionKey(law, v.Label, address))
		if ok && i == 0 {
			return []int{doc}, true
		}
		if ok {
			docs = append(docs, doc)
		}
	}
	return docs, false
}

// textsOf are the texts of a law: that of the day, then the others, newest first.
func (p *provisions) textsOf(law string) []kb.Version {
	all := p.engine.textsOf[law]
	if len(all) == 0 {
		return nil
	}
	at := kb.On(all, p.day)
	return append([]kb.Version{all[at]}, slices.Delete(slices.Clone(all), at, at+1)...)
}

// cases are the cases that cite any of some provisions, with repetitions.
func (e *Engine) casesCiting(provisions []int) []int {
	var cases []int
	for _, p := range provisions {
		for _, d := range e.ranker.CitedBy(p) {
			if e.places[d] >= 0 {
				cases = append(cases, int(d))
			}
		}
	}
	return cases
}
