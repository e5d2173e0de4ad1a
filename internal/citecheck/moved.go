package citecheck

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/statute"
)

// moved says which provision it is now: of a law that is repealed, and of a number that is
// another rule's by the day of the draft, where the draft speaks of the rule that had it.
func (f *Finding) moved(ctx context.Context, from Sources, doc *citation.CitingText, cites []citation.Citation, i int,
	today statute.Date) error {
	switch f.Verdict {
	case Exists, Changed, RepealedLate, Missing:
		if cites[i].Stated != "" { // the draft says which text it means
			break
		}
		if err := f.renumbered(ctx, from, doc, cites, i, today); err != nil {
			return err
		}
	}
	switch f.Verdict {
	case Repealed, RepealedLate:
		return f.succeeded(ctx, from, today)
	case Missing:
		return f.former(ctx, from, cmp.Or(doc.Day, today), today)
	case Changed:
		return f.changed(ctx, from, today)
	}
	return nil
}

// changed finds what a provision is today that was right on its day, and says so where its number is
// another one.
func (f *Finding) changed(ctx context.Context, from Sources, today statute.Date) error {
	if len(f.Targets) != 1 || f.Targets[0].Address.Provision.AtArticle().IsZero() {
		return nil
	}
	a := f.Targets[0].Address
	a.Version = cmp.Or(a.Version, f.Version)
	s, err := from.History.On(ctx, a, today)
	if err != nil {
		return kb.IgnoreMissing(err)
	}
	f.Later = s
	if slices.ContainsFunc(s.To, func(to statute.Address) bool { return to.Law != a.Law || to.Provision != a.Provision }) {
		f.note(s)
	}
	return nil
}

// former finds the last text that had a provision which the text of the day has not, and says
// which one it is now.
func (f *Finding) former(ctx context.Context, from Sources, day, today statute.Date) error {
	if len(f.Targets) != 1 || f.Targets[0].Address.Version != "" || f.Targets[0].Address.Provision.AtArticle().IsZero() {
		return nil
	}
	a := f.Targets[0].Address
	whole, err := from.Laws.Lookup(ctx, a.Whole(), day)
	if err != nil {
		return kb.IgnoreMissing(err)
	}
	at := slices.IndexFunc(whole.Law.Versions, func(v kb.Version) bool { return v.ID == whole.Version.ID })
	for _, v := range whole.Law.Versions[at+1:] {
		a.Version = v.Label
		if _, err := from.Laws.Lookup(ctx, a, day); errors.Is(err, kb.ErrNotFound) {
			continue
		} else if err != nil {
			return fmt.Errorf("looking up %s: %w", a, err)
		}
		if f.Now, err = from.History.On(ctx, a, today); err != nil {
			return err
		}
		f.Note += "；" + v.Name() + " 的文本有这一处"
		f.noteNow()
		return nil
	}
	return nil
}

// succeeded finds what became of the cited provisions of a law that is no longer in force.
func (f *Finding) succeeded(ctx context.Context, from Sources, today statute.Date) error {
	for _, t := range f.Targets {
		a := t.Address
		if a.Provision.AtArticle().IsZero() {
			continue
		}
		if a.Version == "" {
			a.Version = f.Version
		}
		s, err := from.History.On(ctx, a, today)
		if errors.Is(err, kb.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		to := f.Now.To
		f.Now = s
		f.Now.To = append(to, s.To...)
	}
	f.noteNow()
	return nil
}

// noteNow tells what the provision is now.
func (f *Finding) noteNow() { f.note(f.Now) }

// note tells what the provision is now, where it is anything.
func (f *Finding) note(s lawhistory.Successor) {
	if len(s.To) == 0 {
		return
	}
	names := make([]string, len(s.To))
	for i, a := range s.To {
		names[i] = a.Provision.Chinese()
		if i == 0 || a.Law != s.To[i-1].Law {
			names[i] = "《" + a.Law + "》" + names[i]
		}
	}
	note := "现为" + strings.Join(names, "、")
	if s.Sure != concordance.Certain {
		note = "现在可能是" + strings.Join(names, "、")
	}
	f.Note = strings.TrimPrefix(f.Note+"；"+note, "；")
}

// renumbered judges whether the draft speaks of the rule that had the number in the text
// before.
func (f *Finding) renumbered(ctx context.Context, from Sources, doc *citation.CitingText, cites []citation.Citation, i int,
	today statute.Date) error {
	if len(f.Targets) != 1 {
		return nil
	}
	day := cmp.Or(doc.Day, today)
	article := f.Targets[0].Address // of which there may be fewer paragraphs now
	article.Provision = article.Provision.AtArticle()
	place, err := from.Laws.Lookup(ctx, article, day)
	if err != nil || place.Unit == nil {
		return kb.IgnoreMissing(err)
	}
	words, others, err := f.beside(ctx, from, doc, cites, i, day)
	if err != nil {
		return err
	}
	s, is, err := from.History.Meant(ctx, place, words, others)
	if err != nil || !is {
		return err
	}
	part := f.Targets[0].Address
	part.Version = s.From.Version
	switch of, err := from.History.On(ctx, part, day); {
	case err == nil:
		s = of
	case !errors.Is(err, kb.ErrNotFound): // else the article had no such paragraph
		return err
	}
	f.Verdict, f.Now = Renumbered, s
	f.Note = "文中说的是 " + statute.LabelChinese(s.From.Version) + " 文本的" + s.From.Provision.Chinese() + "，在 " +
		place.Version.Name() + " 的文本里这一条是别的内容"
	f.noteNow()
	return nil
}

// maxBeside bounds the words beside a citation, in bytes on each side.
const maxBeside = 600

// beside are the words of the sentence of a citation, without citations, and the texts of the
// other provisions that it cites.
func (f *Finding) beside(ctx context.Context, from Sources, doc *citation.CitingText, cites []citation.Citation, i int,
	day statute.Date) (words string, others []string, err error) {
	const ends = "。；\n"
	span := cites[i].Span
	start := max(0, span.Start-maxBeside)
	if at := strings.LastIndexAny(doc.Text[start:span.Start], ends); at >= 0 {
		start += at
	}
	end := min(len(doc.Text), span.End+maxBeside)
	if at := strings.IndexAny(doc.Text[span.End:end], ends); at >= 0 {
		end = span.End + at
	}
	first, last := i, i
	for first > 0 && cites[first-1].Span.Start >= start {
		first--
	}
	for last+1 < len(cites) && cites[last+1].Span.End <= end {
		last++
	}
	var b strings.Builder
	at := start
	for k := first; k <= last; k++ {
		c := cites[k]
		b.WriteString(doc.Text[min(at, c.Span.Start):c.Span.Start])
		b.WriteByte('\n') // the words on both sides are no pair
		at = max(at, c.Span.End)
		if k == i {
			continue
		}
		for _, t := range c.Targets {
			p, err := from.Laws.Lookup(ctx, t.Address, day)
			if err == nil && p.Unit != nil {
				others = append(others, p.Unit.Text())
			} else if err := kb.IgnoreMissing(err); err != nil {
				return "", nil, err
			}
		}
	}
	b.WriteString(doc.Text[at:max(at, end)])
	return b.String(), others, nil
}
