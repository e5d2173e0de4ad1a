package amendment

import (
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// Dated is a loaded text of a law.
type Dated struct {
	Label string // the day of the text
	Text  *Text
}

// Source is an instrument as it concerns one law.
type Source struct {
	Key        string // of the instrument; of a line that was entered by hand its name
	Label      string // day of adoption
	From       statute.Date
	Operations []Operation
	Hand       bool // no loaded text has it: it was entered by hand
	// Elsewhere says that the text after is loaded under the name that the instrument gives to
	// the law.
	Elsewhere *Dated
}

// NewTitle is the name that operations give to the law, "" where they leave its own.
func NewTitle(operations []Operation) string {
	for _, o := range operations {
		if o.Kind == Rename && o.At[0].Part == PartTitle {
			return strings.Trim(strings.Join(o.Text, ""), "《》")
		}
	}
	return ""
}

// Step is what came of one instrument on one law.
type Step struct {
	Source      Source
	Before      string // label of the text that it was applied to, "" where that is not loaded
	After       string // label of the text that was published, "" where none is loaded
	Computed    bool   // Before was made from operations itself
	Made        *Text  // nil where nothing was applied
	Problems    []Problem
	Differences []Difference // from the published text
}

// IsProof reports whether the step shows that the published text is the one before and the
// instrument: nothing of it was left out, and only signs of punctuation and known misprints
// differ.
func (s Step) IsProof() bool {
	if s.Made == nil || s.After == "" || len(s.Problems) > 0 {
		return false
	}
	return !slices.ContainsFunc(s.Differences, func(d Difference) bool {
		return d.Class == ClassWords || d.Class == ClassMissing
	})
}

// IsComputed reports whether the step made a text of which no published one is loaded.
func (s Step) IsComputed() bool { return s.Made != nil && s.After == "" && len(s.Problems) == 0 }

// maxToPublish is how many days after its instrument a text may be dated: some bear the day of
// publication.
const maxToPublish = 60

// Chain applies instruments to the texts of a law, the oldest first. amended are the days on
// which captions say that the law was changed: over one of which nothing is known no text can
// be made. Where no text of an instrument's day is loaded, the one that was made goes on.
func Chain(law string, texts []Dated, instruments []Source, amended []statute.Date) ([]Step, error) {
	slips, err := misprints()
	if err != nil {
		return nil, err
	}
	var steps []Step
	made := map[string]*Text{}
	known := map[string]bool{}
	for _, v := range texts {
		known[v.Label] = true
	}
	for _, s := range instruments {
		known[s.Label] = true
	}
	for i, s := range instruments {
		step := Step{Source: s}
		next := "9999"
		if i+1 < len(instruments) {
			next = instruments[i+1].Label
		}
		for _, v := range texts {
			if gap := statute.Date(v.Label).Since(statute.Date(s.Label)); gap >= 0 && gap <= maxToPublish && (v.Label < next || gap == 0) {
				step.After = v.Label
				break
			}
		}
		if s.Elsewhere != nil {
			step.After = s.Elsewhere.Label
		}
		step.before(texts, made)
		for _, day := range amended {
			if statute.CompareLabels(string(day), step.Before) > 0 && string(day) < s.Label && !known[string(day)] {
				step.Before = ""
			}
		}
		step.run(texts, made, slips[textName{law, step.After}])
		if step.Made != nil && len(step.Problems) == 0 {
			made[s.Label] = step.Made
		}
		steps = append(steps, step)
	}
	return steps, nil
}

// before finds the last text before the instrument, loaded or made.
func (s *Step) before(texts []Dated, made map[string]*Text) {
	for _, v := range texts {
		if s.isLater(v.Label) {
			s.Before = v.Label
		}
	}
	for label := range made {
		if s.isLater(label) {
			s.Before = label
		}
	}
}

// isLater reports whether a text stands before the instrument and behind the one that is taken
// for the text before by now. Texts without a date stand before all others.
func (s *Step) isLater(label string) bool {
	return statute.CompareLabels(label, s.Source.Label) < 0 && (s.Before == "" || statute.CompareLabels(label, s.Before) > 0)
}

// run applies the instrument and compares. Where the text before is loaded and was made as
// well, and differs, the one is taken that leads to the published text: a copy may have slips.
func (s *Step) run(texts []Dated, made map[string]*Text, known []misprint) {
	if s.Before == "" {
		return
	}
	loaded, after := find(texts, s.Before), find(texts, s.After)
	if s.Source.Elsewhere != nil {
		after = s.Source.Elsewhere.Text
	}
	if loaded != nil {
		s.try(loaded, after, known)
	}
	if base := made[s.Before]; base != nil && !s.IsProof() {
		o := Step{Source: s.Source, Before: s.Before, After: s.After, Computed: true}
		if o.try(base, after, known); loaded == nil || o.IsProof() || len(o.Problems) < len(s.Problems) {
			*s = o
		}
	}
}

func find(texts []Dated, label string) *Text {
	for _, v := range texts {
		if v.Label == label {
			return v.Text
		}
	}
	return nil
}

func (s *Step) try(base, after *Text, known []misprint) {
	s.Made, s.Problems = base.Apply(s.Source.Operations)
	if after != nil {
		s.Differences = compare(s.Made, after, known)
	}
}
