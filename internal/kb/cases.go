package kb

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/cause"
	"github.com/fatiao/fatiao/internal/court"
)

// CaseInfo is what lists of cases show and filter by.
type CaseInfo struct {
	DocumentInfo
	InReport   int // which case of its news report it is, from 1; 0 for cases of their own
	Tier       casefile.Tier
	Number     string // normalised: see court.Norm
	Court      string
	CourtLevel string
	Province   string
	CaseKind   string // 刑事 民事 行政 执行 国家赔偿
	Instance   string
	Cause      string   // see cause.Bare
	Charges    []string // of a criminal case
	Outcome    string
	Publisher  string
	Batch      string

	// Names by which it may be found: none that is hidden.
	Parties, Judges, Lawyers, Firms []string

	Amount   int64    // see casefile.Facts
	Sentence int      // see casefile.Facts.Longest
	Earlier  []string // numbers of the decisions before it, normalised
}

// Year is the year of a case: of its decision, or else of its number.
func (c *CaseInfo) Year() string {
	if len(c.Date) >= len("2006") {
		return string(c.Date[:4])
	}
	if year, ok := strings.CutPrefix(c.Number, "（"); ok && len(year) >= len("2006") {
		return year[:4]
	}
	return ""
}

// courtName is the name by which a court is listed: one court has one, whether a paper
// puts the name of the country before it or not.
func courtName(name string) string {
	if strings.HasSuffix(name, "法院") {
		return strings.TrimPrefix(name, "中华人民共和国")
	}
	return name
}

// CaseOf is what lists show of a case that is not stored: what they would show if it were.
// Of a case that says nothing of itself it has what is known of every document.
func CaseOf(d *Document) *CaseInfo {
	c := &CaseInfo{DocumentInfo: DocumentInfo{Ref: RefOf(d.Hash()), Kind: d.Kind, Form: d.Form, Title: d.Title, Date: d.Date}}
	f := d.Facts
	if f == nil {
		return c
	}
	c.Tier, c.Number, c.Court, c.CourtLevel = f.Tier, court.Norm(f.Number.Text), courtName(f.Court.Text), f.Court.Level
	c.Province, c.CaseKind, c.Instance, c.Cause = f.Court.Province, f.Kind, f.Instance, cause.Bare(f.Cause.Text)
	for _, x := range f.Charges {
		c.Charges = append(c.Charges, x.Text)
	}
	c.Outcome, c.Publisher, c.Batch, c.Amount, c.Sentence = f.Outcome.Name, d.Publisher, f.Batch.Text, f.Amount, f.Longest()
	c.Parties, c.Judges, c.Lawyers, c.Firms = f.PartyNames(), f.JudgeNames(), f.LawyerNames(), f.Firms()
	c.Earlier = slices.Compact(slices.Sorted(slices.Values(f.Earlier)))
	return c
}

func (w *Writer) putCase(ctx context.Context, id int64, d *Document) error {
	facts, err := json.Marshal(d.Facts)
	if err != nil {
		return fmt.Errorf("encoding a case: %w", err)
	}
	c := CaseOf(d)
	_, err = w.Exec(ctx, `INSERT INTO case_file(document_id, tier, number, court, court_level, province, kind, instance,
			cause, charges, outcome, publisher, batch, facts, parties, judges, lawyers, firms, amount, sentence)
		VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`, id, c.Tier, c.Number, c.Court, c.CourtLevel, c.Province, c.CaseKind, c.Instance,
		c.Cause, lines(c.Charges), c.Outcome, c.Publisher, c.Batch, string(facts),
		lines(c.Parties), lines(c.Judges), lines(c.Lawyers), lines(c.Firms), c.Amount, c.Sentence)
	if err != nil {
		return err
	}
	for _, number := range c.Earlier {
		if _, err := w.Exec(ctx, "INSERT OR IGNORE INTO case_earlier(document_id, number) VALUES(?,?)", id, number); err != nil {
			return err
		}
	}
	return nil
}

// lines writes a list as a column has it, and listOf reads it.
func lines(list []string) string { return strings.Join(list, "\n") }

func listOf(lines string) []string {
	if lines == "" {
		return nil
	}
	return strings.Split(lines, "\n")
}

// Cases returns what is known of every case, by the ids of their documents.
func (b *Base) Cases(ctx context.Context) (map[int64]*CaseInfo, error) {
	list, err := b.cases(ctx, "")
	if err != nil {
		return nil, err
	}
	cases := make(map[int64]*CaseInfo, len(list))
	for _, c := range list {
		cases[c.ID] = c
	}
	return cases, nil
}

// CasesByRef returns what is known of some cases, by their refs; those that are not
// there are left out.
func (b *Base) CasesByRef(ctx context.Context, refs []string) (map[string]*CaseInfo, error) {
	cases := make(map[string]*CaseInfo, len(refs))
	if len(refs) == 0 {
		return cases, nil
	}
	wanted, err := json.Marshal(refs)
	if err != nil {
		return nil, fmt.Errorf("encoding refs: %w", err)
	}
	list, err := b.cases(ctx, " JOIN json_each(?) j ON d.hash >= j.value AND d.hash < j.value || 'g'", string(wanted))
	for _, c := range list {
		cases[c.Ref] = c
	}
	return cases, err
}

func (b *Base) cases(ctx context.Context, where string, args ...any) ([]*CaseInfo, error) {
	same := map[string]string{} // courts, provinces and causes are few: each is kept once
	intern := func(list ...*string) {
		for _, s := range list {
			if kept, ok := same[*s]; ok {
				*s = kept
			} else {
				same[*s] = *s
			}
		}
	}
	return List(ctx, b, "listing cases", func(scan Scan) (*CaseInfo, error) {
		var c CaseInfo
		var charges, parties, judges, lawyers, firms, earlier string
		if err := scan(&c.ID, &c.Ref, &c.Kind, &c.Form, &c.Title, &c.Date, &c.Tier, &c.Number, &c.Court, &c.CourtLevel, &c.Province,
			&c.CaseKind,
			&c.Instance, &c.Cause, &charges, &c.Outcome, &c.Publisher, &c.Batch, &parties, &judges, &lawyers, &firms, &c.Amount,
			&c.Sentence, &earlier); err != nil {
			return nil, err
		}
		c.Charges, c.Judges, c.Lawyers, c.Firms = listOf(charges), listOf(judges), listOf(lawyers), listOf(firms)
		c.Parties, c.Earlier = listOf(parties), listOf(earlier)
		for _, list := range [...][]string{c.Charges, c.Judges, c.Lawyers, c.Firms} {
			for i := range list {
				intern(&list[i])
			}
		}
		intern((*string)(&c.Tier), &c.Court, &c.CourtLevel, &c.Province, &c.CaseKind, &c.Instance, &c.Cause, &c.Outcome, &c.Publisher,
			&c.Batch)
		return &c, nil
	}, `SELECT d.id, substr(d.hash, 1, 12), d.kind, d.form, d.title, d.date, c.tier, c.number, c.court, c.court_level,
		c.province, c.kind, c.instance, c.cause, c.charges,
		c.outcome, c.publisher, c.batch, c.parties, c.judges, c.lawyers, c.firms, c.amount, c.sentence,
		coalesce((SELECT group_concat(e.number, char(10) ORDER BY e.number) FROM case_earlier e WHERE e.document_id = d.id), '')
		FROM case_file c JOIN document d ON d.id = c.document_id`+where, args...)
}

// CaseFacts returns all that a case says of itself; ErrNotFound where a document
// is no case.
func (b *Base) CaseFacts(ctx context.Context, document int64) (*casefile.Facts, error) {
	return beside[casefile.Facts](ctx, b, "SELECT facts FROM case_file WHERE document_id = ?", document)
}

// beside reads what is stored as JSON beside a document; ErrNotFound where nothing is.
func beside[T any](ctx context.Context, b *Base, query string, document int64) (*T, error) {
	var stored []byte
	err := b.Row(ctx, query, document).Scan(&stored)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNotFound
	}
	v := new(T)
	if err == nil {
		err = json.Unmarshal(stored, v)
	}
	if err != nil {
		return nil, fmt.Errorf("reading what document %d says of itself: %w", document, err)
	}
	return v, nil
}
