package lawnames

import (
	"cmp"
	"slices"

	"github.com/fatiao/fatiao/internal/statute"
)

// leastAlike is the part of the pairs of characters that two names must share at least.
const leastAlike = 0.25

// pairs are the names of loaded laws by their pairs of characters.
type pairs struct {
	having map[pair][]pairCount
	totals []int32 // pairs of each name
}

type pair [2]rune

// pairCount is how often a name has a pair.
type pairCount struct{ name, n int32 }

// newPairs reads the pairs of all names of loaded laws.
func (n *Names) newPairs() *pairs {
	p := &pairs{having: map[pair][]pairCount{}, totals: make([]int32, len(n.norms))}
	for i, name := range n.norms {
		if !n.loaded[name.key] {
			continue
		}
		for g, count := range pairsOf(name.norm) {
			p.having[g] = append(p.having[g], pairCount{int32(i), count})
			p.totals[i] += count
		}
	}
	return p
}

// pairsOf are the pairs of characters of a name, its beginning and end among them.
func pairsOf(s string) map[pair]int32 {
	r := []rune("^" + s + "$")
	set := make(map[pair]int32, len(r))
	for i := 0; i+1 < len(r); i++ {
		set[pair{r[i], r[i+1]}]++
	}
	return set
}

// Nearest returns up to limit keys of loaded laws, those whose names are most like name first:
// by twice the shared pairs of characters over all pairs.
func (n *Names) Nearest(name string, limit int) []string {
	p := n.pairs()
	shared := map[int32]int32{}
	total := int32(0)
	for g, count := range pairsOf(statute.NormName(name)) {
		total += count
		for _, x := range p.having[g] {
			shared[x.name] += min(count, x.n)
		}
	}
	best := map[string]float64{}
	for i, both := range shared {
		key := n.norms[i].key
		if s := 2 * float64(both) / float64(max(1, total+p.totals[i])); s >= leastAlike && s > best[key] {
			best[key] = s
		}
	}
	keys := make([]string, 0, len(best))
	for k := range best {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(cmp.Compare(best[b], best[a]), cmp.Compare(a, b)) })
	return keys[:min(limit, len(keys))]
}
