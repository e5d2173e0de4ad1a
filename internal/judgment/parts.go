package judgment

import (
	"regexp"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/textview"
)

var (
	claims = regexp.MustCompile(`^(?:附带民事诉讼)?(?:原告|上诉人|公诉机关|原公诉机关|抗诉机关|再审申请人|申请再审人|申请人|起诉人|自诉人|申请执行人|异议人|\p{Han}{2,20}人民检察院|` +
		`\p{Han}{2,30}).{0,90}?(?:诉称|诉请|上诉称|上诉请求|上诉提出|指控|申请再审称|申请再审|起诉称|起诉请求|提出诉讼请求|的诉讼请求|请求|申请称|异议称|提出异议)`)
	defence = regexp.MustCompile(`^.{0,120}?(?:辩称|答辩称|未答辩|未作答辩|未提交答辩|未到庭|述称|陈述称|没有异议|无异议|的辩护人(?:提出|认为|辩)|提交意见称|辩护意见)`)
	facts   = regexp.MustCompile(`^(?:上述|以上)(?:事实|证据)|^.{0,60}?(?:经审理查明|经审查查明|审理查明|经查明|本院查明|审查查明|查明事实|认定事实如下|认定如下事实|认定的?事实|` +
		`一审(?:法院)?(?:审理)?(?:查明|认定)|原审(?:法院)?(?:判决)?(?:查明|认定)|原判认定|经查[，：])`)
	annex = regexp.MustCompile(`^(?:附[：:]|附[：:]?(?:本案|相关|有关|判决|裁判|适用|法律|一|件)|附录|本案(?:适用|引用|相关|所?依据)的?(?:主要)?(?:相关)?法律)`)
)

// Words that a sentence must have for one of the patterns above to look at it.
var (
	factWords    = textview.NewWordSet("查明", "认定", "经查", "上述事实", "上述证据", "以上事实", "以上证据")
	defenceWords = textview.NewWordSet("辩称", "答辩", "述称", "陈述称", "异议", "未到庭", "提交意见称", "辩护")
	claimWords   = textview.NewWordSet("诉称", "诉请", "上诉", "指控", "申请", "请求", "起诉", "异议")
)

// lastFacts is where the last sentence begins that tells what the court found,
// -1 where there is none.
func lastFacts(v *textview.View, from, to int) int {
	last := -1
	starts := v.Sentences(from, to)
	for i := 0; i+1 < len(starts); i++ {
		if s := opening(v, starts[i], starts[i+1]); factWords.In(s) && facts.MatchString(s) {
			last = starts[i]
		}
	}
	return last
}

// readParts cuts the text into its parts. Sentences that open no part belong to
// the one before.
func (j *Judgment) readParts(intro, start, end int) {
	v := j.View
	if len(v.Text) == 0 {
		return
	}
	marks := partMarks{{casefile.PartHead, 0}}
	upTo := min(start, len(v.Text))
	if j.reasons > 0 {
		upTo = min(upTo, j.reasons)
	}
	starts := v.Sentences(min(intro, upTo), upTo)
	for i := 1; i+1 < len(starts); i++ { // the first sentence introduces the case
		switch s := opening(v, starts[i], starts[i+1]); {
		case factWords.In(s) && facts.MatchString(s):
			marks.add(casefile.PartFacts, starts[i])
		case marks.last() == casefile.PartFacts && j.Instance != "二审":
		case defenceWords.In(s) && defence.MatchString(s) && marks.last() != casefile.PartHead:
			marks.add(casefile.PartDefence, starts[i])
		case claimWords.In(s) && claims.MatchString(s) && marks.last() != casefile.PartDefence:
			marks.add(casefile.PartClaims, starts[i])
		}
	}
	if j.reasons > 0 {
		marks.add(casefile.PartReasoning, j.reasons)
	}
	if start < end {
		marks.add(casefile.PartDecision, start)
		marks.add(casefile.PartTail, end)
	} else if j.signed > 0 {
		marks.add(casefile.PartTail, j.signed)
	}
	if j.signedEnd > 0 {
		rest := v.Sentences(j.signedEnd, len(v.Text))
		for i := 0; i+1 < len(rest); i++ {
			if annex.MatchString(v.Text[rest[i]:rest[i+1]]) {
				marks.add(casefile.PartAnnex, rest[i])
				break
			}
		}
	}
	j.Parts = marks.parts(v)
}

// partMarks are where the parts of a text begin, in order; each ends where the next begins.
type partMarks []partMark

type partMark struct {
	kind casefile.PartKind
	at   int // in the view
}

// add begins a part, unless it would be the one before or begin before it.
func (m *partMarks) add(kind casefile.PartKind, at int) {
	if last := (*m)[len(*m)-1]; at > last.at && kind != last.kind {
		*m = append(*m, partMark{kind, at})
	}
}

// last is the kind of the part that began last.
func (m partMarks) last() casefile.PartKind { return m[len(m)-1].kind }

// parts are the parts of a view that begin so.
func (m partMarks) parts(v *textview.View) []casefile.Part {
	list := make([]casefile.Part, 0, len(m))
	for i, p := range m {
		to := len(v.Text)
		if i+1 < len(m) {
			to = m[i+1].at
		}
		list = append(list, casefile.Part{Kind: p.kind, Span: v.Span(p.at, to)})
	}
	return list
}

// opening is what is read of a sentence to see which part it opens.
func opening(v *textview.View, from, to int) string {
	return textview.ClipBytes(v.Text[from:to], maxOpening)
}

// maxOpening bounds that, in bytes.
const maxOpening = 480
