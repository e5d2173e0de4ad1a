// Package atom writes Atom feeds (RFC 4287): a [Feed] with its entries, as a feed reader takes
// them. What is in a feed, and in which words, is the caller's.
package atom

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// MediaType is that of a feed.
const MediaType = "application/atom+xml"

// namespace is that of the elements of a feed.
const namespace = "http://www.w3.org/2005/Atom"

// authority is who gives out the ids: the site of the project, not the one that serves a feed, so
// that the same event has the same id wherever it is served. The day is that of RFC 4151: from when
// the name is the project's.
const authority = "tag:fatiao.github.io,2026:"

// ID is an id that stays (RFC 4151), made from parts that say what it stands for.
func ID(parts ...string) string {
	escaped := make([]string, len(parts))
	for i, p := range parts {
		escaped[i] = url.PathEscape(p)
	}
	return authority + strings.Join(escaped, "/")
}

// Feed is a list of what happened, the latest first.
type Feed struct {
	ID       string // see [ID]
	Title    string
	Subtitle string // may be ""
	Author   string // of all entries
	Self     string // where the feed is found
	Page     string // the page that shows the same
	Icon     string // may be ""
	Updated  time.Time
	Paging   Paging
	Entries  []Entry
}

// Paging are the addresses of the pages of a long feed (RFC 5005, 3); the zero value is a feed of
// one page.
type Paging struct {
	First, Last    string
	Previous, Next string // "" before the first page and behind the last
}

// Entry is one thing that happened.
type Entry struct {
	ID      string
	Title   string
	Page    string // where it is read
	Related string // a page beside it, as of what changed; may be ""
	Summary string // may be ""
	// Updated is when it became what it is, Published when it was made public; zero where that is not known.
	Updated, Published time.Time
	Categories         []Category
}

// Category is what an entry is one of.
type Category struct {
	Term  string // for programs
	Label string // for people
}

// xmlFeed is a feed as it is written. The order of elements is free; this one is usual.
type xmlFeed struct {
	XMLName  xml.Name   `xml:"feed"`
	Space    string     `xml:"xmlns,attr"`
	Language string     `xml:"xml:lang,attr"`
	ID       string     `xml:"id"`
	Title    string     `xml:"title"`
	Subtitle string     `xml:"subtitle,omitempty"`
	Updated  string     `xml:"updated"`
	Author   *xmlAuthor `xml:"author"`
	Icon     string     `xml:"icon,omitempty"`
	Links    []xmlLink  `xml:"link"`
	Entries  []xmlEntry `xml:"entry"`
}

type xmlAuthor struct {
	Name string `xml:"name"`
}

type xmlLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	To   string `xml:"href,attr"`
}

type xmlEntry struct {
	ID         string        `xml:"id"`
	Title      string        `xml:"title"`
	Updated    string        `xml:"updated"`
	Published  string        `xml:"published,omitempty"`
	Links      []xmlLink     `xml:"link"`
	Categories []xmlCategory `xml:"category"`
	Summary    string        `xml:"summary,omitempty"`
}

type xmlCategory struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr,omitempty"`
}

// Encode writes the feed as a document. What XML cannot hold is replaced.
func (f *Feed) Encode() ([]byte, error) {
	x := xmlFeed{Space: namespace, Language: "zh-Hans", ID: f.ID, Title: f.Title, Subtitle: f.Subtitle, Updated: stamp(f.Updated),
		Author: &xmlAuthor{f.Author}, Icon: f.Icon,
		Links: []xmlLink{{"self", MediaType, f.Self}, {"alternate", "text/html", f.Page}}}
	for _, page := range [...][2]string{{"first", f.Paging.First}, {"previous", f.Paging.Previous}, {"next", f.Paging.Next},
		{"last", f.Paging.Last}} {
		if page[1] != "" {
			x.Links = append(x.Links, xmlLink{page[0], MediaType, page[1]})
		}
	}
	for _, e := range f.Entries {
		y := xmlEntry{ID: e.ID, Title: e.Title, Updated: stamp(e.Updated), Summary: e.Summary,
			Links: []xmlLink{{"alternate", "text/html", e.Page}}}
		if e.Related != "" {
			y.Links = append(y.Links, xmlLink{"related", "text/html", e.Related})
		}
		if !e.Published.IsZero() {
			y.Published = stamp(e.Published)
		}
		for _, c := range e.Categories {
			y.Categories = append(y.Categories, xmlCategory(c))
		}
		x.Entries = append(x.Entries, y)
	}
	var b bytes.Buffer
	b.WriteString(xml.Header)
	if err := xml.NewEncoder(&b).Encode(x); err != nil {
		return nil, fmt.Errorf("writing a feed: %w", err)
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
