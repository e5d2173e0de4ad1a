package release

import (
	"regexp"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/textview"
)

// notFollowed is how a text says that a guiding case is one no longer.
const notFollowed = "不再参照"

// withdrawn is where a text says between two places that the guiding case with a number is one no longer: by a sentence that names
// it, or that says so of this case and names no other.
func withdrawn(v *textview.View, from, to int, number string) (casefile.Field, bool) {
	own := digits.FindString(number)
	for at := from; at < to; {
		i := strings.Index(v.Text[at:to], notFollowed)
		if i < 0 {
			break
		}
		start, end := at+i, at+i+len(notFollowed)
		if saysWithdrawn(v.Text[sentenceStart(v, max(from, start-maxOfSentence), start):start], v.Text[end:], own) {
			return v.Field(start, end), true
		}
		at = end
	}
	return casefile.Field{}, false
}

// maxOfSentence bounds what of a sentence is read before the words, in bytes.
const maxOfSentence = 360

// sentenceStart is where the sentence or line begins that a place is in, not before from.
func sentenceStart(v *textview.View, from, at int) int {
	start := max(from, v.LineStart(at))
	for start < at && v.Text[start]&0xC0 == 0x80 {
		start++
	}
	if i := strings.LastIndexAny(v.Text[start:at], "。；"); i >= 0 {
		start += i + len("。")
	}
	return start
}

// saysWithdrawn reports whether a sentence says of the case with a number that it is followed no longer: before and behind are what
// stands around the words.
func saysWithdrawn(before, behind, own string) bool {
	if strings.LastIndex(before, "《") > strings.LastIndex(before, "》") {
		return false // in the title of the notice
	}
	if behind != "" && !goesNoFurther.MatchString(textview.ClipBytes(behind, maxBehind)) || doubted.MatchString(before) {
		return false
	}
	before = titleOrNumber.ReplaceAllString(before, "")
	if numbers := caseNumbers.FindAllString(before, -1); len(numbers) > 0 {
		return slices.ContainsFunc(numbers, func(n string) bool { return digits.FindString(n) == own })
	}
	return thisCase.MatchString(before)
}

// maxBehind bounds what is read behind the words, in bytes.
const maxBehind = 30

var (
	digits = regexp.MustCompile(`\d+`)
	// goesNoFurther is what may stand behind the words where they have no other object.
	goesNoFurther = regexp.MustCompile(`^(?:适用|执行|使用)?(?:$|[）)】〕\]。，；、！\n]|\s|本|该|最高|关键词|裁判|基本|相关|（|【|但)`)
	// doubted says that somebody only asks for it, or that it is not so.
	doubted = regexp.MustCompile(`(?:未|并非|并不|不是|没有|不属于|是否|应否|可否|能否|主张|请求|建议|认为|辩称|诉称|提出|不得|不应|如果|除非)[^，。；]{0,24}$`)
	// titleOrNumber are titles and the numbers of papers, whose numbers are no cases.
	titleOrNumber = regexp.MustCompile(`《[^《》]{0,120}》|(?:〔|（|\[)\d{4}(?:〕|）|\])[^，。；]{0,12}?\d+号|\d{4}年第?\d+[号期]|\d+日`)
	// caseNumbers are those of cases.
	caseNumbers = regexp.MustCompile(`\d+号|\d+(?:、|和|及|，)`)
	// thisCase is how a text speaks of itself, or of nothing else.
	thisCase = regexp.MustCompile(`(?:本|该|此|上述)(?:指导性?)?案例?|^(?:[（(【〔\[]|注|编者|备注|说明|提示|按|：|:|\*|\s|[^，。；]*[案日号]?[（(【〔\[])*` +
		`(?:现|已|已经|目前|自?(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?起?，?|依法|均)*$`)
)
