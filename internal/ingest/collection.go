package ingest

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/changelog"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// Collection is what was brought from a place as a whole. Its sources are named
// 汇编:NAME!PATH, wherever the archive or folder lies, so that a later one of the same name
// takes its place: what changed is read again, and what it does not have any more goes, except
// for texts of laws that nothing else has (see keepOlder).
type Collection struct {
	kb.Collection
	Path  string                 // of the archive or folder
	Root  string                 // the folder in it that holds everything, no part of the names of sources; "" for none
	Bytes int64                  // of all its files, 0 where not known
	Wants func(path string) bool // which of its files are read; nil: all
	// Official says that it was gathered from the official database, by the interface and at the
	// address of that; one that was fetched from an address under gov.cn is official too.
	Official bool
}

// isOfficial reports whether what the collection has was fetched from a public body.
func (c Collection) isOfficial() bool {
	u, err := url.Parse(c.Address)
	return c.Official || err == nil && u.Scheme == "https" && strings.HasSuffix("."+strings.ToLower(u.Hostname()), ".gov.cn")
}

// CollectionPrefix starts the paths of sources that belong to collections.
const CollectionPrefix = "汇编:"

// sourcePrefix starts the paths of the sources of a collection.
func sourcePrefix(name string) string { return CollectionPrefix + name + "!" }

// earlierPrefix starts the paths of texts that a collection had and has no more.
func earlierPrefix(name string) string { return CollectionPrefix + name + "/" }

// inside is the path of a file within the collection; ok is false where it is not read.
func (c Collection) inside(path string) (in string, ok bool) {
	rest, ok := strings.CutPrefix(path, c.Path)
	if !ok || rest == "" {
		return "", false
	}
	in = strings.ReplaceAll(rest[1:], `\`, "/")
	if c.Root != "" {
		if in, ok = strings.CutPrefix(in, c.Root+"/"); !ok {
			return "", false
		}
	}
	return in, c.Wants == nil || c.Wants(in)
}

// provenance is what is shown of where a text of the collection came from.
func (c Collection) provenance() string {
	var parts []string
	switch {
	case strings.Contains(c.Address, "://"):
		parts = append(parts, c.Address)
	case c.Address != "": // not the folders of this machine
		parts = append(parts, filepath.Base(c.Address))
	}
	if c.Revision != "" {
		parts = append(parts, "版本 "+c.Revision[:min(len(c.Revision), 12)])
	}
	if c.Day != "" {
		parts = append(parts, string(c.Day))
	}
	title := cmp.Or(c.Title, c.Name)
	if len(parts) == 0 {
		return title
	}
	return title + "（" + strings.Join(parts, "，") + "）"
}

// collections reads all collections that are given.
func (r *run) collections(ctx context.Context) error {
	for _, c := range r.Collections {
		if err := r.collection(ctx, c); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) collection(ctx context.Context, c Collection) error {
	seen := map[string]bool{}
	r.Progress.Start("读取 "+cmp.Or(c.Title, c.Name), c.Bytes)
	err := corpus.Walk(ctx, []string{c.Path}, r.Limits, func(f *corpus.File) error {
		if f.Path == c.Path {
			return errors.Join(f.Rejected, ctx.Err()) // the archive as a whole
		}
		in, ok := c.inside(f.Path)
		if !ok {
			return nil
		}
		defer r.Progress.Add(f.Size)
		f.Rename(sourcePrefix(c.Name)+in, in)
		seen[r.storedAs(f.Path)] = true
		return r.file(ctx, f, kb.Source{Path: f.Path, Provenance: c.provenance(), Official: c.isOfficial()})
	})
	r.Progress.Done()
	if err != nil {
		return err
	}
	return r.settle(ctx, c, seen)
}

// settle takes out what the collection does not have any more, and stores how it is loaded.
func (r *run) settle(ctx context.Context, c Collection, seen map[string]bool) error {
	var gone []string
	for path := range r.hashes {
		if strings.HasPrefix(path, sourcePrefix(c.Name)) && !seen[path] {
			gone = append(gone, path)
		}
	}
	was, known := r.loaded[c.Name]
	is := c.Collection
	is.Fetched = cmp.Or(is.Fetched, r.Now().UTC().Format(time.RFC3339))
	was.Fetched = is.Fetched
	same := known && was == is && r.official[sourcePrefix(c.Name)] == c.isOfficial()
	if r.draft == nil && len(gone) == 0 && same {
		return nil
	}
	if err := r.begin(ctx); err != nil {
		return err
	}
	for _, path := range gone {
		if err := r.setAside(ctx, c.Name, path); err != nil {
			return err
		}
	}
	if err := r.dropEarlier(ctx, c.Name); err != nil {
		return err
	}
	if err := r.kb.SetOfficial(ctx, sourcePrefix(c.Name), c.isOfficial()); err != nil { // those that did not change, too
		return err
	}
	r.first = r.first || !known
	return r.kb.PutCollection(ctx, is)
}

// setAside keeps the texts of laws in a source that its collection does not have any more, or
// has otherwise, under the month of the collection that had it: a law that was amended keeps
// its earlier text. Which of them stay is decided when the collection was read (dropEarlier).
func (r *run) setAside(ctx context.Context, name, path string) error {
	laws, err := r.kb.LawsOfSource(ctx, path)
	if err != nil || len(laws) == 0 {
		return errors.Join(err, r.kb.RemoveSource(ctx, path))
	}
	was := r.loaded[name]
	day := cmp.Or(string(was.Day), was.Fetched, string(statute.Today(r.Now())))
	to := earlierPrefix(name) + day[:len("2006-01")] + "/" + strings.TrimPrefix(path, sourcePrefix(name)) + "@" + laws[0].Label
	return r.kb.SetAside(ctx, path, to, "；此后的版本没有这一文本")
}

// dropEarlier takes out the texts that were set aside and that the collection, or another
// source, has again: under the same day, with the same words under another day, or with a day
// where they had none.
func (r *run) dropEarlier(ctx context.Context, name string) error {
	paths, err := r.kb.SourcesUnder(ctx, strings.TrimSuffix(earlierPrefix(name), "/"))
	if err != nil {
		return err
	}
	for _, path := range paths {
		if !strings.HasPrefix(path, earlierPrefix(name)) {
			continue
		}
		only, err := r.kb.HasOnlyText(ctx, path, earlierPrefix(name))
		if err != nil {
			return err
		}
		if !only {
			if err := r.kb.RemoveSource(ctx, path); err != nil {
				return err
			}
		}
	}
	return nil
}

// logChanges compares the laws with how they were before, adds what changed to the log, and notes up to
// where this generation has it. With the first files of a folder every law is new: nothing is logged.
func (r *run) logChanges(ctx context.Context, today statute.Date) error {
	if r.base != nil || len(r.Collections) > 0 {
		if err := r.compareLaws(ctx, today); err != nil {
			return err
		}
	}
	return r.kb.MarkGeneration(ctx, r.draft.Name, r.Now())
}

func (r *run) compareLaws(ctx context.Context, today statute.Date) error {
	after, err := changelog.Look(ctx, r.kb, today)
	if err != nil {
		return err
	}
	changes := changelog.Compare(r.before, after)
	if len(changes) == 0 && !r.first {
		return nil
	}
	log := kb.ChangeRun{At: r.Now().UTC().Format(time.RFC3339), First: r.first, Counts: changelog.Count(changes), Changes: changes}
	if r.first {
		log.Changes = nil
	}
	for _, c := range r.Collections {
		log.Collections = append(log.Collections, kb.CollectionRef{Name: c.Name, Title: cmp.Or(c.Title, c.Name), Day: c.Day,
			Revision: c.Revision})
	}
	if len(r.Collections) > 0 {
		r.report.Changes = &log
	}
	return r.kb.AddChangeRun(ctx, log)
}

// Held is how much of a collection is loaded, without the texts that were set aside.
type Held struct {
	Sources int
	Older   int // of these, those that another version of the program read
}

// CollectionSources counts what is loaded of a collection.
func CollectionSources(ctx context.Context, store *generation.Store, name string) (h Held, err error) {
	g, release, err := store.Hold()
	if errors.Is(err, generation.ErrEmpty) {
		return h, nil
	}
	if err != nil {
		return h, err
	}
	defer func() { err = errors.Join(err, release()) }()
	base, err := kb.OpenOlder(ctx, g.KB())
	if err != nil {
		return h, err
	}
	defer func() { err = errors.Join(err, base.Close()) }()
	sources, err := base.Sources(ctx)
	for _, s := range sources {
		if !strings.HasPrefix(s.Path, sourcePrefix(name)) {
			continue
		}
		if h.Sources++; strings.TrimSuffix(s.Made, withNames) != madeWith(versions(), false) {
			h.Older++
		}
	}
	return h, err
}
