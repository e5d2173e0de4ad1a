package citation

import (
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// understood is the document with what its title tells: whether 本法 is the text
// itself, what law it is about, and whether it changes others.
func (d *CitingText) understood(dict *Dictionary, l Lookup) *CitingText {
	if d.Title == "" && !isAmendment(d.Law) && !d.answers() {
		return d
	}
	c := *d
	if c.Title == "" {
		c.Title = d.Law // a part of it, given by itself
	}
	c.norm = d.Law != ""
	c.Amends = d.Law != "" && isAmendment(d.Law)
	switch {
	case d.Law == "" && isSentence(d.Title):
		c.Title = "" // the first words of a text that has none
	case d.Law == "" || c.Amends || d.Numbered == "":
		c.Subject = c.subjectOf(dict, l)
		if c.Subject == d.Law && d.Numbered == "" && d.answers() {
			c.Subject = "" // what it cites is never itself
		}
		if _, err := statute.ParseDate(d.Version); c.Amends && err == nil {
			c.changed = statute.Date(d.Version)
		}
		c.Law, c.Version = "", ""
		c.Segments = make([]Segment, len(d.Segments))
		for i, s := range d.Segments {
			s.At = statute.Provision{} // what it numbers are not articles of its own
			c.Segments[i] = s
		}
	case d.Numbered == statute.KindClause:
		c.Subject, c.Clauses = d.subjectOf(dict, l), true
	default:
		c.Subject = d.interpretedBy(l)
	}
	return &c
}

// answers reports whether the text is a reply or a notice, which has no articles of its own, given by itself.
func (d *CitingText) answers() bool {
	for _, s := range d.Segments {
		if !s.At.Article.IsZero() {
			return false
		}
	}
	for _, w := range [...]string{"批复", "答复", "复函", "通知"} {
		if strings.HasSuffix(d.Law, w) {
			return true
		}
	}
	return false
}

// isSentence reports whether what stands for the title of a text is a part of the text
// itself: it cites an article, or a sentence ends in it.
func isSentence(title string) bool {
	if strings.ContainsAny(title, "。；") || strings.HasSuffix(title, "…") {
		return true
	}
	for at := 0; ; {
		i := strings.Index(title[at:], "第")
		if i < 0 {
			return false
		}
		if refs, n := provisionAt(title[at+i:], false); n > 0 && highest(refs[0].From) >= levelArticle {
			return true
		}
		at += i + len("第")
	}
}

// isAmendment reports whether a law changes others: what it numbers are their
// articles.
func isAmendment(key string) bool {
	if strings.Contains(key, "修改") && strings.HasSuffix(key, "决定") {
		return true
	}
	i := strings.Index(key, "修正案")
	return i > 0 && !strings.Contains(key[:i], "《")
}

// subjectOf is the law that a text without articles of its own is about: the
// one that an amendment changes, or that the title names, else itself.
func (d *CitingText) subjectOf(dict *Dictionary, l Lookup) string {
	title := d.Title
	if law, _, ok := strings.Cut(title, "修正案"); ok && law != "" {
		return law
	}
	if i := strings.Index(title, "修改《"); i >= 0 {
		title = title[i:]
	}
	var keys []string
	for _, name := range append(statute.QuotedTitles(title), dict.Names(title)...) {
		if named := l.LawsNamed(name, d.Day); len(named) == 1 && named[0] != d.Law && !slices.Contains(keys, named[0]) {
			keys = append(keys, named[0])
		}
	}
	switch {
	case len(keys) == 0:
		if titles := statute.QuotedTitles(title); d.Amends && len(titles) == 1 && isNorm(titles[0]) {
			return statute.Key(titles[0]) // a local regulation, which is not loaded
		}
		return d.Law
	case len(keys) > 1 && d.Law == "":
		return "" // which of them, nothing tells
	}
	return keys[0]
}

// interpretedBy is the law that the title of a text with articles names, "" for
// none or several.
func (d *CitingText) interpretedBy(l Lookup) string {
	if titles := statute.QuotedTitles(d.Title); len(titles) == 1 {
		if keys := l.LawsNamed(titles[0], d.Day); len(keys) == 1 {
			return keys[0]
		}
	}
	return ""
}

// findSubject is the law that the document is about: as the caller knows it,
// or the first that it calls 《规定》 or the like for short.
func (r *resolver) findSubject() law {
	if r.doc.Law != "" {
		return law{}
	}
	if r.doc.Subject != "" {
		return r.changed(r.doc.Subject)
	}
	for _, a := range r.found.Aliases {
		if _, size := normWordAt(a.Name); size == len(a.Name) {
			return r.named(a.Law, aliasOnly)
		}
	}
	return law{}
}

// changed is the law that the document is about; an amendment means the text
// before it.
func (r *resolver) changed(key string) law {
	w := law{keys: []string{key}, when: When{Day: r.doc.Day}}
	if r.doc.changed != "" {
		w.when = When{Before: true, Day: r.doc.changed}
	}
	return w
}
