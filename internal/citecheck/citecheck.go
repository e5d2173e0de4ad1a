// Package citecheck checks the citations of a draft (引用核查): whether each provision
// exists, whether its law is loaded, whether it was changed or repealed since, and
// whether what the draft quotes is what the provision says.
//
// Start with [Check].
package citecheck

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/excerpt"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
)

// Verdict is what became of a citation.
type Verdict string

// The verdicts, the gravest first. They hold for the day of the draft: what was right on it
// is no error, whatever came later.
const (
	Missing      Verdict = "no_provision"  // the law had no such provision on that day
	Renumbered   Verdict = "renumbered"    // the number was another rule's by then, and the draft speaks of the old one
	NameMismatch Verdict = "name_mismatch" // the title is one law's, the document number another's
	Repealed     Verdict = "repealed"      // the text was no longer in force on that day
	NotYet       Verdict = "not_yet"       // it was not yet in force on that day
	Misquoted    Verdict = "misquoted"     // the provision says something else than is quoted
	Unverifiable Verdict = "unverifiable"  // the text of that day is not loaded
	Ambiguous    Verdict = "ambiguous"     // the name may mean several laws
	NotLoaded    Verdict = "not_loaded"    // the law is not in the collection
	RepealedLate Verdict = "repealed_since"
	Changed      Verdict = "changed_since" // the text was changed since that day
	Exists       Verdict = "exists"
)

// Verdicts lists the verdicts, the gravest first.
var Verdicts = [...]Verdict{Missing, Renumbered, NameMismatch, Repealed, NotYet, Misquoted, Unverifiable, Ambiguous, NotLoaded,
	RepealedLate, Changed, Exists}

// chinese is what a user reads.
var chinese = map[Verdict]string{Missing: "没有这一条", Renumbered: "条号已变", NameMismatch: "法名与文号不符", Repealed: "已废止", NotYet: "尚未生效",
	Misquoted: "引文不符", Unverifiable: "不能核对", Ambiguous: "不能确定", NotLoaded: "没有收录", RepealedLate: "其后已废止",
	Changed: "其后已修改", Exists: "存在"}

// Chinese is what a user reads.
func (v Verdict) Chinese() string { return chinese[v] }

// IsWrong reports whether a citation with the verdict is an error of the draft.
func (v Verdict) IsWrong() bool {
	switch v {
	case Missing, Renumbered, NameMismatch, Repealed, NotYet, Misquoted:
		return true
	}
	return false
}

// Finding is a citation with what was found.
type Finding struct {
	Span    statute.Span // in the text of the report
	Cited   string       // as written, with the name of the law right before
	Verdict Verdict
	Note    string // why, in the user's words; "" where the verdict says all
	Version string // label of the text that it was checked against, "" where none is loaded
	By      string // what repealed the law, "" where nothing did
	// Now is what became of the provision, where it is no longer what it was. The kind is ""
	// for others.
	Now lawhistory.Successor
	// Later is what a provision that was right on the day, and was changed since, is today; the kind
	// is "" for others.
	Later   lawhistory.Successor
	Targets []Target
	Quote   *Quote // what the draft quotes behind it; nil where nothing
}

// Target is a provision that is cited.
type Target struct {
	Address statute.Address
	Title   string
	Found   bool
	Text    string // of the provision, where it is found
}

// Quote is a quotation beside the provision.
type Quote struct {
	Draft string      // as the draft has it
	Same  bool        // apart from white space, width and punctuation at the ends
	Parts []QuotePart // what the draft has and what the provision has, where they differ
	// Former is the label of an earlier text that says what is quoted, "" where none
	// does.
	Former string
}

// QuotePart is a stretch of a comparison.
type QuotePart struct {
	Text string
	Kind PartKind
}

// PartKind says where a stretch stands.
type PartKind string

// The kinds of stretch.
const (
	InBoth      PartKind = "both"
	InDraft     PartKind = "draft"     // the draft has it, the provision has not
	InProvision PartKind = "provision" // the provision has it, the draft has not
)

// Report is what was found in a document.
type Report struct {
	Text     string       // as it was sent, with the line ends that a layout put into it
	Day      statute.Date // whose law the draft speaks of, "" for today
	Findings []Finding    // in the order of the text
	Counts   map[Verdict]int
	Wrong    int // citations that are errors; see Verdict.IsWrong
	// Unchecked counts the citations that were left out, as there are too many.
	Unchecked int
}

// Context is what stands before and after a finding in its line, up to n characters on
// each side.
func (r *Report) Context(finding, n int) (before, after string) {
	s := r.Findings[finding].Span
	before, after = excerpt.Tail(r.Text[:s.Start], n), excerpt.Head(r.Text[s.End:], n)
	before = before[strings.LastIndexByte(before, '\n')+1:]
	after, _, _ = strings.Cut(after, "\n")
	return before, after
}

// maxFindings bounds the citations that are checked. It is far more than a judgment has,
// and few enough for a Word document of them to be made in memory.
const maxFindings = 5000

// Finder finds the citations of a text.
type Finder interface {
	Cite(ctx context.Context, doc *citation.CitingText, today statute.Date) ([]citation.Citation, error)
}

// LawReader finds what an address names on a day. Where that is not there, the error is
// a *kb.MissingError.
type LawReader interface {
	Lookup(ctx context.Context, a statute.Address, day statute.Date) (*kb.Provision, error)
	// EndOf is the first repeal of a law that need not be loaded, with the day and what
	// repealed it; the day is "" where none is known.
	EndOf(ctx context.Context, key string) (timeline.Repeal, error)
}

// History says what became of provisions.
type History interface {
	// On is what a provision is in the text of a day.
	On(ctx context.Context, a statute.Address, day statute.Date) (lawhistory.Successor, error)
	// Meant is the provision that words beside a citation speak of, where that is the one which
	// had the number before.
	Meant(ctx context.Context, place *kb.Provision, words string, others []string) (lawhistory.Successor, bool, error)
}

// Sources are what a check asks.
type Sources struct {
	Finder  Finder
	Laws    LawReader
	History History
}

// Check checks the citations of a document. Its day, where it has one, decides which
// texts count; today decides what has changed since.
func Check(ctx context.Context, from Sources, doc *citation.CitingText, today statute.Date) (*Report, error) {
	cites, err := from.Finder.Cite(ctx, doc, today)
	if err != nil {
		return nil, err
	}
	r := &Report{Day: doc.Day, Counts: map[Verdict]int{}}
	var sent []citation.Citation
	r.Text, sent = doc.AsCame(cites)
	from.Laws = &remembered{LawReader: from.Laws, found: map[question]answer{}, ends: map[string]timeline.Repeal{}}
	for i, c := range cites {
		if !isJudged(doc.Text, c) {
			continue
		}
		if len(r.Findings) == maxFindings {
			r.Unchecked++
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		next := len(doc.Text)
		if i+1 < len(cites) {
			next = cites[i+1].Span.Start
		}
		f, err := check(ctx, from, doc, c, next, today)
		if err != nil {
			return nil, err
		}
		if err := f.moved(ctx, from, doc, cites, i, today); err != nil {
			return nil, err
		}
		f.Span = sent[i].Span
		r.Findings = append(r.Findings, f)
		r.Counts[f.Verdict]++
		if f.Verdict.IsWrong() {
			r.Wrong++
		}
	}
	return r, nil
}

// isJudged reports whether a citation has a verdict: provisions, documents and orders by
// their numbers, titles with a number behind them that is another's, and guiding cases.
func isJudged(text string, c citation.Citation) bool {
	words := c.Span.Of(text)
	switch c.Kind {
	case citation.KindProvision:
		return true
	case citation.KindLaw:
		return c.NumberOf != "" || strings.HasSuffix(words, "号")
	}
	return strings.Contains(words, "指导") || strings.HasPrefix(words, "检例")
}

func check(ctx context.Context, from Sources, doc *citation.CitingText, c citation.Citation, next int, today statute.Date) (Finding,
	error) {
	laws := from.Laws
	f := Finding{Span: c.Span, Cited: c.Name + c.Span.Of(doc.Text), Verdict: Exists}
	if c.Kind != citation.KindProvision {
		f.Cited = c.Span.Of(doc.Text)
	}
	if c.Kind == citation.KindCase {
		if c.Status != citation.Resolved {
			f.Verdict = NotLoaded
		}
		return f, nil
	}
	switch c.Status {
	case citation.Ambiguous:
		f.Verdict, f.Note = Ambiguous, "可能是："+strings.Join(c.Candidates, "、")
		return f, nil
	case citation.UnknownLaw:
		f.Verdict = NotLoaded
	}
	day := cmp.Or(doc.Day, today)
	var place *kb.Provision
	for _, t := range c.Targets {
		target := Target{Address: t.Address, Title: strings.TrimSpace(t.Address.Law + " " + t.Address.Provision.Chinese()), Found: t.Found}
		if c.Status == citation.UnknownLaw {
			if err := f.ended(ctx, laws, t.Address.Law, day, today); err != nil {
				return f, err
			}
			f.Targets = append(f.Targets, target)
			continue
		}
		p, err := laws.Lookup(ctx, t.Address, day)
		var missing *kb.MissingError
		switch {
		case errors.As(err, &missing):
			target.Found = false
			if err := f.missing(ctx, laws, c, t.Address.Law, day, missing); err != nil {
				return f, err
			}
		case err != nil:
			return f, fmt.Errorf("looking up %s: %w", t.Address, err)
		default:
			target.Text, place = textOf(p), p
		}
		f.Targets = append(f.Targets, target)
	}
	if c.NumberOf != "" {
		f.Verdict, f.Note = NameMismatch, strings.TrimPrefix(f.Note+"；文号是《"+c.NumberOf+"》的", "；")
		return f, nil
	}
	if f.Verdict != Exists || place == nil {
		return f, nil
	}
	f.Version = place.Version.Label
	f.on(c, place, day, today)
	return f, f.quote(ctx, laws, doc.Text, next, place)
}

func textOf(p *kb.Provision) string {
	switch {
	case p.Part != nil:
		return kb.TextOf([]kb.Part{*p.Part})
	case p.Unit != nil:
		return p.Unit.Text()
	}
	return ""
}

// maxBefore is how many characters may stand between a citation and what is quoted
// of it: 规定：.
const maxBefore = 16

// quote compares what the draft quotes behind the citation with the provision.
func (f *Finding) quote(ctx context.Context, laws LawReader, text string, next int, p *kb.Provision) error {
	drafted := quoted(text[f.Span.End:], next-f.Span.End)
	if textOf(p) == "" {
		return nil
	}
	if drafted == "" {
		drafted = unmarked(text, f.Span, next).as(textOf(p))
	}
	if drafted == "" {
		return nil
	}
	q := &Quote{Draft: drafted}
	f.Quote = q
	if q.Same = holds(textOf(p), drafted); q.Same {
		return nil
	}
	switch f.Verdict {
	case Exists, Changed, RepealedLate:
		f.Verdict = Misquoted
		if isUnconfirmed(p) {
			f.Verdict = Unverifiable
		}
	} // else graver, or the text of the day, which may say so, is not loaded
	q.Parts = compare(drafted, textOf(p))
	for _, v := range p.Law.Versions {
		if v.ID == p.Version.ID {
			continue
		}
		old, err := laws.Lookup(ctx, statute.Address{Law: p.Law.Key, Version: v.Label, Provision: p.Provision}, v.Begins())
		var missing *kb.MissingError
		switch {
		case errors.As(err, &missing): // that text has no such provision
		case err != nil:
			return fmt.Errorf("looking up the text of %s: %w", v.Label, err)
		case holds(textOf(old), drafted):
			q.Former = v.Label
			f.Note = "与 " + v.Label + " 的文本相符，与现在核对的文本不符"
		}
	}
	return nil
}

// leastQuoted is the length of the shortest quotation that is compared, in
// characters: shorter ones stress a word.
const leastQuoted = 8

// maxQuoted is how far behind a citation a quotation may end, in bytes: no provision is
// as long.
const maxQuoted = 30_000

// quoted is what stands between “ and ” a little behind a citation, before the next
// one; "" where nothing does.
func quoted(behind string, upTo int) string {
	// Only so far as it may begin, and end: a long draft is not looked through once for
	// each of its citations.
	near := behind[:min(len(behind), maxBefore*utf8.UTFMax+1)]
	behind = behind[:min(len(behind), maxQuoted)]
	open := strings.IndexAny(near, "“\"「")
	if open < 0 || utf8.RuneCountInString(behind[:open]) > maxBefore || strings.ContainsAny(behind[:open], "。；\n") || open > upTo {
		return ""
	}
	_, size := utf8.DecodeRuneInString(behind[open:])
	closing, depth := -1, 1
	for i, r := range behind[open+size:] {
		switch r {
		case '“':
			depth++
		case '”', '」', '"':
			depth--
		}
		if depth == 0 {
			closing = open + size + i
			break
		}
	}
	if closing < 0 {
		return ""
	}
	drafted := behind[open+size : closing]
	if utf8.RuneCountInString(drafted) < leastQuoted {
		return ""
	}
	return drafted
}

// compare shows what a draft has and what the provision has: the part of the
// provision that the quotation is nearest to.
func compare(drafted, text string) []QuotePart {
	d := diffmatchpatch.New()
	d.DiffTimeout = 0
	diffs := d.DiffCleanupSemantic(d.DiffMainRunes([]rune(excerpt.Head(drafted, maxCompared)), []rune(excerpt.Head(text, maxCompared)),
		false))
	var parts []QuotePart
	for i, x := range diffs {
		kind := InBoth
		switch x.Type {
		case diffmatchpatch.DiffDelete:
			kind = InDraft
		case diffmatchpatch.DiffInsert:
			kind = InProvision
			if (i == 0 || i == len(diffs)-1) && utf8.RuneCountInString(x.Text) > leastQuoted {
				continue // the provision goes on; the draft quotes a part of it
			}
		}
		parts = append(parts, QuotePart{x.Text, kind})
	}
	return parts
}

// maxCompared bounds what is compared, in characters.
const maxCompared = 4000
