package pages

import (
	"net/url"
	"strings"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

// dayParam is the parameter of the day for which a page is read.
const dayParam = "as_of"

// links makes the addresses of pages. Where a page is read for a day, every address on it
// keeps that day.
type links struct {
	asOf statute.Date // "" where the page is today's
}

// Link is the address of a page of this site by its path, with the parameters and the place on
// the page that the path has.
func (l links) Link(path string) string {
	if l.asOf == "" {
		return path
	}
	path, place, found := strings.Cut(path, "#")
	joint := "?"
	if strings.Contains(path, "?") {
		joint = "&"
	}
	path += joint + dayParam + "=" + string(l.asOf)
	if found {
		path += "#" + place
	}
	return path
}

// law is the address of the page of a law, or of what local names in it.
func (l links) law(key string, local ...string) string { return l.Link(lawPath(key, local...)) }

// address is the page of an address.
func (l links) address(a statute.Address) string { return l.Link(addressPath(a)) }

// target is the page of what a citation names, with the place of a paragraph or item on it.
func (l links) target(t citegraph.CiteTarget) string {
	if !t.Found || t.Node.Article.IsZero() {
		return l.address(t.Address)
	}
	a := t.Address
	a.Provision = t.Node.AtArticle()
	if local, ok := strings.CutPrefix(t.Node.String(), a.Provision.String()+"/"); ok {
		return l.Link(addressPath(a) + "#" + anchor(local))
	}
	return l.address(a)
}

// document is the page of a case, commentary or consultation.
func (l links) document(d kb.DocumentInfo) string { return l.Link(wire.DocumentPath(d)) }

// caseOf is the page of a case, or where a report tells it.
func (l links) caseOf(c *kb.CaseInfo) string { return l.Link(wire.CasePath(c)) }

// list is the page of a list with parameters; each link from there changes one of them.
func (l links) list(path string, params url.Values) pageLink {
	own := url.Values{}
	for name, values := range params {
		if name != dayParam {
			own[name] = values
		}
	}
	if l.asOf != "" {
		own.Set(dayParam, string(l.asOf))
	}
	return pageLink{path, own}
}

// lawPath and addressPath are the paths of pages of laws: see package wire.
func lawPath(key string, local ...string) string { return wire.LawPath(key, local...) }
func addressPath(a statute.Address) string       { return wire.AddressPath(a) }
