package kb

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/collation"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
	"github.com/fatiao/fatiao/internal/usererr"
)

// Law is a law with its versions, newest first.
type Law struct {
	ID       int64
	Key      string
	Title    string
	Level    statute.Level
	Issuers  []string
	Versions []Version
	Aliases  []string
}

// Version is one dated text of a law.
type Version struct {
	ID          int64
	Law         string // key
	Level       statute.Level
	Label       string
	Number      string // document number
	Effective   statute.Date
	Starts      timeline.Day // from when it is in force, as its texts alone tell
	InForceFrom statute.Date // "" where nothing tells
	InForceTo   statute.Date // first day no longer in force; "" where nothing tells of an end
	// FromSource and ToSource say where these two days come from.
	FromSource, ToSource timeline.Source
	RepealedBy           string // key
	RepealedAt           string // provision of it, "" where none is known
	Standing             Standing
	After                string // label of the text behind which one without a date stands
	Incomplete           bool
	Lacks                []collation.Lack // what tells that it is incomplete
	// ChosenBy is why the words are those of this one of several copies that differ.
	ChosenBy collation.Rule
	Events   []Event
	// Computed is the key of the instrument with which the text was made from the one before:
	// nobody published it, or no copy is loaded. "" for a loaded text.
	Computed string
}

// Event is a dated line of the header of a text.
type Event struct {
	Date statute.Date
	Kind string // 通过 修正 批准 公布 施行 失效, "" for others
	Text string // what happened, as written
}

// Kinds of event that are looked for: of a text that was adopted, that was amended, and of one
// that says of itself that it is no longer in force.
const (
	eventAdopted = "通过"
	EventAmended = "修正"
	ended        = "失效"
)

// IsAdoption reports whether the event is that of a text that was adopted.
func (e Event) IsAdoption() bool { return e.Kind == eventAdopted }

// Begins is the day by which the version stands among the others of its law: the first on
// which it is in force, or, where that is not known, the one on which it is assumed to be in
// force; "" where nothing tells.
func (v Version) Begins() statute.Date { return cmp.Or(v.InForceFrom, v.Starts.Date) }

// From is the first day on which the version is in force, with its source.
func (v Version) From() timeline.Day { return timeline.DayOf(v.InForceFrom, v.FromSource) }

// To is the first day on which the version is no longer in force, with its source.
func (v Version) To() timeline.Day { return timeline.DayOf(v.InForceTo, v.ToSource) }

// Ended reports whether the source of a text says that it is no longer in force, and from
// when, "" where it does not tell.
func (v Version) Ended() (from statute.Date, is bool) {
	for _, e := range v.Events {
		if e.Kind == ended {
			return e.Date, true
		}
	}
	return "", false
}

// standsIn reports whether the version that answers for a day is only the nearest to the text
// of that day, which is not loaded: one that is not loaded replaced it before, or it is the
// first loaded text of a law that had others.
func (v Version) standsIn(day statute.Date) bool {
	switch v.spanOn(day) {
	case statute.StatusAmended:
		return true
	case statute.StatusNotYet:
		return v.IsAmended()
	}
	return false
}

// IsAmended reports whether the caption tells of texts before this one: of an amendment, or
// of an adoption more than a year before the last.
func (v Version) IsAmended() bool {
	first, last := statute.Date(""), statute.Date("")
	for _, e := range v.Events {
		switch e.Kind {
		case EventAmended:
			return true
		case eventAdopted:
			if first == "" || e.Date < first {
				first = e.Date
			}
			last = max(last, e.Date)
		}
	}
	const year = 366 // two organs may adopt one text months apart
	return last.Since(first) > year
}

// Instrument is what the caption of a text says of the day that it goes by: which decision
// amended the law, or who adopted it; "" where it says nothing.
func (v Version) Instrument() string {
	said := ""
	for _, e := range v.Events {
		if string(e.Date) == v.Label && len(e.Text) > len(said) {
			said = e.Text
		}
	}
	return strings.TrimRight(said, "。 ")
}

// On returns the version in force on a day; where none is, the one that comes
// nearest: the last that was, else the first to come.
func (l *Law) On(day statute.Date) Version { return l.Versions[On(l.Versions, day)] }

// On returns the index of the version in force on a day among those of one law, newest
// first, as [Law.On] does. A text of which nothing tells when it was in force answers
// only where no text with a date is known to have been in force by then.
func On(versions []Version, day statute.Date) int {
	past, future, open := -1, -1, -1
	for i := range versions {
		switch versions[i].spanOn(day) {
		case statute.StatusInForce:
			return i
		case statute.StatusUnverified:
			if open < 0 {
				open = i
			}
		case statute.StatusNotYet:
			future = i
		default:
			if past < 0 {
				past = i
			}
		}
	}
	switch {
	case open >= 0 && (past < 0 || statute.CompareLabels(versions[open].Label, versions[past].Label) > 0):
		return open
	case past >= 0:
		return past
	}
	return future
}

// OfYear returns the version among those of one law that a year means: the last that bears the
// year in its label, else the one in force at the end of the year; ok is false where there is
// none.
func OfYear(versions []Version, year string) (v Version, ok bool) {
	for _, o := range versions {
		if statute.LabelYear(o.Label) == year && (!ok || statute.CompareLabels(o.Label, v.Label) > 0) {
			v, ok = o, true
		}
	}
	if ok || len(versions) == 0 {
		return v, ok
	}
	last := statute.Date(year + "-12-31")
	v = versions[On(versions, last)]
	return v, v.StatusOn(last) == statute.StatusInForce
}

// SortVersions sorts the versions of a law as Law has them, newest first; those of which
// nothing tells when they were in force last, texts without a date behind those with one.
func SortVersions(versions []Version) {
	slices.SortFunc(versions, func(a, b Version) int {
		return cmp.Or(cmp.Compare(b.Begins(), a.Begins()), statute.CompareLabels(b.Label, a.Label))
	})
}

// Version returns the version with a label.
func (l *Law) Version(label string) (Version, bool) {
	for _, v := range l.Versions {
		if v.Label == label {
			return v, true
		}
	}
	return Version{}, false
}

// Law returns the law with a key. It is shared with other callers and must not be
// changed: a page looks up the laws of all that it links to.
func (b *Base) Law(ctx context.Context, key string) (*Law, error) {
	if l, ok := b.laws.Load(key); ok {
		return l.(*Law), nil
	}
	l, err := b.readLaw(ctx, key)
	if err != nil {
		return nil, err
	}
	b.laws.Store(key, l)
	return l, nil
}

func (b *Base) readLaw(ctx context.Context, key string) (*Law, error) {
	l := &Law{Key: key}
	var issuers string
	err := b.Row(ctx, "SELECT id, title, level, issuers FROM law WHERE key = ?", key).Scan(&l.ID, &l.Title, &l.Level, &issuers)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, usererr.Errorf("本库未收录《%s》：%w", key, ErrNotFound)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the law %s: %w", key, err)
	}
	if issuers != "" {
		l.Issuers = strings.Split(issuers, "、")
	}
	if l.Versions, err = b.versions(ctx, " WHERE v.law_id = ?", l.ID); err != nil {
		return nil, err
	}
	SortVersions(l.Versions)
	l.Aliases, err = b.strings(ctx, `SELECT name FROM alias WHERE law_key = ? AND name <> ?
		GROUP BY name ORDER BY min(kind), length(name), name`, key, key)
	l.numberFromNames()
	return l, err
}

// numberFromNames takes the document number from the names made by hand where
// the text gives none and there is only one version that it can belong to.
func (l *Law) numberFromNames() {
	if len(l.Versions) != 1 || l.Versions[0].Number != "" {
		return
	}
	for _, name := range l.Aliases {
		if strings.Contains(name, "〔") && strings.HasSuffix(name, "号") {
			l.Versions[0].Number = name
			return
		}
	}
}

func (b *Base) versions(ctx context.Context, where string, args ...any) ([]Version, error) {
	return List(ctx, b, "reading versions", scanVersion, selectVersions+where, args...)
}

const selectVersions = `SELECT v.id, l.key, l.level, v.label, v.number, v.effective, v.starts, v.starts_source, v.in_force_from,
	v.in_force_from_source, v.in_force_to, v.in_force_to_source, v.repealed_by, v.repealed_at,
	v.confirmed, v.confirmed_source, v.ended, v.doubted_from, v.doubt, v.incomplete, v.events, v.after, v.computed,
	v.lacks, v.chosen_by
	FROM version v JOIN law l ON l.id = v.law_id`

func scanVersion(scan Scan) (v Version, err error) {
	var events, lacks []byte
	err = scan(&v.ID, &v.Law, &v.Level, &v.Label, &v.Number, &v.Effective, &v.Starts.Date, &v.Starts.Source, &v.InForceFrom, &v.FromSource,
		&v.InForceTo, &v.ToSource, &v.RepealedBy, &v.RepealedAt, &v.Standing.Confirmed.Date, &v.Standing.Confirmed.Source,
		&v.Standing.Ended, &v.Standing.DoubtedFrom, &v.Standing.Doubt, &v.Incomplete, &events, &v.After, &v.Computed, &lacks,
		&v.ChosenBy)
	if err != nil {
		return v, err
	}
	if err := json.Unmarshal(events, &v.Events); err != nil {
		return v, fmt.Errorf("the events of %s@%s: %w", v.Law, v.Label, err)
	}
	if string(lacks) != "[]" {
		if err := json.Unmarshal(lacks, &v.Lacks); err != nil {
			return v, fmt.Errorf("what %s@%s lacks: %w", v.Law, v.Label, err)
		}
	}
	return v, nil
}

// Versions returns every version of every law. They are read once for each base, as laws are.
func (b *Base) Versions(ctx context.Context) ([]Version, error) {
	if all := b.texts.Load(); all != nil {
		return slices.Clone(*all), nil
	}
	all, err := b.versions(ctx, " ORDER BY l.key, v.label DESC")
	if err != nil {
		return nil, err
	}
	b.texts.Store(&all)
	return slices.Clone(all), nil
}

// LawSummary is a line of the list of laws.
type LawSummary struct {
	ID       int64
	Key      string
	Issuers  []string
	Level    statute.Level
	Versions int
	Articles int // of all versions
	Latest   string
}

// Laws lists all laws by key. The articles are counted once for each base: it takes long,
// and a server lists the laws twice before its first answer.
func (b *Base) Laws(ctx context.Context) ([]LawSummary, error) {
	if listed := b.listed.Load(); listed != nil {
		return slices.Clone(*listed), nil
	}
	laws, err := b.readLaws(ctx)
	if err != nil {
		return nil, err
	}
	b.listed.Store(&laws)
	return slices.Clone(laws), nil
}

func (b *Base) readLaws(ctx context.Context) ([]LawSummary, error) {
	return List(ctx, b, "listing the laws", func(scan Scan) (l LawSummary, err error) {
		var issuers string
		err = scan(&l.ID, &l.Key, &issuers, &l.Level, &l.Versions, &l.Articles, &l.Latest)
		if issuers != "" {
			l.Issuers = strings.Split(issuers, "、")
		}
		return l, err
	}, `SELECT l.id, l.key, l.issuers, l.level, count(DISTINCT v.id),
		(SELECT count(*) FROM unit u JOIN version x ON x.id = u.version_id WHERE x.law_id = l.id AND u.kind = 'article'),
		max(CASE WHEN v.label LIKE 'undated%' THEN '' ELSE v.label END)
		FROM law l JOIN version v ON v.law_id = l.id GROUP BY l.id ORDER BY l.key`)
}

// InterpretedBy returns the interpretations whose title names the law.
func (b *Base) InterpretedBy(ctx context.Context, key string) ([]string, error) {
	return b.strings(ctx, `SELECT DISTINCT l.key FROM relation r JOIN law l ON l.id = r.law_id
		WHERE r.kind = 'interprets' AND r.target_key = ? AND l.key <> ? ORDER BY l.key`, key, key)
}

// Interprets returns the laws that the title of an interpretation names.
func (b *Base) Interprets(ctx context.Context, key string) ([]string, error) {
	return b.strings(ctx, `SELECT DISTINCT r.target_key FROM relation r JOIN law l ON l.id = r.law_id
		WHERE r.kind = 'interprets' AND l.key = ? ORDER BY r.target_key`, key)
}

// Term is a term that a law defines.
type Term struct {
	Text    string
	Address string // of the article, paragraph or item that defines it: 73/k1/x2
}

// Terms returns the terms that a version of a law defines, in order.
func (b *Base) Terms(ctx context.Context, versionID int64) ([]Term, error) {
	return List(ctx, b, "reading defined terms", func(scan Scan) (t Term, err error) {
		err = scan(&t.Text, &t.Address)
		return t, err
	}, "SELECT term, address FROM term WHERE version_id = ? ORDER BY rowid", versionID)
}

func (b *Base) strings(ctx context.Context, query string, args ...any) ([]string, error) {
	return List(ctx, b, "reading names", Column[string], query, args...)
}

// TextsOf returns the texts that a version is made of, in order.
func (b *Base) TextsOf(ctx context.Context, versionID int64) ([]string, error) {
	return List(ctx, b, "reading the texts of a version", Column[string], `SELECT d.text FROM document d
		JOIN version_document vd ON vd.document_id = d.id
		WHERE vd.version_id = ? AND vd.role = 'text' ORDER BY vd.ord`, versionID)
}

// SourcesOf returns the sources of a version.
func (b *Base) SourcesOf(ctx context.Context, versionID int64) ([]Source, error) {
	return b.sources(ctx, `WHERE s.id IN (SELECT sd.source_id FROM source_document sd
		JOIN version_document vd ON vd.document_id = sd.document_id WHERE vd.version_id = ?)`, versionID)
}

// Sources returns all sources.
func (b *Base) Sources(ctx context.Context) ([]Source, error) { return b.sources(ctx, "") }

func (b *Base) sources(ctx context.Context, where string, args ...any) ([]Source, error) {
	return List(ctx, b, "reading the sources", func(scan Scan) (s Source, err error) {
		err = scan(&s.ID, &s.Path, &s.SHA256, &s.Size, &s.Format, &s.Encoding, &s.Provenance, &s.IngestedAt, &s.Made, &s.Documents)
		return s, err
	}, `SELECT s.id, s.path, s.sha256, s.size, s.format, s.encoding, s.provenance, s.ingested_at, `+b.made()+`,
		(SELECT count(*) FROM source_document d WHERE d.source_id = s.id) FROM source s `+where+" ORDER BY s.path", args...)
}

// LawKey returns the key of the law with an id.
func (b *Base) LawKey(ctx context.Context, id int64) (string, error) {
	var key string
	err := b.Row(ctx, "SELECT key FROM law WHERE id = ?", id).Scan(&key)
	if errors.Is(err, sql.ErrNoRows) {
		return "", ErrNotFound
	}
	if err != nil {
		return "", fmt.Errorf("reading law %d: %w", id, err)
	}
	return key, nil
}

// Opening is the first text of a version: its preamble or first article.
func (b *Base) Opening(ctx context.Context, v Version) (string, error) {
	u, err := b.unit(ctx, "WHERE u.version_id = ? ORDER BY u.ord LIMIT 1", v.ID)
	if errors.Is(err, ErrNotFound) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return u.Text(), nil
}

// Newest returns the versions with the latest dates up to a day.
func (b *Base) Newest(ctx context.Context, day statute.Date, limit int) ([]Version, error) {
	return b.versions(ctx, " WHERE v.label NOT LIKE 'undated%' AND v.label <= ? ORDER BY v.label DESC, l.key LIMIT ?", day, limit)
}

// Rejections returns what was refused inside the sources that were read, by
// the path of the source.
func (b *Base) Rejections(ctx context.Context) (map[string][]Rejection, error) {
	found := map[string][]Rejection{}
	err := Each(ctx, b, "reading what was refused", func(scan Scan) error {
		var source string
		var r Rejection
		err := scan(&source, &r.Path, &r.Reason)
		found[source] = append(found[source], r)
		return err
	}, "SELECT s.path, r.path, r.reason FROM rejection r JOIN source s ON s.id = r.source_id ORDER BY r.rowid")
	return found, err
}
