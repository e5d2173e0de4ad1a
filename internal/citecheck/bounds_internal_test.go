package citecheck

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
)

// drafted finds the same provision wherever a text says 第一条.
type drafted struct{ status citation.Status }

func (d drafted) Cite(_ context.Context, doc *citation.CitingText, _ statute.Date) ([]citation.Citation, error) {
	var cites []citation.Citation
	for at := 0; ; {
		i := strings.Index(doc.Text[at:], "第一条")
		if i < 0 {
			return cites, nil
		}
		span := statute.Span{Start: at + i, End: at + i + len("第一条")}
		target := citation.Target{Address: statute.Address{Law: "飞船法", Provision: statute.Provision{Article: statute.Number{Main: 1}}},
			Found: true}
		cites = append(cites, citation.Citation{Kind: citation.KindProvision, Span: span, Status: d.status,
			Targets: []citation.Target{target}})
		at = span.End
	}
}

// counted finds nothing, and counts how often it was asked.
type counted struct {
	asked int
	stop  context.CancelFunc
	after int
}

func (c *counted) Lookup(ctx context.Context, a statute.Address, _ statute.Date) (*kb.Provision, error) {
	if c.asked++; c.asked == c.after {
		c.stop()
	}
	return nil, &kb.MissingError{Address: a}
}

func (c *counted) EndOf(context.Context, string) (timeline.Repeal, error) {
	return timeline.Repeal{}, nil
}

// unmoved is a history in which nothing happened.
type unmoved struct{}

func (unmoved) On(_ context.Context, a statute.Address, _ statute.Date) (lawhistory.Successor, error) {
	return lawhistory.Successor{From: a, To: []statute.Address{a}}, nil
}

func (unmoved) Meant(context.Context, *kb.Provision, string, []string) (lawhistory.Successor, bool, error) {
	return lawhistory.Successor{}, false, nil
}

func TestChecksSoMany(t *testing.T) {
	t.Parallel()
	laws := &counted{}
	doc := &citation.CitingText{Text: strings.Repeat("第一条。", maxFindings+7)}
	r, err := Check(context.Background(), Sources{drafted{citation.Resolved}, laws, unmoved{}}, doc, "2026-03-04")
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Findings) != maxFindings || r.Unchecked != 7 || r.Counts[Missing] != maxFindings {
		t.Errorf("%d findings, %d unchecked, %v", len(r.Findings), r.Unchecked, r.Counts)
	}
	if laws.asked != 2 {
		t.Errorf("one provision and its law were looked up %d times", laws.asked)
	}
}

// A check ends with its context, also where nothing is looked up any more.
func TestEndsWithItsContext(t *testing.T) {
	t.Parallel()
	for status, after := range map[citation.Status]int{citation.Resolved: 1, citation.UnknownLaw: 0} {
		ctx, cancel := context.WithCancel(context.Background())
		if after == 0 {
			cancel()
		}
		from := Sources{drafted{status}, &counted{stop: cancel, after: after}, unmoved{}}
		_, err := Check(ctx, from, &citation.CitingText{Text: "第一条、第一条"}, "2026-03-04")
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", status, err)
		}
		cancel()
	}
}

// What stands around a finding is cut from its line.
func TestContext(t *testing.T) {
	t.Parallel()
	text := "上一行\n依照本法第一条的规定\n下一行"
	start := strings.Index(text, "第一条")
	r := &Report{Text: text, Findings: []Finding{{Span: statute.Span{Start: start, End: start + len("第一条")}}}}
	for n, want := range map[int][2]string{40: {"依照本法", "的规定"}, 2: {"本法", "的规"}, 0: {"", ""}} {
		if before, after := r.Context(0, n); before != want[0] || after != want[1] {
			t.Errorf("%d characters: %q and %q; want %q", n, before, after, want)
		}
	}
}

// A day that is only assumed is told as that.
func TestEndDay(t *testing.T) {
	t.Parallel()
	for source, want := range map[timeline.Source]string{timeline.FromDecision: "2021年1月1日起不再有效",
		timeline.FromRegister: "2021年1月1日起不再有效", timeline.Assumed: "推定2021年1月1日起不再有效"} {
		if got := endDay(timeline.DayOf("2021-01-01", source)); got != want {
			t.Errorf("%s: %s; want %s", source, got, want)
		}
	}
}

// stoodIn has a text of 飞船法 that was amended since the day that a draft speaks of.
type stoodIn struct{ counted }

func (*stoodIn) Lookup(_ context.Context, a statute.Address, _ statute.Date) (*kb.Provision, error) {
	events := []kb.Event{{Date: "2000-01-01", Kind: "通过"}, {Date: "2020-01-01", Kind: "修正"}}
	v := kb.Version{Label: "2020-01-01", InForceFrom: "2020-03-01", Events: events}
	law := &kb.Law{Key: a.Law, Versions: []kb.Version{v}}
	return &kb.Provision{Law: law, Version: v, Provision: a.Provision,
		Unit: &kb.Unit{Parts: []kb.Part{{Text: "飞船每年检验一次。"}}}}, nil
}

// What is quoted may be what the text of the day says, which is not loaded.
func TestQuotedFromATextNotLoaded(t *testing.T) {
	t.Parallel()
	for day, want := range map[statute.Date]Verdict{"2019-03-01": Unverifiable, "2020-03-01": Misquoted} {
		doc := &citation.CitingText{Text: "飞船法第一条规定：“飞船每年检验两次。”", Day: day}
		r, err := Check(t.Context(), Sources{drafted{citation.Resolved}, &stoodIn{}, unmoved{}}, doc, "2026-03-04")
		if err != nil {
			t.Fatal(err)
		}
		if f := r.Findings[0]; f.Verdict != want || f.Quote == nil || f.Quote.Same {
			t.Errorf("on %s: %s, %+v", day, f.Verdict, f.Quote)
		}
	}
}
