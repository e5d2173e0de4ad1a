package wordedit

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// boundary is what is inserted before a byte of a part.
type boundary struct {
	before, after  string // ends what is split, and begins it again
	linkEnd        string
	ended, started []int  // comments whose ranges end and start
	linkStart      string // with linkID for the id of its relation
	link           int    // its number in the part, from 1
}

// boundary is the one before a byte of the content of an element of text. Inside of a run the run
// is split there.
func (p *part) boundary(t *textElement, at int) *boundary {
	r := t.run
	shut := closing(r.tag)
	switch {
	case at == t.open && t.first:
		return p.whole(r.start)
	case at == t.close && t.last:
		return p.whole(r.end)
	case at == t.open:
		return p.split(t.start, shut, r.tag)
	case at == t.close:
		return p.split(t.end, shut, r.tag)
	}
	before, _ := utf8.DecodeLastRune(p.content[:at])
	after, _ := utf8.DecodeRune(p.content[at:])
	tag := t.tag
	if !strings.Contains(tag, "xml:space") && (unicode.IsSpace(before) || unicode.IsSpace(after)) {
		const keep = ` xml:space="preserve"` // or the space at the end is none
		p.split(t.open-1, keep, "")
		tag = tag[:len(tag)-1] + keep + ">"
	}
	ending, beginning := closing(t.tag)+shut, r.tag+tag
	if t.inCDATA(p.content, at) {
		ending, beginning = cdataEnd+ending, beginning+cdataStart
	}
	return p.split(at, ending, beginning)
}

// whole is a boundary at which nothing is split.
func (p *part) whole(at int) *boundary { return p.split(at, "", "") }

func (p *part) split(at int, before, after string) *boundary {
	b := p.inserted[at]
	if b == nil {
		b = &boundary{before: before, after: after}
		p.inserted[at] = b
	}
	return b
}

// closing is the end tag of a start tag.
func closing(tag string) string {
	return "</" + tag[1:1+strings.IndexAny(tag[1:], " \t\r\n/>")] + ">"
}

// linkTags are the tags of a link.
func (p *part) linkTags(m Mark) (start, end string) {
	if p.links[m.URL] == 0 {
		p.links[m.URL] = len(p.links) + 1
	}
	space, prefix := "", p.relation
	if prefix == "" {
		prefix = "rel"
		space = ` xmlns:rel="` + relationships(p.space) + `"`
	}
	w := p.word
	start = "<" + w + ":hyperlink" + space + " " + prefix + `:id="` + linkID + `" ` + w + `:history="1"`
	if m.Tip != "" {
		start += " " + w + `:tooltip="` + escaped(m.Tip) + `"`
	}
	return start + ">", "</" + w + ":hyperlink>"
}

// linkID stands for the id of the relation of a link until those of the part are known.
const linkID = "\x00"

// escaped is a text as XML has it.
func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}

// edited is the part with what is inserted. The links are numbered behind lastLink, the comments
// from firstComment.
func (p *part) edited(lastLink, firstComment int) []byte {
	var b bytes.Buffer
	b.Grow(len(p.content) + 200*len(p.inserted))
	at := 0
	p.lastLink, p.firstComment = lastLink, firstComment
	for next, text := range p.ordered() {
		b.Write(p.content[at:next])
		at = next
		b.WriteString(text)
	}
	b.Write(p.content[at:])
	return b.Bytes()
}

// ordered are the texts that are inserted, each before a byte of the part.
func (p *part) ordered() iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for _, at := range slices.Sorted(maps.Keys(p.inserted)) {
			if !yield(at, p.inserted[at].text(p.word, p.lastLink, p.firstComment)) {
				return
			}
		}
	}
}

// text is what is inserted: w is the prefix of WordprocessingML.
func (x *boundary) text(w string, lastLink, firstComment int) string {
	var b strings.Builder
	b.WriteString(x.before)
	b.WriteString(x.linkEnd)
	for _, n := range x.ended {
		id := firstComment + n
		fmt.Fprintf(&b, `<%[1]s:commentRangeEnd %[1]s:id="%[2]d"/><%[1]s:r><%[1]s:commentReference %[1]s:id="%[2]d"/></%[1]s:r>`, w, id)
	}
	for _, n := range x.started {
		fmt.Fprintf(&b, `<%[1]s:commentRangeStart %[1]s:id="%[2]d"/>`, w, firstComment+n)
	}
	b.WriteString(strings.Replace(x.linkStart, linkID, idPrefix+strconv.Itoa(lastLink+x.link), 1))
	b.WriteString(x.after)
	return b.String()
}
