package judgment

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/court"
	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

// ReadParticulars reads of a released case whose parts are known what only a search asks for:
// lawyers and their firms, the numbers of earlier decisions, the amount of the decision.
// [Read] reads all but the lawyers of a judgment.
func ReadParticulars(text string, f *casefile.Facts) {
	ReadLawyers(text, f)
	v := textview.New(text[:headEnd(text, f)])
	f.Earlier, f.Amount = earlierIn(v, len(v.Text), f), amountOf(text, f)
}

// ReadLawyers reads the lawyers of a case whose parts are known. text is the text that is
// stored, so that nobody is read who was hidden in it.
func ReadLawyers(text string, f *casefile.Facts) {
	if head := text[:headEnd(text, f)]; strings.Contains(head, "律师") {
		f.Lawyers = lawyersIn(textview.New(head))
	}
}

// readNumbers reads what has no names in it, with the names in the text: what stands for a
// hidden one may end in a digit, 支付羊某某1 5000元.
func (j *Judgment) readNumbers() {
	j.Earlier = earlierIn(j.View, j.View.Place(headEnd(j.Text, &j.Facts)), &j.Facts)
	j.Amount = amountOf(j.Text, &j.Facts)
}

// headEnd is where the part of a text ends that says who takes part and how the case came.
func headEnd(text string, f *casefile.Facts) int {
	for _, p := range f.Parts {
		if p.Kind == casefile.PartHead && p.Span.Len() > 0 && p.Span.End <= len(text) {
			return p.Span.End
		}
	}
	return len(textview.ClipBytes(text, maxPaperHead))
}

var (
	// standsFor introduces who stands for a party.
	standsFor = regexp.MustCompile(`(?:代理人|辩护人)(?:（[^（）]{1,30}）)?：?`)
	// firm is the name of a firm of lawyers.
	firm = regexp.MustCompile(`([\p{Han}（）]{2,30}?律师事务所)(?:（[\p{Han}]{1,8}）)?`)
	// beforeFirm is what stands before the name of a firm and is no part of it.
	beforeFirm = regexp.MustCompile(`^(?:(?:两人|二人|三人|以上人员)?(?:均|分别|同|都)?[系为是]|均|.{0,30}指派的?|现任|原)`)
	// byName is what may stand between several names.
	byName = regexp.MustCompile(`[、，]`)
	// isLawyer says of somebody that he is one; a firm alone behind a name does too.
	isLawyer = regexp.MustCompile(`律师(?:[^事]|$)|律师事务所$`)
)

// lawyersIn reads the lawyers of a head: 委托诉讼代理人：甲、乙，某某律师事务所律师。 Each once with a firm.
func lawyersIn(v *textview.View) []casefile.Lawyer {
	var list []casefile.Lawyer
	seen := map[casefile.Lawyer]bool{}
	starts := v.Sentences(0, len(v.Text))
	for i := 0; i+1 < len(starts); i++ {
		sentence := v.Text[starts[i]:starts[i+1]]
		if !strings.Contains(sentence, "律师") {
			continue
		}
		found := standsFor.FindAllStringIndex(sentence, -1)
		for k, m := range found {
			end := len(sentence)
			if k+1 < len(found) {
				end = found[k+1][0]
			}
			for clause := range strings.SplitSeq(sentence[m[1]:end], "；") {
				for _, l := range lawyersOf(clause) {
					if !seen[l] && len(list) < maxLawyers {
						seen[l] = true
						list = append(list, l)
					}
				}
			}
		}
	}
	return list
}

// lawyersOf reads the lawyers of one clause: names, what is said of them, their firm.
func lawyersOf(clause string) []casefile.Lawyer {
	clause = strings.TrimRight(clause, "。，")
	if !isLawyer.MatchString(clause) {
		return nil
	}
	names, rest := namesOfLawyers(clause)
	office := ""
	if m := firm.FindStringIndex(rest); m != nil {
		office = rest[m[0]:m[1]]
		for cut := beforeFirm.FindString(office); cut != "" && len(cut) < len(office)-len("律师事务所"); cut = beforeFirm.FindString(office) {
			office = office[len(cut):]
		}
	}
	list := make([]casefile.Lawyer, len(names))
	for i, name := range names {
		list[i] = casefile.Lawyer{Name: name, Firm: office}
	}
	return list
}

// namesOfLawyers reads the names that a clause begins with, and what stands behind them:
// 甲、乙，… and 甲，乙，….
func namesOfLawyers(clause string) (names []string, rest string) {
	rest = clause
	for comma := false; rest != ""; {
		name, behind := rest, ""
		if i := byName.FindStringIndex(rest); i != nil {
			name, behind = rest[:i[0]], rest[i[1]:]
		}
		sign := strings.TrimSuffix(strings.TrimPrefix(rest, name), behind)
		if i := strings.Index(name, "（"); i > 0 { // 张三（特别授权）
			name = name[:i]
		}
		if !isSigner(name) || strings.Contains(name, "律师") || comma && !isSurnamed(name) {
			break
		}
		names, rest, comma = append(names, name), behind, sign == "，"
	}
	return names, rest
}

// isSurnamed reports whether a string is a name and not what is said of its bearer: 男,
// 汉族, 该公司法务.
func isSurnamed(s string) bool {
	n := utf8.RuneCountInString(s)
	return n >= 2 && n <= 4 && !strings.HasSuffix(s, "族") && personname.Surname(s) > 0 && personname.IsPerson(s)
}

var (
	// decidesSomething is what stands behind the number of a decision.
	decidesSomething = regexp.MustCompile(`^(?:刑事|民事|行政|执行|国家赔偿|赔偿)*(?:附带民事)?(?:公益诉讼)?(?:判决|裁定|决定|调解|支付令|裁决)`)
	// sentBack says that a first instance has earlier decisions.
	sentBack = textview.NewWordSet("发回", "重审", "指令审理", "指令立案")
	// convicted says that a sentence tells of what somebody did before.
	convicted = regexp.MustCompile(`曾因|前科|刑满|假释|出狱|[年月日]因`)
)

// earlierIn reads, up to a place, the numbers of the decisions that a case was decided upon, as they are
// normalised. A first instance has none, unless the case was sent back to it.
func earlierIn(v *textview.View, to int, f *casefile.Facts) []string {
	head := v.Text[:to]
	if f.Instance == "一审" && !sentBack.In(head) {
		return nil
	}
	seen := map[string]bool{court.Norm(f.Number.Text): true}
	var list []string
	for end := 0; len(list) < maxEarlier; {
		i := strings.Index(head[end:], "号")
		if i < 0 {
			break
		}
		end += i + len("号")
		if !decidesSomething.MatchString(textview.ClipBytes(v.Text[end:], maxDecides)) {
			continue
		}
		number, start := numberBefore(v, end)
		if number == "" || seen[number] || f.Instance != "刑罚变更" && convicted.MatchString(sentenceBefore(v, start)) {
			continue
		}
		seen[number] = true
		list = append(list, number)
	}
	return list
}

// numberBefore is the number of a case that ends at a place, normalised, and where it
// begins; "" where there is none.
func numberBefore(v *textview.View, end int) (number string, start int) {
	from := max(0, end-maxNumber)
	for from < end && !utf8.RuneStart(v.Text[from]) {
		from++
	}
	for _, n := range court.Numbers(v, from, end) {
		if n.End == end {
			return court.Norm(n.Text), n.Start
		}
	}
	return "", 0
}

// sentenceBefore is the sentence in which a place is, up to it, or the end of that.
func sentenceBefore(v *textview.View, at int) string {
	from := max(0, at-lookBack, v.LineStart(at))
	for from < at && !utf8.RuneStart(v.Text[from]) {
		from++
	}
	return v.Text[from+strings.LastIndex(v.Text[from:at], "。")+1 : at]
}

// Bounds of what a case may have: more would not be read by anybody.
const (
	maxLawyers = 500
	maxEarlier = 20
)

// Bounds, in bytes of a view: of the number of a case, and of the words behind it that name
// a decision.
const (
	maxNumber  = 150
	maxDecides = 60
)
