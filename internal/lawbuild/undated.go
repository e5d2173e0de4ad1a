package lawbuild

import (
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
)

// leaveOpen leaves open from when a text without a date is in force where others say
// better or as much: its clause on entry into force may be that of the first text of the
// law. It keeps its day where that is before all texts with a date, and where all texts
// without a date have days that differ.
func leaveOpen(versions []*version) {
	var first statute.Date // from which a text with a date is in force
	undated, days := 0, map[statute.Date]bool{}
	for _, v := range versions {
		switch {
		case statute.IsUndated(v.label):
			undated++
			days[v.from.Date] = true
		case v.from.Date != "" && (first == "" || v.from.Date < first):
			first = v.from.Date
		}
	}
	_, unknown := days[""]
	told := len(days) == undated && !unknown
	for _, v := range versions {
		if statute.IsUndated(v.label) && (!told || first != "" && v.from.Date >= first) {
			v.from = timeline.DayOf("", timeline.Unknown)
		}
	}
}

// maxToForce is how long after its date a text comes into force at most where another copy
// is taken for it, in days; and how far the dates of two copies of one text, that of its
// adoption and that of its publication, are apart at most.
const maxToForce = 400

// lendDays gives texts of which nothing tells from when they are in force the day that
// another copy tells, which has no date or that of the adoption and nearly the same articles.
func lendDays(versions []*version) {
	for _, copied := range versions {
		if copied.from.Source != timeline.FromText {
			continue
		}
		for _, v := range versions {
			if statute.IsUndated(v.label) || v.from.Source != timeline.Assumed || !isWithin(copied.from.Date, v.label) ||
				!statute.IsUndated(copied.label) && (copied.label >= v.label || !isWithin(statute.Date(v.label), copied.label)) ||
				!v.isLike(copied) {
				continue
			}
			v.from = copied.from
		}
	}
}

// isWithin reports whether a day is that of a label or follows it within maxToForce days.
func isWithin(day statute.Date, label string) bool {
	gap := day.Since(statute.Date(label))
	return gap >= 0 && gap <= maxToForce
}

// isLike reports whether two texts begin alike and have as many articles, one more or one
// less.
func (v *version) isLike(other *version) bool {
	n := v.articles() - other.articles()
	a, b := v.firstArticle(), other.firstArticle()
	return n >= -1 && n <= 1 && a != "" && a == b
}

// firstArticle is the first article of the version, as its characters are compared.
func (v *version) firstArticle() string { return v.parts[0].text.opening }
