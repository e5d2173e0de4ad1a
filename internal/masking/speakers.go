package masking

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

// speakers collects those who speak in turns: lines of a chat or of minutes that open with what somebody is called.
// Two of them have two lines each at least. A text that has them is no report.
func (f *finder) speakers() {
	lines := map[string][]int{}
	var order []string
	for _, at := range f.v.Lines(0, len(f.c)) {
		end := at
		for n := 0; n <= maxLearned; n++ {
			r, size := utf8.DecodeRuneInString(f.c[end:])
			if name := f.c[at:end]; r == '：' && n >= 2 {
				if lines[name] == nil {
					order = append(order, name)
				}
				lines[name] = append(lines[name], at)
			}
			if !personname.IsHan(r) {
				break
			}
			end += size
		}
	}
	var names []string
	looking := false
	for _, name := range order {
		if places := lines[name]; len(places) > 1 && !isOrdinaryWord(name) && f.mayBeItem(places[0], places[0]+len(name)) {
			names = append(names, name)
			looking = looking || looksLikeName(name)
		}
	}
	if len(names) < 2 || !looking {
		return
	}
	f.report = false
	for _, name := range names {
		for _, at := range lines[name] {
			f.left[at] = 3
		}
		f.person(name).seen[involved]++
	}
}

// addressees collects those to whom a notice of a court is addressed: 羊双彪、羊文亮：⏎本院受理….
func (f *finder) addressees() {
	for _, at := range f.v.Lines(0, min(len(f.c), maxAddressed)) {
		next := f.v.NextLine(at)
		line, ok := strings.CutSuffix(f.c[at:max(at, next)], "：")
		if !ok || len(line) > maxHeadline || !noticeWords.In(textview.ClipBytes(f.c[next:], len("本院受理"))) {
			continue
		}
		for _, name := range strings.Split(line, "、") {
			n := utf8.RuneCountInString(name)
			if n >= 2 && n <= maxLearned && prefix(name, n) == name && !isHidden(name) && !personname.IsBody(name) &&
				!introducerWords.In(name) && !noName.In(name) && !f.guard.has(at, at+len(name), fixed|office|entity) {
				f.left[at] = 3
				f.person(name).seen[party]++
			}
			at += len(name) + len("、")
		}
	}
}

// maxAddressed bounds where a notice says to whom it is addressed, in bytes, and noticeWords open what it says.
const maxAddressed = 600

var noticeWords = textview.NewWordSet("本院受理", "本院审理", "本院立案", "本委受理", "本会受理", "本院执行")

// courtesies collects those whom a title of courtesy follows where a name may begin: 致：羊双彪先生, 接受羊小云女士委托. A
// string without a surname must have the title twice.
func (f *finder) courtesies() {
	places := map[string][]int{}
	var order []string
	for _, w := range [...]string{"先生", "女士"} {
		for i := 0; ; {
			j := strings.Index(f.c[i:], w)
			if j < 0 {
				break
			}
			end := i + j
			i = end + len(w)
			at := f.courteousAt(end)
			if at < 0 {
				continue
			}
			name := f.c[at:end]
			if places[name] == nil {
				order = append(order, name)
			}
			places[name] = append(places[name], at)
		}
	}
	for _, name := range order {
		first := places[name][0]
		told := surnameAt(name) > 0 || len(places[name]) > 1 || strings.HasSuffix(f.c[:first], "致：")
		if !told || !f.mayBeCourteous(first, first+len(name)) {
			continue
		}
		for _, at := range places[name] {
			f.left[at] = 3
		}
		f.person(name).seen[involved]++
	}
}

// courteousAt is where two or three characters begin that end before a title of courtesy, where a name may begin; -1
// where none do.
func (f *finder) courteousAt(end int) int {
	at := end
	for n := 1; n <= 3 && at > 0; n++ {
		r, size := utf8.DecodeLastRuneInString(f.c[:at])
		if !personname.IsHan(r) {
			return -1
		}
		at -= size
		before, _ := utf8.DecodeLastRuneInString(f.c[:at])
		if n > 1 && (f.v.StartsLine(at) || !personname.IsHan(before) || f.left[at] > 1) {
			return at
		}
	}
	return -1
}

// ofKin collects those of whom a bracket says whose relatives they are: 羊庆（羊双彪之父）.
func (f *finder) ofKin() {
	for i := 0; ; {
		j := strings.Index(f.c[i:], "（")
		if j < 0 {
			return
		}
		open := i + j
		i = open + len("（")
		inner := f.c[i : i+max(0, strings.Index(textview.ClipBytes(f.c[i:], maxKin), "）"))]
		k := strings.LastIndex(inner, "之")
		if k < 0 || !kinCharacters.in(inner[k:]) || !f.isOne(i, i+k) {
			continue
		}
		for n := 2; n <= 3; n++ {
			start := open - n*len("一")
			if start >= 0 && prefix(f.c[start:], n) != "" && (f.left[start] > 0 || f.opensPerson(start)) && f.mayBeItem(start, open) {
				f.left[start] = 3
				f.person(f.c[start:open]).seen[involved]++
				break
			}
		}
	}
}

// maxKin bounds what such a bracket says, in bytes.
const maxKin = 24

// mayBeCourteous reports whether what stands before a title of courtesy may be a name and no office.
func (f *finder) mayBeCourteous(at, end int) bool {
	name := f.c[at:end]
	return !isHidden(name) && !f.keepsName(name) && !wordsOfCourtesy.In(name) && !introducerWords.In(name) &&
		!f.guard.has(at, end, fixed|office|held|entity) && !noName.In(name) &&
		roleWords.At(name) == "" && titles.At(name) == "" && !hardCharacters.in(name)
}

// wordsOfCourtesy stand before such a title and are no names.
var wordsOfCourtesy = textview.NewWordSet(strings.Fields(`这位 那位 一位 两位 各位 位 名 的 老 家属 教授 主任 律师 该 某 如下 尊敬`)...)
