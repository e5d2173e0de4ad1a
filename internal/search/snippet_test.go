package search

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fatiao/fatiao/index/gseanalysis"
)

func TestCut(t *testing.T) {
	long := strings.Repeat("甲乙丙丁，", 100)
	for name, c := range map[string]struct {
		text  string
		marks []string
		want  string // the snippet with its marks in brackets; "" leaves it out
		holds string // what the snippet has
	}{
		"whole":          {text: "第一句。第二句有定金。", marks: []string{"定金"}, want: "第一句。第二句有【定金】。"},
		"later sentence": {text: strings.Repeat("无关的话。", 40) + "这里有定金。完。", marks: []string{"定金"}, want: "……这里有【定金】。完。"},
		"touching":       {text: "违约金过高。", marks: []string{"违约", "约金", "过高"}, want: "【违约金过高】。"},
		"width and case": {text: "用ＡＰＰ收集。", marks: []string{"app"}, want: "用【ＡＰＰ】收集。"},
		"long sentence":  {text: long + "这里才有定金，" + long, marks: []string{"定金"}, holds: "这里才有定金，"},
		"long mark": {text: "本法所称" + strings.Repeat("word", 200) + "，是词。", marks: []string{strings.Repeat("word", 200)},
			want: "本法所称" + strings.Repeat("word", 64) + "……"},
		"nothing to mark":  {text: "第一句。", marks: []string{"定金"}, want: "第一句。"},
		"empty":            {text: " \n ", marks: []string{"定金"}},
		"over a full stop": {text: "应当赔偿。但是，有例外。", marks: []string{"偿。但"}, want: "应当赔【偿。但】是，有例外。"},
	} {
		snippet, marks := cut(c.text, c.marks, false)
		runes := []rune(snippet)
		if len(runes) > 2*snippetLength+4 {
			t.Errorf("%s: %d characters", name, len(runes))
		}
		var b strings.Builder
		at := 0
		for _, m := range marks {
			b.WriteString(string(runes[at:m[0]]) + "【" + string(runes[m[0]:m[1]]) + "】")
			at = m[1]
		}
		b.WriteString(string(runes[at:]))
		if c.holds == "" && b.String() != c.want {
			t.Errorf("%s: %q; want %q", name, b.String(), c.want)
		}
		if c.holds != "" && (!strings.Contains(snippet, c.holds) || len(marks) == 0 || !utf8.ValidString(snippet)) {
			t.Errorf("%s: %q with marks %v lacks %q", name, snippet, marks, c.holds)
		}
	}
}

// TestCutTelling: what stands in every sentence says less than what stands in one, and where
// a number is asked for, a sentence with one says more.
func TestCutTelling(t *testing.T) {
	same := strings.Repeat("车辆检验由检测站办理，车辆检验的规则另行制定，检测站应当按时开门并接受大家的监督。", 5)
	text := same + "柳溪检测站的车辆检验有人排队。" + same
	if snippet, _ := cut(text, []string{"车辆检验", "检测站", "柳溪"}, false); !strings.Contains(snippet, "柳溪") {
		t.Errorf("the snippet is %q", snippet)
	}
	text = same + "柳溪的站检验了312辆车。" + same + "柳溪的站检验了一些车辆。" + same
	for _, number := range []bool{false, true} {
		if snippet, _ := cut(text, []string{"柳溪", "检验", "辆"}, number); strings.Contains(snippet, "312") != number {
			t.Errorf("where a number is asked for (%v) the snippet is %q", number, snippet)
		}
	}
}

// The sentence that is chosen is the one that looking through each window for each mark gives.
func TestTellingIsPlain(t *testing.T) {
	rng := rand.New(rand.NewPCG(23, 24))
	alphabet := []rune("甲乙丙丁ＡA1。")
	random := func(most int) string {
		var b strings.Builder
		for range 1 + rng.IntN(most) {
			b.WriteRune(alphabet[rng.IntN(len(alphabet))])
		}
		return b.String()
	}
	later := 0
	for range 2000 {
		sentences := make([]string, 1+rng.IntN(30))
		for i := range sentences {
			sentences[i] = random(60)
		}
		marks := make([]string, rng.IntN(6))
		for k := range marks {
			marks[k] = gseanalysis.Normalize(random(5))
		}
		number := rng.IntN(2) == 0
		got, want := telling(sentences, marks, number), tellingPlainly(sentences, marks, number)
		if got != want {
			t.Fatalf("sentence %d, plainly %d, of %q with the marks %q", got, want, sentences, marks)
		}
		if want > 0 {
			later++
		}
	}
	if later < 500 {
		t.Errorf("only %d of the texts have their marks behind the first sentence", later)
	}
}

func tellingPlainly(sentences, marks []string, number bool) int {
	normal := make([]string, len(sentences))
	for i, s := range sentences {
		normal[i] = gseanalysis.Normalize(s)
	}
	best, most := 0, -1.0
	for i := range sentences {
		window := join(normal, i)
		says := 0.0
		for _, m := range marks {
			having := 0
			for _, s := range normal {
				if strings.Contains(s, m) {
					having++
				}
			}
			if strings.Contains(window, m) {
				says += float64(utf8.RuneCountInString(m)) * math.Log(1+float64(len(sentences))/float64(max(1, having)))
			}
		}
		if number && strings.ContainsAny(window, "0123456789") {
			says *= withNumber
		}
		if says > most || says == most && says > 0 {
			best, most = i, says
		}
	}
	return best
}
