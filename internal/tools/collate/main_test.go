package main

import (
	"strings"
	"testing"
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
