package opensearch

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/fatiao/fatiao/internal/searchdoc"
)

// tidyFiles is how many files are asked for at once.
const tidyFiles = 500

// tidy takes out the parts that other loads left of the files of this one, with the cases
// that no other file has.
func (l *Load) tidy(ctx context.Context) error {
	if err := l.g.refresh(ctx); err != nil {
		return err
	}
	part, byMe := object{"exists": object{"field": fieldKeys}}, terms(fieldLoad, []string{l.name})
	for files := range slices.Chunk(l.mine, tidyFiles) {
		left := object{"bool": object{"filter": []object{part, terms(fieldFile, files)}, "must_not": []object{byMe}}}
		if err := l.g.drop(ctx, left); err != nil {
			return err
		}
	}
	for files := range slices.Chunk(l.same, tidyFiles) {
		if err := l.g.drop(ctx, boolean("filter", part, terms(fieldFile, files), byMe)); err != nil {
			return err
		}
	}
	return l.g.refresh(ctx) // what was loaded is found at once
}

// dropUnfinished takes out the parts that no entry stands for, with their cases.
func (g *Generation) dropUnfinished(ctx context.Context) error {
	var ids []string
	if err := g.files(ctx, func(e *Entry, parts []part) error {
		for _, p := range parts {
			if e == nil || p.Load != e.Load {
				ids = append(ids, p.ID)
			}
		}
		return nil
	}); err != nil {
		return err
	}
	for some := range slices.Chunk(ids, tidyFiles) {
		if err := g.drop(ctx, terms(fieldID, some)); err != nil {
			return err
		}
	}
	return g.refresh(ctx)
}

// drop takes parts out of the journal, and the cases that stand in no other part. A load that
// runs meanwhile names its cases in the journal before it sends them: a case of which this
// finds no part, and which is not sent again until it is deleted, is nobody's.
func (g *Generation) drop(ctx context.Context, which object) error {
	var parts []part
	if err := each(ctx, g.cluster, g.journal(), which, []string{fieldFile, fieldID}, func(p *part) error {
		parts = append(parts, *p)
		return nil
	}); err != nil {
		return err
	}
	for some := range slices.Chunk(parts, tidyFiles) {
		if err := g.dropCases(ctx, some, parts); err != nil {
			return err
		}
	}
	var items []item
	for _, p := range parts {
		x, err := newItem(opDelete, p.ID, nil, nil)
		if err != nil {
			return err
		}
		items = append(items, x)
	}
	for some := range slices.Chunk(items, pageSize) {
		if err := g.write(ctx, some); err != nil {
			return err
		}
	}
	return nil
}

// dropCases deletes the cases of some parts that stand in no part but those that go.
func (g *Generation) dropCases(ctx context.Context, some, going []part) error {
	goes := map[string]bool{}
	for _, p := range going {
		goes[p.ID] = true
	}
	wanted := map[searchdoc.Key]bool{}
	for _, p := range some {
		for _, key := range p.Keys {
			wanted[key] = true
		}
	}
	var ids []string
	for key := range wanted {
		ids = append(ids, string(key))
	}
	slices.Sort(ids)
	for keys := range slices.Chunk(ids, pageSize) {
		// What is deleted must be what was there before it was asked whose it is.
		seen, err := get[struct{}](ctx, g.cluster, g.cases(), keys)
		if err != nil {
			return err
		}
		if err := g.refresh(ctx); err != nil {
			return err
		}
		kept := map[searchdoc.Key]bool{}
		if err := each(ctx, g.cluster, g.journal(), terms(fieldKeys, keys), []string{fieldFile, fieldID}, func(p *part) error {
			if goes[p.ID] {
				return nil
			}
			for _, key := range p.Keys {
				if wanted[key] {
					kept[key] = true
				}
			}
			return nil
		}); err != nil {
			return err
		}
		var items []item
		for i, id := range keys {
			if kept[searchdoc.Key(id)] || !seen[i].Found {
				continue
			}
			x, err := newItem(opDelete, id, &seen[i].place, nil)
			if err != nil {
				return err
			}
			items = append(items, x)
		}
		if len(items) == 0 {
			continue
		}
		refused, err := g.cluster.bulk(ctx, g.cases(), items)
		if err != nil {
			return fmt.Errorf("deleting cases: %w", err)
		}
		for i, why := range refused {
			if why.status != http.StatusConflict && why.status != http.StatusNotFound { // somebody sent it again, or an answer was lost
				return fmt.Errorf("deleting %s: %w", items[i].id, why)
			}
		}
	}
	return nil
}

// Remove takes out what came from a file, or from all files of a folder or archive, and
// returns how many files that were.
func (g *Generation) Remove(ctx context.Context, path string) (int, error) {
	if err := g.refresh(ctx); err != nil {
		return 0, err
	}
	var marks []string
	below := terms(fieldBelow, []string{markOf(path)})
	if err := each(ctx, g.cluster, g.journal(), below, []string{fieldFile, fieldID}, func(e *Entry) error {
		marks = append(marks, e.File)
		return nil
	}); err != nil {
		return 0, err
	}
	for files := range slices.Chunk(marks, tidyFiles) {
		parts := object{"bool": object{"filter": []object{{"exists": object{"field": fieldKeys}}, terms(fieldFile, files)}}}
		if err := g.drop(ctx, parts); err != nil {
			return 0, err
		}
		var items []item
		for _, mark := range files {
			x, err := newItem(opDelete, mark, nil, nil)
			if err != nil {
				return 0, err
			}
			items = append(items, x)
		}
		if err := g.write(ctx, items); err != nil {
			return 0, err
		}
	}
	return len(marks), g.refresh(ctx)
}
