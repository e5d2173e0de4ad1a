// Package holding says what a collection holds and what it lacks: laws and texts by level and
// year, where they came from and of which day, and what is cited or listed and not loaded.
//
// Start with [Read].
package holding

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// LawReader reads what is loaded.
type LawReader interface {
	HeldByYear(ctx context.Context) ([]kb.Held, error)
	SourceDays(ctx context.Context) ([]kb.SourceDay, error)
	UnloadedCounts(ctx context.Context) (ofLoaded, ofOthers int, err error)
	Laws(ctx context.Context) ([]kb.LawSummary, error)
	Collections(ctx context.Context) ([]kb.Collection, error)
	CollectedUntil() string
}

// GraphReader reads what is cited and not loaded.
type GraphReader interface {
	MissingLaws(ctx context.Context) ([]citegraph.MissingLaw, error)
	MissingTexts(ctx context.Context) ([]citegraph.MissingText, error)
}

// Holding is what a collection holds and lacks.
type Holding struct {
	Until          string       // up to which day the collection goes; see kb.Base.CollectedUntil
	Newest         statute.Date // of the laws, "" where none has a day
	Laws, Versions int          // texts that were computed are not counted
	Levels         []Level
	Years          []kb.Held // by level and year, in the order of levels
	Missing        []citegraph.MissingLaw
	MissingTexts   []citegraph.MissingText
	// ListedTexts and ListedLaws are texts that lists know and nothing loaded has: of laws that are
	// loaded in another text, and of others.
	ListedTexts, ListedLaws int
	Sources                 []Source
	Collections             []kb.Collection
}

// Level counts the laws of a level.
type Level struct {
	Level          statute.Level
	Laws, Versions int
	Newest         statute.Date
}

// Source is a folder, archive or database with what it holds.
type Source struct {
	Path     string // of the archive or database, or of the folder
	Files    int
	Texts    int
	Newest   statute.Date // of its laws, "" where none has a day
	Ingested statute.Date // when the latest of its files was read
}

// Name is the last part of the path of a source: where it lies is for those who run the program.
func (s Source) Name() string { return filepath.Base(s.Path) }

// WebAddress is where a collection came from, where that is on the web; "" for a file or folder of
// the machine, which is for those who run the program.
func WebAddress(c kb.Collection) string {
	if strings.HasPrefix(c.Address, "https://") || strings.HasPrefix(c.Address, "http://") {
		return c.Address
	}
	return ""
}

// Read reads what is loaded.
func Read(ctx context.Context, laws LawReader, graph GraphReader) (*Holding, error) {
	h := &Holding{Until: laws.CollectedUntil()}
	held, err := laws.HeldByYear(ctx)
	if err != nil {
		return nil, err
	}
	all, err := laws.Laws(ctx)
	if err != nil {
		return nil, err
	}
	h.count(held, all)
	if h.Missing, err = graph.MissingLaws(ctx); err != nil {
		return nil, err
	}
	slices.SortStableFunc(h.Missing, func(a, b citegraph.MissingLaw) int { return b.Count - a.Count })
	if h.MissingTexts, err = graph.MissingTexts(ctx); err != nil {
		return nil, err
	}
	if h.ListedTexts, h.ListedLaws, err = laws.UnloadedCounts(ctx); err != nil {
		return nil, err
	}
	if h.Collections, err = laws.Collections(ctx); err != nil {
		return nil, err
	}
	files, err := laws.SourceDays(ctx)
	if err != nil {
		return nil, err
	}
	h.Sources = sourcesOf(files)
	return h, nil
}

// count counts laws and texts by level.
func (h *Holding) count(held []kb.Held, all []kb.LawSummary) {
	for _, level := range statute.Levels {
		l := Level{Level: level}
		for _, x := range held {
			if x.Level == level {
				l.Versions += x.Versions
				l.Newest = max(l.Newest, x.Newest)
				h.Years = append(h.Years, x)
			}
		}
		for _, x := range all {
			if x.Level == level {
				l.Laws++
			}
		}
		if l.Laws > 0 {
			h.Levels = append(h.Levels, l)
			h.Laws, h.Versions, h.Newest = h.Laws+l.Laws, h.Versions+l.Versions, max(h.Newest, l.Newest)
		}
	}
}

// sourcesOf puts files together that lie in one archive, or in one folder below that which all
// folders have in common.
func sourcesOf(files []kb.SourceDay) []Source {
	var common []string
	first := true
	for _, f := range files {
		if !liesInFolder(f.Path) {
			continue
		}
		dir := foldersOf(f.Path)
		if first {
			common, first = dir, false
		}
		n := 0
		for n < len(common) && n < len(dir) && common[n] == dir[n] {
			n++
		}
		common = common[:n]
	}
	at := map[string]int{}
	var list []Source
	for _, f := range files {
		path := fileOf(f.Path)
		if liesInFolder(f.Path) {
			dir := foldersOf(path)
			path = strings.Join(dir[:min(len(dir), len(common)+1)], "/")
		} else if path == f.Path && !filepath.IsAbs(path) { // what ships with the program
			path, _, _ = strings.Cut(path, "/")
		}
		i, ok := at[path]
		if !ok {
			i = len(list)
			at[path] = i
			list = append(list, Source{Path: path})
		}
		s := &list[i]
		s.Files++
		s.Texts += f.Texts
		s.Newest = max(s.Newest, f.Newest)
		if len(f.Ingested) >= len("2006-01-02") {
			s.Ingested = max(s.Ingested, statute.Date(f.Ingested[:len("2006-01-02")]))
		}
	}
	slices.SortStableFunc(list, func(a, b Source) int { return cmp.Or(b.Texts-a.Texts, strings.Compare(a.Path, b.Path)) })
	return list
}

// liesInFolder reports whether a path is that of a single file of a folder: not inside of an
// archive, no database, not shipped with the program.
func liesInFolder(path string) bool {
	return fileOf(path) == path && !isDatabase(path) && filepath.IsAbs(path)
}

func foldersOf(path string) []string { return strings.Split(filepath.ToSlash(filepath.Dir(path)), "/") }

// fileOf is the file on disk of a path that may go on inside of an archive.
func fileOf(path string) string {
	file, _, _ := strings.Cut(path, "!")
	return file
}

func isDatabase(path string) bool {
	switch filepath.Ext(path) {
	case ".db", ".sqlite", ".sqlite3", ".json":
		return true
	}
	return false
}
