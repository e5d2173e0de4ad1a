package lawbuild

import "github.com/fatiao/fatiao/internal/statute"

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
			days[v.from] = true
		case v.from != "" && (first == "" || v.from < first):
			first = v.from
		}
	}
	_, unknown := days[""]
	told := len(days) == undated && !unknown
	for _, v := range versions {
		if statute.IsUndated(v.label) && (!told || first != "" && v.from >= first) {
			v.from = ""
		}
	}
}
