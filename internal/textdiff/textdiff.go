// Package textdiff cuts two texts of law into what both have and what one of them has. It
// compares words as law writes them: a number, a reference to a provision or a Latin word is
// one; and it leaves out what a reader does not want to see, such as signs or the way in which
// a number is written, where it is told so.
//
// Start with [Compare]; [Rows] puts the result side by side, [Shorten] leaves out what is the
// same.
package textdiff

import (
	"bytes"
	"slices"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"

	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
)

// Side says which text has a stretch.
type Side string

// The sides.
const (
	Both    Side = "both"
	Earlier Side = "from"
	Later   Side = "to"
)

// Segment is a stretch that both texts have, or one of them.
type Segment struct {
	In Side
	// From and To are the words of the earlier and of the later text, "" in the text that has
	// not the stretch. Those of a stretch that both have differ at most in what is ignored.
	From, To string
	// Elsewhere says that the words are neither lost nor new: a text beside the compared one has
	// them. [MarkElsewhere] sets it.
	Elsewhere bool
}

// Text is what is shown: the words of the later text, or of the one that has the stretch.
func (s Segment) Text() string {
	if s.In == Earlier {
		return s.From
	}
	return s.To
}

// Ignored says which differences do not count. The zero Ignored lets all count.
type Ignored struct {
	Punctuation bool
	Space       bool // line ends too
	Digits      bool // 第10条 and 第十条, 100 and 一百, full and half width
	Numbering   bool // references to articles that have another number now
}

// Everything ignores all that can be ignored.
var Everything = Ignored{Punctuation: true, Space: true, Digits: true, Numbering: true}

// Options say how texts are compared.
type Options struct {
	Ignored
	// Became tells the number that an article of the earlier text has in the later one; ok is
	// false where it has none. nil means that the numbers stayed.
	Became func(n statute.Number) (now statute.Number, ok bool)
}

// Compare cuts two texts. The From of all segments are together the earlier text, their To the
// later one, whatever is ignored. Where the texts are compared the other way round, the
// segments are the same with their sides changed, unless numbering is ignored. A stretch of the
// earlier text stands before that of the later one that took its place.
func Compare(from, to string, o Options) []Segment {
	if from == to {
		return whole(Both, from, to)
	}
	if to < from && (!o.Numbering || o.Became == nil) {
		return Mirror(compare(to, from, o))
	}
	return compare(from, to, o)
}

// whole is one segment, or none where there is no text.
func whole(in Side, from, to string) []Segment {
	if from == "" && to == "" {
		return nil
	}
	return []Segment{{In: in, From: from, To: to}}
}

// longest is how many words two texts have that are compared word by word; longer ones, such as
// annexes with tables, are compared line by line, since the time is that of both together.
const longest = 12_000

// Same reports whether two texts differ at most in what is ignored.
func Same(from, to string, o Options) bool {
	if from == to {
		return true
	}
	words := newWords(o)
	return words.of(from, o.Became).is(words.of(to, nil))
}

func compare(from, to string, o Options) []Segment {
	words := newWords(o)
	x, y := words.of(from, o.Became), words.of(to, nil)
	switch {
	case x.is(y):
		return whole(Both, from, to)
	case len(x.ids) == 0 || len(y.ids) == 0:
		return append(whole(Earlier, from, ""), whole(Later, "", to)...)
	}
	if len(x.ids) > longest && len(y.ids) > longest {
		x, y = words.lines(x), words.lines(y)
	}
	d := diffmatchpatch.New()
	d.DiffTimeout = 0
	var b builder
	for _, part := range d.DiffCleanupSemantic(d.DiffMainRunes(x.ids, y.ids, false)) {
		for range part.Text {
			switch part.Type {
			case diffmatchpatch.DiffDelete:
				b.add(Earlier, x.next(), word{})
			case diffmatchpatch.DiffInsert:
				b.add(Later, word{}, y.next())
			default:
				b.add(Both, x.next(), y.next())
			}
		}
	}
	return b.segments()
}

// Mirror changes the sides of segments.
func Mirror(segments []Segment) []Segment {
	other := map[Side]Side{Both: Both, Earlier: Later, Later: Earlier}
	out := make([]Segment, len(segments))
	for i, s := range segments {
		out[i] = Segment{In: other[s.In], From: s.To, To: s.From, Elsewhere: s.Elsewhere}
	}
	for start := 0; start < len(out); start++ { // of what stands between common words the earlier comes first
		end := start
		for end < len(out) && out[end].In != Both {
			end++
		}
		slices.SortStableFunc(out[start:end], func(a, b Segment) int { return strings.Compare(string(a.In), string(b.In)) })
		start = end
	}
	return out
}

// Differ reports whether there is a stretch that only one text has.
func Differ(segments []Segment) bool {
	for _, s := range segments {
		if s.In != Both {
			return true
		}
	}
	return false
}

// Of is one of the two texts that segments were cut from.
func Of(segments []Segment, side Side) string {
	var b strings.Builder
	for _, s := range segments {
		if side == Earlier {
			b.WriteString(s.From)
		} else {
			b.WriteString(s.To)
		}
	}
	return b.String()
}

// builder joins words to segments.
type builder struct{ list []stretch }

// stretch is a segment in the making, with the words of both texts as they are written.
type stretch struct {
	in               Side
	from, to         []byte
	fromKeys, toKeys []byte
}

func (b *builder) add(in Side, from, to word) {
	if n := len(b.list); n == 0 || b.list[n-1].in != in {
		b.list = append(b.list, stretch{in: in})
	}
	s := &b.list[len(b.list)-1]
	s.from, s.to = append(s.from, from.text...), append(s.to, to.text...)
	if in != Later {
		s.fromKeys = append(append(s.fromKeys, from.written...), 0)
	}
	if in != Earlier {
		s.toKeys = append(append(s.toKeys, to.written...), 0)
	}
}

// segments are those that were added. What stands in place of itself is the same: the number
// of an article of another law that was taken for one of this.
func (b *builder) segments() []Segment {
	var out []Segment
	for i := 0; i < len(b.list); i++ {
		x := b.list[i]
		s := Segment{In: x.in, From: string(x.from), To: string(x.to)}
		if i+1 < len(b.list) && x.in == Earlier && b.list[i+1].in == Later && bytes.Equal(x.fromKeys, b.list[i+1].toKeys) {
			s = Segment{In: Both, From: s.From, To: string(b.list[i+1].to)}
			i++
		}
		if n := len(out); n > 0 && out[n-1].In == s.In {
			out[n-1].From += s.From
			out[n-1].To += s.To
			continue
		}
		out = append(out, s)
	}
	return out
}

// The names of what may be ignored, as a user writes them.
const (
	NamePunctuation = "punctuation"
	NameSpace       = "space"
	NameDigits      = "digits"
	NameNumbering   = "numbering"
	NameAll         = "all"
)

// ParseIgnored reads names of what is to be ignored. The error is in the user's words.
func ParseIgnored(names []string) (Ignored, error) {
	var o Ignored
	for _, name := range names {
		switch strings.TrimSpace(name) {
		case NamePunctuation:
			o.Punctuation = true
		case NameSpace:
			o.Space = true
		case NameDigits:
			o.Digits = true
		case NameNumbering:
			o.Numbering = true
		case NameAll:
			o = Everything
		case "":
		default:
			return o, usererr.Errorf("没有“%s”这一项，可以不计的有 %s", name,
				strings.Join([]string{NamePunctuation, NameSpace, NameDigits, NameNumbering, NameAll}, "、"))
		}
	}
	return o, nil
}
