package kb

import (
	"bufio"
	"context"
	"fmt"
	"io"
)

// dumped are the tables as text that does not depend on how the knowledge base came
// to be: rows are named by what they say, not by their numbers; times of
// ingesting and the change log are left out.
var dumped = [...]struct{ name, query string }{
	{"source", `SELECT path, sha256, size, format, encoding, provenance, made, official,
		(SELECT group_concat(d.hash, ' ' ORDER BY sd.ord) FROM source_document sd JOIN document d ON d.id = sd.document_id
			WHERE sd.source_id = s.id) FROM source s ORDER BY path`},
	{"rejection", "SELECT s.path, r.path, r.reason FROM rejection r JOIN source s ON s.id = r.source_id ORDER BY 1, 2, 3"},
	{"document", `SELECT hash, kind, form, external_id, title, date, hint, law_key, subtitle, label, body_hash, units, answers,
		length(unpack(text)), length(unpack(original)), made FROM document ORDER BY hash`},
	{"diagnostic", `SELECT d.hash, g.code, g.message, g.start_byte, g.end_byte FROM diagnostic g
		JOIN document d ON d.id = g.document_id ORDER BY 1, 4, 5, 2, 3`},
	{"case_file", `SELECT d.hash, tier, number, court, court_level, province, c.kind, instance, cause, charges, outcome, publisher,
		batch, facts, parties, judges, lawyers, firms, amount, sentence
		FROM case_file c JOIN document d ON d.id = c.document_id ORDER BY 1`},
	{"case_earlier", "SELECT d.hash, e.number FROM case_earlier e JOIN document d ON d.id = e.document_id ORDER BY 1, 2"},
	{"commentary_file", "SELECT d.hash, told, notes FROM commentary_file c JOIN document d ON d.id = c.document_id ORDER BY 1"},
	{"law", "SELECT key, title, level, issuers, signature FROM law ORDER BY 1"},
	{"version", `SELECT l.key, v.label, v.number, effective, starts, starts_source, in_force_from, in_force_from_source, in_force_to,
		in_force_to_source, repealed_by, repealed_at, confirmed, confirmed_source, ended, doubted_from, doubt, incomplete, events, after, computed,
		lacks, chosen_by
		FROM version v JOIN law l ON l.id = v.law_id ORDER BY 1, 2`},
	{"version_document", `SELECT l.key, v.label, vd.ord, d.hash, vd.role FROM version_document vd
		JOIN version v ON v.id = vd.version_id JOIN law l ON l.id = v.law_id JOIN document d ON d.id = vd.document_id ORDER BY 1, 2, 3`},
	{"heading", `SELECT l.key, v.label, h.ord, h.kind, h.address, h.label, h.title, coalesce(p.ord, '') FROM heading h
		JOIN version v ON v.id = h.version_id JOIN law l ON l.id = v.law_id
		LEFT JOIN heading p ON p.id = h.parent_id ORDER BY 1, 2, 3`},
	{"unit", `SELECT coalesce(l.key, ''), coalesce(v.label, ''), d.hash, u.ord, coalesce(h.ord, ''), u.kind, u.address, u.label, u.parts,
		u.start_byte, u.end_byte
		FROM unit u JOIN document d ON d.id = u.document_id LEFT JOIN version v ON v.id = u.version_id
		LEFT JOIN law l ON l.id = v.law_id LEFT JOIN heading h ON h.id = u.heading_id ORDER BY 1, 2, 3, 4`},
	{"alias", "SELECT norm, name, law_key, kind FROM alias ORDER BY 1, 3, 4"},
	{"term", `SELECT l.key, v.label, t.term, t.address FROM term t JOIN version v ON v.id = t.version_id
		JOIN law l ON l.id = v.law_id ORDER BY 1, 2, 3, 4`},
	{"relation", `SELECT l.key, r.kind, named, target_key, target_label, date, provision FROM relation r JOIN law l ON l.id = r.law_id
		ORDER BY 1, 2, 3, 4, 5, 6, 7`},
	{"listed_day", `SELECT s.path, name, label, in_force_from, ended, problem, d.official FROM listed_day d
		JOIN source s ON s.id = d.source_id ORDER BY 1, 2, 3, 4, 5, 6`},
	{"unloaded", "SELECT law_key, label, in_force_from, official FROM unloaded ORDER BY 1, 2"},
	{"collection", "SELECT name, title, address, day, revision, sha256, through FROM collection ORDER BY 1"},
	{"variant", `SELECT l.key, v.label, r.ord, d.hash, r.address, r.through, r.kind, r.here, r.there FROM variant r
		JOIN version v ON v.id = r.version_id JOIN law l ON l.id = v.law_id JOIN document d ON d.id = r.document_id ORDER BY 1, 2, 3`},
	{"amending", `SELECT l.key, a.label, a.instrument, hand, before, after, outcome, operations, problems, differences
		FROM amending a JOIN law l ON l.id = a.law_id ORDER BY 1, 2, 3`},
	{"amending_read", "SELECT instrument, label, operations, unread FROM amending_read ORDER BY 1, 2"},
	{"day_note", "SELECT message FROM day_note ORDER BY 1"},
	{"known_end", "SELECT target_key, date, source, by FROM known_end ORDER BY 1, 2, 3, 4"},
	{"citation", `SELECT d.hash, u.version_id > 0, u.ord, c.start_byte, c.end_byte, c.kind, c.quote, c.name, c.status, c.stated, c.version,
		c.basis, c.candidates,
		(SELECT group_concat(format('%s@%s/%s=%s %d', e.target_key, e.target_version, e.target_local, e.target_node, e.found), ' '
			ORDER BY e.ord) FROM edge e WHERE e.citation_id = c.id)
		FROM citation c JOIN document d ON d.id = c.document_id LEFT JOIN unit u ON u.id = c.unit_id ORDER BY 1, 4, 5, 14`},
	{"cite_read", "SELECT d.hash, r.law_key FROM cite_read r JOIN document d ON d.id = r.document_id ORDER BY 1, 2"},
	{"cite_state", "SELECT law_key, state FROM cite_state ORDER BY 1"},
	{"became", `SELECT coalesce(l.key, b.from_key), coalesce(v.label, ''), from_node, ord, k.key, t.label, to_node, b.kind, sure, reason
		FROM became b LEFT JOIN version v ON v.id = b.from_id LEFT JOIN law l ON l.id = v.law_id
		LEFT JOIN version t ON t.id = b.to_id LEFT JOIN law k ON k.id = t.law_id ORDER BY 1, 2, 3, 4`},
}

// Dump writes the knowledge base as text, a line for each row. Two that hold the same
// give the same text.
func (b *Base) Dump(ctx context.Context, w io.Writer) error {
	out := bufio.NewWriter(w)
	for _, d := range dumped {
		if err := b.dumpRows(ctx, out, d.name, d.query); err != nil {
			return fmt.Errorf("writing the table %s as text: %w", d.name, err)
		}
	}
	return out.Flush()
}

func (b *Base) dumpRows(ctx context.Context, out *bufio.Writer, name, query string) error {
	rows, err := b.Query(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values, at := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		at[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(at...); err != nil {
			return err
		}
		fmt.Fprint(out, name)
		for _, v := range values {
			if text, ok := v.([]byte); ok {
				v = string(text)
			}
			fmt.Fprintf(out, "\t%q", fmt.Sprint(v))
		}
		fmt.Fprintln(out)
	}
	return rows.Err()
}
