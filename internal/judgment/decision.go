package judgment

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/textview"
)

var (
	// deciding stands before 如下, or before a colon, where a decision follows.
	deciding = regexp.MustCompile(`(?:判决|裁定|决定|协议|裁决|支付令|处罚)(?:如下)?$|(?:判决|裁判|裁决|裁定)结果$`)
	// holding stands before 认为 where the court says what it holds.
	holding = regexp.MustCompile(`(?:本院(?:赔偿委员会|审判委员会)?|本委|本会|本局|本机关|本府|本关|仲裁庭|合议庭)(?:经?(?:审查|审理|复核|评议|再审|综合|认真|依法)*后?)?$`)
	// behindDecision is what follows a decision.
	behindDecision = regexp.MustCompile(`如不服本|如对本|不服本判决|不服本裁定|本判决为终审|本裁定为终审|本判决送达|本裁定送达|本裁定书送达|本判决书送达|本决定(?:书)?送达|本决定一经|本裁定(?:自|一经|立即)|` +
		`本判决(?:自|立即)|本调解书|上述协议|` +
		`(?:本案|一、二审|一审|二审|减半收取|案件)?(?:案件)?受理费|诉讼费|申请费|上诉权利|如对本|本裁决为|本裁决书|如不服|申请人、第三人如不服|申请人如不服|当事人如|双方当事人如|双方如不服|如果?未按|如当事人未按|` +
		`负有(?:金钱)?给付义务|审判长|代?理?审判员|独任审判员|执行员|当事人(?:必须|应当)`)
	itemNumber = regexp.MustCompile(`(?:（)?([一二三四五六七八九十]{1,3}|\d{1,2})[、.．）]`)
	relies     = regexp.MustCompile(`依照|依据|按照|根据|适用`)
)

// decisions are the places behind words that announce a decision: 判决如下：, 判决：.
func decisions(v *textview.View, from int) [][2]int {
	var list [][2]int
	below, colon := -1, -1
	for at := from; at < len(v.Text); {
		if below < at {
			below = indexFrom(v.Text, "如下", at)
		}
		if colon < at {
			colon = indexFrom(v.Text, "：", at)
		}
		if at = min(below, colon); at == len(v.Text) {
			break
		}
		end := at
		if strings.HasPrefix(v.Text[at:], "如下") {
			end += len("如下")
		}
		lead := v.Text[max(from, at-len("判决如下")):at]
		if deciding.MatchString(lead) {
			start := at - len("判决")
			if strings.HasPrefix(v.Text[end:], "：") {
				end += len("：")
			}
			list = append(list, [2]int{max(from, start), end})
		}
		at = max(end, at+len("："))
	}
	return list
}

// indexFrom is the place of the next word at or behind a place, the end of the text where none is.
func indexFrom(text, word string, at int) int {
	if i := strings.Index(text[at:], word); i >= 0 {
		return at + i
	}
	return len(text)
}

// holdings are the places where the court begins to say what it holds: 本院认为.
func holdings(v *textview.View, from, to int) []int {
	var list []int
	for at := from; at < to; {
		i := strings.Index(v.Text[at:to], "认为")
		if i < 0 {
			break
		}
		at += i
		lead := max(from, at-maxToNumber)
		for lead < at && !utf8.RuneStart(v.Text[lead]) {
			lead++
		}
		if m := holding.FindStringIndex(v.Text[lead:at]); m != nil {
			list = append(list, lead+m[0])
		}
		at += len("认为")
	}
	return list
}

// readDecision finds the decision and the reasoning before it. There is none
// where a text breaks off before: what a lower court decided is told there too.
func (j *Judgment) readDecision(intro int) (start, end int) {
	v := j.View
	all, held := decisions(v, intro), holdings(v, intro, len(v.Text))
	for i := len(all) - 1; i >= 0; i-- {
		from, to := all[i][0], all[i][1]
		before, _ := slices.BinarySearch(held, from)
		held := held[:before]
		tail := j.signedAt(to)
		if !j.own(from, held, tail) {
			continue
		}
		end = len(v.Text)
		if tail >= 0 {
			end = tail
		}
		if m := v.Find(behindDecision, to, end); m != nil {
			end = m[0]
		}
		j.readBasis(intro, from, to, held)
		return to, end
	}
	return len(v.Text), len(v.Text)
}

// own reports whether words that announce a decision announce that of this court:
// it has held something before, in the same breath or a little earlier, and the
// decision is signed, or at least nobody appeals from it.
func (j *Judgment) own(from int, held []int, tail int) bool {
	before := j.View.Text[max(0, from-lookBack):from]
	if i := strings.LastIndex(before, "。"); i >= 0 {
		before = before[i+len("。"):]
	}
	if tail >= 0 {
		return !strings.Contains(before, "原审") || len(held) > 0
	}
	return len(held) > 0 && !othersDecision.MatchString(before)
}

// lookBack is how many bytes before a decision the sentence that announces it
// is looked for.
const lookBack = 1500

// othersDecision is how the decision of another court is told.
var othersDecision = regexp.MustCompile(`一审法院|原审法院|原判|作出.{0,40}(?:判决|裁定)|仲裁委员会|人民法院(?:于|以)`)

// readBasis finds the sentence of the provisions relied on and the reasoning.
func (j *Judgment) readBasis(intro, from, to int, held []int) {
	v := j.View
	sentence := max(intro, from-lookBack)
	if i := strings.LastIndexAny(v.Text[sentence:from], "。"); i >= 0 {
		sentence += i + len("。")
	}
	sentence = max(sentence, v.LineStart(from))
	basis := sentence
	if m := v.Find(relies, sentence, from); m != nil {
		basis = m[0]
		j.Basis = v.Span(basis, to)
	}
	reasoning := -1
	for _, h := range held {
		if h < basis && (reasoning < 0 || v.OpensSentence(h)) {
			if reasoning < 0 || !v.OpensSentence(reasoning) {
				reasoning = h
			}
		}
	}
	if facts := lastFacts(v, intro, basis); facts > reasoning && reasoning >= 0 {
		for _, h := range held {
			if h > facts && h < basis {
				reasoning = h
				break
			}
		}
	}
	if reasoning >= 0 {
		j.reasons = reasoning
		j.Reasoning = v.Span(reasoning, basis)
	}
}

// readItems counts the numbered items of the decision and reads its punishments.
func (j *Judgment) readItems(start, end int) {
	v := j.View
	next := 1
	for at := start; at < end; {
		m := v.Find(itemNumber, at, end)
		if m == nil {
			break
		}
		n, _ := cnnum.Parse(v.Text[m[2]:m[3]])
		if before := v.Text[start:m[0]]; (n == next || n == 2 && next == 1) &&
			(before == "" || v.StartsLine(m[0]) || strings.HasSuffix(before, "。") || strings.HasSuffix(before, "；") ||
				strings.HasSuffix(before, "：") || strings.HasSuffix(before, "）")) {
			j.Items, next = n, n+1
		}
		at = m[1]
	}
	if j.Items == 0 {
		j.Items = j.sameMarks(start, end)
	}
	j.readSentences(start, end)
}

// sameMarks counts lines that begin with one and the same bracket, which is what
// is left of numbers that were lost: （2021）被告…
func (j *Judgment) sameMarks(start, end int) int {
	marks := map[string]int{}
	most := 0
	for _, at := range j.View.Lines(start, end) {
		if m := lostNumber.FindString(j.View.Text[at:end]); m != "" {
			marks[m]++
			most = max(most, marks[m])
		}
	}
	if most < 2 {
		return 0
	}
	return most
}

var lostNumber = regexp.MustCompile(`^（\d{4}）`)
