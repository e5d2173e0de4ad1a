// Package judgment reads a judgment or ruling as published, and the other papers of a case
// (应诉通知书, 起诉书, 代理词; papers.go has all kinds): court or organ, number, parties,
// judges, what was decided and on which provisions, and the parts of the text. It
// reads lines and run-on paragraphs alike, in time proportional to the text. What
// the text does not say stays empty.
//
// Start with [Is] and [Read].
package judgment

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/cause"
	"github.com/fatiao/fatiao/internal/charge"
	"github.com/fatiao/fatiao/internal/court"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textview"
)

// Judgment is a judgment with all that is read in it. Spans are byte offsets in Text.
type Judgment struct {
	casefile.Facts
	Text  string
	Title casefile.Field // what stands above the court, zero where nothing like a title does
	// View is the text as it was read; nil where names were hidden afterwards.
	View *textview.View

	crimes    *charge.List
	paper     *paper         // what kind of paper it is; nil for judgments and rulings
	title     casefile.Field // of such a paper
	addressee casefile.Field // to whom it is written
	head      int            // where the name of the court begins, in the view
	body      int            // behind the number
	reasons   int            // where the reasoning begins, 0 where it is not there
	// signatures are the places where names of judges begin that sign something.
	signatures []int
	signed     int // where the names of the judges begin, 0 where they are not there
	signedEnd  int
}

// crimes is the list of crimes by name, read when it is first needed.
var crimes = sync.OnceValue(charge.Load)

// Read reads what a judgment says of its case.
func Read(text string) *Judgment {
	j := &Judgment{Text: text, View: textview.New(text), crimes: crimes()}
	j.Tier = casefile.TierOrdinary
	if j.readTitle() {
		j.readPaper()
		j.readNumbers()
		return j
	}
	j.readHeading()
	intro := j.readParties()
	j.readSignatures()
	start, end := j.readDecision(intro)
	if j.Kind == "刑事" || j.Instance == "刑罚变更" {
		j.readCharges(intro, start, end)
	} else {
		j.readCause(intro)
	}
	j.readItems(start, end)
	j.readOutcome(intro, start, end)
	if start < end {
		j.readSignature(end)
	} else {
		j.readSignature(j.body)
	}
	if j.Date == "" && start < end {
		j.readPaperDate()
	}
	j.readParts(intro, start, end)
	j.readNumbers()
	if t := j.View.Field(0, j.head); j.head > 0 && strings.ContainsAny(t.Text, "书案") {
		j.Title = t
	}
	return j
}

// readPaper reads a paper that is laid out in another way than judgments are.
func (j *Judgment) readPaper() {
	v := j.View
	intro := j.readPaperParties()
	j.readSignatures()
	start, end := j.readDecision(intro)
	j.readPaperCause(intro)
	if len(j.Charges) == 0 && j.Kind == "刑事" && j.Cause.IsZero() {
		j.readPaperCharges()
	}
	if len(j.Charges) == 0 && j.Cause.IsZero() && j.Kind != "刑事" && len(j.Parties) > 0 {
		j.readCause(intro)
	}
	if j.Kind == "" || j.Kind == "民事" && inExecution.MatchString(v.Text) && strings.Contains(j.Number.Type, "司惩") {
		switch {
		case inExecution.MatchString(v.Text) && j.Tier == casefile.TierOrdinary:
			j.Kind = "执行"
		case len(j.Charges) > 0:
			j.Kind = "刑事"
		case administrative.MatchString(j.Cause.Text):
			j.Kind = "行政"
		case strings.Contains(j.Document.Text, "引渡"):
			j.Kind = "刑事"
		case cause.Known(j.Cause.Text) && j.Tier == casefile.TierParty, cause.Known(j.Cause.Text) && strings.HasSuffix(j.Cause.Text, "纠纷"):
			j.Kind = "民事"
		}
	}
	if j.Tier == casefile.TierOrdinary || j.Tier == casefile.TierArbitral || j.Tier == casefile.TierAdministrative {
		j.readItems(start, end)
		j.readOutcome(intro, start, end)
		j.readSignature(min(end, len(v.Text)))
		if j.signed > 0 && strings.HasSuffix(v.Text[:j.signed], "联系人：") { // who answers calls signs nothing
			j.Judges, j.signed, j.signedEnd = nil, 0, 0
		} else if len(j.Judges) == 0 {
			j.readArbitrators()
		}
		j.readPanel()
	}
	if o := outcomes[j.paper.name]; o != "" {
		j.Outcome = casefile.Outcome{Name: o, Span: j.Document.Span}
	}
	j.Instance = firstOf(j.Instance, instancesOf[j.paper.name], j.stageTold())
	if j.Date == "" {
		j.readPaperDate()
	}
	j.readPaperParts(intro, start, end)
}

var (
	inExecution    = regexp.MustCompile(`本院(?:在|于)?(?:依法)?执行`)
	administrative = regexp.MustCompile(`行政|工伤认定|政府信息|信息公开|征收补偿`)
	onAppeal       = regexp.MustCompile(`审理上诉人|二审诉讼代理|不服[^。]{2,60}判决[^。]{0,20}上诉`)
	inTrial        = regexp.MustCompile(`本院[^。；]{0,30}审理|起诉书|一审`)
)

// stageTold is the stage of a case in which a paper was written, as it tells it.
func (j *Judgment) stageTold() string {
	switch text := textview.ClipBytes(j.View.Text[j.body:], maxPaperHead); {
	case j.Tier != casefile.TierOrdinary && j.Tier != casefile.TierParty:
	case j.Kind == "执行":
		return "执行"
	case onAppeal.MatchString(text):
		return "二审"
	case inTrial.MatchString(text) || j.Tier == casefile.TierParty && strings.HasSuffix(j.paper.name, "答辩状"):
		return "一审"
	}
	return ""
}

// Publication is the judgment cut into its parts. title is that of its file or
// batch, for a judgment without a title of its own.
func (j *Judgment) Publication(title string) *casefile.Publication {
	p := &casefile.Publication{Text: j.Text, Facts: &j.Facts, Date: j.Date, Passages: j.passages()}
	if !j.Title.IsZero() {
		p.Title, p.TitleSpan = j.Title.Text, j.Title.Span
	} else if titled.MatchString(title) { // and not just the name of a file
		p.Title = title
	}
	if p.Title == "" && j.Tier == casefile.TierParty {
		p.Title, p.TitleSpan = j.title.Text, j.title.Span
	}
	p.Opening = textview.Opening(j.Text, openingLength)
	for _, d := range [...]struct {
		missing       bool
		code, message string
	}{
		{j.Court.IsZero() && j.Tier == casefile.TierOrdinary, "no_court", "没有写明法院"},
		{j.Number.IsZero() && j.Tier == casefile.TierOrdinary, "no_case_number", "没有案号"},
		{j.paper == nil && j.Tier == casefile.TierOrdinary && j.Outcome.Name == "" && j.Basis.Len() == 0, "no_decision", "没有裁判结果，文本在此之前中断"},
		{len(j.Parties) > manyParties, "many_parties", fmt.Sprintf("当事人有 %d 个", len(j.Parties))},
	} {
		if d.missing {
			p.Diagnostics = append(p.Diagnostics, statute.Diagnostic{Code: d.code, Message: d.message})
		}
	}
	return p
}

// titled is how titles of judgments end.
var titled = regexp.MustCompile(`(?:判决书|裁定书|调解书|决定书|案|纠纷|罪)$`)

// manyParties is how many parties are worth a remark.
const manyParties = 1000

// openingLength is how much of a judgment stands for its title where it has none,
// in characters.
const openingLength = 40

// Is reports whether a text begins as judgments do: with court and title, or with a
// title and the number of a case.
func Is(text string) bool {
	end := min(len(text), 3*maxHead)
	for end < len(text) && !utf8.RuneStart(text[end]) {
		end--
	}
	v := textview.New(text[:end])
	if _, ok := findTitle(v); ok {
		return true
	}
	m := heading.FindStringIndex(v.Text)
	n, numbered := court.FirstNumber(v, 0, len(v.Text))
	switch {
	case m != nil && numbered:
		return n.Start-m[1] < maxToNumber
	case m != nil:
		return m[0] < maxUnnumbered
	}
	if numbered && n.Start < maxUnnumbered && strings.Contains(v.Text[:n.Start], "书") {
		return true
	}
	return headless.MatchString(v.Text[:min(len(v.Text), maxUnnumbered)]) && decides(text)
}

var (
	// headless is how a ruling begins whose head is lost: with its title alone, its number
	// or its first party.
	headless = regexp.MustCompile(`^(?:〔?(?:刑事|民事|行政|执行)(?:判决书|裁定书|决定书)〕?)?(?:[（〔](?:19|` +
		`20)\d{2}[）〕]\p{Han}{1,12}[\d-]*\p{Han}{1,12}\d+号)?(?:罪犯|申请执行人|被执行人|原告|上诉人|再审申请人|申请人|公诉机关|被告人)`)
	decided = regexp.MustCompile(`(?:裁定|判决|决定)如下`)
)

// decides reports whether a text has a decision and is signed by a judge.
func decides(text string) bool {
	v := textview.New(text)
	if !strings.Contains(v.Text, "本院") || !decided.MatchString(v.Text) {
		return false
	}
	j := &Judgment{Text: text, View: v}
	j.readSignatures()
	return len(j.signatures) > 0
}

// maxUnnumbered is how far into a view the title of a judgment may stand that
// has no number, or no court.
const maxUnnumbered = 200

// passages are the parts as passages, cut at the lines of the text.
func (j *Judgment) passages() []casefile.Passage {
	var list []casefile.Passage
	for _, p := range j.Parts {
		passage := casefile.Passage{Heading: string(p.Kind), Span: p.Span}
		at := p.Span.Start
		for line := range strings.Lines(p.Span.Of(j.Text)) {
			text := strings.TrimSpace(line)
			if text != "" {
				start := at + strings.Index(line, text)
				passage.Paragraphs = append(passage.Paragraphs,
					casefile.Paragraph{Text: text, Span: statute.Span{Start: start, End: start + len(text)}})
			}
			at += len(line)
		}
		if len(passage.Paragraphs) > 0 {
			list = append(list, passage)
		}
	}
	return list
}
