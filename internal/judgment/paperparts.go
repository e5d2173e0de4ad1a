package judgment

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
)

// paperOpeners are how the parts of papers begin that are laid out in another way than
// judgments are, by the line that opens each.
var paperOpeners = [...]struct {
	kind  casefile.PartKind
	opens *regexp.Regexp
}{
	{casefile.PartClaims, regexp.MustCompile(`^(?:[一二三四]、)?(?:诉讼请求|请求事项|上诉请求|申请事项|仲裁请求|申请请求|请求：)|^(?:申请人|申诉人|原告|` +
		`赔偿请求人)[^。；]{0,60}?(?:诉称|请求|申请仲裁称|称[，：])`)},
	{casefile.PartFacts, regexp.MustCompile(`^(?:[一二三四]、)?(?:基本事实|违法事实|案件事实|事实[与和及、]?(?:的)?理由|事实：)|^(?:经|现|` +
		`另)?(?:本[院委局会机关府]*)?(?:依法)?(?:复核|审理|审查|调查|依法审查|本院依法审查)?[^。；]{0,12}?(?:查明|查实|认定)[：，]|^经查|` +
		`^本院(?:经审理)?查明|^.{0,30}移送审查起诉认定|^本院(?:在|于)?[^。；]{0,80}(?:审理|执行)[^。；]{0,90}(?:发现|查明)|^(?:审理|执行)中发现`)},
	{casefile.PartReasoning, regexp.MustCompile(`^(?:[一二三四]、)?(?:法律分析|法律意见|上诉理由|仲裁庭意见|答辩意见|辩护意见|代理意见)|^(?:本院|本委|本会|本局|本机关|本府|本关|` +
		`仲裁庭)[^。；]{0,20}认为|^.{0,40}本院(?:仍然|经审查)?认为|^关于你(?:提出)?的?申诉理由|^综上[^。；]{0,40}认为|` +
		`^答辩人.{0,60}答辩(?:如下|意见)|^.{0,80}(?:答辩如下|意见如下|辩护意见：|代理意见：)`)},
	{casefile.PartDecision, regexp.MustCompile(`^(?:[一二三四]、)?处罚决定|^对[^，。；]{2,40}(?:拘留|罚款)|^(?:为此|现)[^。；]{0,60}建议|^请你|^责令|^现决定`)},
	{casefile.PartTail, regexp.MustCompile(`^此致|^特此通知|^此令|^以上意见`)},
}

// readPaperParts cuts a paper into its parts.
func (j *Judgment) readPaperParts(intro, start, end int) {
	v := j.View
	if len(v.Text) == 0 {
		return
	}
	marks := partMarks{{casefile.PartHead, 0}}
	tail := len(v.Text)
	if j.DateSpan.Len() > 0 {
		tail = v.LineStart(v.Place(j.DateSpan.Start))
	}
	if j.signed > 0 {
		tail = min(tail, j.signed)
	}
	decided := false
	seen := map[casefile.PartKind]bool{}
	for _, at := range v.Sentences(min(j.body, tail), tail) {
		if at >= tail {
			break
		}
		s := opening(v, at, tail)
		if start < end && at >= start && at < end {
			if !decided {
				marks.add(casefile.PartDecision, start)
				decided = true
			}
			continue
		}
		for _, o := range paperOpeners {
			if at >= intro && o.opens.MatchString(s) && (!seen[o.kind] || o.kind == casefile.PartDecision) && !seen[casefile.PartTail] {
				marks.add(o.kind, at)
				seen[o.kind] = true
				break
			}
		}
	}
	if !decided && start < end {
		marks.add(casefile.PartDecision, start)
	}
	if at := j.announced(intro, tail); at > 0 && !decided && !seen[casefile.PartDecision] {
		marks.add(casefile.PartDecision, at)
	}
	if tail < len(v.Text) {
		marks.add(casefile.PartTail, tail)
	}
	j.Parts = marks.parts(v)
}

// announces is how a paper announces what it decides in the middle of a sentence.
var announces = regexp.MustCompile(`决定对[^。；]{2,40}不起诉|决定予以驳回|现决定|对你[^。；]{0,12}采取限制消费|限制(?:你|被执行人)[^。；]{0,30}不得|不得(?:有|实施)以下|责令你|` +
	`(?:决定|裁决|处罚|建议|限制|责令|提出)[^。；：]{0,30}如下(?:建议|支付令)?：`)

// announced is where the decision of a paper begins that announces it in a sentence, 0
// where none does.
func (j *Judgment) announced(from, to int) int {
	if from >= to {
		return 0
	}
	m := j.View.Find(announces, from, to)
	if m == nil {
		return 0
	}
	if strings.HasSuffix(j.View.Text[m[0]:m[1]], "：") {
		return m[1]
	}
	return m[0]
}
