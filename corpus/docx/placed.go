package docx

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Placed is a document with the places in its parts at which its text stands.
type Placed struct {
	Document
	Main string // name of the main part
	// Stretches are in the order of the text and do not overlap. What Word puts there itself,
	// as numbers, tabs and the borders of cells, is in none of them.
	Stretches []Stretch
}

// Stretch is a stretch of the text that stands in one element of text (w:t), as it is there.
type Stretch struct {
	Start, End int    // bytes of the text
	Part       string // name of the part
	Offset     int64  // bytes of the part before the content of the element; of one in UTF-16 those of its text in UTF-8
	First      int    // characters of the content before the stretch
}

// ReadPlaced reads a Word document as [Read] does, with the places of its text. The text of parts
// in another encoding than UTF-8 and UTF-16, which the format does not allow, has none.
func ReadPlaced(data []byte) (*Placed, error) {
	r := &reader{places: &[]place{}}
	d, err := read(data, r)
	if err != nil {
		return nil, err
	}
	p := &Placed{Document: *d, Main: r.main}
	p.Text, p.Stretches = unmarked(d.Text, *r.places)
	return p, nil
}

// While places are wanted, each stretch has a mark before its first character that is no space:
// so the mark goes where the text goes, through tables, boxes and notes, and what is done to the
// space at the ends of lines is done as without it. A mark is its number in noncharacters of
// Unicode (U+FDD0 to U+FDEF), which are no text of any document.
const (
	markOpen  = '\uFDD0'
	markZero  = '\uFDD1' // to U+FDDA for 9
	markClose = '\uFDEF'
)

func isMark(r rune) bool { return r >= markOpen && r <= markClose }

// place is where a marked stretch stands.
type place struct {
	part   string
	offset int64
	first  int    // characters of the content before the mark
	text   string // behind the mark
}

// placed puts the mark into a text that begins at byte from of the content of an element, which
// stands at byte at of a part.
func (r *reader) placed(s *stream, at int64, from int, text, content string) string {
	if r.places == nil {
		return text
	}
	if strings.ContainsFunc(text, isMark) {
		text = strings.Map(func(c rune) rune {
			if isMark(c) {
				return utf8.RuneError
			}
			return c
		}, text)
	}
	space := strings.IndexFunc(text, func(c rune) bool { return !unicode.IsSpace(c) })
	if space < 0 || s.recoded {
		return text
	}
	first := utf8.RuneCountInString(content[:from]) + utf8.RuneCountInString(text[:space])
	*r.places = append(*r.places, place{s.part, at, first, text[space:]})
	return text[:space] + markOf(len(*r.places)-1) + text[space:]
}

func markOf(n int) string {
	var digits []rune
	for ; n > 0 || len(digits) == 0; n /= 10 {
		digits = append(digits, markZero+rune(n%10))
	}
	return string(markOpen) + string(digits) + string(markClose)
}

// unmarked takes the marks out of a text and finds the stretches that they began.
func unmarked(marked string, places []place) (string, []Stretch) {
	var b strings.Builder
	b.Grow(len(marked))
	u := unmarker{places: places, current: -1}
	number, power := 0, 1
	for _, c := range marked {
		switch {
		case c == markOpen:
			number, power = 0, 1
		case c == markClose:
			u.begin(number)
		case isMark(c):
			number, power = number+power*int(c-markZero), power*10
		default:
			u.character(c, b.Len())
			b.WriteRune(c)
		}
	}
	return b.String(), u.list
}

// unmarker follows a text through the stretches that its marks begin.
type unmarker struct {
	places  []place
	list    []Stretch
	current int    // -1 before the first
	left    string // of the current stretch, not yet met in the text
	at      int    // characters of it that were met or left out
	joined  bool   // the last character of the text was the one before in the stretch
}

func (u *unmarker) begin(number int) {
	u.current, u.left, u.at, u.joined = number, u.places[number].text, 0, false
}

// character takes the next character of the text, which begins at byte at of it.
func (u *unmarker) character(c rune, at int) {
	left, skipped := u.left, 0
	for left != "" {
		next, size := utf8.DecodeRuneInString(left)
		left = left[size:]
		if next == c || next == '|' && c == '｜' { // as in the cell of a table
			p := u.places[u.current]
			if !u.joined || skipped > 0 {
				u.list = append(u.list, Stretch{Start: at, Part: p.part, Offset: p.offset, First: p.first + u.at + skipped})
			}
			u.list[len(u.list)-1].End = at + utf8.RuneLen(c)
			u.left, u.at, u.joined = left, u.at+skipped+1, true
			return
		}
		if !unicode.IsSpace(next) {
			break
		}
		skipped++ // space that a table or the end of a line swallowed
	}
	u.joined = false
}
