package relevance

import (
	"bufio"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/usererr"
)

// Grade says how well a provision answers a question.
type Grade int

// The grades.
const (
	Useless Grade = iota
	Applies       // it is applied to the case beside what decides it
	Decides       // it answers the question
)

// Judgements are the grades that people gave: by question and address.
type Judgements map[string]map[string]Grade

// ReadJudgements reads judgements in the form of TREC: question, 0, address, grade. An error
// names the line, in Chinese.
func ReadJudgements(r io.Reader) (Judgements, error) {
	all := Judgements{}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		f := strings.Fields(lines.Text())
		if len(f) == 0 {
			continue
		}
		if len(f) != 4 {
			return nil, usererr.Errorf("判定文件第 %d 行应有四列（qid 0 地址 等级），实有 %d 列", n, len(f))
		}
		grade, err := strconv.Atoi(f[3])
		if err != nil || grade < int(Useless) || grade > int(Decides) {
			return nil, usererr.Errorf("判定文件第 %d 行的等级应是 0、1 或 2：%s", n, f[3])
		}
		if all[f[0]] == nil {
			all[f[0]] = map[string]Grade{}
		}
		all[f[0]][normalAddress(f[2])] = Grade(grade)
	}
	if err := lines.Err(); err != nil {
		return nil, usererr.Errorf("读判定文件：%w", err)
	}
	return all, nil
}

// GradedScores are means over questions of a ranking that people judged. What nobody judged
// counts as useless.
type GradedScores struct {
	PrecisionAt1 float64 // share of questions whose first result decides
	SuccessAt5   float64 // share with a result among the first five that decides
	NDCG         float64 // at 10, with gains of 3 and 1
	Judged       float64 // share of the first ten results that somebody judged
}

// EvaluateGraded measures a ranking against judgements, over the questions that have any.
func EvaluateGraded(run Run, judgements Judgements) GradedScores {
	var mean GradedScores
	shown, judged := 0, 0
	for id, grades := range judgements {
		first := run[id][:min(10, len(run[id]))]
		dcg, ideal := 0.0, 0.0
		for i, address := range first {
			grade, ok := grades[address]
			shown++
			if ok {
				judged++
			}
			dcg += gain(grade, i)
			if grade == Decides && i == 0 {
				mean.PrecisionAt1++
			}
		}
		if slices.ContainsFunc(first[:min(5, len(first))], func(address string) bool { return grades[address] == Decides }) {
			mean.SuccessAt5++
		}
		best := make([]Grade, 0, len(grades))
		for _, g := range grades {
			best = append(best, g)
		}
		slices.SortFunc(best, func(a, b Grade) int { return int(b - a) })
		for i, g := range best[:min(10, len(best))] {
			ideal += gain(g, i)
		}
		if ideal > 0 {
			mean.NDCG += dcg / ideal
		}
	}
	n := float64(max(1, len(judgements)))
	mean.PrecisionAt1 /= n
	mean.SuccessAt5 /= n
	mean.NDCG /= n
	mean.Judged = float64(judged) / float64(max(1, shown))
	return mean
}

// gain is what a result of a grade is worth at a place, from 0.
func gain(g Grade, place int) float64 {
	return (math.Pow(2, float64(g)) - 1) / math.Log2(float64(place)+2)
}

// Agreement is how far two people gave the same grades to what both judged.
type Agreement struct {
	Pairs int
	Same  float64 // share of equal grades
	// Kappa is Cohen's: the share of equal grades beyond what chance would give. Weighted counts
	// a distance of two grades twice that of one.
	Kappa, Weighted float64
}

// Agree compares the grades of two people.
func Agree(a, b Judgements) Agreement {
	const grades = int(Decides) + 1
	var both [grades][grades]float64
	var ofA, ofB [grades]float64
	n := 0
	for id, list := range a {
		for address, x := range list {
			if y, ok := b[id][address]; ok {
				both[x][y]++
				ofA[x]++
				ofB[y]++
				n++
			}
		}
	}
	if n == 0 {
		return Agreement{}
	}
	total := float64(n)
	same, chance, apart, apartByChance := 0.0, 0.0, 0.0, 0.0
	for x := range grades {
		same += both[x][x] / total
		chance += ofA[x] * ofB[x] / (total * total)
		for y := range grades {
			distance := math.Abs(float64(x - y))
			apart += distance * both[x][y] / total
			apartByChance += distance * ofA[x] * ofB[y] / (total * total)
		}
	}
	r := Agreement{Pairs: n, Same: same, Kappa: 1, Weighted: 1}
	if chance < 1 {
		r.Kappa = (same - chance) / (1 - chance)
	}
	if apartByChance > 0 {
		r.Weighted = 1 - apart/apartByChance
	}
	return r
}
