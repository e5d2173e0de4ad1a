package textdiff

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/statute"
)

// word is what is compared: a character, a number, a reference or a Latin word, with the
// ignored characters behind it.
type word struct {
	text    string
	key     string // equal for words that count as the same
	written string // key, but for references to articles, which it has as they are written
}

// words numbers the words of two texts.
type words struct {
	Options
	ids map[string]rune
}

func newWords(o Options) *words { return &words{o, map[string]rune{}} }

// wordsOf are the words of a text with their numbers.
type wordsOf struct {
	ids  []rune
	list []word
	read int
}

// next is the word after the last that was asked for.
func (w *wordsOf) next() word {
	w.read++
	return w.list[w.read-1]
}

// is reports whether words are those of another text, or are written like them.
func (w *wordsOf) is(other *wordsOf) bool {
	return slices.EqualFunc(w.list, other.list, func(x, y word) bool { return x.key == y.key || x.written == y.written })
}

// of cuts a text into words. became tells the present numbers of articles, nil where the text
// has them.
func (w *words) of(text string, became func(statute.Number) (statute.Number, bool)) *wordsOf {
	out := &wordsOf{}
	r := reader{Ignored: w.Ignored, text: text, became: became}
	before := "" // ignored characters in front of all words
	for r.at < len(text) {
		start := r.at
		x, ok := r.read()
		x.text = text[start:r.at]
		switch n := len(out.list); {
		case ok:
			x.text = before + x.text
			before = ""
			out.list = append(out.list, x)
			out.ids = append(out.ids, w.id(x.key))
		case n > 0:
			out.list[n-1].text += x.text
		default:
			before += x.text
		}
	}
	return out
}

// lines joins words up to each line end to one.
func (w *words) lines(of *wordsOf) *wordsOf {
	out := &wordsOf{}
	var line word
	for i, x := range of.list {
		line.text, line.key, line.written = line.text+x.text, line.key+"\x00"+x.key, line.written+"\x00"+x.written
		if i+1 == len(of.list) || strings.HasSuffix(x.text, "\n") {
			out.list, out.ids = append(out.list, line), append(out.ids, w.id(line.key))
			line = word{}
		}
	}
	return out
}

// Words are numbered from the private planes of Unicode on, single characters by themselves.
const firstID = 0xF0000

func (w *words) id(key string) rune {
	if r, n := utf8.DecodeRuneInString(key); n == len(key) && r < firstID && r != utf8.RuneError {
		return r
	}
	id, ok := w.ids[key]
	if !ok {
		id = firstID + rune(len(w.ids))%(utf8.MaxRune-firstID)
		w.ids[key] = id
	}
	return id
}

// reader reads the words of a text one after the other.
type reader struct {
	Ignored
	text    string
	at      int
	became  func(statute.Number) (statute.Number, bool)
	foreign bool // the last reference was to another law
	behind  int  // where the last reference ended
}

// read moves behind the next word; ok is false where what was read is ignored.
func (r *reader) read() (x word, ok bool) {
	rest := r.text[r.at:]
	c, size := utf8.DecodeRuneInString(rest)
	switch {
	case unicode.IsSpace(c):
		r.at += size
		return same(rest[:size]), !r.Space
	case c == '第':
		if n, unit, length := reference(rest); length > 0 {
			x := r.reference(n, unit, rest[:length])
			r.at += length
			r.behind = r.at
			return x, true
		}
	case isLatin(c):
		length := strings.IndexFunc(rest, func(c rune) bool { return !isLatin(c) })
		if length < 0 {
			length = len(rest)
		}
		r.at += length
		return same(r.width(rest[:length])), true
	}
	if value, length := number(rest); length > 0 {
		r.at += length
		if r.Digits {
			return same("#" + value), true
		}
		return same(rest[:length]), true
	}
	r.at += size
	return same(r.width(rest[:size])), !r.Punctuation || !isSign(c)
}

func same(key string) word { return word{key: key, written: key} }

// isSign reports whether a character is punctuation. Marks that are read aloud are not.
func isSign(c rune) bool { return unicode.IsPunct(c) && !strings.ContainsRune("%％‰@#&*/", c) }

func isLatin(c rune) bool {
	return c < utf8.RuneSelf && unicode.IsLetter(c) || 'Ａ' <= c && c <= 'ｚ' && unicode.IsLetter(c)
}

// width writes characters of full width in half width, where that does not count.
func (r *reader) width(s string) string {
	if !r.Digits {
		return s
	}
	return strings.Map(func(c rune) rune {
		if '！' <= c && c <= '～' {
			return c - '！' + '!'
		}
		return c
	}, s)
}

// reference reads 第十条之一, 第二款, 第3章 at the start of a text. length is 0 where none stands
// there.
func reference(s string) (n statute.Number, unit string, length int) {
	at := len("第")
	main, size := cnnum.Prefix(s[at:])
	if size == 0 {
		return n, "", 0
	}
	at += size
	for _, u := range [...]string{"条", "款", "项", "目", "章", "节", "编"} {
		if !strings.HasPrefix(s[at:], u) {
			continue
		}
		n.Main, at = main, at+len(u)
		if after, ok := strings.CutPrefix(s[at:], "之"); ok && u == "条" {
			if sub, size := cnnum.Prefix(after); size > 0 {
				n.Sub, at = sub, at+len("之")+size
			}
		}
		return n, u, at
	}
	return n, "", 0
}

// reference is the word of a reference. The number of an article of this law is that which the
// article has now.
func (r *reader) reference(n statute.Number, unit, written string) word {
	x := same(written)
	if r.Digits {
		x = same("第" + n.String() + unit)
	}
	if unit != "条" || !r.Numbering {
		return x
	}
	if r.foreign = r.isForeign(); r.foreign || r.became == nil {
		return x
	}
	now, ok := r.became(n)
	switch {
	case !ok:
		x.key = "-" + x.written
	case r.Digits:
		x.key = "第" + now.String() + unit
	case now != n:
		x.key = statute.Provision{Article: now}.Chinese()
	}
	return x
}

// isForeign reports whether the reference that begins here is to an article of another law: it
// stands behind the name of one, or in a list behind such a reference.
func (r *reader) isForeign() bool {
	before := strings.TrimRightFunc(r.text[:r.at], unicode.IsSpace)
	if r.behind > 0 {
		if between := r.text[r.behind:r.at]; strings.Trim(between, "、，和或至到及与以") == "" || isBelow(between) {
			return r.foreign
		}
	}
	for _, own := range [...]string{"本法", "本条例", "本规定", "本办法", "本解释", "本规则", "本细则", "依法"} {
		if strings.HasSuffix(before, own) {
			return false
		}
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	return strings.ContainsRune("》法例定则释", last)
}

// isBelow reports whether what stands between two references is one below the first with a sign
// that goes on: 第二款、.
func isBelow(between string) bool {
	for strings.HasPrefix(between, "第") {
		_, _, length := reference(between)
		if length == 0 {
			return false
		}
		between = between[length:]
	}
	return strings.Trim(between, "、，和或至到及与以") == ""
}

// number reads a number at the start of a text, however it is written: 100, 一百, 5%, 百分之五,
// 20万. value is the same for numbers that are the same; length is 0 where none stands there.
func number(s string) (value string, length int) {
	if after, ok := strings.CutPrefix(s, "百分之"); ok {
		if v, n := number(after); n > 0 {
			return v + "%", len("百分之") + n
		}
	}
	if v, n := cnnum.ChinesePrefix(s); n > 0 {
		return strconv.Itoa(v), n
	}
	digits, at := "", 0
	for i, c := range s {
		switch {
		case '0' <= c && c <= '9':
			digits += string(c)
		case '０' <= c && c <= '９':
			digits += string(c - '０' + '0')
		case digits != "" && (c == '.' || c == '．') && startsWithDigit(s[i+utf8.RuneLen(c):]) && !strings.Contains(digits, "."):
			digits += "."
		default:
			return scaled(digits, s, at)
		}
		at = i + utf8.RuneLen(c)
	}
	return scaled(digits, s, at)
}

func startsWithDigit(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return '0' <= c && c <= '9' || '０' <= c && c <= '９'
}

// scaled is a number with the unit behind it: 20万 is 200000, 5% stays.
func scaled(digits, s string, at int) (value string, length int) {
	if digits == "" {
		return "", 0
	}
	value = strings.TrimLeft(digits, "0")
	if value == "" || value[0] == '.' {
		value = "0" + value
	}
	for _, u := range [...]struct{ written, zeros string }{{"万", "0000"}, {"%", "%"}, {"％", "%"}} {
		if strings.HasPrefix(s[at:], u.written) && (u.zeros == "%" || !strings.Contains(value, ".")) {
			return value + u.zeros, at + len(u.written)
		}
	}
	return value, at
}
