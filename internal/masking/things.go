package masking

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

// isThing reports whether what stands from one place to another is part of what a sentence says of things, though it
// begins as names do: 越来越多, 左眼, 陈家湾处, 温国土 in 温国土资发（2018）366号.
func (f *finder) isThing(at, end int) bool {
	name := f.c[at:end]
	first, last := firstRune(name), lastRune(name)
	rest := name[utf8.RuneLen(first):]
	switch n := utf8.RuneCountInString(name); {
	case degrees.has(first), strings.HasPrefix(name, "越来"), things[name]:
		return true
	case n == 2 && (first == '左' || first == '右') && bodyParts.has(last):
		return true
	case n == 2 && f.left[at] < 2 && f.kindOver(at) == 3 && f.kindAt(at) == 0 && f.boundary(end) < 3:
		return true // 易中 in 交易中购买
	case n == 3 && strings.HasPrefix(rest, "家") && hamletEnds.has(last) && personname.Surname(name) == 1:
		return true
	case n > 2 && last == '其' && f.boundary(end) < 3 && isOrdinaryWord(prefix(name, 2)):
		return true // 明知其
	case n == maxLearned && personname.Surname(name) == 1 && f.kindAt(at+len("一")) > 1 && f.kindAt(at+2*len("一")) > 1 &&
		!strings.ContainsAny(rest, "家一二三四五六七八九十"):
		return true // 师出名门
	case n == 2 && surnameKind(name) < 3 && f.kindAt(at) == 0 && f.kindOver(end) > 1 && f.kindAt(end) > 0 && f.boundary(end) < 3:
		return true // 师出 of it
	case first == '方' && functionCharacters.has(firstRune(rest)) && f.left[at] == 3 && f.boundary(end) < 3:
		return true // 原告方所主张
	}
	if mark, _ := utf8.DecodeLastRuneInString(f.c[:at]); openQuotes.has(mark) && f.namesShop(end) {
		return true
	}
	return f.isDocument(end) || f.isPlaceOfPeople(end)
}

// isPlaceOfPeople reports whether what stands before a place begins the name of an autonomous county: 玉龙纳西族自治县.
func (f *finder) isPlaceOfPeople(end int) bool {
	rest := textview.ClipBytes(f.c[end:], maxPeoples)
	i := strings.Index(rest, "族")
	return i > 0 && placesOfPeople.At(rest[i:]) != ""
}

// maxPeoples bounds the names of the peoples of such a county, in bytes.
const maxPeoples = 36

var placesOfPeople = textview.NewWordSet("族自治县", "族自治州", "族自治旗", "族乡", "族镇", "各族自治县")

// namesShop reports whether a shop, a game or goods stand behind a name in quotation marks that ends at a place.
func (f *finder) namesShop(end int) bool {
	mark, size := utf8.DecodeRuneInString(f.c[end:])
	return closeQuotes.has(mark) && shopsBehind.In(textview.ClipBytes(f.c[end+size:], maxShop))
}

// isDocument reports whether what stands before a place begins the number of a document: 温国土 in 温国土资发（2018）366号.
func (f *finder) isDocument(end int) bool {
	for n := 0; n <= maxOfNumber; n++ {
		r, size := utf8.DecodeRuneInString(f.c[end:])
		if r == '（' || r == '〔' || r == '[' {
			rest := textview.ClipBytes(f.c[end+size:], maxNumbered)
			return n > 0 && len(rest) > len("2018") && isDigits(rest[:len("2018")]) && strings.Contains(rest, "号") &&
				strings.ContainsRune("）〕]", firstRune(rest[len("2018"):]))
		}
		if !personname.IsHan(r) {
			return false
		}
		end += size
	}
	return false
}

// Bounds of the number of a document: the characters between the first ones and its year, and the bytes behind.
const (
	maxOfNumber = 4
	maxNumbered = 30
)

var (
	// degrees stand before words for what something is like, and begin no name.
	degrees = charactersOf("最很")
	// bodyParts there are on the left and on the right.
	bodyParts = charactersOf("眼手脚腿臂肩耳脸侧膝胸肋肘腕掌肺肾腰颊额边")
	// hamletEnds end the names of hamlets: 陈家湾.
	hamletEnds = charactersOf("湾坪沟村庄屯坝岭坡洼塘桥店堡寨营沱冲垭畈岗沿河集镇巷峪窑坞圩渡埠")
	// things are what doors, groups of a chat, and programs are called, or what happens to them.
	things = newWordList("门开 门关 门锁 门窗 门把 进群 入群 退群 拉群 建群 加群 群里 群主 安卓 平板 云盘 云端")
)
