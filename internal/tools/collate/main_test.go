package main

import (
	"maps"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/reading"
)

// What one of two collections has otherwise, or not at all, is printed; signs and space count
// only where they are asked for.
func TestCompare(t *testing.T) {
	t.Parallel()
	a := map[text]articles{{"灯火法", "2020-03-01"}: {"1": "向登记机关登记灯火。", "2": "“灯”指油灯。", "3": "灯坏了换。"},
		{"渡口法", "2020-03-01"}: {"1": "船要稳。"}}
	b := map[text]articles{{"灯火法", "2020-03-01"}: {"1": "向登已机关登记灯火。", "2": "\"灯\"指 油灯。", "4": "夜里灭灯。"},
		{"渡口法", "2021-03-01"}: {"1": "船要快。"}}
	var out strings.Builder
	if got, want := compare(&out, a, b, false), (tally{1, 4, 1}); got != want {
		t.Errorf("%+v; want %+v", got, want)
	}
	want := "灯火法@2020-03-01/1\t向登[-记-][+已+]机关登记灯火。\n灯火法@2020-03-01/3\tonly in the first\n灯火法@2020-03-01/4\tonly in the second\n"
	if out.String() != want {
		t.Errorf("printed %q; want %q", out.String(), want)
	}
	if got := compare(&out, a, b, true); got.equal != 0 {
		t.Errorf("with signs %+v", got)
	}
}

// What one of two collections has alone is printed with what the other has of the same law.
func TestPrintAlone(t *testing.T) {
	t.Parallel()
	a := map[text]articles{{"灯火法", "2020-03-01"}: {"1": "灯要亮。", "2": "灯坏了换。"}, {"渡口法", "2020-03-01"}: {"1": "船要稳。"},
		{"集市法", "2020-03-01"}: {"1": "逢五开。"}}
	b := map[text]articles{{"灯火法", "2010-03-01"}: {"1": "灯要亮。"}, {"渡口法", "2020-03-01"}: {"1": "船要快。"}}
	var out strings.Builder
	printAlone(&out, a, b)
	if want := "灯火法@2020-03-01\t2\t2010-03-01: 1, 1 equal\n集市法@2020-03-01\t1\n"; out.String() != want {
		t.Errorf("printed %q; want %q", out.String(), want)
	}
}

// The articles of a law are compared, the clauses of one without, or all of one that has no
// numbers; its header never.
func TestAdd(t *testing.T) {
	t.Parallel()
	const day = "（2020年3月1日第九届虚构代表大会通过）\n"
	for input, want := range map[string]articles{
		"灯火法\n" + day + "第一条 灯要亮。\n第二条 灯坏了换。\n": {"1": "灯要亮。", "2": "灯坏了换。"},
		"灯火法修正案\n" + day + "一、将灯火法第一条修改为：“灯要很亮。”\n二、本修正案自公布之日起施行。\n": {"1": "将灯火法第一条修改为：“灯要很亮。”",
			"2": "本修正案自公布之日起施行。"},
		"灯火法修正案（二）\n" + day + "将灯火法第一条修改为：\n“灯要最亮。”\n": {"": "将灯火法第一条修改为：\n“灯要最亮。”\n"},
	} {
		all := map[text]articles{}
		for _, r := range reading.ReadAll(&corpus.Document{Text: input}, reading.Named) {
			add(all, r)
		}
		if len(all) != 1 {
			t.Fatalf("%q gives %v", input, all)
		}
		for name, got := range all {
			if name.label != "2020-03-01" || !maps.Equal(got, want) {
				t.Errorf("%+v: %q; want %q", name, got, want)
			}
		}
	}
}
