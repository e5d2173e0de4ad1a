package lawparse

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// The dates of a header, and the one that names the text.

// keyedEvents reads the lines 发布日期：2020年5月28日 and the rows of a table that say the
// same, and returns the other lines. ended says that one tells that the text is no longer
// in force.
func keyedEvents(meta string) (found []Event, rest string, ended bool) {
	if !strings.ContainsAny(meta, ":：|】]=＝") && !strings.Contains(meta, "日期") && !strings.Contains(meta, "时间") {
		return nil, meta, false
	}
	var other strings.Builder
	for line := range strings.Lines(meta) {
		tight := squeeze(line)
		if !metaKey.MatchString(tight) && !dayKey.MatchString(tight) {
			other.WriteString(line)
			continue
		}
		if note, ok := strings.CutPrefix(strings.TrimLeft(tight, "【["), "题注"); ok {
			other.WriteString(strings.TrimLeft(note, "】]：:") + "\n")
			continue
		}
		ended = ended || statusKey.MatchString(tight)
		for _, m := range keyedDate.FindAllStringSubmatch(tight, -1) {
			kind := eventKind(m[1])
			if strings.HasPrefix(m[1], "成文") {
				kind = EventAdopted // it is published later
			}
			if kind == EventOther && issuedKey.MatchString(m[1]) {
				kind = EventPromulgated
			}
			d, n := statute.DateAt(m[2])
			if n == 0 {
				if day, ok := plainDay(m[2]); ok {
					d, n = day, len(m[2])
				}
			}
			switch {
			case n == 0 || kind == EventOther && pageTime.MatchString(tight): // of the page
			case strings.Contains(m[1], "失效") || strings.Contains(m[1], "废止"):
				found = append(found, Event{Date: d, Kind: EventEnded, Text: m[1]})
			default:
				found = append(found, Event{Date: d, Kind: kind, Text: m[1]})
			}
		}
	}
	return found, other.String(), ended
}

// events reads every date with the words that follow it. Words before the
// next date that name no event (two committees that adopted one text) take
// the kind of the next.
func events(meta string) []Event {
	var found []Event
	for _, line := range joinedLines(meta) {
		first := len(found)
		if day, ok := plainDay(strings.TrimSpace(line)); ok {
			found = append(found, Event{Date: day})
			continue
		}
		behind := 0 // where the words of the last date begin
		for at := 0; at < len(line); {
			d, n := statute.DateAt(line[at:])
			if n == 0 {
				_, size := utf8.DecodeRuneInString(line[at:])
				at += size
				continue
			}
			if len(found) > first {
				found[len(found)-1].Text = line[behind:at]
			}
			found = append(found, Event{Date: d})
			at += n
			behind = at
		}
		if len(found) > first {
			found[len(found)-1].Text = line[behind:]
		}
		for i := len(found) - 1; i >= first; i-- {
			e := &found[i]
			if e.Kind = eventKind(e.Text); e.Kind == EventOther && i+1 < len(found) && !strings.Contains(e.Text, "令") {
				e.Kind = found[i+1].Kind
			} else if e.Kind == EventAdopted && i+1 < len(found) && found[i+1].Kind == EventAmended &&
				strings.Contains(withoutLead(e.Text), "根据") {
				e.Kind = EventAmended
			} else if e.Kind == EventOther && strings.Contains(e.Text, "令") && strings.Contains(e.Text, "号") {
				e.Kind = EventPromulgated // 主席令第四十五号, without a verb
			}
			e.Text = withoutLead(e.Text)
		}
	}
	return found
}

// withoutLead takes off an event what belongs to the next date.
func withoutLead(s string) string {
	s = strings.Trim(s, " 　，、；（）()")
	for _, lead := range [...]string{"根据", "自", "依据"} {
		s = strings.TrimRight(strings.TrimSuffix(s, lead), " 　，、；")
	}
	return s
}

// joinedLines are the lines of a header; a line without a date goes on the one
// before where that names no event yet.
func joinedLines(meta string) []string {
	var lines []string
	for _, line := range strings.Split(meta, "\n") {
		_, n := statute.DateAt(strings.TrimLeft(line, "（("))
		if last := len(lines) - 1; n == 0 && last >= 0 && eventVerb(lines[last]) == EventOther && eventVerb(line) != EventOther {
			lines[last] += line
			continue
		}
		lines = append(lines, line)
	}
	return lines
}

// versionLabel is the latest 通过, 修订 or 修正 date, else 公布 or 批准, else the date
// in the file's name, else one by itself under a cover.
func versionLabel(events []Event, fromName statute.Date) string {
	var adopted, signed, published, other statute.Date
	for _, e := range events {
		kind := e.Kind
		if kind == EventAdopted && !strings.Contains(e.Text, "通过") && (strings.Contains(e.Text, "签署") || strings.Contains(e.Text, "签订")) {
			signed = max(signed, e.Date) // an arrangement is adopted by a session, too
			continue
		}
		switch kind {
		case EventAdopted, EventAmended:
			adopted = max(adopted, e.Date)
		case EventPromulgated, EventApproved:
			published = max(published, e.Date)
		case EventOther:
			other = max(other, e.Date)
		}
	}
	for _, d := range [...]statute.Date{adopted, signed, published, fromName, other} {
		if d != "" {
			return string(d)
		}
	}
	return statute.Undated
}
