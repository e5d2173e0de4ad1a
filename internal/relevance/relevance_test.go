package relevance

import (
	"math"
	"strings"
	"testing"
)

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestEvaluate(t *testing.T) {
	questions, err := ReadQuestions(strings.NewReader(`{"qid":"a","query":"甲","gold":[["法/1","旧法/7"],["法/2"]]}
{"qid":"b","query":"乙","gold":[["关于〈法〉的解释/3"]]}
{"qid":"c","query":"丙","gold":[["法/9"]]}
`))
	if err != nil {
		t.Fatal(err)
	}
	run, err := ReadRun(strings.NewReader(`a Q0 法/5 1 9 x
a Q0 旧法/7 2 8 x
a Q0 法/1 3 7 x
a Q0 法/2 4 6 x
a Q0 法/2 5 6 x
b Q0 关于《法》的解释/3 12 1 x
b Q0 法/1 1 2 x
`))
	if err != nil {
		t.Fatal(err)
	}
	r := Evaluate(questions, run)
	a, b, c := r.Questions[0], r.Questions[1], r.Questions[2]
	if a.First != 2 || !near(a.MRR, 0.5) || !near(a.Recall[0], 1) || !near(a.NDCG, (1/math.Log2(3)+1/math.Log2(5))/(1+1/math.Log2(3))) {
		t.Errorf("question a: %+v", a)
	}
	// The run's own order of lines does not matter, ranks do; equal addresses count once.
	if b.First != 2 || !near(b.MRR, 0.5) || !near(b.Recall[1], 1) {
		t.Errorf("question b: %+v", b)
	}
	if c.First != 0 || c.MRR != 0 || c.NDCG != 0 || c.Recall[3] != 0 {
		t.Errorf("question c, which the run does not have: %+v", c)
	}
	if !near(r.Mean.MRR, 1.0/3) || !near(r.Mean.Recall[3], 2.0/3) {
		t.Errorf("means: %+v", r.Mean)
	}
	if w := r.Worst(2); len(w) != 2 || w[0].ID != "c" || w[1].ID != "b" {
		t.Errorf("worst: %+v", w)
	}
}

func TestBadFiles(t *testing.T) {
	for _, s := range []string{"{", `{"qid":"","query":"x"}`, `{"qid":"a b","query":"x"}`} {
		if _, err := ReadQuestions(strings.NewReader("\n" + s)); err == nil || !strings.Contains(err.Error(), "第 2 行") {
			t.Errorf("questions %q: error %v; want one that names line 2", s, err)
		}
	}
	for _, s := range []string{"a Q0 法/1 1 2", "a Q0 法/1 一 2 x"} {
		if _, err := ReadRun(strings.NewReader(s)); err == nil || !strings.Contains(err.Error(), "第 1 行") {
			t.Errorf("run %q: error %v; want one that names line 1", s, err)
		}
	}
}
