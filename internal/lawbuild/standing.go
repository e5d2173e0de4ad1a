package lawbuild

import (
	"path/filepath"
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
	"github.com/fatiao/fatiao/internal/validity"
)

// collection is what was collected up to a day: the texts of a folder that is named by a year
// (2018, 2026-10), those of a database, or all that lie in neither.
type collection struct {
	until statute.Date // the latest date of its texts
	texts int
}

// yearFolder is the name of a folder that holds a collection as it was in a year.
var yearFolder = regexp.MustCompile(`^(?:19|20)\d\d(?:年|[-年.]\d.*)?$`)

// collectionOf names the collection of a path: the folders down to the last that is named by
// a year, or the file where that is a database; "" where it is neither.
func collectionOf(path string) string {
	switch filepath.Ext(path) {
	case ".db", ".sqlite", ".sqlite3":
		return path
	}
	dir := filepath.ToSlash(filepath.Dir(path))
	parts := strings.Split(dir, "/")
	for i := len(parts) - 1; i >= 0; i-- {
		if yearFolder.MatchString(parts[i]) {
			return strings.Join(parts[:i+1], "/")
		}
	}
	return ""
}

// setCollected tells each document up to which day the collections and the folders go that
// have it.
func setCollected(documents []kb.LawDocument, paths map[int64][]string) {
	type folder struct{ collection, path string }
	until := map[folder]statute.Date{}
	for _, d := range documents {
		if statute.IsUndated(d.Label) {
			continue
		}
		for _, path := range paths[d.ID] {
			for _, dir := range append(foldersOf(path), "") {
				f := folder{collectionOf(path), dir}
				until[f] = max(until[f], statute.Date(d.Label))
			}
		}
	}
	for i := range documents {
		d := &documents[i]
		for _, path := range paths[d.ID] {
			name := collectionOf(path)
			d.Collected = max(d.Collected, until[folder{name, ""}])
			days := ""
			for _, dir := range foldersOf(path) {
				days += string(until[folder{name, dir}]) + "/"
			}
			d.Folders = max(d.Folders, days)
		}
	}
}

// foldersOf are the folders in which a file lies, the outermost first.
func foldersOf(path string) []string {
	dir := filepath.ToSlash(filepath.Dir(path))
	var all []string
	for i := range len(dir) {
		if dir[i] == '/' && i > 0 {
			all = append(all, dir[:i])
		}
	}
	return append(all, dir)
}

// standings says how far it is known that texts are in force.
type standings struct {
	paths       map[int64][]string // by version
	collections map[string]*collection
	lists       *lists
	register    *validity.Register
	// ended is the day from which laws, loaded or not, are repealed.
	ended map[string]statute.Date
	bases map[string][]string // what interpretations interpret, by key
}

// readCollections finds up to which day each collection goes, by what its own copies tell:
// a later copy of an unchanged text may have a later date. Where none has a date, the days on
// which the texts begin stand in.
func (s *standings) readCollections(copies []kb.Copy, versions [][]kb.Version) {
	s.paths, s.collections = map[int64][]string{}, map[string]*collection{}
	begins := map[int64]statute.Date{}
	for _, of := range versions {
		for _, v := range of {
			begins[v.ID] = v.Starts.Date
		}
	}
	dated := map[string]bool{}
	for _, c := range copies {
		s.paths[c.Version] = append(s.paths[c.Version], c.Path)
		name := collectionOf(c.Path)
		known := s.collections[name]
		if known == nil {
			known = &collection{}
			s.collections[name] = known
		}
		known.texts++
		day := statute.Date(c.Label)
		switch {
		case !statute.IsUndated(c.Label) && !dated[name]:
			known.until, dated[name] = day, true
		case !statute.IsUndated(c.Label):
			known.until = max(known.until, day)
		case !dated[name]:
			known.until = max(known.until, begins[c.Version])
		}
	}
}

// of is the standing of a version that nothing ends.
func (s *standings) of(v kb.Version, from timeline.Day) kb.Standing {
	var k kb.Standing
	var own *collection
	for _, path := range s.paths[v.ID] {
		if c := s.collections[collectionOf(path)]; c != nil && (own == nil || c.until > own.until) {
			own = c
		}
	}
	if own != nil {
		k.Confirmed = timeline.DayOf(own.until, timeline.FromSite)
	}
	if day, inForce := s.lists.said(v); day != "" && inForce && day > k.Confirmed.Date {
		k.Confirmed = timeline.DayOf(day, timeline.FromSite)
	} else if day != "" && !inForce && (own == nil || day >= own.until || s.isIn(v, "")) {
		return kb.Standing{Ended: day}
	}
	if day := s.register.Confirmed(v.Law, v.Label); day > k.Confirmed.Date {
		k.Confirmed = timeline.DayOf(day, timeline.FromRegister)
	}
	if k.Confirmed.Date != "" && k.Confirmed.Date < from.Date {
		k.Confirmed = timeline.DayOf("", timeline.Unknown) // it was not in force yet
	}
	if own != nil && k.Confirmed.Date == own.until && s.isSuperseded(own) {
		k.DoubtedFrom = own.until
	}
	if base, day := s.endedBase(v.Law); base != "" {
		k.Doubt, k.DoubtedFrom = base, day
	}
	return k
}

// isIn reports whether a version has a source in a collection.
func (s *standings) isIn(v kb.Version, name string) bool {
	for _, path := range s.paths[v.ID] {
		if collectionOf(path) == name {
			return true
		}
	}
	return false
}

// maxBehind is how far a collection may be behind a later one of its kind, in days, so that
// what only it has is still taken for in force.
const maxBehind = 3 * 366

// isSuperseded reports whether a collection that is much later, and at least half as large, is
// loaded: a text that it does not have may have ended.
func (s *standings) isSuperseded(c *collection) bool {
	for _, o := range s.collections {
		if o.until.Since(c.until) > maxBehind && 2*o.texts >= c.texts {
			return true
		}
	}
	return false
}

// endedBase is the law that an interpretation interprets and that was repealed, with the day,
// "" where there is none or where it interprets another law that was not.
func (s *standings) endedBase(key string) (base string, day statute.Date) {
	for _, b := range s.bases[key] {
		d := s.ended[b]
		if d == "" {
			return "", ""
		}
		if d > day {
			base, day = b, d
		}
	}
	return base, day
}
