package reading

import (
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/statute"
)

// Provisions collects what is cited in a part of a judgment: the provisions that its
// decision relies on (裁判依据), or that its reasoning cites. Each counts once, in the
// order of the text.
type Provisions struct {
	Part statute.Span
	// WholeLaws counts laws that are cited as a whole, too. A page shows them; the field
	// of a case lists provisions.
	WholeLaws bool

	addresses []string
	seen      map[string]bool
}

// Add adds an address that a citation names, and reports whether it counts and is new.
func (p *Provisions) Add(kind citation.TargetKind, span statute.Span, a statute.Address) bool {
	address := a.String()
	if kind != citation.KindProvision && !p.WholeLaws || !p.Part.Contains(span) || p.seen[address] {
		return false
	}
	if p.seen == nil {
		p.seen = map[string]bool{}
	}
	p.seen[address] = true
	p.addresses = append(p.addresses, address)
	return true
}

// Addresses are the addresses added, an empty list where there are none.
func (p *Provisions) Addresses() []string { return append([]string{}, p.addresses...) }

// ProvisionsIn are the addresses of the provisions that a judgment cites in a part of it,
// without versions: none is known of a text that is not stored.
func ProvisionsIn(cites []citation.Citation, part statute.Span) []string {
	p := Provisions{Part: part}
	for _, c := range cites {
		for _, t := range c.Targets {
			t.Address.Version = ""
			p.Add(c.Kind, c.Span, t.Address)
		}
	}
	return p.Addresses()
}
