package web_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// The page on the collection and its JSON say what is loaded and of which day, and nothing of where
// files lie on the machine; each answer of the API that lists law tells the day of the collection.
func TestHolding(t *testing.T) {
	t.Parallel()
	h := updated(t)
	shown := words(page(t, h, "/stats"))
	for _, want := range []string{"法律法规 1 部，公布的文本 2 个，最新的是 2022-06-15", "收录截至 2023-01-02", "虚构的汇编", "2023-01-02 的",
		"x.example/laws.zip", "各年公布的文本", "各年的变动", "已对应到条文", "引用而未收录的法律"} {
		if !strings.Contains(shown, want) {
			t.Errorf("the page has no %q:\n%s", want, shown)
		}
	}
	const law = "车辆安全法"
	for _, path := range []string{"/api/v1/collection", "/api/v1/laws", "/api/v1/search?q=" + url.QueryEscape("车辆"), "/api/v1/changes",
		"/api/v1/articles/" + law + "/3/cited-by", "/api/v1/dangling", "/api/v1/laws/" + law + "/citing"} {
		r := get(t, h, path)
		body := text(t, r)
		var j struct{ Until, Newest string }
		if err := json.Unmarshal([]byte(body), &j); err != nil || r.StatusCode != http.StatusOK || j.Until != "2023-01-02" {
			t.Errorf("%s: %d, until %q, %v: %.200s", path, r.StatusCode, j.Until, err, body)
		}
		if path == "/api/v1/collection" && j.Newest != "2022-06-15" {
			t.Errorf("the newest text is of %s", j.Newest)
		}
		if strings.Contains(body, "/tmp/") {
			t.Errorf("%s tells a path of the machine", path)
		}
	}
}
