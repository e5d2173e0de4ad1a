package kb

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/cause"
)

// CaseInfo is what lists of cases show and filter by.
type CaseInfo struct {
	DocumentInfo
	InReport   int // which case of its news report it is, from 1; 0 for cases of their own
	Tier       casefile.Tier
	Number     string // normalised: see NormNumber
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

// NormNumber writes the number of a case in one way, with or without brackets, 年, 字 and
// 第: （2018）浙0521刑初267号.
func NormNumber(number string) string {
	number = strings.Join(strings.Fields(number), "")
	if m := bareYear.FindStringSubmatch(number); m != nil { // 2018浙0521刑初267号, 2018年浙0521刑初267号
		number = "（" + m[1] + "）" + m[2]
	}
	return brackets.Replace(number)
}

var bareYear = regexp.MustCompile(`^((?:19|20)\d{2})年?(\p{Han}.*)$`)

var brackets = strings.NewReplacer("(", "（", ")", "）", "〔", "（", "〕", "）", "[", "（", "]", "）", "【", "（", "】", "）", "字第", "", "第", "", "字",
	"")

// courtName is the name by which a court is listed: one court has one, whether a paper
// puts the name of the country before it or not.
func courtName(name string) string {
	if strings.HasSuffix(name, "法院") {
		return strings.TrimPrefix(name, "中华人民共和国")
	}
	return name
}

func (w *Writer) putCase(ctx context.Context, id int64, d *Document) error {
	f := d.Facts
	facts, err := json.Marshal(f)
	if err != nil {
		return fmt.Errorf("encoding a case: %w", err)
	}
	charges := make([]string, len(f.Charges))
	for i, c := range f.Charges {
		charges[i] = c.Text
	}
	_, err = w.Exec(ctx, `INSERT INTO case_file(document_id, tier, number, court, court_level, province, kind, instance,
			cause, charges, outcome, publisher, batch, facts)
		VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)`, id, f.Tier, NormNumber(f.Number.Text), courtName(f.Court.Text), f.Court.Level,
		f.Court.Province, f.Kind, f.Instance,
		cause.Bare(f.Cause.Text), strings.Join(charges, "\n"), f.Outcome.Name, d.Publisher, f.Batch.Text, string(facts))
	return err
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
		var charges string
		if err := scan(&c.ID, &c.Ref, &c.Kind, &c.Form, &c.Title, &c.Date, &c.Tier, &c.Number, &c.Court, &c.CourtLevel, &c.Province,
			&c.CaseKind,
			&c.Instance, &c.Cause, &charges, &c.Outcome, &c.Publisher, &c.Batch); err != nil {
			return nil, err
		}
		if charges != "" {
			c.Charges = strings.Split(charges, "\n")
			for i := range c.Charges {
				intern(&c.Charges[i])
			}
		}
		intern((*string)(&c.Tier), &c.Court, &c.CourtLevel, &c.Province, &c.CaseKind, &c.Instance, &c.Cause, &c.Outcome, &c.Publisher,
			&c.Batch)
		return &c, nil
	}, `SELECT d.id, substr(d.hash, 1, 12), d.kind, d.form, d.title, d.date, c.tier, c.number, c.court, c.court_level,
		c.province, c.kind, c.instance, c.cause, c.charges,
		c.outcome, c.publisher, c.batch FROM case_file c JOIN document d ON d.id = c.document_id`+where, args...)
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
