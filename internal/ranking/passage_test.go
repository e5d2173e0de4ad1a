package ranking

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/question"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// filler are sentences with nothing of what is asked.
var filler = strings.Repeat("天气晴朗，河水清澈，群众满意。", 20)

// reports are the articles of docs with two long reports: one tells what is asked in a
// sentence, the other has the words far apart.
func reports() []searchdoc.Document {
	return append(docs(),
		searchdoc.Document{Key: "commentary:3", Kind: searchdoc.Commentary, Title: "一周要闻",
			Text: filler + "柳溪检测站今年查出疲劳驾驶的货车312辆。" + filler},
		searchdoc.Document{Key: "commentary:4", Kind: searchdoc.Commentary, Title: "旧闻",
			Text: "柳溪。" + filler + "检测站查出。" + filler + "疲劳驾驶。" + filler + "货车。"})
}

// TestPassageFirst: a text that tells what is asked in one place stands before provisions that
// share some words with the question; one that has the words here and there does not.
func TestPassageFirst(t *testing.T) {
	r := ranker(t, reports())
	list := rank(t, r, "柳溪检测站查出多少辆疲劳驾驶的货车", "", Filter{})
	if got := r.Key(list[0].Doc); got != "commentary:3" {
		t.Errorf("first is %s", got)
	}
	for i, x := range list[:3] {
		if r.Key(x.Doc) == "commentary:4" {
			t.Errorf("a text with the words far apart is at %d", i+1)
		}
	}
	for i := 1; i < len(list); i++ {
		if list[i].Score > list[i-1].Score {
			t.Errorf("the scores rise at %d: %v, %v", i+1, list[i-1].Score, list[i].Score)
		}
	}
	if list := rank(t, r, "打瞌睡怎么处罚", "", Filter{}); r.Key(list[0].Doc) != article(8) {
		t.Errorf("the first for a question about a rule is %s", r.Key(list[0].Doc))
	}
}

// TestBestPassage compares the best passage with that of trying all.
func TestBestPassage(t *testing.T) {
	r := ranker(t, reports())
	_, m := shippedWith(t)
	p := newPassages(r.post, ask(r.words, question.Read("柳溪检测站查出疲劳驾驶的货车"), "", m.Embedding))
	if len(p.weights) < 8 {
		t.Fatalf("only %d pairs are known", len(p.weights))
	}
	rng := rand.New(rand.NewPCG(1, 2))
	words := strings.Split("柳溪 检测站 查出 疲劳 驾驶 的 货车 河水 2024 abc ，", " ")
	for range 200 {
		var b strings.Builder
		for range rng.IntN(120) {
			b.WriteString(words[rng.IntN(len(words))])
		}
		text := []byte(b.String())
		var units []uint64
		var at []int
		eachUnit(text, func(i int, u uint64) { units, at = append(units, u), append(at, i) })
		var want float32
		for start := 1; start < len(units); start++ {
			seen, sum := map[int32]bool{}, float32(0)
			for i := start; i < len(units) && at[i]-at[start] <= passageLength; i++ {
				if g := p.gram(pairKey(units[i-1], units[i])); g >= 0 && !seen[g] {
					seen[g] = true
					sum += p.weights[g]
				}
			}
			want = max(want, sum/p.total)
		}
		if got := p.best(text); got-want > 1e-4 || want-got > 1e-4 {
			t.Fatalf("%q: %v; want %v", text, got, want)
		}
	}
}
