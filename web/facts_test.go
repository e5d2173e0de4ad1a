package web_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/ingest"
)

// The figures of the samples can be searched and handed out; those who speak are a facet of commentary;
// each answer of the press release leads to its place and to what it cites.
func TestFacts(t *testing.T) {
	t.Parallel()
	h := siteOf(t, ingest.Options{Embedded: true})
	body := text(t, get(t, h, "/figures?q="+url.QueryEscape("受访者")))
	if !strings.Contains(body, "94.07%") || !strings.Contains(body, "原句") {
		t.Errorf("the figures are %s", body)
	}
	if none := text(t, get(t, h, "/figures?q="+url.QueryEscape("没有这样的话"))); !strings.Contains(none, "0 个") {
		t.Errorf("words that no sentence has find %s", none)
	}
	var list struct {
		Total   int
		Figures []struct{ Number, Unit, Sentence, URL string }
	}
	r := get(t, h, "/figures?format=json&q="+url.QueryEscape("受访者"))
	if err := json.Unmarshal([]byte(source(t, r)), &list); err != nil || list.Total == 0 || list.Figures[0].URL == "" ||
		r.StatusCode != http.StatusOK {
		t.Errorf("%+v, %v", list, err)
	}
	if table := source(t, get(t, h, "/figures?format=csv")); !strings.HasPrefix(table, "\ufeff项目,数值,单位") {
		t.Errorf("the table is %.80s", table)
	}
	comments := source(t, get(t, h, "/commentaries"))
	if !strings.Contains(comments, "发言人") || !strings.Contains(comments, "speaker=") {
		t.Error("the list of commentary names nobody who speaks")
	}
	if none := text(t, get(t, h, "/commentaries?speaker="+url.QueryEscape("没有的人"))); strings.Contains(none, "人脸识别") {
		t.Error("somebody who says nothing finds a release")
	}
	_, path, _ := strings.Cut(comments, `<a href="/commentary/`)
	path, _, _ = strings.Cut(path, `"`)
	release := source(t, get(t, h, "/commentary/"+path))
	for _, want := range []string{`href="#answer1"`, `id="answer1"`, "问答要点"} {
		if !strings.Contains(release, want) {
			t.Errorf("the release lacks %s", want)
		}
	}
}

// A case that a report tells is found by its words.
func TestToldCaseByWords(t *testing.T) {
	t.Parallel()
	h := siteOf(t, ingest.Options{Embedded: true})
	r := get(t, h, "/cases?q="+url.QueryEscape("售楼处"))
	if body := text(t, r); !strings.Contains(body, "售楼处") || strings.Contains(body, "没有这样的案例") {
		t.Errorf("the words find %s", body)
	}
}
