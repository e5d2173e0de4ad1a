package kb

import (
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
)

// Standing is how far it is known that a text is in force, as long as nothing tells of its
// end.
type Standing struct {
	// Confirmed is the last day on which a source says that the text is in force: the day up to
	// which a list or a collection goes whose newest text it is.
	Confirmed timeline.Day
	// DoubtedFrom is the day from which it is not known any more whether the text is in force,
	// "" for never: what it interprets was repealed, or a later collection does not have it.
	DoubtedFrom statute.Date
	// Ended is a day on which a list says that the text is no longer in force, without telling
	// since when; "" where none does.
	Ended statute.Date
	// Doubt is the key of the law that the text interprets and that was repealed, "" where the
	// reason is another one.
	Doubt string
}

// StatusOn is the status of the version on a day. What is in force by the days of its law
// and nobody says to be in force is unverified.
func (v Version) StatusOn(day statute.Date) statute.Status {
	status, s := v.spanOn(day), v.Standing
	if status != statute.StatusInForce {
		return status
	}
	switch {
	case s.Ended != "" && s.Ended <= day:
		return statute.StatusRepealed
	case s.Ended != "", s.DoubtedFrom != "" && s.DoubtedFrom <= day:
		return statute.StatusUnverified
	}
	return status
}

// spanOn is the status of the version on a day by its days alone: it decides which text of
// a law answers for the day.
func (v Version) spanOn(day statute.Date) statute.Status {
	end, isEnded := v.Ended()
	switch {
	case isEnded && end == "" && v.InForceTo == "":
		return statute.StatusRepealed // at the latest when the source was made
	case isEnded && end != "" && end == v.InForceTo && end <= day:
		return statute.StatusRepealed
	case v.Begins() == "":
		return statute.StatusUnverified
	case v.Begins() > day:
		return statute.StatusNotYet
	case v.InForceTo != "" && v.InForceTo <= day && v.RepealedBy != "":
		return statute.StatusRepealed
	case v.InForceTo != "" && v.InForceTo <= day:
		return statute.StatusAmended
	}
	return statute.StatusInForce
}

// StatusText is the status on a day in Chinese, with the day and the reason, as pages,
// commands and the API say it: 截至 2025-04-05 现行有效, 已废止（由《…》第…条，自 …）. That of a text
// which was made from an amendment says so.
func (v Version) StatusText(day statute.Date) string {
	if v.Computed != "" {
		return v.loadedStatus(day) + "；推算的文本"
	}
	return v.loadedStatus(day)
}

// Name is the date of the version as it is shown, marked where nobody published the text.
func (v Version) Name() string {
	if v.Computed != "" {
		return statute.LabelChinese(v.Label) + "（推算）"
	}
	return statute.LabelChinese(v.Label)
}

func (v Version) loadedStatus(day statute.Date) string {
	status := v.StatusOn(day)
	name, to := status.Chinese(), DayText(v.To())
	switch {
	case status == statute.StatusInForce:
		until := v.Standing.Confirmed.Date
		if v.InForceTo != "" || until > day {
			until = day // it ends later, or a later source has it
		}
		if until == "" { // it came into force after its source was made
			return name + "（" + DayText(timeline.Better(v.From(), v.Starts)) + " 起施行，其后未核实）"
		}
		return "截至 " + string(until) + " " + name
	case status == statute.StatusAmended && to != "":
		return name + "（新文本 " + to + " 起施行）"
	case status == statute.StatusRepealed && v.RepealedBy != "":
		return EndText(timeline.Repeal{Day: v.To(), By: v.RepealedBy, At: v.RepealedAt})
	case v.Standing.Ended != "" && (status == statute.StatusRepealed && to == "" || status == statute.StatusUnverified):
		return name + "（" + string(v.Standing.Ended) + " 的目录标明已失效，何时起不明）"
	case status == statute.StatusRepealed && to != "":
		return name + "（自 " + to + "）"
	case status == statute.StatusNotYet:
		return name + "（" + DayText(timeline.Better(v.From(), v.Starts)) + " 起施行）"
	case status == statute.StatusUnverified && v.Standing.Doubt != "" && v.Standing.DoubtedFrom <= day:
		return name + "（所解释的《" + v.Standing.Doubt + "》已废止）"
	case status == statute.StatusUnverified && v.Begins() == "":
		return name + "（施行日期不明）"
	case status == statute.StatusUnverified && v.Standing.Confirmed.Date != "":
		return name + "（" + string(v.Standing.Confirmed.Date) + " 时有效，较新的汇编没有收录）"
	}
	return name
}

// EndText says that a law is repealed, by what and from when.
func EndText(end timeline.Repeal) string {
	text := statute.StatusRepealed.Chinese() + "（"
	if end.By != "" {
		text += "由" + quoted(end.By) + provisionText(end.At) + "，"
	}
	return text + "自 " + DayText(end.Day) + "）"
}

// quoted puts the title of a law in 《》; what a register calls 国务院令第747号, or has a number
// behind the title, has none or its own.
func quoted(name string) string {
	if strings.HasSuffix(name, "号") || strings.HasPrefix(name, "《") {
		return name
	}
	return "《" + name + "》"
}

// DayText is a day as it is shown, marked where it is only assumed.
func DayText(d timeline.Day) string {
	if d.Source == timeline.Assumed {
		return "推定 " + string(d.Date)
	}
	return string(d.Date)
}

func provisionText(local string) string {
	p, err := statute.ParseProvision(local)
	if local == "" || err != nil {
		return ""
	}
	return p.Chinese()
}
