package export

import (
	"context"
	"fmt"
	"iter"
	"net/url"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// AKNType is the media type of Akoma Ntoso.
const AKNType = "application/xml; charset=utf-8"

// AKN is a law in Akoma Ntoso 3.0 (OASIS LegalDocML): an act with its work, expression and
// life cycle, 编 as part, 分编 as subpart, 章 as chapter, 节 as section, 条 as article, 款 as
// paragraph, 项 as point, 目 as indent, and citations as references. cites are those of the
// units by their ids; nil leaves them out. The error is that of the context.
func AKN(ctx context.Context, t *LawText, cites map[int64][]citegraph.Cite) ([]byte, error) {
	w := &aknWriter{t: t, cites: cites, used: map[string]int{}}
	w.b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" +
		`<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="` + escapedXML(string(t.Law.Level)) + `">`)
	w.meta()
	w.b.WriteString("<preface>")
	w.tag("longTitle", "<p>"+escapedXML(t.Name())+"</p>")
	for _, c := range t.caption() {
		w.tag("p", escapedXML(c))
	}
	w.b.WriteString("</preface><body>")
	written := false
	for _, x := range t.Blocks {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if x.Heading != nil {
			w.heading(&x)
			continue
		}
		written = true
		w.unit(x.Unit)
	}
	w.closeTo(0)
	if !written {
		w.b.WriteString(`<hcontainer name="empty" eId="hcontainer_empty"><content><p/></content></hcontainer>`)
	}
	w.b.WriteString("</body></act></akomaNtoso>\n")
	return []byte(w.b.String()), nil
}

type aknWriter struct {
	t     *LawText
	cites map[int64][]citegraph.Cite
	b     strings.Builder
	open  []aknOpen
	used  map[string]int
	at    string // the address of the unit that is written
	// defined are the terms that are marked, by their places in the list.
	defined map[int]bool
}

// aknOpen is a heading whose element is open. One under which nothing stands gets an empty
// content.
type aknOpen struct {
	id      int64
	element string
	eID     string
	filled  bool
}

func (w *aknWriter) tag(name, inner string) {
	w.b.WriteString("<" + name + ">" + inner + "</" + name + ">")
}

// aknURI is the address of a work, an expression of it where there is a day.
func aknURI(law, version string) string {
	u := "/akn/cn/act/" + url.PathEscape(law)
	if version != "" {
		u += "/zho@" + url.PathEscape(version)
	}
	return u
}

// aknDate is a day as the schema has it, or the first of all where none is known.
func aknDate(label string) string {
	if d, err := statute.ParseDate(label); err == nil && len(d) == len("2020-05-28") {
		return string(d)
	}
	return "0001-01-01"
}

// meta writes what the law is and when it held.
func (w *aknWriter) meta() {
	t, v := w.t, w.t.Version
	work, expression := aknURI(t.Law.Key, ""), aknURI(t.Law.Key, v.Label)
	first := v.Label
	if n := len(t.Law.Versions); n > 0 {
		first = t.Law.Versions[0].Label
		for _, o := range t.Law.Versions {
			first = min(first, o.Label)
		}
	}
	w.b.WriteString(`<meta><identification source="#fatiao">`)
	number := ""
	if v.Number != "" {
		number = `<FRBRnumber value="` + escapedXML(v.Number) + `"/>`
	}
	w.identify("FRBRWork", work, aknDate(first), "adoption", `<FRBRcountry value="cn"/>`+number)
	w.identify("FRBRExpression", expression, aknDate(v.Label), "version", `<FRBRlanguage language="zho"/>`)
	w.identify("FRBRManifestation", expression+".xml", string(t.Today), "export", `<FRBRformat value="application/akn+xml"/>`)
	w.b.WriteString(`</identification>`)
	w.lifecycle()
	issuers := strings.Join(t.Law.Issuers, "、")
	if issuers == "" {
		issuers = t.Law.Title
	}
	w.b.WriteString(`<references source="#fatiao">` +
		`<TLCOrganization eId="fatiao" href="/ontology/organization/fatiao" showAs="` + textSource +
		`"/><TLCOrganization eId="issuer" href="/ontology/organization/issuer" showAs="` + escapedXML(issuers) +
		`"/><TLCConcept eId="inforce" href="/ontology/concept/inforce" showAs="施行"/>`)
	for i, term := range t.Terms {
		fmt.Fprintf(&w.b, `<TLCTerm eId="term_%d" href="/ontology/term/%s" showAs="%s"/>`, i+1, url.PathEscape(term.Text),
			escapedXML(term.Text))
	}
	w.b.WriteString(`</references></meta>`)
}

// identify writes what a work, an expression or a manifestation is.
func (w *aknWriter) identify(name, uri, date, kind, more string) {
	fmt.Fprintf(&w.b, `<%s><FRBRthis value="%s/!main"/><FRBRuri value="%s"/><FRBRdate date="%s" name="%s"/>`+
		`<FRBRauthor href="#issuer"/>%s</%[1]s>`, name, uri, uri, date, kind, more)
}

// lifecycle writes the days of the texts, and from when to when this one holds.
func (w *aknWriter) lifecycle() {
	v := w.t.Version
	w.b.WriteString(`<lifecycle source="#fatiao">`)
	n := 0
	event := func(date statute.Date, kind, source string) string {
		n++
		id := fmt.Sprintf("e_%d", n)
		fmt.Fprintf(&w.b, `<eventRef eId="%s" date="%s" type="%s" source="#%s"/>`, id, aknDate(string(date)), kind, source)
		return id
	}
	for i, o := range w.t.Law.Versions {
		kind := "amendment"
		if i == 0 {
			kind = "generation"
		}
		event(statute.Date(o.Label), kind, "issuer")
	}
	start, end := "", ""
	if v.InForceFrom != "" {
		start = event(v.InForceFrom, "generation", "issuer")
	}
	if v.InForceTo != "" {
		end = event(v.InForceTo, "repeal", "issuer")
	}
	if n == 0 {
		event("", "generation", "fatiao")
	}
	w.b.WriteString(`</lifecycle>`)
	if start == "" {
		return
	}
	w.b.WriteString(`<temporalData source="#fatiao"><temporalGroup eId="tmpg_1"><timeInterval start="#` + start + `"`)
	if end != "" {
		w.b.WriteString(` end="#` + end + `"`)
	}
	w.b.WriteString(` refersTo="#inforce"/></temporalGroup></temporalData>`)
}

// aknElements are the elements of kinds, with the beginnings of their ids.
var aknElements = map[statute.NodeKind][2]string{
	statute.KindPart: {"part", "part"}, statute.KindSubpart: {"subpart", "subpart"}, statute.KindChapter: {"chapter", "chp"},
	statute.KindSection: {"section", "sec"}, statute.KindArticle: {"article", "art"}, statute.KindClause: {"clause", "cl"},
	statute.KindParagraph: {"paragraph", "para"}, statute.KindItem: {"point", "point"}, statute.KindSubitem: {"indent", "indent"},
}

// begin opens an element for a kind and gives its name; what the schema has no element for is a
// container with the name of the kind.
func (w *aknWriter) begin(kind statute.NodeKind, within, number string) (element, eID string) {
	e, ok := aknElements[kind]
	if !ok {
		e = [2]string{"hcontainer", "hcontainer"}
	}
	eID = e[1]
	if number != "" {
		eID += "_" + number
	}
	if within != "" && kind != statute.KindArticle {
		eID = within + "__" + eID
	}
	if w.used[eID]++; w.used[eID] > 1 || number == "" {
		eID = fmt.Sprintf("%s_n%d", eID, w.used[eID])
		w.used[eID]++
	}
	w.b.WriteString("<" + e[0] + ` eId="` + eID + `"`)
	if !ok {
		w.b.WriteString(` name="` + string(kind) + `"`)
	}
	w.b.WriteString(">")
	return e[0], eID
}

// lastNumber is the number at the end of an address: b4/z6 has 6, 287-2 has 287-2.
func lastNumber(address string) string {
	return strings.TrimLeft(address[strings.LastIndexByte(address, '/')+1:], "abcdefghijklmnopqrstuvwxyz")
}

func (w *aknWriter) heading(x *Block) {
	w.closeTo(x.Depth - 1)
	within := ""
	if n := len(w.open); n > 0 {
		within = w.open[n-1].eID
		w.open[n-1].filled = true
	}
	element, eID := w.begin(x.Heading.Kind, within, lastNumber(x.Heading.Address))
	if x.Heading.Label != "" {
		w.tag("num", escapedXML(x.Heading.Label))
	}
	if x.Heading.Title != "" {
		w.tag("heading", escapedXML(x.Heading.Title))
	}
	w.open = append(w.open, aknOpen{id: x.Heading.ID, element: element, eID: eID})
}

// closeTo closes headings until so many are open.
func (w *aknWriter) closeTo(depth int) {
	for len(w.open) > depth {
		o := w.open[len(w.open)-1]
		if !o.filled {
			w.b.WriteString("<content><p/></content>")
		}
		w.b.WriteString("</" + o.element + ">")
		w.open = w.open[:len(w.open)-1]
	}
}

func (w *aknWriter) unit(u *kb.Unit) {
	for len(w.open) > 0 && w.open[len(w.open)-1].id != u.HeadingID {
		w.closeTo(len(w.open) - 1)
	}
	within := ""
	if n := len(w.open); n > 0 {
		within = w.open[n-1].eID
		w.open[n-1].filled = true
	}
	element, eID := w.begin(u.Kind, within, lastNumber(u.Address))
	if u.Label != "" {
		w.tag("num", escapedXML(u.Label))
	}
	w.at = u.Address
	w.inside(u.Parts, eID, w.cites[u.ID])
	w.b.WriteString("</" + element + ">")
}

// inside writes the parts of an element: elements of their own where they have addresses or
// labels, paragraphs of its content where none of them has.
func (w *aknWriter) inside(parts []kb.Part, eID string, cites []citegraph.Cite) {
	if !isStructured(parts) {
		w.b.WriteString("<content>")
		for i := range parts {
			w.words(&parts[i], cites)
		}
		if len(parts) == 0 {
			w.b.WriteString("<p/>")
		}
		w.b.WriteString("</content>")
		return
	}
	for i := range parts {
		p := &parts[i]
		element, id := w.begin(p.Kind, eID, lastNumber(p.Local))
		if p.Label != "" {
			w.tag("num", escapedXML(p.Label))
		}
		if !isStructured(p.Parts) {
			w.b.WriteString("<content>")
			w.words(p, cites)
			for k := range p.Parts {
				w.words(&p.Parts[k], cites)
			}
			w.b.WriteString("</content>")
		} else {
			if p.Text != "" {
				w.b.WriteString("<intro>")
				w.words(p, cites)
				w.b.WriteString("</intro>")
			}
			w.inside(p.Parts, id, cites)
		}
		w.b.WriteString("</" + element + ">")
	}
}

// isStructured reports whether parts have elements of their own.
func isStructured(parts []kb.Part) bool {
	return slices.ContainsFunc(parts, func(p kb.Part) bool { return p.Kind != statute.KindTable && p.Kind != statute.KindNote })
}

// words writes the text of a part, its citations as references, or its table.
func (w *aknWriter) words(p *kb.Part, cites []citegraph.Cite) {
	if len(p.Rows) > 0 {
		w.b.WriteString("<table>")
		for _, r := range p.Rows {
			w.b.WriteString("<tr>")
			for _, c := range r {
				w.b.WriteString("<td><p>" + escapedXML(c) + "</p></td>")
			}
			w.b.WriteString("</tr>")
		}
		w.b.WriteString("</table>")
		return
	}
	w.b.WriteString("<p>")
	at := 0
	for _, m := range slices.SortedStableFunc(w.marks(p, cites), func(x, y aknMark) int { return x.from - y.from }) {
		if m.from < at {
			continue
		}
		w.b.WriteString(escapedXML(p.Text[at:m.from]) + m.open + escapedXML(p.Text[m.from:m.to]) + m.shut)
		at = m.to
	}
	w.b.WriteString(escapedXML(p.Text[at:]) + "</p>")
}

// aknMark is an element around bytes of the text of a part.
type aknMark struct {
	from, to   int
	open, shut string
}

// marks are the citations in a part, and the terms that it defines, where they stand first.
func (w *aknWriter) marks(p *kb.Part, cites []citegraph.Cite) iter.Seq[aknMark] {
	return func(yield func(aknMark) bool) {
		for _, c := range cites {
			from, to := c.Start-p.Start, c.End-p.Start
			if len(p.Text) != p.End-p.Start || from < 0 || to > len(p.Text) || from >= to || len(c.Targets) == 0 {
				continue
			}
			if !yield(aknMark{from, to, `<ref href="` + aknRef(c.Targets[0].Address) + `">`, "</ref>"}) {
				return
			}
		}
		if w.t == nil {
			return
		}
		for i, term := range w.t.Terms {
			from := strings.Index(p.Text, term.Text)
			if from < 0 || term.Text == "" || w.defined[i] || !w.isAt(p, term.Address) {
				continue
			}
			if w.defined == nil {
				w.defined = map[int]bool{}
			}
			w.defined[i] = true
			if !yield(aknMark{from, from + len(term.Text), fmt.Sprintf(`<term refersTo="#term_%d">`, i+1), "</term>"}) {
				return
			}
		}
	}
}

// isAt reports whether a part has an address, or stands in the article that has it.
func (w *aknWriter) isAt(p *kb.Part, address string) bool {
	return address == w.at || address == p.Local || address == w.at+"/"+p.Local
}

// aknRef is the address of a provision.
func aknRef(a statute.Address) string {
	u := aknURI(a.Law, a.Version)
	if n := a.Provision.Article; !n.IsZero() {
		u += "/~art_" + lastNumber(a.Provision.AtArticle().String())
	}
	return escapedXML(u)
}
