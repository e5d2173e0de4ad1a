package textview

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

const spaced = "  甲 市\u200b人民法院\n\n(２０２０)　书　记　员[张　青] 。John Smith到庭。\n末行"

func TestView(t *testing.T) {
	t.Parallel()
	v := New(spaced)
	if want := "甲市人民法院（2020）书记员〔张青〕。JohnSmith到庭。末行"; v.Text != want {
		t.Fatalf("the view is %q; want %q", v.Text, want)
	}
	for piece, want := range map[string]string{"甲市": "甲市", "书记员": "书记员", "JohnSmith": "John Smith", "（2020）": "(２０２０)", "末行": "末行"} {
		at := strings.Index(v.Text, piece)
		f := v.Field(at, at+len(piece))
		if f.Text != want || Tight(f.Span.Of(spaced)) != want {
			t.Errorf("%s is %q, at %q; want %q", piece, f.Text, f.Span.Of(spaced), want)
		}
		if got := v.Place(f.Span.Start); got != at {
			t.Errorf("%s begins at %d; want %d", piece, got, at)
		}
	}
	if s := v.Span(3, 3); s.Len() != 0 {
		t.Errorf("nothing is %v", s)
	}
}

func TestLines(t *testing.T) {
	t.Parallel()
	v := New(spaced)
	second := strings.Index(v.Text, "（")
	third := strings.Index(v.Text, "末")
	if !v.StartsLine(0) || !v.StartsLine(second) || v.StartsLine(second+3) || !v.EndsLine(second) || !v.EndsLine(len(v.Text)) {
		t.Error("lines do not begin where they do")
	}
	if got := v.NextLine(0); got != second {
		t.Errorf("the next line begins at %d; want %d", got, second)
	}
	if got := v.NextLine(third); got != len(v.Text) {
		t.Errorf("behind the last line is %d", got)
	}
	for at, want := range map[int]int{0: 0, 3: 0, second: second, third - 1: second, third + 3: third} {
		if got := v.LineStart(at); got != want {
			t.Errorf("the line of %d begins at %d; want %d", at, got, want)
		}
	}
	if got := v.Lines(1, third); !slices.Equal(got, []int{second}) {
		t.Errorf("lines %v", got)
	}
	if got := New("").LineStart(0); got != 0 {
		t.Errorf("the line of nothing begins at %d", got)
	}
	john := strings.Index(v.Text, "John")
	if !v.OpensSentence(john) || !v.OpensSentence(third) || v.OpensSentence(john+4) {
		t.Error("sentences do not begin where they do")
	}
	if got := v.Sentences(second, len(v.Text)); !slices.Equal(got, []int{second, john, third, len(v.Text)}) {
		t.Errorf("sentences at %v", got)
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	v := New("甲1乙2")
	re := regexp.MustCompile(`(\d)(x)?`)
	if got := v.Find(re, 4, len(v.Text)); !slices.Equal(got, []int{7, 8, 7, 8, -1, -1}) {
		t.Errorf("found %v", got)
	}
	if got := v.FindAll(re, 0, len(v.Text)); len(got) != 2 || got[1][0] != 7 {
		t.Errorf("found %v", got)
	}
	if v.Find(re, 0, 3) != nil {
		t.Error("found what is not there")
	}
}

func TestOpening(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{"": "", " 甲 (": "甲（", "甲乙丙": "甲乙丙", "甲 乙 丙 丁": "甲乙丙……"} {
		if got := Opening(s, 3); got != want {
			t.Errorf("%q opens %q; want %q", s, got, want)
		}
	}
}

func TestClipBytes(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "", 1: "", 3: "甲", 5: "甲", 6: "甲乙", 100: "甲乙"} {
		if got := ClipBytes("甲乙", n); got != want {
			t.Errorf("%d bytes are %q; want %q", n, got, want)
		}
	}
}

// Words are found where a pattern of alternatives, the longest first, finds them.
func TestWords(t *testing.T) {
	t.Parallel()
	words := []string{"原告", "原告人", "被告", "告", "原"}
	set := NewWordSet(words...)
	re := regexp.MustCompile(`原告人|原告|被告|告|原`)
	rng := rand.New(rand.NewPCG(1, 2))
	letters := []rune("原被告人甲")
	for range 2000 {
		var b strings.Builder
		for range rng.IntN(10) {
			b.WriteRune(letters[rng.IntN(len(letters))])
		}
		text := b.String()
		var got [][]int
		set.Each(text, func(start, end int) { got = append(got, []int{start, end}) })
		want := re.FindAllStringIndex(text, -1)
		if !slices.EqualFunc(got, want, slices.Equal) {
			t.Fatalf("%s: %v; want %v", text, got, want)
		}
		if set.In(text) != (want != nil) {
			t.Fatalf("%s has a word: %v", text, set.In(text))
		}
	}
}

func FuzzView(f *testing.F) {
	f.Add(spaced)
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		v := New(s)
		for i := range v.Text {
			_, size := utf8.DecodeRuneInString(v.Text[i:])
			if New(v.Span(i, i+size).Of(s)).Text != v.Text[i:i+size] {
				t.Fatalf("%q at %d leads back to %q", v.Text[i:i+size], i, v.Span(i, i+size).Of(s))
			}
		}
	})
}
