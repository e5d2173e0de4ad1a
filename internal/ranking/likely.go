package ranking

import (
	"bufio"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/question"
)

// The signs by which it is judged how likely a provision answers, and whether anything
// answers a question. Sums and scores count as ln(1+n), flags are 0 or 1.
//
//	first       score   of the first provision, by the trees
//	place       ln      place in the list, from 1
//	close       -1…1    closeness; of a question the best of the first ten
//	title       -1…1    best closeness of title and headings of the first ten
//	passage     0…1     share of the question that the best passage of the first ten has
//	strong      ln      what the embedding learned of the question's pairs of characters
//	lexical     ln      best blend of words of all documents
//	known       0…1     share of its pairs that some document has, common: that 20 have
//	everyday    flag    it has everyday words for which the law has others
//	outcome …   flag    it asks for what follows, for a permission, for a number
//	branch      flag    its words show a branch of the law
//	else        flag    it asks for what no law says
//	concerns    flag    it tells of what law is about
var (
	provisionSigns = []string{"one", "score", "place", "close"}
	questionSigns  = []string{"one", "close", "title", "passage", "first", "strong", "lexical", "known", "common", "everyday", "outcome",
		"permission", "amount", "branch", "else", "concerns"}
)

// commonPair is how many documents have a pair of characters that is common.
const commonPair = 20

// firstLooked is how many of the first provisions are looked at for the signs of a question.
const firstLooked = 10

// Likelihood are the learned weights of signs: the logarithm of the odds that a provision
// answers a question is their weighted sum.
type Likelihood struct {
	Provision, Question []float64 // in the order of the signs
	// LeastProvision is the probability below which a provision is taken for no answer,
	// LeastQuestion that below which nothing is taken to answer a question.
	LeastProvision, LeastQuestion float64
}

//go:embed likelihood.txt
var shippedLikelihood string

// ParseLikelihood reads weights as String writes them.
func ParseLikelihood(text string) (*Likelihood, error) {
	l := &Likelihood{Provision: make([]float64, len(provisionSigns)), Question: make([]float64, len(questionSigns))}
	lines := bufio.NewScanner(strings.NewReader(text))
	for lines.Scan() {
		f := strings.Fields(lines.Text())
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		if len(f) != 3 {
			return nil, fmt.Errorf("reading weights of signs: %q has not three columns", lines.Text())
		}
		v, err := strconv.ParseFloat(f[2], 64)
		if err != nil {
			return nil, fmt.Errorf("reading weights of signs: %w", err)
		}
		names, weights, least := provisionSigns, l.Provision, &l.LeastProvision
		if f[0] == "question" {
			names, weights, least = questionSigns, l.Question, &l.LeastQuestion
		}
		switch i := slices.Index(names, f[1]); {
		case f[1] == "least":
			*least = v
		case i < 0:
			return nil, fmt.Errorf("reading weights of signs: there is no sign %q of a %s", f[1], f[0])
		default:
			weights[i] = v
		}
	}
	return l, nil
}

// String writes the weights, one a line.
func (l *Likelihood) String() string {
	var b strings.Builder
	for i, name := range provisionSigns {
		fmt.Fprintf(&b, "provision %s %.4f\n", name, l.Provision[i])
	}
	fmt.Fprintf(&b, "provision least %.4f\n", l.LeastProvision)
	for i, name := range questionSigns {
		fmt.Fprintf(&b, "question %s %.4f\n", name, l.Question[i])
	}
	fmt.Fprintf(&b, "question least %.4f\n", l.LeastQuestion)
	return b.String()
}

// Logistic is the probability for signs with such weights.
func Logistic(weights, signs []float64) float64 {
	sum := 0.0
	for i, w := range weights {
		sum += w * signs[i]
	}
	return 1 / (1 + math.Exp(-sum))
}

// Signs are the signs of an answered question.
type Signs struct {
	Question   []float64
	Provisions [][]float64 // beside the provisions that were found
}

// signsOf are the signs of a question and of the provisions that were found for it; passage is
// the share of the question that the best passage of the first of them has.
func (r *Ranker) signsOf(q *lookup, s *scores, provisions []Ranked, passage float32) Signs {
	var signs Signs
	var first, near, title float64
	for i, x := range provisions {
		signs.Provisions = append(signs.Provisions, []float64{1, x.Score, math.Log1p(float64(i)), x.Why.Closeness})
		if i == 0 {
			first = x.Score
		}
		if i < firstLooked {
			near, title = max(near, x.Why.Closeness), max(title, x.Why.Title)
		}
	}
	var known, common, strong float64
	own := q.grams.list[:q.grams.own]
	for i, g := range own {
		n := r.post.Count(fieldGrams, g)
		if n > 0 {
			known++
		}
		if n > commonPair {
			common++
		}
		strong += float64(q.strengths[i])
	}
	n := float64(max(1, len(own)))
	asks := func(what question.Asked) float64 { return flag(q.read.Asks&what != 0) }
	signs.Question = []float64{1, near, title, float64(passage), first, math.Log1p(strong), math.Log1p(float64(s.mostLexical())),
		known / n, common / n,
		flag(q.read.Everyday), asks(question.AsksOutcome), asks(question.AsksPermission), asks(question.AsksAmount),
		flag(q.read.Branch != question.BranchNone), asks(question.AsksElse),
		flag(question.Concerns(q.read.Subject))}
	return signs
}

// mostLexical is the highest blend of words of the documents that were scored.
func (s *scores) mostLexical() (most float32) {
	if s.some != nil {
		for _, d := range s.some.docs {
			most = max(most, s.lexical[d])
		}
		return most
	}
	for _, v := range s.lexical {
		most = max(most, v)
	}
	return most
}

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// doubtAnswers says of which provisions it is not likely that they answer: of all, where
// nothing answers the question.
func (l *Likelihood) doubtAnswers(signs Signs, provisions []Ranked) (answered bool) {
	answered = Logistic(l.Question, signs.Question) >= l.LeastQuestion
	for i := range provisions {
		provisions[i].Unlikely = !answered || Logistic(l.Provision, signs.Provisions[i]) < l.LeastProvision
	}
	return answered
}
