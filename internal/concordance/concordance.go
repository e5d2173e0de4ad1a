// Package concordance says which provisions of a later text those of an earlier one became:
// the same number or another, the same words or others, one article or several. It looks at
// words and order alone, and at a whole law at once: an article that stands among the
// successors of its neighbours is more likely theirs too, and what another article became
// more surely is not given away twice.
//
// Start with [Align]; docs/history.md has how well it does.
package concordance

import (
	"cmp"
	"slices"
)

// Version is bumped when texts are compared otherwise: what was stored is then made again.
const Version = 1

// Article is an article of one of the earlier laws, or of the later one.
type Article struct {
	Law     string   // key of the law; of those that the later one replaces, each has its own
	Address string   // below the law: 16, 133-1
	Parts   []string // text of its paragraphs and items in reading order
}

// Kind is what happened to an article.
type Kind string

// The kinds. Of two articles that became one, each is Merged.
const (
	Same    Kind = "same"    // same words, same number
	Moved   Kind = "moved"   // same words, other number
	Changed Kind = "changed" // other words
	Split   Kind = "split"   // into several
	Merged  Kind = "merged"  // with others into one
	Dropped Kind = "dropped" // nothing corresponds
	New     Kind = "new"     // of an article of the later text that comes from none; Align gives none
)

var chinese = map[Kind]string{Same: "未变", Moved: "条号变", Changed: "内容改", Split: "分为多条", Merged: "合并", Dropped: "没有对应",
	New: "新增"}

// Chinese is what a user reads.
func (k Kind) Chinese() string { return chinese[k] }

// Certainty is how sure an answer is.
type Certainty string

// Certain answers were right in 99 of 100 of those that were checked by hand. Likely ones are
// the best that there are. None goes with Dropped: the absence of a successor is not proved.
const (
	Certain Certainty = "certain"
	Likely  Certainty = "likely"
	None    Certainty = "none"
)

// Match is an article of the later text.
type Match struct {
	Address string
	Score   float64 // how like it is: 0 to 1, a little more where the neighbours stand near it
}

// Row is what became of one article.
type Row struct {
	Law, Address string
	Became       []Match // best first
	Kind         Kind
	Sure         Certainty
}

// Align says what each article of earlier texts became in a later one. The earlier texts are
// one text of the same law, or those of all laws that the later one replaced. Rows come in the
// order of the articles.
func Align(earlier, later []Article) []Row {
	a := compare(earlier, later)
	a.place()
	a.claim()
	found := make([][]candidate, len(earlier))
	sources := make(map[lawArticle]int)
	for i := range earlier {
		found[i] = a.successors(i)
		if len(found[i]) > 0 {
			sources[lawArticle{earlier[i].Law, found[i][0].article}]++
		}
	}
	rows := make([]Row, len(earlier))
	for i, e := range earlier {
		rows[i] = a.row(i, found[i])
		if rows[i].Kind == Changed && sources[lawArticle{e.Law, found[i][0].article}] > 1 {
			rows[i].Kind = Merged
		}
	}
	return rows
}

// lawArticle is an article of the later text as the successor of one law.
type lawArticle struct {
	law     string
	article int
}

// sameFrom is the likeness from which words count as the same, certainFrom that from which
// the answer is certain, if the next best article is less like by certainLead.
const (
	sameFrom    = 0.9
	certainFrom = 0.65
	certainLead = 0.15
)

func (a *alignment) row(i int, found []candidate) Row {
	r := Row{Law: a.earlier[i].Law, Address: a.earlier[i].Address, Kind: Dropped, Sure: None}
	if len(found) == 0 {
		return r
	}
	for _, c := range found {
		r.Became = append(r.Became, Match{a.later[c.article].Address, c.score})
	}
	first := found[0]
	switch {
	case len(found) > 1:
		r.Kind = Split
	case first.likeness < sameFrom:
		r.Kind = Changed
	case r.Address == r.Became[0].Address && r.Law == a.later[first.article].Law:
		r.Kind = Same
	default:
		r.Kind = Moved
	}
	r.Sure = Likely
	if first.score >= certainFrom && first.score-a.next(i, first.article) >= certainLead && len(found) == 1 {
		r.Sure = Certain
	}
	return r
}

// next is the score of the best article but for one.
func (a *alignment) next(i, but int) float64 {
	most := 0.0
	for _, c := range a.candidates[i] {
		if c.article != but {
			most = max(most, c.score)
		}
	}
	return most
}

// best is the candidate with the highest score by a measure, the earlier article of two.
func best(cs []candidate, score func(candidate) float64) (candidate, bool) {
	if len(cs) == 0 {
		return candidate{}, false
	}
	return slices.MaxFunc(cs, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(score(x), score(y)), cmp.Compare(y.article, x.article))
	}), true
}
