package web_test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/ingest"
)

// A case shows how cases with its cause ended, in charts whose rows lead to those cases; where it stands itself is marked
// once in each chart.
func TestCaseCharts(t *testing.T) {
	t.Parallel()
	h := siteOf(t, ingest.Options{Paths: []string{filepath.Join("..", "internal", "judgment", "testdata", "judgments.jsonl")}})
	var list struct{ Cases []struct{ URL string } }
	if err := json.Unmarshal([]byte(source(t, get(t, h, "/api/v1/cases?size=100"))), &list); err != nil || len(list.Cases) == 0 {
		t.Fatal(len(list.Cases), err)
	}
	charted := 0
	for _, c := range list.Cases {
		page := source(t, get(t, h, c.URL))
		_, charts, ok := strings.Cut(page, `<div class="charts">`)
		if !ok {
			continue
		}
		charted++
		charts, _, _ = strings.Cut(charts, "</div><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"统计\"")
		for _, chart := range strings.Split(charts, "<thead>")[1:] {
			if n := strings.Count(chart, "本案"); n > 1 || n != strings.Count(chart, `class="chosen"`) {
				t.Errorf("%s stands in %d rows of a chart: %s", c.URL, n, chart)
			}
		}
		if !strings.Contains(charts, "/cases?cause=") {
			t.Errorf("the charts of %s lead nowhere", c.URL)
		}
	}
	if charted == 0 {
		t.Error("no case has charts")
	}
}
