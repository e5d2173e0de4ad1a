package masking

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

// calledOtherwise collects those of whom the text says beside the name that it is another one: 当归（系外号，本名黄小莲）,
// “陈大山”“刘满仓”两个化名, 越南名Đào Thị Phương.
func (f *finder) calledOtherwise() {
	f.bracketedAliases()
	f.countedAliases()
	f.foreignAliases()
}

// bracketedAliases collects names behind which a bracket says that they are aliases.
func (f *finder) bracketedAliases() {
	for i := 0; ; {
		j := strings.Index(f.c[i:], "（")
		if j < 0 {
			return
		}
		open := i + j
		i = open + len("（")
		rest := strings.TrimPrefix(f.c[i:], "系")
		w := aliasKinds.At(rest)
		if w == "" || !strings.HasPrefix(rest[len(w):], "，") && !strings.HasPrefix(rest[len(w):], "）") {
			continue
		}
		if start := f.aliasStart(open); start >= 0 {
			f.left[start] = 3
			f.nickname(f.c[start:open])
		}
	}
}

// aliasKinds are what such a bracket calls the name before it.
var aliasKinds = textview.NewWordSet(strings.Fields("外号 绰号 诨号 小名 乳名 网名 昵称 花名 艺名")...)

// aliasStart is where an alias begins that ends at a place: behind a word that introduces people, a mark or a
// preposition; -1 where none of them is near.
func (f *finder) aliasStart(end int) int {
	at := end
	for n := 1; n <= maxLearned && at > 0; n++ {
		r, size := utf8.DecodeLastRuneInString(f.c[:at])
		if !personname.IsHan(r) {
			return -1
		}
		at -= size
		if n < 2 || f.guard.has(at, end, fixed|office) {
			continue
		}
		if before, _ := utf8.DecodeLastRuneInString(f.c[:at]); f.left[at] == 3 || f.v.StartsLine(at) || !personname.IsHan(before) ||
			beforeAlias.has(before) {
			return at
		}
	}
	return -1
}

// beforeAlias end what stands before an alias.
var beforeAlias = charactersOf("在和与由被将向对是系给跟叫即")

// countedAliases collects strings in quotation marks before words that count them as names.
func (f *finder) countedAliases() {
	for _, w := range [...]string{"化名", "假名", "绰号", "外号", "曾用名"} {
		for i := 0; ; {
			j := strings.Index(f.c[i:], w)
			if j < 0 {
				break
			}
			end := i + j
			i = end + len(w)
			before := strings.TrimRight(f.c[:end], "个等两三四多几数的")
			for len(before) < end || f.c[:end] != before {
				start, stop := quotedBefore(before)
				if start < 0 {
					break
				}
				if name := before[start:stop]; !isHidden(name) && !f.guard.has(start, stop, fixed|office) {
					f.nickname(name)
				}
				before = strings.TrimRight(before[:start], "“、和")
			}
		}
	}
}

// quotedBefore is what stands in quotation marks at the end of a text, -1 where nothing does.
func quotedBefore(s string) (start, end int) {
	mark, size := utf8.DecodeLastRuneInString(s)
	if !closeQuotes.has(mark) {
		return -1, -1
	}
	end = len(s) - size
	for at, n := end, 0; n <= maxNickname && at > 0; n++ {
		r, size := utf8.DecodeLastRuneInString(s[:at])
		if openQuotes.has(r) && at < end {
			return at, end
		}
		if !personname.IsHan(r) {
			break
		}
		at -= size
	}
	return -1, -1
}

// foreignAliases collects names in Latin letters behind words for a name in another language.
func (f *finder) foreignAliases() {
	for i := 0; ; {
		j := strings.Index(f.c[i:], "名")
		if j < 0 {
			return
		}
		at := i + j + len("名")
		i = at
		if !languageEnds.has(lastRune(f.c[:at-len("名")])) {
			continue
		}
		end := at
		for end < len(f.c) && end-at < maxForeign {
			r, size := utf8.DecodeRuneInString(f.c[end:])
			if !unicode.Is(unicode.Latin, r) && !unicode.Is(unicode.Mn, r) && r != '.' && r != '-' && r != '\'' {
				break
			}
			end += size
		}
		if utf8.RuneCountInString(f.c[at:end]) > leastPart {
			f.person(f.c[at:end]).alias = true
		}
	}
}

// languageEnds end the names of countries and languages.
var languageEnds = charactersOf("南国文语洲斯甸挝寨坡尼宾度朝韩日英俄法德")

// couples collects the first of two people who are called a couple, where the second is known.
func (f *finder) couples() {
	for _, w := range [...]string{"夫妇", "夫妻二人", "夫妻俩", "父子二人", "母女二人"} {
		for i := 0; ; {
			j := strings.Index(f.c[i:], w)
			if j < 0 {
				break
			}
			end := i + j
			i = end + len(w)
			line := f.c[max(0, end-maxCouple):end]
			k := strings.LastIndex(line, "、")
			if k < 0 || !f.isOne(end-len(line)+k+len("、"), end) {
				continue
			}
			stop := end - len(line) + k
			for n := 3; n >= 2; n-- {
				start := stop - n*len("一")
				if start < 0 || prefix(f.c[start:], n) == "" || !f.mayBeItem(start, stop) {
					continue
				}
				if before, _ := utf8.DecodeLastRuneInString(f.c[:start]); f.opensPerson(start) || before == '的' {
					f.left[start] = 3
					f.person(f.c[start:stop]).seen[involved]++
					break
				}
			}
		}
	}
}

// maxCouple bounds the second of two people, in bytes.
const maxCouple = 15

// isOne reports whether what stands from one place to another is the name of somebody, hidden or not.
func (f *finder) isOne(at, end int) bool {
	name := f.c[at:end]
	return hiddenAt(name) == len(name) || f.isSomebody(name)
}

// takenFrom collects those from whom a sum was taken again and again: 3.骗得万里人民币3万元；4.骗得阚阳人民币1万元.
func (f *finder) takenFrom() {
	var places []item
	known := false
	takings.Each(f.c, func(_, at int) {
		for n := 2; n <= 3; n++ {
			name := prefix(f.c[at:], n)
			if name == "" {
				return
			}
			end := at + len(name)
			if w := sums.At(f.c[end:]); w == "" || end+len(w) >= len(f.c) || !isDigit(f.c[end+len(w)]) {
				continue
			}
			known = known || hiddenAt(name) == len(name) || f.isSomebody(name) || f.isPure(at, end)
			places = append(places, item{at, end})
			return
		}
	})
	if !known || len(places) < 3 {
		return
	}
	for _, x := range places {
		if f.mayBeItem(x.start, x.end) {
			f.left[x.start] = 3
			f.person(f.c[x.start:x.end]).seen[involved]++
		}
	}
}

var (
	takings = textview.NewWordSet("骗得", "骗取", "窃得", "盗得", "抢得", "诈骗", "骗走", "收受", "收取", "索取")
	sums    = textview.NewWordSet("人民币", "现金", "现金人民币")
)

// twins collects those who are called by a given character twice where people stand: 给了丽丽, 女儿果果.
func (f *finder) twins() {
	last := rune(0)
	for at, r := range f.c {
		if r != last || !personname.IsHan(r) {
			last = r
			continue
		}
		start := at - utf8.RuneLen(r)
		end := at + utf8.RuneLen(r)
		last = 0
		name := f.c[start:end]
		if !personname.IsGiven(r) || f.isKnownWord(name) && !dictionaryNames()[name] || f.keepsName(name) ||
			f.guard.has(start, end, fixed|office|entity) || f.insideWord(start, end) || f.kindAt(at) > 0 || f.kindOver(start) > 0 {
			continue
		}
		before := f.left[start]
		if strings.HasSuffix(f.c[:start], "给了") {
			before = 2
		}
		if before == 3 && f.boundary(end) > ofPlace || before == 2 && f.boundary(end) >= 2 {
			f.nickname(name)
		}
	}
}
