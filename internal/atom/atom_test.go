package atom

import (
	"encoding/xml"
	"strings"
	"testing"
	"time"
)

// What is written is what XML reads again, whatever stands in it, and has what RFC 4287 asks of
// each feed and entry.
func TestEncode(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 4, 5, 6, 7, 0, time.FixedZone("", 8*3600))
	f := &Feed{ID: ID("feed", "a b/c"), Title: "甲 <b>&</b> \x01", Author: "法条", Self: "https://x.example/feed.atom?a=1&b=2",
		Page: "https://x.example/", Updated: at,
		Paging: Paging{First: "https://x.example/1", Next: "https://x.example/2"},
		Entries: []Entry{{ID: ID("law", "甲法@2020-01-01", "enacted"), Title: `"引号"`,
			Page: "https://x.example/law/x", Updated: at, Published: at, Summary: "<script>", Categories: []Category{{"new", "新法"}}}}}
	content, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		XMLName xml.Name
		ID      string `xml:"id"`
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Author  string `xml:"author>name"`
		Links   []struct {
			Rel string `xml:"rel,attr"`
			To  string `xml:"href,attr"`
		} `xml:"link"`
		Entries []struct {
			ID       string `xml:"id"`
			Title    string `xml:"title"`
			Updated  string `xml:"updated"`
			Summary  string `xml:"summary"`
			Category struct {
				Term string `xml:"term,attr"`
			} `xml:"category"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(content, &got); err != nil {
		t.Fatalf("%v:\n%s", err, content)
	}
	if got.XMLName.Space != namespace || got.ID != "tag:fatiao.github.io,2026:feed/a%20b%2Fc" || got.Updated != "2026-03-03T21:06:07Z" ||
		got.Author != "法条" || len(got.Links) != 4 || got.Links[0].To != f.Self ||
		got.Links[2].Rel != "first" || got.Links[3].Rel != "next" || got.Links[3].To != f.Paging.Next ||
		!strings.HasPrefix(got.Title, "甲 <b>&</b> ") {
		t.Errorf("the feed is %+v", got)
	}
	if len(got.Entries) != 1 || got.Entries[0].Summary != "<script>" || got.Entries[0].Category.Term != "new" ||
		got.Entries[0].Title != `"引号"` || strings.ContainsAny(got.Entries[0].ID, " 甲") {
		t.Errorf("the entries are %+v", got.Entries)
	}
}
