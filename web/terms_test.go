package web_test

import (
	"net/url"
	"slices"
	"testing"
)

// A term that the law defines elsewhere leads to its definition, where it is first
// used, and an article does not explain what it defines itself.
func TestDefinedTerms(t *testing.T) {
	h := site(t)
	for path, want := range map[string][]string{
		"/law/车辆安全法/2": nil,
		"/law/车辆安全法/3": {"驾驶人 /law/车辆安全法/2#k2 定义　车辆安全法 第二条第二款本法所称驾驶人，是指握着方向盘的人。"},
		"/law/车辆安全法/4": {"车辆 /law/车辆安全法/2#k1 定义　车辆安全法 第二条第一款本法所称车辆，是指有轮子并由人驾驶的交通工具。"},
	} {
		doc := page(t, h, path)
		var got []string
		for l := range doc.Descendants() {
			if attr(l, "class") != "cite term" {
				continue
			}
			href, err := url.PathUnescape(attr(l, "href"))
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, words(l)+" "+href+" "+words(element(doc, "id", attr(l, "aria-describedby"))))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s explains %q, want %q", path, got, want)
		}
	}
}
