package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// offering is a place that offers the fields of a list, with words that find something
// which has each of them.
type offering struct {
	list      engine.List
	page, api string
	words     string
}

var offerings = []offering{
	{engine.SearchList, "/search", "/api/v1/search", "“人”"},
	{engine.CaseList, "/cases", "/api/v1/cases", ""},
}

// found is what the two answers of the API have in common.
type found struct {
	Total  int
	Facets map[string][]struct {
		Value, Name string
		Count       int
	}
}

// A row of the table of fields is enough: what a list offers is described by the API,
// narrows its answers to what was counted, is a link on the page that narrows it, and
// says the same in the query language.
func TestFields(t *testing.T) {
	dir := testlaw.Write(t, t.TempDir())
	if err := os.WriteFile(filepath.Join(dir, "鱼塘规定.md"), []byte(pond), 0o600); err != nil {
		t.Fatal(err)
	}
	h := siteOf(t, ingest.Options{Paths: []string{dir, "../internal/judgment/testdata/judgments.jsonl"}})
	described := describedParams(t, h)
	for _, o := range offerings {
		var all found
		call(t, h, o.ask(o.api, o.words), http.StatusOK, &all)
		for field, offer := range o.list.Params() {
			about, ok := described[o.api][offer.Param]
			if !ok || !strings.Contains(about, offer.Label) {
				t.Errorf("%s describes the parameter %s as %q", o.api, offer.Param, about)
			}
			tested := false
			for _, x := range all.Facets[offer.Facet] {
				if x.Count < all.Total && !tested {
					tested = true
					o.narrows(t, h, field, x.Value, x.Count, all.Total)
				}
			}
			if !tested {
				t.Errorf("%s: nothing has a value of %s that others have not: %+v", o.api, field.Name, all.Facets[offer.Facet])
			}
		}
	}
}

// pond is a law that a ministry of its own issued and that is not in force any more.
const pond = "# 鱼塘规定\n\n2001年3月1日 国务院 公布\n\n<!-- INFO END -->\n\n第一条 养鱼的人应当看护鱼塘。\n"

func (o offering) ask(path, words string, params ...string) *http.Request {
	v := url.Values{"q": {words}, "superseded": {"true"}}
	if !strings.HasPrefix(path, "/api/") {
		v.Set("superseded", "1")
	}
	for i := 0; i < len(params); i += 2 {
		v.Set(params[i], params[i+1])
	}
	return httptest.NewRequest(http.MethodGet, path+"?"+v.Encode(), nil)
}

// narrows holds one value of a field against what was counted of it.
func (o offering) narrows(t *testing.T, h http.Handler, field *engine.Field, value string, count, all int) {
	t.Helper()
	offer := o.list.Offer(field)
	var chosen found
	call(t, h, o.ask(o.api, o.words, offer.Param, value), http.StatusOK, &chosen)
	// A part of a name has other names, a year the laws too, a provision what is below it.
	exact := field.Relation == engine.Is && field.Name != engine.FieldApplies
	if chosen.Total < count || chosen.Total == all || exact && chosen.Total != count {
		t.Errorf("%s with %s=%s finds %d of %d; counted are %d", o.api, offer.Param, value, chosen.Total, all, count)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, o.ask(o.page, o.words, offer.Param, value))
	shown := text(t, w.Result())
	if name := offer.Label + "："; !strings.Contains(shown, name) || !strings.Contains(shown, strconv.Itoa(chosen.Total)+" ") {
		t.Errorf("%s with %s=%s does not say %s and %d:\n%s", o.page, offer.Param, value, name, chosen.Total, shown)
	}
	if !field.Language {
		return
	}
	var typed found
	call(t, h, o.ask(o.api, strings.TrimSpace(o.words+" "+field.Name+":"+strconv.Quote(value))), http.StatusOK, &typed)
	if typed.Total != chosen.Total {
		t.Errorf("%s:%s finds %d; the parameter %d", field.Name, value, typed.Total, chosen.Total)
	}
}

// describedParams are what the description of the API says of parameters, by path and name.
func describedParams(t *testing.T, h http.Handler) map[string]map[string]string {
	t.Helper()
	var api struct {
		Paths map[string]map[string]struct {
			Parameters []struct {
				Name, In, Description string
				Schema                struct{ Type any }
			}
		}
	}
	call(t, h, request("/api/openapi.json"), http.StatusOK, &api)
	described := map[string]map[string]string{}
	for path, operations := range api.Paths {
		described[path] = map[string]string{}
		for _, p := range operations["get"].Parameters {
			if _, twice := described[path][p.Name]; twice || p.Schema.Type == nil {
				t.Errorf("%s: %+v is there twice, or has no type", path, p)
			}
			described[path][p.Name] = p.Description
		}
	}
	return described
}
