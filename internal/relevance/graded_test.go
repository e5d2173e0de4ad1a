package relevance

import (
	"math"
	"strings"
	"testing"
)

func judgements(t *testing.T, lines ...string) Judgements {
	t.Helper()
	j, err := ReadJudgements(strings.NewReader(strings.Join(lines, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	return j
}

func TestEvaluateGraded(t *testing.T) {
	j := judgements(t, "a 0 法/1 2", "a 0 法/2 1", "a 0 法/3 0", "b 0 关于〈法〉的解释/3 2", "", "c 0 法/1 0")
	run := Run{"a": {"法/2", "法/9", "法/1"}, "b": {"关于《法》的解释/3"}, "c": {"法/1"}, "d": {"法/1"}}
	got := EvaluateGraded(run, j)
	a := (1 + 3/math.Log2(4)) / (3 + 1/math.Log2(3))
	if !near(got.PrecisionAt1, 1.0/3) || !near(got.SuccessAt5, 2.0/3) || !near(got.NDCG, (a+1)/3) || !near(got.Judged, 4.0/5) {
		t.Errorf("%+v", got)
	}
	if got := EvaluateGraded(Run{}, j); got != (GradedScores{}) {
		t.Errorf("nothing found scores %+v", got)
	}
}

func TestAgree(t *testing.T) {
	a := judgements(t, "q 0 法/1 2", "q 0 法/2 1", "q 0 法/3 0", "q 0 法/4 0", "q 0 法/5 2")
	if got := Agree(a, a); got != (Agreement{Pairs: 5, Same: 1, Kappa: 1, Weighted: 1}) {
		t.Errorf("with oneself: %+v", got)
	}
	// By hand: equal in two of four; by chance in 6 of 16; apart by a half, by chance by 14 of 16.
	b := judgements(t, "q 0 法/1 2", "q 0 法/2 0", "q 0 法/3 0", "q 0 法/4 1", "q 0 法/9 1")
	got := Agree(a, b)
	chance := (2.0*2 + 1*1 + 1*1) / 16
	if got.Pairs != 4 || !near(got.Same, 0.5) || !near(got.Kappa, (0.5-chance)/(1-chance)) || !near(got.Weighted, 1-0.5/(14.0/16)) {
		t.Errorf("%+v, chance %v", got, chance)
	}
	if got := Agree(a, Judgements{}); got != (Agreement{}) {
		t.Errorf("nothing in common: %+v", got)
	}
}

func TestReadJudgementsErrors(t *testing.T) {
	for line, want := range map[string]string{"a 0 法/1": "第 1 行应有四列", "a 0 法/1 3": "第 1 行的等级", "a 0 法/1 x": "第 1 行的等级"} {
		if _, err := ReadJudgements(strings.NewReader(line)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", line, err)
		}
	}
}
