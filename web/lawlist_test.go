package web_test

import (
	"slices"
	"strings"
	"testing"
)

// The list of laws is narrowed by words of a name, its pinyin, its initials and the number, by level,
// status and year; each choice says how many it finds, and the day of the page decides the text.
func TestLawList(t *testing.T) {
	t.Parallel()
	h := datedSite(t)
	for query, want := range map[string][2]string{
		"q=仓库":                   {"仓库查验条例", "港口法"},
		"q=cangkufa":             {"仓库法", "港口法"},
		"q=gkf":                  {"港口法", "仓库查验条例"},
		"q=9011号":                {"仓库查验条例", "港口法"},
		"level=行政法规":             {"仓库查验条例", "港口法"},
		"year=2015":              {"港口法", "仓库查验条例"},
		"q=仓库法&as_of=2019-03-01": {"2018-10-26", "2023-12-29"},
		"q=仓库法":                  {"2023-12-29", "2018-10-26"},
		"q=仓库法&view=cards":       {"3 个文本", "港口法"},
		"q=没有这样的":                {"没有这样的法律", "港口法"},
	} {
		body := source(t, get(t, h, "/laws?"+query))
		_, list, _ := strings.Cut(body, `id="law-list"`)
		list, _, _ = strings.Cut(list, "</main>")
		if !strings.Contains(list, want[0]) || strings.Contains(list, want[1]) {
			t.Errorf("%s: want %s and no %s in\n%s", query, want[0], want[1], list)
		}
	}
	body := source(t, get(t, h, "/laws"))
	_, list, _ := strings.Cut(body, `id="law-list"`)
	at := []int{strings.Index(list, ">仓库查验条例<"), strings.Index(list, ">仓库法<"), strings.Index(list, ">港口法<")}
	if at[0] < 0 || !slices.IsSorted(at) {
		t.Errorf("the laws are not in the order of their pinyin: they stand at %v", at)
	}
	body = source(t, get(t, h, "/laws?sort=texts"))
	if strings.Index(body, ">仓库法<") > strings.Index(body, ">港口法<") {
		t.Error("the law with most texts is not first")
	}
	if !strings.Contains(source(t, get(t, h, "/laws?status=repealed")), "selected>已废止（") {
		t.Error("the chosen status is not shown as chosen")
	}
}
