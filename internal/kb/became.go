package kb

import (
	"context"
	"fmt"

	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/statute"
)

// schemaBecame came with version 8.
const schemaBecame = `
-- What the articles of a text became in the text that came after it, a row for each
-- successor; and the paragraphs and items of those articles whose words changed. See package
-- lawhistory.
CREATE TABLE became(
	to_id INTEGER NOT NULL,   -- the text that came after: version
	from_id INTEGER NOT NULL, -- version, 0 for a law that is not loaded
	from_key TEXT NOT NULL,   -- its key, "" for versions
	from_node TEXT NOT NULL,  -- 16, 16/k2
	ord INTEGER NOT NULL,     -- the best first
	to_node TEXT NOT NULL,    -- "" where nothing corresponds
	kind TEXT NOT NULL, sure TEXT NOT NULL,
	reason TEXT NOT NULL,     -- of an answer made by hand
	PRIMARY KEY(from_id, from_key, from_node, ord)) WITHOUT ROWID;
CREATE INDEX became_to ON became(to_id, to_node);
-- What the rows of each later text were made from.
CREATE TABLE became_state(to_id INTEGER PRIMARY KEY, state TEXT NOT NULL);
`

// Step is what a provision of a text became in the text that came after it.
type Step struct {
	FromID  int64  // version, 0 where the law is not loaded
	FromKey string // of such a law
	From    string // place in the tree: 16, 16/k2
	ToID    int64  // version
	To      []string
	Kind    concordance.Kind
	Sure    concordance.Certainty
	Reason  string // of an answer made by hand, "" for others
}

// StepStates are what the steps into each text were made from, by version.
func (b *Base) StepStates(ctx context.Context) (map[int64]string, error) {
	return Map[int64, string](ctx, b, "reading from what the histories were made", "SELECT to_id, state FROM became_state")
}

// SetSteps replaces the steps into a text; state says from what they were made. Without a
// state they are only taken out.
func (w *Writer) SetSteps(ctx context.Context, to int64, state string, steps []Step) error {
	for _, q := range [...]string{"DELETE FROM became WHERE to_id = ?", "DELETE FROM became_state WHERE to_id = ?"} {
		if _, err := w.Exec(ctx, q, to); err != nil {
			return err
		}
	}
	if state == "" {
		return nil
	}
	for _, s := range steps {
		nodes := s.To
		if len(nodes) == 0 {
			nodes = []string{""}
		}
		for i, node := range nodes {
			_, err := w.Exec(ctx, `INSERT INTO became(to_id, from_id, from_key, from_node, ord, to_node, kind, sure, reason)
				VALUES(?,?,?,?,?,?,?,?,?)`, to, s.FromID, s.FromKey, s.From, i, node, s.Kind, s.Sure, s.Reason)
			if err != nil {
				return fmt.Errorf("storing what %s became: %w", s.From, err)
			}
		}
	}
	_, err := w.Exec(ctx, "INSERT INTO became_state(to_id, state) VALUES(?,?)", to, state)
	return err
}

// StepsFrom are the steps from a text, or from a law that is not loaded, by the provision.
func (b *Base) StepsFrom(ctx context.Context, version int64, key string) (map[string]Step, error) {
	steps := map[string]Step{}
	err := Each(ctx, b, "reading what became of a text", func(scan Scan) error {
		s := Step{FromID: version, FromKey: key}
		var to string
		if err := scan(&s.From, &s.ToID, &to, &s.Kind, &s.Sure, &s.Reason); err != nil {
			return err
		}
		if before, ok := steps[s.From]; ok {
			s.To = before.To
		}
		if to != "" {
			s.To = append(s.To, to)
		}
		steps[s.From] = s
		return nil
	}, "SELECT from_node, to_id, to_node, kind, sure, reason FROM became WHERE from_id = ? AND from_key = ? ORDER BY from_node, ord",
		version, key)
	return steps, err
}

// StepsInto are the steps from the articles of loaded texts into an article of a text, by text
// and in the order of their addresses as strings.
func (b *Base) StepsInto(ctx context.Context, version int64, node string) ([]Step, error) {
	list, err := List(ctx, b, "reading what became an article", func(scan Scan) (s Step, err error) {
		return s, scan(&s.FromID, &s.From)
	}, `SELECT from_id, from_node FROM became WHERE to_id = ? AND to_node = ? AND from_id <> 0 AND instr(from_node, '/') = 0
		ORDER BY from_id, from_node`, version, node)
	for i := range list {
		if err == nil {
			list[i], _, err = b.StepOf(ctx, list[i].FromID, "", list[i].From)
		}
	}
	return list, err
}

// Followed are the texts of which it is stored what they became; 0 stands for laws that are not
// loaded.
func (b *Base) Followed(ctx context.Context) (map[int64]bool, error) {
	return Map[int64, bool](ctx, b, "reading which texts were followed by others", "SELECT DISTINCT from_id, 1 FROM became")
}

// StepOf is the step from a provision of a text, or of a law that is not loaded; ok is false
// where none is stored.
func (b *Base) StepOf(ctx context.Context, version int64, key, node string) (s Step, ok bool, err error) {
	if version != 0 {
		key = ""
	}
	s = Step{FromID: version, FromKey: key, From: node}
	err = Each(ctx, b, "reading what became of a provision", func(scan Scan) error {
		var to string
		ok = true
		err := scan(&s.ToID, &to, &s.Kind, &s.Sure, &s.Reason)
		if to != "" {
			s.To = append(s.To, to)
		}
		return err
	}, "SELECT to_id, to_node, kind, sure, reason FROM became WHERE from_id = ? AND from_key = ? AND from_node = ? ORDER BY ord",
		version, key, node)
	return s, ok, err
}

// VersionByID is the version of a row.
func (b *Base) VersionByID(ctx context.Context, id int64) (Version, error) {
	list, err := b.versions(ctx, " WHERE v.id = ?", id)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("version %d: %w", id, ErrNotFound)
	}
	if err != nil {
		return Version{}, err
	}
	return list[0], nil
}

// Origin is a provision of an earlier text that became another one, or part of one.
type Origin struct {
	FromID  int64 // version, 0 where the law is not loaded
	Address statute.Address
	To      statute.Provision // what it became
	Kind    concordance.Kind
	Sure    concordance.Certainty
}

// OriginsOf are the provisions that became a provision of a text, or something below it.
func (b *Base) OriginsOf(ctx context.Context, version int64, node string) ([]Origin, error) {
	return List(ctx, b, "reading what a provision comes from", func(scan Scan) (o Origin, err error) {
		var from, to string
		if err := scan(&o.FromID, &o.Address.Law, &o.Address.Version, &from, &to, &o.Kind, &o.Sure); err != nil {
			return o, err
		}
		if o.Address.Provision, err = statute.ParseProvision(from); err != nil {
			return o, err
		}
		o.To, err = statute.ParseProvision(to)
		return o, err
	}, `SELECT b.from_id, coalesce(l.key, b.from_key), coalesce(v.label, ''), b.from_node, b.to_node, b.kind, b.sure
		FROM became b LEFT JOIN version v ON v.id = b.from_id LEFT JOIN law l ON l.id = v.law_id
		WHERE b.to_id = ?1 AND b.to_node >= ?2 AND b.to_node < ?2 || '0' AND (b.to_node = ?2 OR b.to_node > ?2 || '/')
		ORDER BY 2, 3, 4, 5`, version, node)
}
