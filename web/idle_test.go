package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// Page and API tell which operators of a query do nothing.
func TestIdleOperators(t *testing.T) {
	h := site(t)
	for q, want := range map[string][]string{"(驾驶人 AND": {"AND", "("}, `"未闭合`: {`"`}, "AND": {"AND"}, "*": {"*"},
		"驾驶人 AND 停车": nil, "打瞌睡怎么处罚": nil} {
		var j struct {
			Idle []string `json:"idle_operators"`
		}
		call(t, h, request("/api/v1/search?q="+url.QueryEscape(q)), http.StatusOK, &j)
		if !slices.Equal(j.Idle, want) {
			t.Errorf("%s: %q; want %q", q, j.Idle, want)
		}
		body := text(t, get(t, h, "/search?q="+url.QueryEscape(q)))
		if said := strings.Contains(body, "没有起作用的运算符："+strings.Join(want, " ")); said != (want != nil) {
			t.Errorf("%s: the page says so: %v", q, said)
		}
	}
}

// What is looked for in a law is marked by whole words.
func TestFindMarksWords(t *testing.T) {
	body := source(t, get(t, site(t), "/law/车辆安全法?find="+url.QueryEscape("瞌睡")))
	if !strings.Contains(body, "<mark>打瞌睡</mark>") || strings.Contains(body, "<mark>瞌睡</mark>") {
		t.Error("finding 瞌睡 cuts 打瞌睡")
	}
}
