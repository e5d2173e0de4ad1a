package web_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// Every answer of the API tells the day of the collection, and its description says so: all
// routes of the description are asked.
func TestDayOfTheCollection(t *testing.T) {
	t.Parallel()
	h := site(t)
	var cases struct{ Cases []struct{ ID string } }
	call(t, h, request("/api/v1/cases"), http.StatusOK, &cases)
	if len(cases.Cases) == 0 {
		t.Fatal("there is no case")
	}
	law := url.PathEscape("车辆安全法")
	fill := strings.NewReplacer("{key}", law, "{article}", "3", "{id}", cases.Cases[0].ID)
	var description struct {
		Components struct {
			Schemas map[string]struct{ Properties map[string]any }
		}
		Paths map[string]map[string]struct {
			Responses map[string]struct {
				Content map[string]struct {
					Schema struct {
						Ref string `json:"$ref"`
					}
				}
			}
		}
	}
	call(t, h, request("/api/openapi.json"), http.StatusOK, &description)
	if len(description.Paths) < 28 {
		t.Errorf("only %d routes are described", len(description.Paths))
	}
	for path, methods := range description.Paths {
		if path == "/api/v1/commentaries/{id}" || path == "/api/v1/consultations/{id}" {
			continue // none is loaded; TestAPIDocument asks for some
		}
		for method, operation := range methods {
			r := request(fill.Replace(path) + "?q=" + url.QueryEscape("车辆") + "&from=" + law + "/3&to=" + law + "/3")
			if method == "post" {
				r = httptest.NewRequest(http.MethodPost, path, strings.NewReader("依照《车辆安全法》第三条处理。"))
				r.Header.Set("Content-Type", "text/plain")
			}
			var answered map[string]json.RawMessage
			call(t, h, r, http.StatusOK, &answered)
			if got := string(answered["until"]); got != `"2023-01-05"` {
				t.Errorf("%s %s is of the day %s", method, path, got)
			}
			schema := operation.Responses["200"].Content["application/json"].Schema.Ref
			if _, ok := description.Components.Schemas[schema[strings.LastIndexByte(schema, '/')+1:]].Properties["until"]; !ok {
				t.Errorf("the description of %s %s (%s) has no day of the collection", method, path, schema)
			}
		}
	}
}
