package export

import (
	"context"
	"strings"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
)

// CaseAKN is a case in Akoma Ntoso 3.0: a judgment with court, number and day in its header, and its
// passages as introduction, arguments, background, motivation and decision. cites are the citations
// of the passages by their ids. The error is that of the context.
func CaseAKN(ctx context.Context, t *CaseText, cites map[int64][]citegraph.Cite) ([]byte, error) {
	w := &aknWriter{used: map[string]int{}}
	w.b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" +
		`<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><judgment name="judgment">`)
	w.caseMeta(t)
	w.b.WriteString("<header>")
	w.tag("p", "<docTitle>"+escapedXML(t.Document.Title)+"</docTitle>")
	if c := t.Facts.Court.Text; c != "" {
		w.tag("p", `<courtType refersTo="#issuer">`+escapedXML(c)+"</courtType>")
	}
	if n := t.Facts.Number.Text; n != "" {
		w.tag("p", "<docketNumber>"+escapedXML(n)+"</docketNumber>")
	}
	if d := t.Document.Date; d != "" {
		w.tag("p", `<docDate date="`+aknDate(string(d))+`">`+escapedXML(d.Chinese())+"</docDate>")
	}
	w.b.WriteString("</header><judgmentBody>")
	for _, u := range t.Document.Passages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		element := passageElement(u.Label)
		w.b.WriteString("<" + element + ">")
		if u.Label != "" {
			w.tag("p", escapedXML(u.Label))
		}
		w.blocks(u.Parts, cites[u.ID])
		if u.Label == "" && len(u.Parts) == 0 {
			w.b.WriteString("<p/>")
		}
		w.b.WriteString("</" + element + ">")
	}
	if len(t.Document.Passages) == 0 {
		w.b.WriteString("<introduction><p/></introduction>")
	}
	w.b.WriteString("</judgmentBody></judgment></akomaNtoso>\n")
	return []byte(w.b.String()), nil
}

// caseMeta writes what the case is.
func (w *aknWriter) caseMeta(t *CaseText) {
	uri := "/akn/cn/judgment/" + t.Document.Ref
	date := aknDate(string(t.Document.Date))
	w.b.WriteString(`<meta><identification source="#fatiao">`)
	w.identify("FRBRWork", uri, date, "decision", `<FRBRcountry value="cn"/>`)
	w.identify("FRBRExpression", uri+"/zho@"+date, date, "decision", `<FRBRlanguage language="zho"/>`)
	w.identify("FRBRManifestation", uri+"/zho@"+date+".xml", string(t.Today), "export", `<FRBRformat value="application/akn+xml"/>`)
	court := t.Facts.Court.Text
	if court == "" {
		court = t.Document.Title
	}
	w.b.WriteString(`</identification><references source="#fatiao">` +
		`<TLCOrganization eId="fatiao" href="/ontology/organization/fatiao" showAs="` + textSource +
		`"/><TLCOrganization eId="issuer" href="/ontology/organization/issuer" showAs="` + escapedXML(court) + `"/></references></meta>`)
}

// passageElement is the element of a passage by its heading.
func passageElement(heading string) string {
	for _, e := range [...]struct {
		element string
		signs   []string
	}{
		{"motivation", []string{"认为", "裁判理由", "典型意义", "指导意义", "要点", "要旨"}},
		{"decision", []string{"结果", "判决如下", "裁定如下", "主文"}},
		{"arguments", []string{"诉称", "辩称", "请求", "意见", "上诉"}},
		{"background", []string{"案情", "查明", "事实", "履职"}},
	} {
		for _, s := range e.signs {
			if strings.Contains(heading, s) {
				return e.element
			}
		}
	}
	return "introduction"
}

// blocks writes parts as paragraphs and tables, those inside of others behind them.
func (w *aknWriter) blocks(parts []kb.Part, cites []citegraph.Cite) {
	for i := range parts {
		p := &parts[i]
		if p.Label+p.Text != "" || len(p.Rows) > 0 || len(p.Parts) == 0 {
			w.words(p, cites)
		}
		w.blocks(p.Parts, cites)
	}
}
