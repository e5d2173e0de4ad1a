package pages

import (
	"errors"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/kb"
)

// briefLength bounds the holding of a case in a list, in characters.
const briefLength = 90

// briefs adds the holding of each case to the lines of a list.
func (r *request) briefs(cases []*kb.CaseInfo, lines []caseLine) error {
	for i, c := range cases {
		if c.InReport > 0 {
			n, err := r.Documents.CommentaryNotes(r.ctx(), c.ID)
			if err != nil {
				return err
			}
			if c.InReport <= len(n.Reported) {
				lines[i].Holding = casefile.Clip(n.Reported[c.InReport-1].Brief.Text, briefLength)
			}
			continue
		}
		d, err := r.Documents.Document(r.ctx(), c.Ref)
		if errors.Is(err, kb.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		facts, err := r.Documents.CaseFacts(r.ctx(), d.ID)
		if err != nil {
			return err
		}
		lines[i].Holding = casefile.Clip(facts.Holding(d.Text), briefLength)
	}
	return nil
}
