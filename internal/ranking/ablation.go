package ranking

import (
	"cmp"
	"slices"
)

// Ablation says which steps of the ranking of provisions are left out, to measure what each is
// worth.
type Ablation int

// The ablations. Whole leaves out nothing; the next three order the candidates by what their
// names say; FirstAlone leaves out the second forest; FewCandidates takes as many by closeness
// as by words, and none under the headings of the best.
const (
	Whole Ablation = iota
	WordsAlone
	ClosenessAlone
	BlendAlone
	FirstAlone
	FewCandidates
)

// order orders candidates with steps left out.
func (r *Ranker) order(s *scores, a Ablation, list []candidate) []scored {
	by := func(score func(c candidate) float64) []scored {
		found := make([]scored, len(list))
		for i, c := range list {
			found[i] = scored{c, score(c)}
		}
		slices.SortStableFunc(found, func(a, b scored) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.doc, b.doc)) })
		return found
	}
	switch a {
	case WordsAlone:
		return by(func(c candidate) float64 { return float64(s.lexical[c.doc]) })
	case ClosenessAlone:
		return by(func(c candidate) float64 { return float64(s.close[c.doc]) })
	case BlendAlone:
		return by(func(c candidate) float64 { return r.blend(s, c.doc) })
	}
	return by(func(c candidate) float64 { return float64(c.first) })
}
