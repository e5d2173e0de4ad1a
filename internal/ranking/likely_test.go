package ranking

import (
	"slices"
	"strings"
	"testing"
)

func TestLikelihoodFile(t *testing.T) {
	shipped, err := ParseLikelihood(shippedLikelihood)
	if err != nil {
		t.Fatal(err)
	}
	if slices.Contains(shipped.Provision, 0) || slices.Contains(shipped.Question, 0) ||
		shipped.LeastProvision == 0 || shipped.LeastQuestion == 0 {
		t.Errorf("a sign has no weight: %+v", shipped)
	}
	again, err := ParseLikelihood(shipped.String())
	if err != nil || again.String() != shipped.String() {
		t.Errorf("%v is read as %v, %v", shipped, again, err)
	}
	for _, bad := range []string{"provision place", "provision place far", "provision branch 1", "question colour 1"} {
		if _, err := ParseLikelihood(bad); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

// A list ends where nothing answers any more, and nothing is on it where nothing answers.
func TestDoubtAnswers(t *testing.T) {
	// The odds of a provision are its score, those of the question its first sign.
	l := &Likelihood{Provision: []float64{0, 1, 0, 0}, Question: []float64{1}, LeastProvision: 0.5, LeastQuestion: 0.5}
	for question, want := range map[float64]string{1: "kept kept left", -1: "left left left"} {
		list := []Ranked{{Score: 2}, {Score: 0.1}, {Score: -0.1}}
		signs := Signs{Question: []float64{question}}
		for _, x := range list {
			signs.Provisions = append(signs.Provisions, []float64{1, x.Score, 0, 0})
		}
		l.doubtAnswers(signs, list)
		var got []string
		for _, x := range list {
			got = append(got, map[bool]string{false: "kept", true: "left"}[x.Unlikely])
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%v; want %s", got, want)
		}
	}
	others := []other{{passage: 0.8}, {passage: 0.6}, {passage: 0.2}}
	for answered, want := range map[bool][]bool{true: {false, false, true}, false: {false, true, true}} {
		doubtOthers(others, answered)
		for i, o := range others {
			if o.Unlikely != want[i] {
				t.Errorf("answered %t: passage %.1f is unlikely: %t", answered, o.passage, o.Unlikely)
			}
		}
	}
}

// What the trees have not seen, a small collection, is not judged.
func TestSmallCollectionsAreNotJudged(t *testing.T) {
	r := ranker(t, docs())
	for _, x := range rank(t, r, "红烧肉怎么做", "", Filter{Near: true}) {
		if x.Unlikely {
			t.Errorf("%s is unlikely", r.Key(x.Doc))
		}
	}
}
