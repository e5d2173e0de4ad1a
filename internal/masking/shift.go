package masking

import (
	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textview"
)

// shifter moves what was read in a text to the same text without names.
type shifter struct {
	mask          *Mask
	before, after string
	steps         edits
	// torn says that a name was hidden in a field that has none.
	torn bool
}

func (s *shifter) span(x statute.Span) statute.Span {
	return s.steps.shift(x)
}

// field is a field as the text has it now. What the text does not have in the words of
// the field (盗窃罪 where it says 盗窃) is masked by itself.
func (s *shifter) field(f casefile.Field) casefile.Field {
	if f.IsZero() {
		return f
	}
	span := s.span(f.Span)
	if textview.Tight(f.Span.Of(s.before)) != f.Text {
		return casefile.Field{Text: s.mask.Apply(f.Text), Span: span}
	}
	return casefile.Field{Text: textview.Tight(span.Of(s.after)), Span: span}
}

// fixed is field for what has no names of people in it: roles, crimes, the court.
func (s *shifter) fixed(f casefile.Field) casefile.Field {
	moved := s.field(f)
	s.torn = s.torn || moved.Text != f.Text
	return moved
}

func each(list []casefile.Field, move func(casefile.Field) casefile.Field) []casefile.Field {
	var moved []casefile.Field
	for _, f := range list {
		moved = append(moved, move(f))
	}
	return moved
}

func (s *shifter) facts(f *casefile.Facts) casefile.Facts {
	m := *f
	m.Court.Field, m.Number.Field, m.Document = s.fixed(f.Court.Field), s.fixed(f.Number.Field), s.fixed(f.Document)
	m.DateSpan, m.Basis, m.Reasoning, m.Outcome.Span = s.span(f.DateSpan), s.span(f.Basis), s.span(f.Reasoning), s.span(f.Outcome.Span)
	m.Cause, m.Charges, m.Judges, m.Clerk = s.fixed(f.Cause), each(f.Charges, s.fixed), each(f.Judges, s.field), s.field(f.Clerk)
	m.Parties, m.Sentences, m.Parts = nil, nil, nil
	for _, p := range f.Parties {
		m.Parties = append(m.Parties, casefile.Party{Role: s.fixed(p.Role), Name: s.field(p.Name)})
	}
	for _, x := range f.Sentences {
		x.Text, x.Fine = s.fixed(x.Text), s.fixed(x.Fine)
		m.Sentences = append(m.Sentences, x)
	}
	for _, p := range f.Parts {
		m.Parts = append(m.Parts, casefile.Part{Kind: p.Kind, Span: s.span(p.Span)})
	}
	return m
}
