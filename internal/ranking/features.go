package ranking

import (
	"cmp"
	"math"
	"slices"

	"github.com/fatiao/fatiao/internal/question"
)

// featureNames names the features, in the order in which trees refer to them. d is the
// document, q the question; "best" is the highest value among the candidates of q. A
// closeness is the cosine of two vectors, -1 to 1; a BM25 score is a sum over terms, 0 to
// about 100; ranks and counts n are ln(1+n), a rank that a list does not have counts as 2,500.
//
//	name                unit         range     what it measures
//	words               BM25         0…        words of q in the text of d
//	grams               BM25         0…        pairs of characters of q in the text
//	chars               BM25         0…        characters of q in the text
//	title               BM25         0…        pairs of characters of q in title and headings
//	citing              BM25         0…        pairs of characters of q in the articles that cite d
//	close               closeness    -1…1      q and the text of d
//	lexical             BM25         0…        weighted sum of the five scores above
//	words/best          share        0…1       words, of the best
//	grams/best          share        0…1       grams, of the best
//	close/best          share        …1        close, of the best; 0 where no candidate is close
//	lexical/best        share        0…1       lexical, of the best
//	close-best          closeness    -2…0      close less the best
//	rank close          ln(1+rank)   0.7…7.8   place of d by close
//	rank lexical        ln(1+rank)   0.7…7.8   place of d by lexical
//	words covered       share        0…        words, of the sum of idf of the words of q
//	grams covered       share        0…        grams, of the sum of idf of the pairs of q
//	level               place        0…9       of the law in statute.Levels; 0 for none
//	code                flag         0, 1      the text of the law has more than 1,000 provisions
//	cited               ln(1+n)      0…        provisions that cite d
//	applied             ln(1+n)      0…        cases and commentaries that cite d
//	length              ln(1+n)      0…        characters of the text
//	question length     ln(1+n)      0…4.8     different characters of q
//	law close           closeness    0…1       best close among candidates of the same law
//	law lexical         BM25         0…        best lexical among them
//	law rank            ln(1+rank)   0.7…7.8   place of the law by its best close
//	law candidates      count        0…100     candidates of the law among the 100 closest
//	law size            ln(1+n)      0…        provisions of the text of the law
//	beside close        closeness    0…1       best close of the provisions before and behind d
//	beside lexical      BM25         0…        best lexical of them
//	heading close       closeness    0…1       best close among candidates under the same heading
//	heading lexical     BM25         0…        best lexical among them
//	cites close         closeness    0…1       best close of what d cites
//	cited by close      closeness    0…1       best close of what cites d
//	cited by lexical    BM25         0…        best lexical of what cites d
//	sentence close      closeness    -1…1      best of close and q against each sentence of d
//	title close         closeness    -1…1      q and title and headings of d
//	strong              weight       0…        pairs of q in the text, by what the embedding learned of them
//	strong/best         share        0…1       strong, of the best
//	sentence-close      closeness    0…2       sentence close less close
//
// These are zero, vote rank ln(2501), where no consultations are loaded:
//
//	votes               closeness⁴   0…60      sum over the 60 closest consultations that d answers
//	vote best           closeness    0…1       of the closest of them
//	vote words          lexical²     0…        sum over the 60 consultations with the most words of q
//	vote words best     BM25         0…        lexical of the best of them
//	asked               ln(1+n)      0…        consultations that d answers
//	law votes           closeness⁴   0…        votes of all provisions of the law
//	vote rank           ln(1+rank)   0.7…7.8   place of d by votes
//
// What a question asks, and whether a provision has it (see package question):
//
//	facts               flag         0, 1      q are the facts of a case
//	branch              place        0…4       branch of the law that q shows; 0 for none
//	branch met          share        -1…1      1 where the law of d belongs to it, -1 where to another, 0 where one is unknown
//	start               flag         0, 1      d says from when the law is in force
//	asks start          flag         0, 1      q asks for that
//	amount met          share        -1…1      q asks for a number: 1 where d has one, -1 where not; 0 where q does not ask
//	outcome met         share        -1…1      likewise for what follows
//	definition met      share        -1…1      likewise for what a word means
//	permission met      share        -1…1      likewise for what may be done
//	crime               flag         0, 1      d punishes a crime
//
// How d stands among others, and what the first forest said:
//
//	close-law           closeness    -2…0      close less law close
//	close-heading       closeness    -2…0      close less heading close
//	lexical-heading     BM25         …0        lexical less heading lexical
//	sentence-best       closeness    -2…0      sentence close less the best
//	title-best          closeness    -2…0      title close less the best
//	first               score        any       of the first forest, see firstNames
//	first rank          ln(1+n)      0…6.0     candidates before d by it
var featureNames = []string{
	"words", "grams", "chars", "title", "citing", "close", "lexical",
	"words/best", "grams/best", "close/best", "lexical/best", "close-best",
	"rank close", "rank lexical", "words covered", "grams covered",
	"level", "code", "cited", "applied", "length", "question length",
	"law close", "law lexical", "law rank", "law candidates", "law size",
	"beside close", "beside lexical", "heading close", "heading lexical",
	"cites close", "cited by close", "cited by lexical",
	"sentence close", "title close", "strong", "strong/best", "sentence-close",
	"votes", "vote best", "vote words", "vote words best", "asked", "law votes", "vote rank",
	"facts", "branch", "branch met", "start", "asks start", "amount met", "outcome met", "definition met", "permission met", "crime",
	"close-law", "close-heading", "lexical-heading", "sentence-best", "title-best", "first", "first rank",
}

// The places of features that are shown or used by name.
var (
	featureClose        = slices.Index(featureNames, "close")
	featureRankClose    = slices.Index(featureNames, "rank close")
	featureRankLexical  = slices.Index(featureNames, "rank lexical")
	featureGramsCovered = slices.Index(featureNames, "grams covered")
	featureVoteBest     = slices.Index(featureNames, "vote best")
	featureTitleClose   = slices.Index(featureNames, "title close")

	featureSentenceClose = slices.Index(featureNames, "sentence close")
	featureSentenceBest  = slices.Index(featureNames, "sentence-best")
	featureTitleBest     = slices.Index(featureNames, "title-best")
)

// candidates finds the candidates for a question that was scored, among the provisions that are
// allowed, keeps those to which a first forest gives the highest scores, and computes their
// features. consulted says which consultations may vote; nil: none. Without a first forest, as in
// small collections, all are kept in the order in which they were found.
func (c *Collection) candidates(q *lookup, s *scores, ways gatheringWays, allowed func(int) bool,
	consulted func(doc int) bool) []candidate {
	v := c.vote(s, allowed, consulted)
	list := c.gather(q, s, ways.closest, v, allowed)
	if ways.first != nil {
		for i, score := range ways.first.ScoreAll(c.firstFeatures(q, s, list)) {
			list[i].first = float32(score)
		}
		list = foremost(list, v)
	}
	f := &featureMaker{c: c, s: s, q: q, v: v, list: list}
	f.prepare()
	for i := range list {
		list[i].features = f.features(&list[i], i)
		list[i].asked = v.asked[list[i].doc]
	}
	f.compare()
	return list
}

// around returns the articles beside some, those that they cite and those that
// cite them.
func (c *Collection) around(docs []int32, articles func(int) bool) []int32 {
	var list []int32
	add := func(d int32) {
		if articles(int(d)) {
			list = append(list, d)
		}
	}
	t := c.table
	for _, d := range docs {
		for o := range t.beside(d) {
			add(o)
		}
		for _, o := range t.edgesOf(int(d)) {
			add(o)
		}
		for i, o := range c.citingOf(int(d)) {
			if i == maxCitingNeighbours {
				break
			}
			add(o)
		}
	}
	return list
}

// maxCitingNeighbours bounds who is looked at among those that cite an article
// that everybody cites.
const maxCitingNeighbours = 10

// featureMaker computes the features of the candidates of one question.
type featureMaker struct {
	c    *Collection
	s    *scores
	q    *lookup
	v    *votes
	list []candidate

	bestWords, bestGrams, bestClose, bestLexical, bestStrong float32
	laws                                                     map[int32]*group
	headings                                                 map[int32]*group
}

// group are the candidates of one law or under one heading.
type group struct {
	close, lexical float32 // the best
	n              int     // of the 100 closest documents
	rank           int     // of the law by its best candidates
	votes          float32
}

func (f *featureMaker) prepare() {
	f.laws, f.headings = map[int32]*group{}, map[int32]*group{}
	t := f.c.table
	var near []candidate
	for _, k := range f.list {
		d := k.doc
		f.bestWords = max(f.bestWords, f.s.words[d])
		f.bestStrong = max(f.bestStrong, f.s.strong[d])
		f.bestGrams = max(f.bestGrams, f.s.grams[d])
		f.bestClose = max(f.bestClose, f.s.close[d])
		f.bestLexical = max(f.bestLexical, f.s.lexical[d])
		for _, g := range [...]*group{groupOf(f.laws, t.laws[d]), groupOf(f.headings, t.headings[d])} {
			g.close = max(g.close, f.s.close[d])
			g.lexical = max(g.lexical, f.s.lexical[d])
			if k.rankClose > 0 && k.rankClose <= 100 {
				g.n++
			}
		}
		if k.rankClose > 0 {
			near = append(near, k)
		}
	}
	for d, v := range f.v.sum {
		groupOf(f.laws, t.laws[d]).votes += v
	}
	slices.SortFunc(near, func(a, b candidate) int { return cmp.Compare(a.rankClose, b.rankClose) })
	rank := 0
	for _, k := range near {
		if law := f.laws[t.laws[k.doc]]; law.rank == 0 {
			rank++
			law.rank = rank
		}
	}
}

func groupOf(groups map[int32]*group, key int32) *group {
	g := groups[key]
	if g == nil {
		g = &group{}
		groups[key] = g
	}
	return g
}

func ratio(a, b float32) float32 {
	if b <= 0 {
		return 0
	}
	return a / b
}

func logOf(n float64) float32 { return float32(math.Log1p(n)) }

// codeSize is how many provisions a text has more than, which is a code.
const codeSize = 1000

// unranked stands for the rank of a document that a list does not have.
const unranked = 2500

func rankOf(r int) float32 {
	if r == 0 {
		r = unranked
	}
	return logOf(float64(r))
}

// features are those of the candidate at a place of the list, in the order of featureNames.
func (f *featureMaker) features(k *candidate, at int) []float32 {
	d := k.doc
	s, t := f.s, f.c.table
	law, heading := f.laws[t.laws[d]], f.headings[t.headings[d]]
	var besideClose, besideLexical float32
	for o := range t.beside(d) {
		besideClose = max(besideClose, s.close[o])
		besideLexical = max(besideLexical, s.lexical[o])
	}
	var cites, citedBy, citedByLexical float32
	for _, o := range t.edgesOf(int(d)) {
		cites = max(cites, s.close[o])
	}
	for _, o := range f.c.citingOf(int(d)) {
		citedBy = max(citedBy, s.close[o])
		citedByLexical = max(citedByLexical, s.lexical[o])
	}
	sentence := s.close[d]
	for i := t.sentenceFrom[d]; i < t.sentenceTo[d]; i++ {
		sentence = max(sentence, f.c.sentences.Closeness(f.q.vector, int(i)))
	}
	title := f.c.titles.Closeness(f.q.vector, int(t.titles[d]))
	size := f.c.versionSizes[t.versions[d]]
	has := question.Asked(t.has[d])
	return []float32{
		s.words[d], s.grams[d], s.chars[d], s.title[d], s.citing[d], s.close[d], s.lexical[d],
		ratio(s.words[d], f.bestWords), ratio(s.grams[d], f.bestGrams), ratio(s.close[d], f.bestClose), ratio(s.lexical[d], f.bestLexical),
		s.close[d] - f.bestClose,
		rankOf(int(k.rankClose)), rankOf(int(k.rankLexical)), ratio(s.words[d], s.maxWords), ratio(s.grams[d], s.maxGrams),
		float32(t.levels[d]), boolean(size > codeSize), f.c.logs.cited[d], f.c.logs.applied[d],
		f.c.logs.length[d], logOf(float64(len(f.q.chars.list))),
		law.close, law.lexical, rankOf(law.rank), float32(law.n), logOf(float64(size)),
		besideClose, besideLexical, heading.close, heading.lexical,
		cites, citedBy, citedByLexical,
		sentence, title, s.strong[d], ratio(s.strong[d], f.bestStrong), sentence - s.close[d],
		f.v.sum[d], f.v.most[d], f.v.words[d], f.v.wordsMost[d],
		logOf(float64(f.v.asked[d])), law.votes, rankOf(f.v.rank[d]),
		boolean(f.q.read.Facts), float32(f.q.read.Branch), f.branchMet(d),
		boolean(has&question.AsksStart != 0), boolean(f.q.read.Asks&question.AsksStart != 0),
		f.met(has, question.AsksAmount), f.met(has, question.AsksOutcome),
		f.met(has, question.AsksDefinition), f.met(has, question.AsksPermission),
		boolean(t.has[d]&punishes != 0),
		s.close[d] - law.close, s.close[d] - heading.close, s.lexical[d] - heading.lexical, 0, 0, k.first, logOf(float64(at)),
	}
}

// compare fills the features that need those of all candidates.
func (f *featureMaker) compare() {
	sentence, title := float32(-1), float32(-1)
	for _, k := range f.list {
		sentence, title = max(sentence, k.features[featureSentenceClose]), max(title, k.features[featureTitleClose])
	}
	for _, k := range f.list {
		k.features[featureSentenceBest] = k.features[featureSentenceClose] - sentence
		k.features[featureTitleBest] = k.features[featureTitleClose] - title
	}
}

// branchMet compares the branch that a question shows with that of a provision's law.
func (f *featureMaker) branchMet(d int32) float32 {
	of := question.Branch(f.c.table.branches[d])
	switch {
	case f.q.read.Branch == question.BranchNone || of == question.BranchNone:
		return 0
	case f.q.read.Branch == of:
		return 1
	}
	return -1
}

// met says whether a provision has what a question asks for.
func (f *featureMaker) met(has, what question.Asked) float32 {
	switch {
	case f.q.read.Asks&what == 0:
		return 0
	case has&what != 0:
		return 1
	}
	return -1
}

func boolean(b bool) float32 {
	if b {
		return 1
	}
	return 0
}
