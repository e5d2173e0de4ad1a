// Package likeness says how like two cases are: by their causes, then by the provisions that
// both cite, then by what happened. A step of one is worth more than all of the next. It is
// what the engines of packages local and opensearch have in common.
package likeness

import (
	"cmp"
	"math"
	"slices"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/excerpt"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

const (
	ofShared = 0.9  // for as many common provisions as there can be
	ofFacts  = 1e-4 // for the case in which the most alike happened
	maxFacts = 400  // characters of the facts that are compared
)

// leastShared must the provisions weigh that two cases of different causes both cite, for them
// to be alike: less than half of the cases cite them.
var leastShared = math.Log(3)

// NearlyAll is how much of the score that a case has for its own facts another one must have for
// the like to have happened.
const NearlyAll = 0.8

// Facts are what is compared of the facts of a case.
func Facts(facts string) string { return excerpt.Head(facts, maxFacts) }

// Holds reports whether anything makes two cases alike: a common cause, provisions that not
// every case cites, what happened, or, where one of them has neither cause nor charge, that
// nothing speaks against it.
func Holds(level, shared float64, happened bool, a, b *kb.CaseInfo) bool {
	return level > 0 || shared > leastShared || happened || a.Cause == "" && len(a.Charges) == 0 || b.Cause == "" && len(b.Charges) == 0
}

// Score puts like cases in order. Place is the place by what happened, from 1; 0 for none.
func Score(level, shared float64, place int) float64 {
	score := level + ofShared*shared/(1+shared)
	if place > 0 {
		score += ofFacts / float64(place)
	}
	return score
}

// OfCauses is 2 for two cases with one cause, or with the same charges, 1 for some common
// charge.
func OfCauses(a, b *kb.CaseInfo) float64 {
	if a.Cause != "" && a.Cause == b.Cause {
		return 2
	}
	switch common := len(CommonCauses(a, b)); {
	case common == 0:
		return 0
	case common == len(a.Charges) && common == len(b.Charges):
		return 2
	}
	return 1
}

// CommonCauses are the causes and charges that two cases have in common.
func CommonCauses(a, b *kb.CaseInfo) []string {
	var common []string
	if a.Cause != "" && a.Cause == b.Cause {
		common = append(common, a.Cause)
	}
	for _, c := range a.Charges {
		if slices.Contains(b.Charges, c) && !slices.Contains(common, c) {
			common = append(common, c)
		}
	}
	return common
}

// Provisions are those that a case cites, with what each weighs.
type Provisions struct {
	Keys    []searchdoc.Key
	weights []float64
}

// Add adds a provision that so many of all cases cite.
func (p *Provisions) Add(key searchdoc.Key, citing, all int) {
	p.Keys = append(p.Keys, key)
	p.weights = append(p.weights, math.Log(1+float64(all)/float64(max(1, citing))))
}

// Weight is what those at some places weigh: the more the fewer cases cite them.
func (p *Provisions) Weight(places ...int) (weight float64) {
	for _, at := range places {
		weight += p.weights[at]
	}
	return weight
}

// Rarest are those at some places that the fewest cases cite, at most [engine.MaxShared].
func (p *Provisions) Rarest(places []int) []searchdoc.Key {
	places = slices.Clone(places)
	slices.SortStableFunc(places, func(a, b int) int { return cmp.Compare(p.weights[b], p.weights[a]) })
	var keys []searchdoc.Key
	for _, at := range places[:min(engine.MaxShared, len(places))] {
		keys = append(keys, p.Keys[at])
	}
	return keys
}
