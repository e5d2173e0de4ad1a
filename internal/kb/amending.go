package kb

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/fatiao/fatiao/internal/statute"
)

// formComputed is the form of the documents that hold texts which were made from amendments.
// They have no source and go with their law.
const formComputed = "computed"

// Outcome is what came of an amending instrument on a law.
type Outcome string

// The outcomes.
const (
	OutcomeProof     Outcome = "proof"     // the text before with its operations is the published one
	OutcomeDiffers   Outcome = "differs"   // it is not, or operations could not be done
	OutcomeComputed  Outcome = "computed"  // no published text is loaded: one was made
	OutcomeUnapplied Outcome = "unapplied" // no text before is loaded, or it could not be made
)

// Chinese is the outcome as pages and commands say it.
func (o Outcome) Chinese() string {
	switch o {
	case OutcomeProof:
		return "与公布的文本一致"
	case OutcomeDiffers:
		return "与公布的文本有差异"
	case OutcomeComputed:
		return "据以推算出文本"
	}
	return "修改前的文本没有收录，不能核对"
}

// AmendingOperation is one thing that an instrument does to a law.
type AmendingOperation struct {
	Kind   string   `json:"kind"`             // see package amendment: replace, insert, delete …
	Name   string   `json:"name"`             // of the kind, in Chinese
	At     []string `json:"at,omitempty"`     // local addresses in the text before: 390/k1; words where there is none
	To     []string `json:"to,omitempty"`     // afterwards
	Clause string   `json:"clause,omitempty"` // local address in the instrument, "" where it has none
	Words  string   `json:"words"`            // of the instrument, quotations shortened
}

// TextDifference is a place in which a text that was made differs from the published one.
type TextDifference struct {
	Class     string `json:"class"`           // words, punctuation, misprint (known), missing
	Name      string `json:"name"`            // of the class, in Chinese
	Place     string `json:"place,omitempty"` // local address; "" for title and headings
	Made      string `json:"made"`
	Published string `json:"published"`
}

// Amending is what an instrument does to a law and what came of it.
type Amending struct {
	Law        string // key
	Instrument string // its key, or its name where no loaded text has it
	Label      string // day of the instrument
	Hand       bool   // no loaded text has it: it was entered by hand
	Before     string // label of the text that it was applied to, "" where none is loaded
	After      string // label of the text that it led to, loaded or computed; "" for none
	Outcome    Outcome
	Operations []AmendingOperation
	Problems   []string // operations that could not be done, with the reason
	// Differences are those of signs and known misprints too, which are no reason for doubt.
	Differences []TextDifference
}

// AddAmending stores what came of an instrument on a law.
func (w *Writer) AddAmending(ctx context.Context, lawID int64, a Amending) error {
	lists := make([]string, 3)
	for i, list := range []any{a.Operations, a.Problems, a.Differences} {
		text, err := json.Marshal(list)
		if err != nil {
			return fmt.Errorf("encoding the amendment of %s: %w", a.Law, err)
		}
		lists[i] = string(text)
	}
	_, err := w.Exec(ctx, `INSERT INTO amending(law_id, instrument, label, hand, before, after, outcome, operations, problems, differences)
		VALUES(?,?,?,?,?,?,?,?,?,?)`, lawID, a.Instrument, a.Label, a.Hand, a.Before, a.After, a.Outcome, lists[0], lists[1], lists[2])
	return err
}

// AddComputed stores the text of a version that was made from an amendment and returns its id.
// It has no source. d.ExternalID names law and version.
func (w *Writer) AddComputed(ctx context.Context, d *Document) (int64, error) {
	d.Form = formComputed
	id, err := w.putDocument(ctx, d)
	if err != nil {
		return 0, fmt.Errorf("storing %s: %w", d.ExternalID, err)
	}
	return id, nil
}

// ReadInstrument tells how far an amending instrument was read.
type ReadInstrument struct {
	Key, Label string
	Operations int
	Unread     []string // sentences that look like operations and were not understood
}

// SetReadInstruments replaces what is stored of how far instruments were read.
func (w *Writer) SetReadInstruments(ctx context.Context, list []ReadInstrument) error {
	if _, err := w.Exec(ctx, "DELETE FROM amending_read"); err != nil {
		return err
	}
	for _, r := range list {
		unread, err := json.Marshal(r.Unread)
		if err != nil {
			return fmt.Errorf("encoding what was not read of %s: %w", r.Key, err)
		}
		_, err = w.Exec(ctx, "INSERT INTO amending_read(instrument, label, operations, unread) VALUES(?,?,?,?)", r.Key, r.Label,
			r.Operations, string(unread))
		if err != nil {
			return err
		}
	}
	return nil
}

// Amendings are the instruments that change a law, the oldest first.
func (b *Base) Amendings(ctx context.Context, key string) ([]Amending, error) {
	return b.amendings(ctx, "WHERE l.key = ? ORDER BY a.label, a.instrument", key)
}

// AllAmendings are those of all laws, by law.
func (b *Base) AllAmendings(ctx context.Context) ([]Amending, error) {
	return b.amendings(ctx, "ORDER BY l.key, a.label, a.instrument")
}

func (b *Base) amendings(ctx context.Context, where string, args ...any) ([]Amending, error) {
	return List(ctx, b, "reading amendments", func(scan Scan) (a Amending, err error) {
		var operations, problems, differences []byte
		err = scan(&a.Law, &a.Instrument, &a.Label, &a.Hand, &a.Before, &a.After, &a.Outcome, &operations, &problems, &differences)
		if err != nil {
			return a, err
		}
		for _, list := range []struct {
			text []byte
			to   any
		}{{operations, &a.Operations}, {problems, &a.Problems}, {differences, &a.Differences}} {
			if err := json.Unmarshal(list.text, list.to); err != nil {
				return a, fmt.Errorf("the amendment of %s by %s: %w", a.Law, a.Instrument, err)
			}
		}
		return a, nil
	}, `SELECT l.key, a.instrument, a.label, a.hand, a.before, a.after, a.outcome, a.operations, a.problems, a.differences
		FROM amending a JOIN law l ON l.id = a.law_id `+where, args...)
}

// ReadInstruments tells how far the loaded instruments were read, by key.
func (b *Base) ReadInstruments(ctx context.Context) ([]ReadInstrument, error) {
	return List(ctx, b, "reading how far amendments were read", func(scan Scan) (r ReadInstrument, err error) {
		var unread []byte
		if err := scan(&r.Key, &r.Label, &r.Operations, &unread); err != nil {
			return r, err
		}
		if err := json.Unmarshal(unread, &r.Unread); err != nil {
			return r, fmt.Errorf("what was not read of %s: %w", r.Key, err)
		}
		return r, nil
	}, "SELECT instrument, label, operations, unread FROM amending_read ORDER BY 1, 2")
}

// IsProof reports whether the text that an instrument led to is loaded and equal.
func (a Amending) IsProof() bool { return a.Outcome == OutcomeProof }

// Touches reports whether an instrument says what became of an article: by its number before,
// or by that afterwards.
func (o AmendingOperation) Touches(article statute.Number, afterwards bool) bool {
	places := o.At
	if afterwards {
		places = o.To
		if len(places) == 0 {
			places = o.At
		}
	}
	for _, s := range places {
		if p, err := statute.ParseProvision(s); err == nil && p.Article == article {
			return true
		}
	}
	return false
}
