package repair

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/script"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// wordList is a small vocabulary for the tests, all words equally common.
type wordList map[string]bool

func (w wordList) LogProb(word string) (float64, bool) { return math.Log(1e-4), w[word] }

var vocabulary = wordList{"确保": true, "规定": true, "个人": true, "信息": true, "保护": true, "严重": true, "损害": true, "条文": true, "现将": true,
	"范围": true, "适用": true, "落实": true, "办法": true, "未来": true, "国家": true, "民族": true, "希望": true, "范圍": true, "如下": true, "介绍": true}

func words() Words { return vocabulary }

func TestRepair(t *testing.T) {
	for _, c := range []struct{ damaged, want string }{
		{"發(fā)布辦法", "發布辦法"},
		{"適用范圍?!兑?guī)定》第1條", "適用范圍。《規定》第1條"},
		{"落實辦法,確?!秱€人信息保護(hù)", "落實辦法,確保《個人信息保護"},
		{"嚴(yán)重?fù)p害信息", "嚴重損害信息"},
		{"規(guī)定條文?,F(xiàn)將如下", "規定條文。現將如下"},
	} {
		// A text much like the damaged one gives the model its characters.
		context := "個人信息保護,規定條文。現將範圍介紹如下。確保嚴重損害,適用范圍。落實辦法。國家的未來\n"
		res := Text(context+c.damaged, words)
		if got := strings.TrimPrefix(res.Text, context); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.damaged, got, c.want)
		}
		if len(res.Diagnostics) == 0 {
			t.Errorf("%s: no diagnostic", c.damaged)
		}
		for _, d := range res.Diagnostics {
			if d.Span.Start < 0 || d.Span.Start > d.Span.End || d.Span.End > len(res.Text) {
				t.Errorf("%s: span %v outside the text", c.damaged, d.Span)
			}
		}
	}
}

func TestUntouched(t *testing.T) {
	for _, s := range []string{
		"", "这样可以吗?", "什么是人格权(一)?", "应用程序(APP)?可以", "能不能?能。", "他说(hello)你好", "問:可以嗎?答:可以。", "真的?!没有", "café(é)",
	} {
		if res := Text(s, words); res.Text != s || len(res.Diagnostics) > 0 {
			t.Errorf("%q became %q", s, res.Text)
		}
	}
}

func TestRealLawsUntouched(t *testing.T) {
	root := testlaw.Shared(t, "laws")
	files := 0
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		if res := Text(string(data), words); res.Text != string(data) || len(res.Diagnostics) > 0 {
			t.Errorf("%s was changed: %v", path, res.Diagnostics)
		}
		if script.IsTraditional(string(data)) {
			t.Errorf("%s is taken for traditional", path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 1500 {
		t.Errorf("read %d files", files)
	}
}

// FuzzText: repairing never panics, spans lie inside the text, and what was
// repaired needs no further repair of notes.
func FuzzText(f *testing.F) {
	for _, s := range []string{"適用范圍?!兑?guī)定》", "嚴(yán)重?fù)p害", "確?!秱€人", "?(guī)", "規?", "規?guī)€"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		res := Text(s, words)
		for _, d := range res.Diagnostics {
			if d.Span.Start < 0 || d.Span.Start > d.Span.End || d.Span.End > len(res.Text) {
				t.Fatalf("span %v outside %q", d.Span, res.Text)
			}
		}
		if len(res.Diagnostics) == 0 && res.Text != s {
			t.Fatalf("%q became %q without a diagnostic", s, res.Text)
		}
	})
}
