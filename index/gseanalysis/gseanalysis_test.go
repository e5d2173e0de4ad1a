package gseanalysis

import (
	"strings"
	"testing"
	"unicode"

	"github.com/blevesearch/bleve/v2/registry"
)

func loaded(t testing.TB) *Segmenter {
	t.Helper()
	s, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func terms(tokens []Token) string {
	var list []string
	for _, t := range tokens {
		list = append(list, t.Term)
	}
	return strings.Join(list, " ")
}

func TestWords(t *testing.T) {
	s := loaded(t)
	for text, want := range map[string]string{
		"失信被执行人名单":           "失信 被执行人 名单",
		"依照刑法第二百八十七条之二，处罚金。": "依照 刑法 第287条 之二 处罚金",
		"第三人撤销之诉":            "第三 人 撤销 之 诉",
		"ＡＰＰ与App":            "app 与 app",
		"民事诉讼法、个人信息保护法":      "民事诉讼法 个人信息保护法",
		"帮助信息网络犯罪活动罪":        "帮助信息网络犯罪活动罪",
		"":                   "",
		"，。“”\n":             "",
	} {
		if got := terms(s.Words(text)); got != want {
			t.Errorf("%q is cut into %q; want %q", text, got, want)
		}
	}
}

func TestBigrams(t *testing.T) {
	for text, want := range map[string]string{
		"劳动合同":    "劳动 动合 合同",
		"合同，未支付":  "合同 未支 支付",
		"第10条APP": "第10 10条 条app",
		"甲":       "甲",
		"甲、乙":     "甲 乙",
	} {
		if got := terms(Bigrams(text)); got != want {
			t.Errorf("%q gives %q; want %q", text, got, want)
		}
	}
}

// check holds what must be true of the tokens of any text: offsets inside the
// text, in order, and covering every letter and digit.
func check(t *testing.T, s *Segmenter, text string) {
	t.Helper()
	at := 0
	for _, k := range s.Words(text) {
		if k.Start < at || k.End <= k.Start || k.End > len(text) {
			t.Fatalf("token %+v out of order or outside %q", k, text)
		}
		for _, r := range text[at:k.Start] {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				t.Fatalf("%q is lost between tokens of %q", text[at:k.Start], text)
			}
		}
		at = k.End
	}
	for _, k := range Bigrams(text) {
		if k.Start < 0 || k.End <= k.Start || k.End > len(text) {
			t.Fatalf("bigram %+v outside %q", k, text)
		}
		if got := strings.Join(strings.Fields(Normalize(text[k.Start:k.End])), ""); got != k.Term {
			t.Fatalf("bigram %q covers %q", k.Term, got)
		}
	}
}

func TestInner(t *testing.T) {
	for phrase, want := range map[string]string{
		"合同未": "合同 同未", "，应": "应", "合同，应": "合同 应", "app": "", "用app": "用", "用app的": "用app app的", "10日内": "日内", "甲、乙": "甲 乙", "。": "",
	} {
		if got := terms(Inner(phrase)); got != want {
			t.Errorf("Inner(%q) = %q; want %q", phrase, got, want)
		}
	}
}

// Whatever piece of a text is looked for, the text has all that Inner asks for.
func TestInnerIsInEveryTextAround(t *testing.T) {
	text := Fold("第10条　用APP收集信息的，应当在30日内\n告知 Ｂ类用户；iOS用户“甲”除外。")
	have := map[string]bool{}
	for _, g := range Grams(text) {
		have[g.Term] = true
	}
	runes := []rune(text)
	for i := range runes {
		for j := i + 1; j <= len(runes); j++ {
			for _, g := range Inner(string(runes[i:j])) {
				if !have[g.Term] {
					t.Errorf("%q asks for %q, which the text around it has not", string(runes[i:j]), g.Term)
				}
			}
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, text := range []string{"第二百八十七条之二", "第第第", "ＡＢＣabc", "用人单位Ⅱ类", "é", "İ", "\xff\xfe", "ﬀ合同", "𠀀𠀁"} {
		f.Add(text)
	}
	s := loaded(f)
	f.Fuzz(func(t *testing.T, text string) { check(t, s, text) })
}

// bleve must find both analyzers by name, with the offsets of the tokens.
func TestAnalyzers(t *testing.T) {
	cache := registry.NewCache()
	for name, want := range map[string]string{WordAnalyzer: "劳动合同 未 支付", GramAnalyzer: "劳 劳动 动 动合 合 合同 同 同未 未 未支 支 支付 付"} {
		a, err := cache.AnalyzerNamed(name)
		if err != nil {
			t.Fatal(err)
		}
		const text = "劳动合同未支付"
		var got []string
		for i, k := range a.Analyze([]byte(text)) {
			got = append(got, string(k.Term))
			if text[k.Start:k.End] != string(k.Term) || k.Position != i+1 {
				t.Errorf("%s: token %s at %d to %d, position %d", name, k.Term, k.Start, k.End, k.Position)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s gives %v; want %s", name, got, want)
		}
	}
}

func BenchmarkWords(b *testing.B) {
	s := loaded(b)
	text := strings.Repeat("用人单位与劳动者协商一致，可以解除劳动合同；依照本法第四十六条的规定支付经济补偿。", 50)
	b.Run("scan", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			n := 0
			for range text {
				n++
			}
		}
	})
	b.Run("words", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			s.Words(text)
		}
	})
	b.Run("bigrams", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			Bigrams(text)
		}
	})
}
