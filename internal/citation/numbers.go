package citation

import (
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/label"
	"github.com/fatiao/fatiao/internal/statute"
)

// run is one number, or a range of numbers, of one level.
type run struct{ from, to statute.Number }

func (r run) ref(base statute.Provision, l level) Ref {
	ref := Ref{From: l.set(base, r.from)}
	if !r.to.IsZero() {
		ref.To = l.set(statute.Provision{}, r.to)
	}
	return ref
}

// maxNumbers bounds a list of numbers that share the word for their level.
const maxNumbers = 30

// numbersAt reads the numbers of one level with the word for it: 第三条,
// 第（三）、（四）项, 第一至五项, 第101-102条, 第577，578条, 第一百三十三条之一、之二.
func numbersAt(s string, elided bool) (runs []run, l level, length int) {
	at := 0
	ordinal := strings.HasPrefix(s, "第")
	if ordinal {
		at = len("第")
		at += spacesAt(s[at:])
	} else if !elided {
		return nil, noLevel, 0
	}
	for len(runs) < maxNumbers {
		n, size := itemAt(s[at:])
		if size == 0 {
			return nil, noLevel, 0
		}
		last, length := at, size
		at += size
		number := statute.Number{Main: n}
		if sub, size := subAt(s[at:]); size > 0 && strings.HasPrefix(s[at+size:], "条") {
			number.Sub = sub // 第二百八十七之二条
			at += size
		}
		if len(runs) > 0 && runs[len(runs)-1].to == openEnd {
			last := &runs[len(runs)-1]
			last.to = number
			if !last.from.Less(number) {
				if last.from.Sub > 0 || number.Sub > 0 {
					return nil, noLevel, 0
				}
				last.from.Sub, last.to = number.Main, statute.Number{} // 第287-1条
			}
		} else {
			runs = append(runs, run{from: number})
		}
		at += spacesAt(s[at:])
		if l, size := levelAt(s[at:]); size > 0 {
			at += size
			if l < levelParagraph && numeralLength(s[last:], length) == 0 { // 第甲条
				return nil, noLevel, 0
			}
			if l == levelArticle {
				if isSectionNumber(runs, s[:at]) {
					return nil, noLevel, 0
				}
				runs, size = subsAt(s[at:], runs)
				at += size
			}
			return runs, l, at
		}
		if size := dashAt(s[at:]); size > 0 {
			runs[len(runs)-1].to = openEnd
			at += size
		} else if size := joinAt(s[at:]); size > 0 {
			at += size
		} else if size := commaAt(s, at); size > 0 {
			at += size
			// 第（一）（二）项
		} else if !bracketed(s[at:]) || !strings.HasSuffix(strings.TrimRight(s[:at], " 　"), "）") && !strings.HasSuffix(s[:at], ")") {
			return nil, noLevel, 0
		}
		if strings.HasPrefix(s[at:], "第") {
			at += len("第")
		}
		at += spacesAt(s[at:])
	}
	return nil, noLevel, 0
}

// openEnd marks a run whose end is still to be read.
var openEnd = statute.Number{Main: -1}

// subAt reads 之二 behind the number of an article.
func subAt(s string) (n, length int) {
	if n, length = label.Sub(s, cnnum.Prefix, label.SubMark); n >= maxSub {
		return 0, 0
	}
	return n, length
}

// maxSub is above the highest 之N that is cited.
const maxSub = 100

// subsAt reads 之一 behind the last article of a list, and others of the same
// number behind it: 之一、之二; 之一至之六; 之一至六. It returns the list with them.
func subsAt(s string, runs []run) (all []run, length int) {
	last := &runs[len(runs)-1]
	if !last.to.IsZero() || last.from.Sub > 0 {
		return runs, 0
	}
	sub, at := subAt(s)
	if at == 0 {
		if next := joinAt(s); next > 0 { // 第一百二十条、之一
			if _, size := subAt(s[next:]); size > 0 {
				return subListAt(s, runs, 0)
			}
		}
		return runs, 0
	}
	last.from.Sub = sub
	if size := dashAt(s[at:]); size > 0 {
		to, n := subAt(s[at+size:])
		if n == 0 {
			if to, n = itemAt(s[at+size:]); n > 0 && endsNumber(s[at+size+n:]) {
				n = 0 // 之一至第六条, 之一至六条
			}
		}
		if n > 0 && to > sub && to < maxSub {
			last.to = statute.Number{Main: last.from.Main, Sub: to}
			return runs, at + size + n
		}
	}
	return subListAt(s, runs, at)
}

// endsNumber reports whether a number goes on, or has a level of its own.
func endsNumber(after string) bool {
	_, size := levelAt(after[spacesAt(after):])
	return size > 0 || after != "" && isDigit(after[0])
}

// subListAt reads 、之二、之三 from a place on.
func subListAt(s string, runs []run, at int) (all []run, length int) {
	for len(runs) < maxNumbers {
		sep := joinAt(s[at:])
		if sep == 0 {
			break
		}
		sub, size := subAt(s[at+sep:])
		if size == 0 || strings.HasPrefix(s[at+sep+size:], "条") {
			break
		}
		runs = append(runs, run{from: statute.Number{Main: runs[len(runs)-1].from.Main, Sub: sub}})
		at += sep + size
	}
	return runs, at
}

// isSectionNumber reports whether the numbers read last are one of a foreign code that
// numbers by article and section: 第2-207条 is no range.
func isSectionNumber(runs []run, written string) bool {
	last := runs[len(runs)-1]
	return last.from.Main < 10 && last.to.Main >= 100 && len(runs) == 1 && strings.ContainsAny(written, "-－–")
}

// commaAt reads a comma between two numbers in digits: 第577，578条. Behind other
// numerals it parts what is counted: 第一，第二条.
func commaAt(s string, at int) int {
	if at == 0 || !isDigit(s[at-1]) {
		return 0
	}
	for _, w := range [...]string{"，", ",", "/"} {
		if rest, ok := strings.CutPrefix(s[at:], w); ok {
			n := len(w) + spacesAt(rest)
			if at+n < len(s) && isDigit(s[at+n]) {
				return n
			}
		}
	}
	return 0
}
