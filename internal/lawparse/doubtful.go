package lawparse

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// correctTitle gives a text that has no title, and lies in a file named after another law, the
// title of the law that its caption names: each amendment was made by a decision on that law
// alone, and nothing in the text speaks of the one after which the file is named.
func (p *parser) correctTitle() {
	h := &p.law.Header
	if !p.titleOfName || h.Key == "" || p.law.Amending {
		return
	}
	named, amended := "", false
	for _, e := range h.Events {
		if e.Kind != EventAmended {
			continue
		}
		key := amendedAlone(e.Text)
		if key == "" || named != "" && key != named {
			return
		}
		named, amended = key, true
	}
	if !amended || named == h.Key || strings.Contains(named, h.Key) || strings.Contains(h.Key, named) ||
		strings.Contains(p.text, subjectOf(h.Key)) {
		return
	}
	p.diagnose("title_of_another", "文件名写的是《"+h.Key+"》，题注和正文是《"+named+"》的，按后者收录", statute.Span{})
	h.Title, h.Key = named, named
	p.title = named
}

// amendedAlone is the law that 《关于修改〈…〉的决定》 names, "" where it names several or none.
func amendedAlone(event string) string {
	i := strings.Index(event, "关于修改")
	if i < 0 {
		return ""
	}
	rest := strings.NewReplacer("<", "《", ">", "》", "〈", "《", "〉", "》", "＜", "《", "＞", "》").Replace(event[i+len("关于修改"):])
	if !strings.HasPrefix(rest, "《") {
		return ""
	}
	title, behind, ok := strings.Cut(rest[len("《"):], "》")
	if !ok || !strings.HasPrefix(behind, "的决定") {
		return ""
	}
	return statute.Key(title)
}

// subjectOf is what a law is about, as its title says: 收养 of 收养法.
func subjectOf(key string) string {
	for _, end := range [...]string{"实施条例", "实施细则", "条例", "规定", "办法", "法典", "法"} {
		if s, ok := strings.CutSuffix(key, end); ok && s != "" {
			return s
		}
	}
	return key
}

// breaksOff reports whether the caption of a text ends in 根据, behind which an amendment was
// left out.
func (p *parser) breaksOff(meta string) bool {
	last := ""
	for line := range strings.Lines(meta) {
		if t := squeeze(line); t != "" {
			last = t
		}
	}
	return strings.HasSuffix(last, "根据") && last != "根据"
}

// lastDay is the latest day of events, "" for none.
func lastDay(events []Event) statute.Date {
	last := statute.Date("")
	for _, e := range events {
		last = max(last, e.Date)
	}
	return last
}

// writtenDay is a day as headers write it, of the calendar or not.
var writtenDay = regexp.MustCompile(`(?:1[89]|20)\d\d(?:年\d{1,2}月\d{1,2}日|-\d{1,2}-\d{1,2})`)

// checkDays notices days in the header that no calendar has, and a first day in force before
// the text was adopted for the first time.
func (p *parser) checkDays(tight string, hint Hint) {
	for _, day := range writtenDay.FindAllString(tight+"\n"+squeeze(hint.Title), -1) {
		if _, n := statute.DateAt(day); n == 0 {
			p.diagnose("date_impossible", "题注或者文件名里的“"+day+"”不是日期，没有采用", statute.Span{})
		}
	}
	h := &p.law.Header
	first := statute.Date("")
	for _, e := range h.Events {
		switch {
		case e.Kind == EventAmended:
			return // the clause speaks of the first text
		case e.Kind == EventAdopted && (first == "" || e.Date < first):
			first = e.Date
		}
	}
	if h.Effective != "" && h.Effective < first {
		p.diagnose("effective_before_adoption", "施行日期 "+string(h.Effective)+" 早于通过日期 "+string(first)+"，可能有一个写错了", statute.Span{})
	}
}
