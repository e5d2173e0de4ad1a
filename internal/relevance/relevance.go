// Package relevance measures a ranking against questions with known answers:
// recall, mean reciprocal rank and nDCG.
//
// A question may need several provisions; each may be given by any of several
// equivalent addresses. [ReadQuestions] reads the questions, [ReadRun] a ranking
// in the form of TREC, [Evaluate] compares them.
package relevance

import (
	"bufio"
	"encoding/json"
	"io"
	"math"
	"sort"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/usererr"
)

// Question is a question with the addresses that answer it.
type Question struct {
	ID   string
	Text string
	// Gold has a list for each provision that is needed: its equivalent addresses.
	Gold [][]string
	// Voice is how it is asked: search, story, facts, exam; "" where the file does not say.
	Voice string
}

// ReadQuestions reads JSON Lines: {"qid", "query", "gold", "voice"}. An error names the
// line, in Chinese.
func ReadQuestions(r io.Reader) ([]Question, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 16<<20)
	var list []Question
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var q struct {
			QID   string     `json:"qid"`
			Query string     `json:"query"`
			Gold  [][]string `json:"gold"`
			Voice string     `json:"voice"`
		}
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			return nil, usererr.Errorf("问题文件第 %d 行不是有效的 JSON", n)
		}
		if q.QID == "" || strings.ContainsAny(q.QID, " \t") {
			return nil, usererr.Errorf("问题文件第 %d 行的 qid 是空的或含有空格", n)
		}
		for _, same := range q.Gold {
			for i, a := range same {
				same[i] = normalAddress(a)
			}
		}
		list = append(list, Question{q.QID, q.Query, q.Gold, q.Voice})
	}
	if err := lines.Err(); err != nil {
		return nil, usererr.Errorf("读问题文件：%w", err)
	}
	return list, nil
}

// oneForm writes inner title marks in one way.
func normalAddress(address string) string {
	return strings.NewReplacer("〈", "《", "〉", "》").Replace(address)
}

// Run is a ranking: for each question, addresses, best first.
type Run map[string][]string

// ReadRun reads lines "qid Q0 address rank score name". An address that a
// question has twice counts once, at its better rank.
func ReadRun(r io.Reader) (Run, error) {
	type entry struct {
		address string
		rank    int
	}
	entries := map[string][]entry{}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		f := strings.Fields(lines.Text())
		if len(f) == 0 {
			continue
		}
		if len(f) != 6 {
			return nil, usererr.Errorf("排名文件第 %d 行应有六列（qid Q0 地址 名次 得分 名称），实有 %d 列", n, len(f))
		}
		rank, err := strconv.Atoi(f[3])
		if err != nil {
			return nil, usererr.Errorf("排名文件第 %d 行的名次不是数字：%s", n, f[3])
		}
		entries[f[0]] = append(entries[f[0]], entry{normalAddress(f[2]), rank})
	}
	if err := lines.Err(); err != nil {
		return nil, usererr.Errorf("读排名文件：%w", err)
	}
	run := Run{}
	for id, list := range entries {
		sort.SliceStable(list, func(i, j int) bool { return list[i].rank < list[j].rank })
		seen := map[string]bool{}
		for _, e := range list {
			if !seen[e.address] {
				seen[e.address] = true
				run[id] = append(run[id], e.address)
			}
		}
	}
	return run, nil
}

// Cutoffs are the ranks at which recall is measured.
var Cutoffs = [...]int{5, 10, 50, 100}

// Scores are the measures of one question, or their means.
type Scores struct {
	Recall [len(Cutoffs)]float64 // share of the needed provisions among the first so many
	MRR    float64               // one by the rank of the first that is right, 0 beyond rank 10
	NDCG   float64               // at 10
}

// QuestionScores are the measures of one question.
type QuestionScores struct {
	Question
	Scores
	First int // rank of the first that is right, 0 where there is none
}

// Evaluation is a ranking measured.
type Evaluation struct {
	Mean      Scores
	Questions []QuestionScores // in the order of the questions
}

// Evaluate measures a ranking. A question that the run does not have scores 0.
func Evaluate(questions []Question, run Run) Evaluation {
	var r Evaluation
	for _, q := range questions {
		s := evaluate(q, run[q.ID])
		r.Questions = append(r.Questions, s)
		for i, v := range s.Recall {
			r.Mean.Recall[i] += v
		}
		r.Mean.MRR += s.MRR
		r.Mean.NDCG += s.NDCG
	}
	n := float64(max(1, len(questions)))
	for i := range r.Mean.Recall {
		r.Mean.Recall[i] /= n
	}
	r.Mean.MRR /= n
	r.Mean.NDCG /= n
	return r
}

func evaluate(q Question, ranked []string) QuestionScores {
	s := QuestionScores{Question: q}
	given := map[string]int{} // the needed provision that an address gives
	for i, same := range q.Gold {
		for _, a := range same {
			given[a] = i
		}
	}
	found := map[int]bool{}
	dcg := 0.0
	for i, a := range ranked {
		need, ok := given[a]
		if !ok || found[need] {
			continue
		}
		found[need] = true
		rank := i + 1
		if s.First == 0 {
			s.First = rank
		}
		for c, cutoff := range Cutoffs {
			if rank <= cutoff {
				s.Recall[c] += 1 / float64(len(q.Gold))
			}
		}
		if rank <= 10 {
			dcg += 1 / math.Log2(float64(rank)+1)
		}
	}
	if s.First > 0 && s.First <= 10 {
		s.MRR = 1 / float64(s.First)
	}
	ideal := 0.0
	for i := range min(10, len(q.Gold)) {
		ideal += 1 / math.Log2(float64(i)+2)
	}
	if ideal > 0 {
		s.NDCG = dcg / ideal
	}
	return s
}

// Worst returns the n questions that were answered worst, worst first.
func (r Evaluation) Worst(n int) []QuestionScores {
	list := append([]QuestionScores(nil), r.Questions...)
	sort.SliceStable(list, func(i, j int) bool {
		if list[i].NDCG != list[j].NDCG {
			return list[i].NDCG < list[j].NDCG
		}
		return list[i].Recall[len(Cutoffs)-1] < list[j].Recall[len(Cutoffs)-1]
	})
	return list[:min(n, len(list))]
}
