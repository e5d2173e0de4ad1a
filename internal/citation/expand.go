package citation

import "github.com/fatiao/fatiao/internal/statute"

// maxRange bounds what one range expands to; beyond it, as in 第1条至第99999999条,
// only its ends are kept.
const maxRange = 2000

// expand lists the members of a range. For one that crosses 之N articles these
// are the whole numbers and the ends as written. budget bounds the number of
// members, so that a hostile text cannot ask for millions.
func expand(from, to statute.Provision, budget int) []statute.Provision {
	l := firstDifference(from, to)
	if l == noLevel {
		return []statute.Provision{from}
	}
	a, b := l.get(from), l.get(to)
	if !a.Less(b) || deepest(from) != l && deepest(to) != l && l > levelArticle {
		return []statute.Provision{from, to}
	}
	if b.Main-a.Main > min(maxRange, budget) || b.Main == a.Main && b.Sub-a.Sub > min(maxRange, budget) {
		return []statute.Provision{from, to}
	}
	list := []statute.Provision{from}
	between := upTo(from, l)
	if a.Main == b.Main {
		for sub := a.Sub + 1; sub < b.Sub; sub++ {
			list = append(list, l.set(between, statute.Number{Main: a.Main, Sub: sub}))
		}
		return append(list, to)
	}
	for n := a.Main + 1; n < b.Main || n == b.Main && b.Sub > 0; n++ {
		list = append(list, l.set(between, statute.Number{Main: n}))
	}
	return append(list, to)
}

// firstDifference is the highest level at which two provisions differ.
func firstDifference(a, b statute.Provision) level {
	for l := levelPart; l <= levelSubitem; l++ {
		if l.get(a) != l.get(b) {
			return l
		}
	}
	return noLevel
}
