//go:build unix

package main

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// laws are invented articles, enough to write judgments of.
func laws() []article {
	var list []article
	for i := range 40 {
		text := strings.Repeat("车辆", i%5+2) + "应当每年检验。驾驶人不得疲劳驾驶，" + strings.Repeat("仓库", i%7+1) + "应当登记。\n停车场的管理人应当保管好车辆。"
		list = append(list, article{"车辆安全法", "车辆安全法/1", text})
	}
	return list
}

// Judgments are the same for the same seed, of about the lengths that they are meant to have, and
// say what a judgment says.
func TestJudgments(t *testing.T) {
	make1 := func(seed uint64) []string {
		j, err := newJudgments(laws(), seed)
		if err != nil {
			t.Fatal(err)
		}
		var list []string
		for i := range 400 {
			list = append(list, j.one(i))
		}
		return list
	}
	a, b, other := make1(1), make1(1), make1(2)
	sum, squares := 0.0, 0.0
	for i := range a {
		if a[i] != b[i] {
			t.Fatal("one seed makes two judgments")
		}
		if a[i] == other[i] {
			t.Fatal("two seeds make one judgment")
		}
		if !strings.Contains(a[i], "判 决 书\n") || !strings.Contains(a[i], "判决如下：") {
			t.Fatalf("this is no judgment: %s", a[i])
		}
		l := math.Log(float64(utf8.RuneCountInString(a[i])))
		sum, squares = sum+l, squares+l*l
	}
	n := float64(len(a))
	if median, spread := math.Exp(sum/n), math.Sqrt(squares/n-sum/n*sum/n); median < 2500 || median > 3600 || spread < 0.4 || spread > 0.7 {
		t.Errorf("the median length is %.0f, the spread of its logarithm %.2f", median, spread)
	}
	if _, err := newJudgments(laws()[:1], 1); err == nil {
		t.Error("judgments are written of nothing")
	}
}

func TestFit(t *testing.T) {
	b := &bench{options: options{sizes: []int{100, 10_000}}, Grown: map[string]float64{},
		Commands: map[string]used{"ingest 100 judgments": {CPU: 2}, "ingest 10000 judgments": {CPU: 200}},
		Requests: map[string]cost{"phrase, 100 judgments": {CPU: 1}, "phrase, 10000 judgments": {CPU: 10}, "phrase": {CPU: 1}}}
	b.fit()
	if len(b.Grown) != 2 || math.Abs(b.Grown["ingest"]-1) > 1e-9 || math.Abs(b.Grown["phrase"]-0.5) > 1e-9 {
		t.Errorf("growth is %v", b.Grown)
	}
}

// Both peers find what is there, in each of the three ways.
func TestPeers(t *testing.T) {
	ctx := context.Background()
	sqlite, err := newSQLite(ctx, t.TempDir(), laws())
	if err != nil {
		t.Fatal(err)
	}
	plain, err := newBleve(t.TempDir(), laws())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []peer{sqlite, plain} {
		for what, err := range map[string]error{"phrase": p.phrase(ctx, "应当每年检验"), "both": p.both(ctx, "疲劳驾驶", "登记"),
			"words": p.words(ctx, "疲劳驾驶怎么办"), "close": nil} {
			if err != nil {
				t.Errorf("%s, %s: %v", p.name, what, err)
			}
		}
		if err := p.close(); err != nil {
			t.Error(err)
		}
	}
}

func TestChangedLaws(t *testing.T) {
	from, to := t.TempDir(), filepath.Join(t.TempDir(), "to")
	for _, name := range []string{"a.md", "b.md", "c.md", "d.txt"} {
		if err := os.WriteFile(filepath.Join(from, name), []byte("第一条　文字。\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := changedLaws(from, to, 2); err != nil {
		t.Fatal(err)
	}
	changed := 0
	for _, name := range []string{"a.md", "b.md", "c.md", "d.txt"} {
		text, err := os.ReadFile(filepath.Join(to, name))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "自次日起计算") {
			changed++
		}
	}
	if changed != 2 {
		t.Errorf("%d laws are changed, want 2", changed)
	}
	if err := changedLaws(from, to, 4); err == nil {
		t.Error("four of three laws are changed")
	}
}

func TestOptions(t *testing.T) {
	if o, err := readOptions([]string{"-sizes", "20,300", "-n", "5"}); err != nil || len(o.sizes) != 2 || o.sizes[1] != 300 || o.n != 5 {
		t.Errorf("%+v, %v", o, err)
	}
	for _, bad := range [][]string{{"-sizes", "0"}, {"-sizes", "many"}, {"-n", "0"}} {
		if _, err := readOptions(bad); err == nil {
			t.Errorf("%v is taken", bad)
		}
	}
}
