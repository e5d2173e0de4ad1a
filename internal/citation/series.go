package citation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/statute"
)

// Interpretations that are one of a series: 解释（二）, 解释二, （三） behind （二）.

// seriesWords are what one of a series of interpretations is called beside its number.
var seriesWords = [...]string{"司法解释", "解释", "司解"}

func isSeriesWord(s string) bool { return slices.Contains(seriesWords[:], s) }

// seriesEnding is the length of 解释（二）, 解释二 or 司法解释（一） in which s ends: one of
// a series of interpretations, whose law stands elsewhere. It is 0 where it is the end
// of a longer name.
func seriesEnding(s string) int {
	before, _, ok := cutSeriesNumber(s)
	if !ok {
		return 0
	}
	for _, w := range seriesWords {
		rest, ok := strings.CutSuffix(before, w)
		if !ok {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(rest)
		if rest == "" || !unicode.Is(unicode.Han, last) || endsBeforeShort(rest) {
			return len(s) - len(rest)
		}
		return 0
	}
	return 0
}

// cutSeriesNumber takes （二）, (二), 二 or 2 off the end of a name.
func cutSeriesNumber(s string) (before string, number int, ok bool) {
	bare := strings.TrimSuffix(strings.TrimSuffix(s, "）"), ")")
	at := len(bare)
	for range maxSeriesDigits {
		r, size := utf8.DecodeLastRuneInString(bare[:at])
		if !strings.ContainsRune("一二三四五六七八九十0123456789", r) || size == 0 {
			break
		}
		at -= size
	}
	number, size := cnnum.Prefix(bare[at:])
	if size == 0 || size != len(bare)-at || number == 0 {
		return s, 0, false
	}
	before = bare[:at]
	if bare != s {
		if open := openEnding(before); open > 0 {
			return before[:len(before)-open], number, true
		}
		return s, 0, false
	}
	return strings.TrimSuffix(before, "之"), number, true
}

// maxSeriesDigits bounds the number of an interpretation in a series, in characters.
const maxSeriesDigits = 3

// openEnding is the length of an opening bracket at the end of s.
func openEnding(s string) int {
	for _, w := range [...]string{"（", "("} {
		if strings.HasSuffix(s, w) {
			return len(w)
		}
	}
	return 0
}

// maxSibling bounds the number of one of a series in brackets, in bytes, and
// maxSiblingGap what stands between it and the last provision before.
const (
	maxSibling    = 24
	maxSiblingGap = 180
)

// siblingAt reads （三） or 《（三）》 at the start of s, where an article follows: one of the
// series of which another was named before. marks is the length without what follows.
func siblingAt(s string) (suffix string, marks int) {
	rest, titled := strings.CutPrefix(s, "《")
	n, size := itemAt(rest)
	if size == 0 || n > maxSeries || !bracketed(rest) || numeralLength(rest, size) == 0 {
		return "", 0
	}
	marks = len(s) - len(rest) + size
	if titled {
		if !strings.HasPrefix(s[marks:], "》") {
			return "", 0
		}
		marks += len("》")
	}
	return "（" + cnnum.Format(n) + "）", marks
}

// maxSeries is the highest number of one of a series.
const maxSeries = 30

// sibling reads （三） of 公司法解释（二）第18条、（三）第13条 as the name that it is short for.
func (f *finder) sibling() bool {
	last := len(f.out.Mentions) - 1
	suffix, size := siblingAt(f.text[f.at:min(f.end, f.at+maxSibling+maxNameNote)])
	if last < 0 || size == 0 {
		return false
	}
	whole := f.named == last && f.name.Kind != NoName // 解释（一）（二）第3条
	behind := f.text[f.at+size : f.end]
	if _, more := siblingAt(behind[joinAt(behind):min(len(behind), maxSibling+maxNameNote)]); more == 0 || !whole {
		if refs, n := provisionAt(behind[spacesAt(behind):], true); n == 0 || highest(refs[0].From) != levelArticle {
			return f.seriesAlone(last, suffix, size)
		}
	}
	of := f.seriesBefore(last)
	before, number, _ := cutSeriesNumber(of.Text)
	name := Name{Kind: of.Kind, Text: before + suffix, Span: statute.Span{Start: f.at, End: f.at + size}, Version: of.Version}
	if of.Kind == NoName || suffix == "（"+cnnum.Format(number)+"）" || !f.isOfSeries(before, name.Text) {
		return false
	}
	if whole {
		name.Others = append(slices.Clip(of.Others), of.Text)
		f.retract(last)
	}
	f.setName(name, -1)
	if whole {
		f.setName(name, f.add(Mention{Kind: KindLaw, Span: name.Span, Name: name}))
	}
	f.at += size
	return true
}

// seriesBefore is the name of the law of mention last, where it is one of a series and
// what stands between belongs to its sentence.
func (f *finder) seriesBefore(last int) Name {
	for n := 0; last >= 0 && n < maxContainers; last, n = last-1, n+1 {
		m := &f.out.Mentions[last]
		between := f.text[min(m.Span.End, f.at):f.at]
		if m.LineStart != f.lineStart || len(between) > maxSiblingGap || strings.Contains(between, "。") || strings.HasSuffix(between, "：") {
			return Name{}
		}
		if m.Name.Kind == NoName {
			continue
		}
		if m.Name.Kind == ByTitle || m.Name.Kind == ByName || m.Name.Kind == ByGuess {
			if _, _, ok := cutSeriesNumber(m.Name.Text); ok {
				return m.Name
			}
		}
		return Name{}
	}
	return Name{}
}

// isOfSeries reports whether a name made of what a series is called and a number is one:
// a known name, or 解释（三） whose law stands elsewhere.
func (f *finder) isOfSeries(series, name string) bool {
	return isSeriesWord(series) || f.longestName(name) == len(name)
}

// series are the keys that 解释（二） means: of the interpretations named before, the
// series to which the last belongs, else that of the law named last. None where
// nothing tells.
func (r *resolver) series(name string, i int) []string {
	word, number, ok := cutSeriesNumber(name)
	if !ok || !isSeriesWord(word) {
		return nil
	}
	suffix := "（" + cnnum.Format(number) + "）"
	for j, n := i-1, 0; j >= 0 && n < maxSame; j, n = j-1, n+1 { // ## 婚姻家庭编 … 解释一
		if part := r.found.Mentions[j].Name.Part; part != "" {
			if keys := r.lookup.LawsNamed(part+"解释"+suffix, r.doc.Day); len(keys) == 1 {
				return keys
			}
		}
	}
	for _, key := range r.namedBefore(i) {
		for _, full := range [...]string{bareKey(key) + suffix, key + "解释" + suffix} {
			if !strings.Contains(full, "解释") && !strings.Contains(full, "规定") || full == key {
				continue
			}
			if keys := r.lookup.LawsNamed(full, r.doc.Day); len(keys) == 1 {
				return keys
			}
		}
		if keys := r.seriesOfStem(key, suffix); len(keys) == 1 {
			return keys
		}
		if key == word+suffix {
			continue
		}
		if strings.HasSuffix(bareKey(key), "解释") || strings.HasSuffix(bareKey(key), "规定") {
			if bareKey(key)+suffix == key {
				return []string{key}
			}
		}
	}
	return r.seriesAhead(suffix, i)
}

// seriesAhead are the keys of one of a series of which the sentence names another behind it: 不引解释一的第29条，用婚姻家庭编解释（二）第八条.
func (r *resolver) seriesAhead(suffix string, i int) []string {
	for j := i + 1; i >= 0 && r.doc.Law == "" && j < len(r.found.Mentions) && j <= i+maxContainers; j++ {
		m := &r.found.Mentions[j]
		if m.LineStart != r.found.Mentions[i].LineStart {
			return nil
		}
		if m.Name.Kind != ByTitle && m.Name.Kind != ByName && m.Name.Kind != ByGuess {
			continue
		}
		called, _, ok := cutSeriesNumber(m.Name.Text)
		if !ok || isSeriesWord(called) {
			continue
		}
		if keys := r.lookup.LawsNamed(called+suffix, r.doc.Day); len(keys) == 1 {
			return keys
		}
	}
	return nil
}

// leastStem is the length of what names of a statute and of its interpretations have in common, in
// characters.
const leastStem = 4

// seriesOfStem are the keys of an interpretation that is called by the beginning of a statute's name:
// 解释一 behind 劳动争议调解仲裁法.
func (r *resolver) seriesOfStem(key, suffix string) []string {
	if !strings.HasSuffix(key, "法") {
		return nil
	}
	count := 0
	for at := range key {
		if count++; count <= leastStem {
			continue
		}
		for _, w := range [...]string{"解释", "司法解释"} {
			if keys := r.lookup.LawsNamed(key[:at]+w+suffix, r.doc.Day); len(keys) == 1 {
				return keys
			}
		}
	}
	return nil
}

// firstOfSeries ends the keys of interpretations that replaced others in 2021, which had no number: （一）.
const firstOfSeries = "（一）"

// beforeSeries is the key of the interpretation that one with （一） replaced, where its short name is called old or given a year
// before: 旧建工解释, 2004年建工解释. "" for other names.
func (r *resolver) beforeSeries(n Name, w law) string {
	if n.Version == "" || n.Version > "2020" && n.Version != Former || len(w.keys) != 1 || !strings.HasSuffix(w.keys[0], firstOfSeries) {
		return ""
	}
	if _, _, numbered := cutSeriesNumber(n.Text); numbered {
		return ""
	}
	before := strings.TrimSuffix(w.keys[0], firstOfSeries)
	for _, key := range [...]string{before, strings.Replace(before, "适用法律问题", "适用法律若干问题", 1)} {
		if keys := r.lookup.LawsNamed(key, ""); len(keys) == 1 && keys[0] == key {
			return key
		}
	}
	return ""
}
