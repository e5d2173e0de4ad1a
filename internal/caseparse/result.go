package caseparse

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/cnnum"
)

var (
	// deciding stands before 如下, or before a colon, where a decision follows.
	deciding = regexp.MustCompile(`(?:判决|裁定|决定|协议)(?:如下)?$`)
	// holding stands before 认为 where the court says what it holds.
	holding = regexp.MustCompile(`(?:本院(?:赔偿委员会|审判委员会)?|合议庭)(?:经?(?:审查|审理|复核|评议|再审|综合|认真|依法)*后?)?$`)
	// behindDecision is what follows a decision.
	behindDecision = regexp.MustCompile(`如不服本|如对本|不服本判决|不服本裁定|本判决为终审|本裁定为终审|本判决送达|本裁定送达|本裁定书送达|本判决书送达|本决定(?:书)?送达|本决定一经|本裁定(?:自|一经|立即)|本判决(?:自|立即)|本调解书|上述协议|` +
		`(?:本案|一、二审|一审|二审|减半收取|案件)?(?:案件)?受理费|诉讼费|申请费|如果?未按|如当事人未按|负有(?:金钱)?给付义务|审判长|代?理?审判员|独任审判员|执行员|当事人(?:必须|应当)`)
	itemNumber = regexp.MustCompile(`(?:（)?([一二三四五六七八九十]{1,3}|\d{1,2})[、.．）]`)
	relies     = regexp.MustCompile(`依照|依据|按照|根据|适用`)
)

// decisions are the places behind words that announce a decision: 判决如下：, 判决：.
func (v *view) decisions(from int) [][2]int {
	var list [][2]int
	for at := from; at < len(v.c); {
		i := strings.Index(v.c[at:], "如下")
		if j := strings.Index(v.c[at:], "："); j >= 0 && (i < 0 || j < i) {
			i = j
		}
		if i < 0 {
			break
		}
		at += i
		end := at
		if strings.HasPrefix(v.c[at:], "如下") {
			end += len("如下")
		}
		lead := v.c[max(from, at-len("判决如下")):at]
		if deciding.MatchString(lead) {
			start := at - len("判决")
			if strings.HasPrefix(v.c[end:], "：") {
				end += len("：")
			}
			list = append(list, [2]int{max(from, start), end})
		}
		at = max(end, at+len("："))
	}
	return list
}

// holdings are the places where the court begins to say what it holds: 本院认为.
func (v *view) holdings(from, to int) []int {
	var list []int
	for at := from; at < to; {
		i := strings.Index(v.c[at:to], "认为")
		if i < 0 {
			break
		}
		at += i
		lead := max(from, at-maxToNumber)
		for lead < at && !utf8.RuneStart(v.c[lead]) {
			lead++
		}
		if m := holding.FindStringIndex(v.c[lead:at]); m != nil {
			list = append(list, lead+m[0])
		}
		at += len("认为")
	}
	return list
}

// readDecision finds the decision and the reasoning before it. There is none
// where a text breaks off before: what a lower court decided is told there too.
func (j *judgment) readDecision(intro int) (start, end int) {
	v := j.v
	all, held := v.decisions(intro), v.holdings(intro, len(v.c))
	for i := len(all) - 1; i >= 0; i-- {
		from, to := all[i][0], all[i][1]
		before, _ := slices.BinarySearch(held, from)
		held := held[:before]
		tail := j.signedAt(to)
		if !j.own(from, held, tail) {
			continue
		}
		end = len(v.c)
		if tail >= 0 {
			end = tail
		}
		if m := v.find(behindDecision, to, end); m != nil {
			end = m[0]
		}
		j.readBasis(intro, from, to, held)
		return to, end
	}
	return len(v.c), len(v.c)
}

// own reports whether words that announce a decision announce that of this court:
// it has held something before, in the same breath or a little earlier, and the
// decision is signed, or at least nobody appeals from it.
func (j *judgment) own(from int, held []int, tail int) bool {
	before := j.v.c[max(0, from-lookBack):from]
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
func (j *judgment) readBasis(intro, from, to int, held []int) {
	v := j.v
	sentence := max(intro, from-lookBack)
	if i := strings.LastIndexAny(v.c[sentence:from], "。"); i >= 0 {
		sentence += i + len("。")
	}
	for n := range v.lines {
		if at := v.lines[n]; at > sentence && at <= from {
			sentence = at
		}
	}
	basis := sentence
	if m := v.find(relies, sentence, from); m != nil {
		basis = m[0]
		j.Basis = v.span(basis, to)
	}
	reasoning := -1
	for _, h := range held {
		if h < basis && (reasoning < 0 || v.opens(h)) {
			if reasoning < 0 || !v.opens(reasoning) {
				reasoning = h
			}
		}
	}
	if facts := v.lastFacts(intro, basis); facts > reasoning && reasoning >= 0 {
		for _, h := range held {
			if h > facts && h < basis {
				reasoning = h
				break
			}
		}
	}
	if reasoning >= 0 {
		j.reasons = reasoning
		j.Reasoning = v.span(reasoning, basis)
	}
}

// opens reports whether a sentence begins at a place.
func (v *view) opens(at int) bool {
	return v.startsLine(at) || strings.HasSuffix(v.c[:at], "。")
}

// readItems counts the numbered items of the decision and reads its punishments.
func (j *judgment) readItems(start, end int) {
	v := j.v
	next := 1
	for at := start; at < end; {
		m := v.find(itemNumber, at, end)
		if m == nil {
			break
		}
		n, _ := cnnum.Parse(v.c[m[2]:m[3]])
		if before := v.c[start:m[0]]; (n == next || n == 2 && next == 1) && (before == "" || v.startsLine(m[0]) || strings.HasSuffix(before, "。") || strings.HasSuffix(before, "；") || strings.HasSuffix(before, "：") || strings.HasSuffix(before, "）")) {
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
func (j *judgment) sameMarks(start, end int) int {
	marks := map[string]int{}
	most := 0
	for _, at := range j.v.lines {
		if at < start || at >= end {
			continue
		}
		if m := lostNumber.FindString(j.v.c[at:end]); m != "" {
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

var (
	punishment = regexp.MustCompile(`(?:判处|决定执行|处以?|改判|合并执行|执行)(死刑，缓期[二两]年执行|死刑|无期徒刑|(?:有期徒刑|拘役|管制)(?:[〇一二两三四五六七八九十百\d]+年)?(?:[〇又]?[〇一二两三四五六七八九十\d]+个?月)?(?:[〇又]?[〇一二两三四五六七八九十\d]+[日天])?)`)
	suspended  = regexp.MustCompile(`^(?:，?并处[^，。；]{0,60})?，?(?:依法)?(?:宣告)?(缓刑(?:[〇一二两三四五六七八九十\d]+年)?(?:[〇又]?[〇一二两三四五六七八九十\d]+个?月)?)`)
	fine       = regexp.MustCompile(`罚金(?:计|共计|为)?((?:人民币)?[〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟\d.，]+万?元)`)
	duration   = regexp.MustCompile(`(?:([〇一二两三四五六七八九十百\d]+)年)?[〇又]?(?:([〇一二两三四五六七八九十\d]+)个?月)?`)
)

// readSentences reads the punishments of a decision.
func (j *judgment) readSentences(start, end int) {
	v := j.v
	found := v.findAll(punishment, start, end)
	committed, from := -1, start // where the last 犯 before a punishment stands
	for i, m := range found {
		if c := strings.LastIndex(v.c[from:m[0]], "犯"); c >= 0 {
			committed = from + c
		}
		from = m[0]
		upTo := end
		if i+1 < len(found) {
			upTo = found[i+1][0]
		}
		if !strings.HasPrefix(v.c[m[0]:], "判处") && !strings.HasPrefix(v.c[m[0]:], "决定执行") && !strings.HasPrefix(v.c[m[0]:], "改判") && len(j.Sentences) == 0 && committed < 0 {
			continue
		}
		s := Sentence{Text: v.field(m[2], m[3]), Total: strings.HasPrefix(v.c[m[0]:], "决定执行") || strings.Contains(v.c[m[0]:m[2]], "合并执行")}
		switch text := v.c[m[2]:m[3]]; {
		case strings.HasPrefix(text, "死刑"):
			s.Death = true
		case text == "无期徒刑":
			s.Life = true
		default:
			s.Months = monthsIn(text)
		}
		if p := suspended.FindStringSubmatchIndex(v.c[m[3]:upTo]); p != nil {
			f := v.field(m[3]+p[2], m[3]+p[3])
			s.Suspended = monthsIn(v.c[m[3]+p[2] : m[3]+p[3]])
			s.Text.Text += "，" + f.Text
			s.Text.Span.End = f.Span.End
		}
		if f := v.find(fine, m[3], upTo); f != nil {
			s.Fine = v.field(f[2], f[3])
		}
		if committed >= 0 && !s.Total {
			s.Charge = j.crimes.At(v.c[committed+len("犯"):])
		}
		j.Sentences = append(j.Sentences, s)
	}
	upTo := end
	if len(found) > 0 {
		upTo = found[0][0]
	}
	if m := v.find(fine, start, upTo); m != nil && j.Kind == "刑事" { // a fine alone, of a body perhaps
		j.Sentences = append([]Sentence{{Fine: v.field(m[2], m[3])}}, j.Sentences...)
	}
}

// monthsIn reads 有期徒刑一年零三个月.
func monthsIn(s string) int {
	for _, w := range [...]string{"有期徒刑", "拘役", "管制", "缓刑"} {
		s = strings.TrimPrefix(s, w)
	}
	m := duration.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	years, _ := cnnum.Parse(strings.ReplaceAll(m[1], "两", "二"))
	months, _ := cnnum.Parse(strings.ReplaceAll(m[2], "两", "二"))
	return years*12 + months
}
