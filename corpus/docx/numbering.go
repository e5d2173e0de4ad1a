package docx

import (
	"fmt"
	"strings"
)

// levels is how many levels a list has.
const levels = 9

// level is how the paragraphs of one level of a list are numbered.
type level struct {
	start   int
	format  string
	custom  string // what a format of its own looks like: 001, 002, ...
	text    string // with %1 to %9 for the numbers of the levels
	restart int    // the level, counted from 1, whose paragraphs restart this one; 0 for none
	legal   bool   // all numbers as 1, 2, 3
	suffix  string // tab, space or nothing
	style   string // the paragraphs of this style have this level
}

// list is the definition of a list.
type list struct {
	levels      [levels]*level
	numberStyle string // the list is that of this style
	ownStyle    string // the list is this style's
}

// instance is a list as paragraphs name it.
type instance struct {
	list      string
	overrides [levels]struct {
		start *int
		level *level
	}
}

// numbering is what a document says of its numbers.
type numbering struct {
	lists     map[string]*list
	instances map[int]*instance
}

// readNumbering reads the part of the numbering; a document may have none.
func (a *archive) readNumbering(part string) (*numbering, error) {
	n := &numbering{lists: map[string]*list{}, instances: map[int]*instance{}}
	if !a.has(part) {
		return n, nil
	}
	s, err := a.stream(part, maxPart)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	err = s.root(func(element) error {
		return s.each(func(e element) error {
			if len(n.lists) >= maxNumbers || len(n.instances) >= maxNumbers {
				return fmt.Errorf("%w: lists", ErrTooMuch)
			}
			switch {
			case e.is(wordML, "abstractNum"):
				l := &list{}
				n.lists[e.attr("abstractNumId")] = l
				return s.readList(l)
			case e.is(wordML, "num"):
				i := &instance{}
				n.instances[integer(e.attr("numId"), -1)] = i
				return s.readInstance(i)
			}
			return nil
		})
	})
	return n, err
}

func (s *stream) readList(l *list) error {
	return s.each(func(e element) error {
		switch {
		case e.is(wordML, "lvl"):
			if at := integer(e.attr("ilvl"), -1); at >= 0 && at < levels {
				l.levels[at] = newLevel(at)
				return s.readLevel(l.levels[at])
			}
		case e.is(wordML, "numStyleLink"):
			l.numberStyle = e.attr("val")
		case e.is(wordML, "styleLink"):
			l.ownStyle = e.attr("val")
		}
		return nil
	})
}

func (s *stream) readInstance(i *instance) error {
	return s.each(func(e element) error {
		if e.is(wordML, "abstractNumId") {
			i.list = e.attr("val")
		}
		at := integer(e.attr("ilvl"), -1)
		if !e.is(wordML, "lvlOverride") || at < 0 || at >= levels {
			return nil
		}
		return s.each(func(e element) error {
			switch {
			case e.is(wordML, "startOverride"):
				i.overrides[at].start = ptr(integer(e.attr("val"), 1))
			case e.is(wordML, "lvl"):
				i.overrides[at].level = newLevel(at)
				return s.readLevel(i.overrides[at].level)
			}
			return nil
		})
	})
}

func newLevel(at int) *level { return &level{restart: at, format: "decimal", suffix: "tab"} }

// maxLabel bounds the text of a level, in bytes.
const maxLabel = 256

func (s *stream) readLevel(l *level) error {
	return s.each(func(e element) error {
		if e.is(compatibility, "AlternateContent") { // a format that older programs do not know
			return s.each(func(e element) error {
				if e.name != "Choice" {
					return nil
				}
				return s.readLevel(l)
			})
		}
		if e.space != wordML {
			return nil
		}
		switch e.name {
		case "start":
			l.start = integer(e.attr("val"), 0)
		case "numFmt":
			l.format, l.custom = e.attr("val"), e.attr("format")
		case "lvlText":
			l.text = e.attr("val")
			if len(l.text) > maxLabel {
				l.text = strings.ToValidUTF8(l.text[:maxLabel], "")
			}
		case "lvlRestart":
			l.restart = min(integer(e.attr("val"), l.restart), l.restart)
		case "isLgl":
			l.legal = e.on()
		case "suff":
			l.suffix = e.attr("val")
		case "pStyle":
			l.style = e.attr("val")
		}
		return nil
	})
}

// counter counts the numbers of a document in the order of its paragraphs.
type counter struct {
	*numbering
	styles *styles
	counts map[string]*[levels]int // by list; unset levels are below zero
	begun  map[int]*[levels]bool   // by instance: levels whose start it has set
}

func newCounter(n *numbering, s *styles) *counter {
	return &counter{numbering: n, styles: s, counts: map[string]*[levels]int{}, begun: map[int]*[levels]bool{}}
}

// unset is the count of a level that has no paragraph since it was restarted.
const unset = -1 << 31

// label is the number of the next paragraph with a style and a numbering of its own, with
// what separates it from the text; "" where it has none.
func (c *counter) label(styleID string, own number) string {
	inherited := c.styles.numberOf(styleID)
	n := own
	if !n.hasID {
		n.id, n.hasID = inherited.id, inherited.hasID
	}
	if !n.hasID || n.id <= 0 {
		return ""
	}
	in, id := c.resolve(n.id)
	if in == nil {
		return ""
	}
	switch {
	case !n.hasLevel && own.hasID:
		n.level = inherited.level
	case !n.hasLevel:
		n.level = c.levelOf(styleID, in)
	}
	if n.level < 0 || n.level >= levels {
		return ""
	}
	return c.count(in, id, n.level)
}

// levelOf is the level of a style: the one that the list gives it, or the one that it has
// itself, else that of the style that it is based on.
func (c *counter) levelOf(styleID string, in *instance) int {
	l := c.lists[in.list]
	for range maxBased {
		st := c.styles.byID[styleID]
		if st == nil {
			break
		}
		for at := range levels {
			if lv := in.level(l, at); lv != nil && lv.style == styleID {
				return at
			}
		}
		if st.number.hasLevel {
			return st.number.level
		}
		styleID = st.based
	}
	return 0
}

// resolve is the instance with a number; a list that is that of a style leads to the
// instance that the style names.
func (c *counter) resolve(id int) (*instance, int) {
	for range maxBased {
		in := c.instances[id]
		if in == nil {
			return nil, 0
		}
		l := c.lists[in.list]
		if l == nil {
			return nil, 0
		}
		if l.numberStyle == "" || l.levels[0] != nil {
			return in, id
		}
		next := c.styles.numberOf(l.numberStyle)
		if !next.hasID || next.id == id {
			return nil, 0
		}
		id = next.id
	}
	return nil, 0
}

func (in *instance) level(l *list, at int) *level {
	if o := in.overrides[at].level; o != nil {
		return o
	}
	return l.levels[at]
}

// count counts a paragraph and writes its label.
func (c *counter) count(in *instance, id, at int) string {
	l := c.lists[in.list]
	lv := in.level(l, at)
	if lv == nil {
		return ""
	}
	counts := c.counts[in.list]
	if counts == nil {
		counts = &[levels]int{}
		for i := range counts {
			counts[i] = unset
		}
		c.counts[in.list] = counts
	}
	begun := c.begun[id]
	if begun == nil {
		begun = &[levels]bool{}
		c.begun[id] = begun
	}
	start := lv.start
	if o := in.overrides[at].start; o != nil {
		start = *o
		if !begun[at] {
			counts[at] = unset
		}
	}
	begun[at] = true
	if counts[at] == unset {
		counts[at] = start
	} else {
		counts[at]++
	}
	for below := at + 1; below < levels; below++ {
		if b := in.level(l, below); b == nil || at < b.restart {
			counts[below] = unset
		}
	}
	return lv.write(func(i int) (int, *level) {
		other := in.level(l, i)
		switch {
		case other == nil:
			return counts[i], nil
		case counts[i] == unset && in.overrides[i].start != nil:
			return *in.overrides[i].start, other
		case counts[i] == unset:
			return other.start, other
		}
		return counts[i], other
	})
}

// write fills the numbers into the text of a level.
func (lv *level) write(of func(i int) (int, *level)) string {
	if lv.format == "bullet" {
		return ""
	}
	var b strings.Builder
	for i := 0; i < len(lv.text); i++ {
		c := lv.text[i]
		if c != '%' || i+1 >= len(lv.text) || lv.text[i+1] < '1' || lv.text[i+1] > '9' {
			b.WriteByte(c)
			continue
		}
		i++
		n, other := of(int(lv.text[i] - '1'))
		switch {
		case other == nil:
		case lv.legal:
			b.WriteString(formatNumber(n, "decimal", ""))
		default:
			b.WriteString(formatNumber(n, other.format, other.custom))
		}
	}
	label := strings.TrimSpace(b.String())
	if label == "" || lv.suffix == "nothing" {
		return label
	}
	return label + " "
}
