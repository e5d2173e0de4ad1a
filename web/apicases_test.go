package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/ingest"
)

func request(path string) *http.Request { return httptest.NewRequest(http.MethodGet, path, nil) }

func TestAPILaws(t *testing.T) {
	h := site(t)
	var list struct {
		Total int
		Laws  []struct{ Law, Level, Latest string }
	}
	call(t, h, request("/api/v1/laws?q="+url.QueryEscape("车辆安全法")+"&size=1"), http.StatusOK, &list)
	if list.Total < 2 || len(list.Laws) != 1 {
		t.Errorf("the list is %+v; want the law and what interprets it, one on the page", list)
	}
	var law struct {
		Law, Title, Version, Status string
		Versions                    []struct{ Version, Status string }
		Contents                    []struct{ Address, Title string }
		Articles                    []struct{ Address, Number, Text string }
	}
	call(t, h, request("/api/v1/laws/"+url.PathEscape("车辆安全法")), http.StatusOK, &law)
	if law.Title != "中华人民共和国车辆安全法" || law.Version != "2022-06-15" || law.Status != "in_force" || len(law.Versions) != 2 ||
		len(law.Contents) == 0 || len(law.Articles) < 5 || law.Articles[0].Address != "车辆安全法/1" {
		t.Errorf("the law is %+v", law)
	}
	call(t, h, request("/api/v1/laws/"+url.PathEscape("车辆安全法@2019-03-01")), http.StatusOK, &law)
	if law.Version != "2019-03-01" || law.Status != "amended" {
		t.Errorf("the former text is %s, %s", law.Version, law.Status)
	}
	var problem struct{ Detail string }
	call(t, h, request("/api/v1/laws/"+url.PathEscape("飞船法")), http.StatusNotFound, &problem)
	if !strings.Contains(problem.Detail, "本库未收录") {
		t.Errorf("a law that is not loaded: %s", problem.Detail)
	}
}

func TestAPICases(t *testing.T) {
	h := siteOf(t, ingest.Options{Paths: []string{"../internal/judgment/testdata/judgments.jsonl"}})
	var list struct {
		Total  int
		Cases  []struct{ ID, Title, CaseNumber, Kind, Outcome string }
		Facets map[string][]struct {
			Value string
			Count int
		}
	}
	call(t, h, request("/api/v1/cases?size=5"), http.StatusOK, &list)
	if list.Total != 30 || len(list.Cases) != 5 || len(list.Facets["kind"]) < 4 {
		t.Fatalf("the list is %+v", list)
	}
	kind := list.Facets["kind"][0]
	call(t, h, request("/api/v1/cases?kind="+url.QueryEscape(kind.Value)), http.StatusOK, &list)
	if list.Total != kind.Count {
		t.Errorf("%d cases are %s; the facet says %d", list.Total, kind.Value, kind.Count)
	}
	var one struct {
		ID, Title, Text, Kind, Court string
		CaseNumber                   string `json:"case_number"`
		Parties                      []struct{ Role, Name string }
		Sections                     []struct{ Heading, Text string }
		Basis                        []string
		Similar                      []struct{ ID string }
	}
	call(t, h, request("/api/v1/cases/"+list.Cases[0].ID), http.StatusOK, &one)
	if one.CaseNumber == "" || one.Court == "" || len(one.Parties) == 0 || len(one.Sections) < 3 || len(one.Similar) == 0 {
		t.Errorf("the case is %+v", one)
	}
	var problem struct{ Detail string }
	call(t, h, request("/api/v1/cases/000000000000"), http.StatusNotFound, &problem)
	call(t, h, request("/api/v1/cases?law="+url.QueryEscape("刑法第二百六十四条")), http.StatusOK, &list)
}
