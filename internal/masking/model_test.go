package masking

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// Every line of the model is read, and is written as it was; what is embedded says the same.
func TestModel(t *testing.T) {
	t.Parallel()
	m := learnedModel()
	var lines []string
	for _, x := range []*Model{m, m.known} {
		weights := map[Answer]float64{}
		x.weights.each(func(a Answer, speaks float32) { weights[a] = float64(speaks) })
		lines = append(lines, Format(weights, float64(x.bias), x == m.known)...)
		if len(weights) < 2_000 {
			t.Errorf("the model has only %d weights", len(weights))
		}
	}
	slices.Sort(lines)
	var want []string
	modelFile, err := os.ReadFile("model.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(modelFile)) {
		if !strings.HasPrefix(line, "#") {
			want = append(want, strings.TrimSuffix(line, "\n"))
		}
	}
	slices.Sort(want)
	if !slices.Equal(lines, want) {
		t.Errorf("%d lines are %d when they are written again", len(want), len(lines))
	}
}

// People whom no word introduces are found by where they stand.
func TestUnintroduced(t *testing.T) {
	t.Parallel()
	for _, c := range [...]struct{ said, gone, kept string }{
		{"2020年1月，班小兰打电话给羊小双，让其把钱转给闵有志。", "班小兰 闵有志", "2020年1月"},
		{"当晚牛大宝与冉三妹、佘得水在饭店喝酒，佘得水先离开。", "冉三妹 佘得水", "在饭店喝酒"},
		{"羊小双在同村阮长根家中借款，阮长根之后多次催要。", "阮长根", "多次催要"},
		{"林地的方向由单位决定，有关陈述属实，双方应当解决。", "", "林地的方向由单位决定，有关陈述属实，双方应当解决"},
	} {
		shown := maskOf(loanA + "经审理查明，" + c.said + "\n" + held_).Text()
		for _, gone := range words(c.gone) {
			if strings.Contains(shown, gone) {
				t.Errorf("%s is left in %s", gone, shown)
			}
		}
		for _, kept := range words(c.kept) {
			if !strings.Contains(shown, kept) {
				t.Errorf("%s is missing in %s", kept, shown)
			}
		}
	}
}

// Examples say where names stand, and say nothing of those who are kept.
func TestExamples(t *testing.T) {
	t.Parallel()
	names, others := 0, map[string]bool{}
	Examples("被告人周石头，男。\n审判员　孙公正\n", []string{"周石头"}, []string{"孙公正"}, func(e Example) {
		if e.IsName {
			names++
		} else {
			others[e.Name] = true
		}
		if len(e.Answers) < 10 {
			t.Errorf("%s has %d answers", e.Name, len(e.Answers))
		}
	})
	if names != 1 || !others["周石"] || others["孙公"] || others["孙公正"] {
		t.Errorf("%d names, and others: %v", names, others)
	}
}
