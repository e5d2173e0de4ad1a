package concordance

import (
	"cmp"
	"slices"
	"strings"
)

// What is taken for a successor. The limits were chosen on answers made by hand, see
// docs/history.md.
const (
	leastFirst = 0.2   // score of the best article
	claimCost  = 0.4   // what a better claim of another article of the law costs
	nearGain   = 0.075 // what an article gains that stands where the neighbours went

	leastLike     = 0.1 // likeness of two sentences that counts at all
	leastSentence = 0.6 // likeness of a sentence in a further article
	sentenceLead  = 0.1 // by which it is more like there than in the best article
	sentenceShare = 0.7 // of the likeness of the sentence's best source
	leastWeight   = 50  // of a sentence that is looked at alone

	leastInside = 0.25 // share of a further article that stands in the earlier one
	leastCover  = 0.1  // share of the earlier article that stands in a further one
	leastGain   = 0.06 // share that stands in a further one and not in the best
	originShare = 0.8  // of the score of the further article's best source
)

// A candidate is an article of the later text that has words in common with an earlier one.
type candidate struct {
	article       int     // of the later text
	likeness      float64 // of the whole articles
	score         float64 // of the articles or of sentence by sentence, with what order adds
	cover, inside float64 // share of the earlier article, of the later one, that is common
}

// sentence is a sentence of an earlier article with the sentence of each later article that
// is most like it.
type sentence struct {
	weight float64
	likes  []likeSentence  // by article, ascending; only those that are like enough to count
	best   [2]likeSentence // the best two, of different articles
}

type likeSentence struct {
	article  int
	sentence int // among those of the later text
	likeness float64
}

// alignment is two texts while they are compared.
type alignment struct {
	earlier, later []Article
	earlierBags    []bag
	laterIndex     *index
	candidates     [][]candidate // by earlier article
	sentences      [][]sentence  // by earlier article
	fromSentence   []float64     // by later sentence: likeness of its best source
	origin         map[lawArticle]claim
	fromArticle    []float64 // by later article: score of its best source
}

// claim is the earlier article that a later one is most like.
type claim struct {
	earlier int
	score   float64
}

// compare finds what the articles of two texts have in common.
func compare(earlier, later []Article) *alignment {
	words, bags := newVocabulary(append(texts(earlier), texts(later)...))
	a := &alignment{earlier: earlier, later: later, earlierBags: bags[:len(earlier)], laterIndex: newIndex(words, bags[len(earlier):])}
	var laterSentences []bag
	var in []int // article of each sentence
	for i, x := range later {
		for _, s := range split(x.Parts) {
			laterSentences = append(laterSentences, words.bag(s))
			in = append(in, i)
		}
	}
	sentences := newIndex(words, laterSentences)
	a.fromSentence = make([]float64, len(laterSentences))
	for i, x := range earlier {
		var own []sentence
		for _, s := range split(x.Parts) {
			own = append(own, a.likeSentences(sentences, in, words.bag(s)))
		}
		a.sentences = append(a.sentences, own)
		a.candidates = append(a.candidates, a.alike(a.earlierBags[i], own))
	}
	return a
}

func texts(articles []Article) []string {
	out := make([]string, len(articles))
	for i, x := range articles {
		out[i] = strings.Join(x.Parts, "\n")
	}
	return out
}

// split cuts parts into sentences.
func split(parts []string) []string {
	const least = len("　　　　")
	var out []string
	for _, p := range parts {
		for _, s := range strings.FieldsFunc(p, func(r rune) bool { return r == '。' || r == '；' || r == '：' }) {
			if len(s) >= least {
				out = append(out, s)
			}
		}
	}
	return out
}

func (a *alignment) likeSentences(sentences *index, in []int, b bag) sentence {
	s := sentence{weight: b.weight}
	for _, c := range sentences.search(b) {
		l := likeness(c.weight, b, sentences.pieces[c.piece])
		if l < leastLike {
			continue
		}
		a.fromSentence[c.piece] = max(a.fromSentence[c.piece], l)
		s.likes = append(s.likes, likeSentence{in[c.piece], c.piece, l})
	}
	slices.SortFunc(s.likes, func(x, y likeSentence) int { return x.sentence - y.sentence })
	best := s.likes[:0] // of each article: its sentences follow each other
	for _, l := range s.likes {
		switch last := len(best) - 1; {
		case last < 0 || best[last].article != l.article:
			best = append(best, l)
		case best[last].likeness < l.likeness:
			best[last] = l
		}
	}
	s.likes = best
	for _, l := range s.likes {
		switch {
		case l.likeness > s.best[0].likeness:
			s.best = [2]likeSentence{l, s.best[0]}
		case l.likeness > s.best[1].likeness:
			s.best[1] = l
		}
	}
	return s
}

// in is how like the sentence of an article is that is most like this one.
func (s sentence) in(article int) float64 {
	at, ok := slices.BinarySearchFunc(s.likes, article, func(l likeSentence, n int) int { return l.article - n })
	if !ok {
		return 0
	}
	return s.likes[at].likeness
}

// alike are the later articles that have a good part of an earlier one, or that it has a good
// part of.
func (a *alignment) alike(b bag, own []sentence) []candidate {
	const coverLeast, insideLeast = 0.1, 0.2
	all := 0.0
	for _, s := range own {
		all += s.weight
	}
	var out []candidate
	for _, c := range a.laterIndex.search(b) {
		there := a.laterIndex.pieces[c.piece]
		x := candidate{article: c.piece, likeness: likeness(c.weight, b, there), cover: c.weight / b.weight,
			inside: c.weight / there.weight}
		if x.cover < coverLeast && x.inside < insideLeast {
			continue
		}
		bySentence := 0.0
		for _, s := range own {
			bySentence += s.weight / all * s.in(c.piece)
		}
		x.score = max(x.likeness, bySentence)
		out = append(out, x)
	}
	return out
}

// place raises the score of articles that stand where the neighbours went.
func (a *alignment) place() {
	const sure, reach, enough = 0.6, 4, 3
	went := make([]int, len(a.earlier)) // -1 where it is not sure
	for i, cs := range a.candidates {
		went[i] = -1
		if c, ok := best(cs, func(c candidate) float64 { return c.score }); ok && c.score >= sure {
			went[i] = c.article
		}
	}
	for i, cs := range a.candidates {
		for k := range cs {
			near := 0
			for j := max(0, i-reach); j <= min(i+reach, len(went)-1); j++ {
				if off := cs[k].article - i - (went[j] - j); j != i && went[j] >= 0 && -reach <= off && off <= reach {
					near++
				}
			}
			cs[k].score += nearGain * min(1, float64(near)/enough)
		}
	}
}

// claim finds the best source of each later article, of each law and of all.
func (a *alignment) claim() {
	a.origin = map[lawArticle]claim{}
	a.fromArticle = make([]float64, len(a.later))
	for i, cs := range a.candidates {
		for _, c := range cs {
			k := lawArticle{a.earlier[i].Law, c.article}
			if c.score > a.origin[k].score {
				a.origin[k] = claim{i, c.score}
			}
			a.fromArticle[c.article] = max(a.fromArticle[c.article], c.score)
		}
	}
}

// successors are the later articles that an earlier one became, the best first.
func (a *alignment) successors(i int) []candidate {
	law := a.earlier[i].Law
	first, ok := best(a.candidates[i], func(c candidate) float64 {
		return c.score - claimCost*(a.origin[lawArticle{law, c.article}].score-c.score)
	})
	if !ok || first.score < leastFirst {
		return nil
	}
	var further []candidate
	for _, c := range a.candidates[i] {
		if c.article == first.article {
			continue
		}
		if s := max(a.bySentence(i, c.article, first.article), a.byArticle(i, c, first.article)); s > 0 {
			c.score = s
			further = append(further, c)
		}
	}
	slices.SortFunc(further, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.article, y.article))
	})
	return append([]candidate{first}, further...)
}

// byArticle is the score of a further article that comes from this one more than from others
// and that has what the first has not; 0 where that is not so.
func (a *alignment) byArticle(i int, c candidate, first int) float64 {
	if c.inside < leastInside || c.cover < leastCover || c.score < originShare*a.fromArticle[c.article] ||
		a.origin[lawArticle{a.earlier[i].Law, c.article}].earlier != i {
		return 0
	}
	b := a.earlierBags[i]
	if a.laterIndex.gain(b, c.article, first) < leastGain*b.weight {
		return 0
	}
	return c.score
}

// bySentence is the score of a further article in which a sentence of this one stands that
// does not stand in the first; 0 where there is none.
func (a *alignment) bySentence(i, article, first int) float64 {
	const ofSentence = 0.9 // a sentence is less than an article
	most := 0.0
	for _, s := range a.sentences[i] {
		if s.weight < leastWeight {
			continue
		}
		other := s.best[0]
		if other.article == first {
			other = s.best[1]
		}
		if other.article == article && other.likeness >= leastSentence && other.likeness-s.in(first) >= sentenceLead &&
			other.likeness >= sentenceShare*a.fromSentence[other.sentence] {
			most = max(most, ofSentence*other.likeness)
		}
	}
	return most
}
