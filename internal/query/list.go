package query

import (
	"regexp"
	"strings"
)

// joints stand between the addresses of a list.
var joints = regexp.MustCompile(`\s*[、，,；;\n]\s*|\s*[和及与]\s*`)

// maxListed bounds the addresses that are read of a list.
const maxListed = 20

// parseList reads several addresses: 民法典1036、1038, 刑法264和治安管理处罚法49. The law of the
// one before holds for a provision without a law. It returns nil where a piece is no
// address.
func parseList(s string) []Ref {
	pieces := joints.Split(strings.TrimSpace(s), maxListed+1)
	if len(pieces) < 2 || len(pieces) > maxListed {
		return nil
	}
	var list []Ref
	for _, piece := range pieces {
		if p, ok := readProvision(piece); ok && len(list) > 0 {
			last := list[len(list)-1]
			list = append(list, Ref{Name: last.Name, Version: last.Version, Provision: p})
			continue
		}
		r := ParseRef(piece)
		if r == nil || r.Provision.IsZero() {
			return nil
		}
		list = append(list, *r)
	}
	return list
}
