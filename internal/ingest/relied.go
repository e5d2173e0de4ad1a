package ingest

import (
	"slices"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/statute"
)

// Relied are the addresses of the provisions that a judgment cites in a part of
// it, in order and once each.
func Relied(cites []citation.Citation, part statute.Span) []string {
	list := []string{}
	for _, c := range cites {
		if c.Kind != citation.KindProvision || !part.Contains(c.Span) {
			continue
		}
		for _, t := range c.Targets {
			t.Address.Version = ""
			if a := t.Address.String(); !slices.Contains(list, a) {
				list = append(list, a)
			}
		}
	}
	return list
}
