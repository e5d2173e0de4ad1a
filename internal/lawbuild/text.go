package lawbuild

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/collation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textview"
)

// Text is what building needs of the parsed text of a law: its header, and its headings
// and units as they are stored. The tree itself can be let go of.
type Text struct {
	header      lawparse.Header
	rows        []row // in reading order
	terms       []lawparse.Definition
	repeals     []lawparse.Repeal
	amends      []string // keys
	opening     string   // of the first article, see statute.NormName
	first, last statute.Number
	articles    int
	amending    bool
	lacks       []collation.Lack // what it tells of itself
	size        int              // of the strings in rows, bytes
}

// maxOpening is how much of the first article is kept to know a copy of the text by, in bytes.
const maxOpening = 240

// row is a heading or a unit. The parts of a unit are JSON already.
type row struct {
	heading bool
	above   int // index of the heading above in rows, -1 for none
	kind    statute.NodeKind
	address string
	label   string
	title   string // of a heading
	parts   string // of a unit
	span    statute.Span
}

// NewText takes from a parsed law what building needs.
func NewText(law *lawparse.Law) (*Text, error) {
	t := &Text{header: copyHeader(law.Header), amending: law.Amending, lacks: lacksOf(law)}
	if articles := law.Articles(); len(articles) > 0 {
		t.articles, t.first, t.last = len(articles), articles[0].Number, articles[len(articles)-1].Number
		t.opening = statute.NormName(textview.ClipBytes(law.Body(articles[0]), maxOpening))
	}
	for _, r := range law.Repeals() {
		t.repeals = append(t.repeals, lawparse.Repeal{Key: strings.Clone(r.Key), Provision: strings.Clone(r.Provision)})
	}
	for _, key := range law.Amends() {
		t.amends = append(t.amends, strings.Clone(key))
	}
	for _, d := range law.Definitions() {
		t.terms = append(t.terms, lawparse.Definition{Term: strings.Clone(d.Term), Address: strings.Clone(d.Address)})
	}
	if err := t.add(law, law.Root, -1); err != nil {
		return nil, err
	}
	t.rows = slices.Clip(t.rows)
	return t, nil
}

// add adds what stands below a node.
func (t *Text) add(law *lawparse.Law, n *lawparse.Node, above int) error {
	for _, c := range n.Children {
		switch c.Kind {
		case statute.KindTitle, statute.KindMeta, statute.KindNote, statute.KindContents:
			continue
		case statute.KindPart, statute.KindSubpart, statute.KindChapter, statute.KindSection, statute.KindHeading:
			below := above // a heading without words is none
			if label, title := law.LabelText(c), law.Words(c); label+title != "" {
				below = len(t.rows)
				t.addRow(row{heading: true, above: above, kind: c.Kind, address: c.Address, label: label, title: title})
			}
			if err := t.add(law, c, below); err != nil {
				return err
			}
			continue
		}
		parts, err := json.Marshal(partsOf(law, c))
		if err != nil {
			return fmt.Errorf("encoding %s: %w", c.Address, err)
		}
		t.addRow(row{above: above, kind: c.Kind, address: c.Address, label: law.LabelText(c), parts: string(parts), span: c.Span})
	}
	return nil
}

// addRow copies the strings: they are pieces of the text of the law, which would stay in
// memory with them.
func (t *Text) addRow(r row) {
	r.address, r.label, r.title = strings.Clone(r.address), strings.Clone(r.label), strings.Clone(r.title)
	t.size += len(r.address) + len(r.label) + len(r.title) + len(r.parts)
	t.rows = append(t.rows, r)
}

func copyHeader(h lawparse.Header) lawparse.Header {
	for _, s := range [...]*string{&h.Title, &h.Key, &h.Subtitle, &h.DocNumber, &h.Label, (*string)(&h.Effective)} {
		*s = strings.Clone(*s)
	}
	for _, list := range [...]*[]string{&h.Issuers, &h.Interprets, &h.Basis, &h.Marks} {
		*list = slices.Clone(*list)
		for i, s := range *list {
			(*list)[i] = strings.Clone(s)
		}
	}
	h.Events = slices.Clone(h.Events)
	for i, e := range h.Events {
		h.Events[i].Text = strings.Clone(e.Text)
	}
	return h
}

// Describe is what is stored of a law with its document: to which law and version it
// belongs, and the hash of its numbered units, white space, punctuation and width aside,
// so that two filings of one text are equal.
func Describe(law *lawparse.Law) *kb.LawText {
	nodes := law.Articles()
	if len(nodes) == 0 {
		nodes = law.Clauses()
	}
	d := &kb.LawText{Key: law.Header.Key, Subtitle: law.Header.Subtitle, Label: law.Header.Label, Units: len(nodes)}
	if len(nodes) == 0 {
		nodes = []*lawparse.Node{law.Root}
	}
	if d.Label == statute.Undated {
		d.Label = statute.UndatedLabel(law.Header.Year(), "")
	}
	h := sha256.New()
	for _, n := range nodes {
		fmt.Fprintf(h, "%s\x00%s\x00", n.Address, statute.NormName(withoutNotes(law.Body(n))))
	}
	d.BodyHash = hex.EncodeToString(h.Sum(nil)[:16])
	return d
}

// editorsNote is what somebody added to a text: 【注：…】, （编者注：…）, [1].
var editorsNote = regexp.MustCompile(`[（(【\[〔［](?:编者|编辑|译者)?(?:注|按)[：:][^）)】\]〕］]*[）)】\]〕］]|\[\d{1,3}\]|［\d{1,3}］|` +
	`(?m:^(?:编者|编辑|译者)(?:注|按)[：:].*$)`)

func withoutNotes(s string) string {
	if !strings.Contains(s, "注：") && !strings.Contains(s, "注:") && !strings.ContainsAny(s, "[［") && !strings.Contains(s, "按：") {
		return s
	}
	return editorsNote.ReplaceAllString(s, "")
}

// partsOf converts the children of a unit.
func partsOf(law *lawparse.Law, unit *lawparse.Node) []kb.Part {
	var parts []kb.Part
	if unit.Text.Len() > 0 {
		parts = append(parts, kb.Part{Kind: statute.KindParagraph, Text: law.Words(unit), Start: unit.Text.Start, End: unit.Text.End})
	}
	for _, n := range unit.Children {
		parts = append(parts, partOf(law, unit, n))
	}
	return parts
}

func partOf(law *lawparse.Law, unit, n *lawparse.Node) kb.Part {
	p := kb.Part{Kind: n.Kind, Label: law.LabelText(n), Text: law.Words(n), Start: n.Text.Start, End: n.Text.End, Rows: law.Rows(n)}
	if unit.Address != "" {
		p.Local = strings.TrimPrefix(strings.TrimPrefix(n.Address, unit.Address), "/")
	}
	for _, c := range n.Children {
		p.Parts = append(p.Parts, partOf(law, unit, c))
	}
	return p
}
