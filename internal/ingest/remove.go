package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/kb"
)

// NotLoadedError names what was to be removed and is not loaded.
type NotLoadedError struct {
	Name    string
	Nearest []string // law keys
}

// ForUser implements usererr.Explainer.
func (e *NotLoadedError) ForUser() string { return e.Error() }

func (e *NotLoadedError) Error() string {
	s := fmt.Sprintf("没有收录 %s：它不是法律，也不是导入过的文件、文件夹或压缩包（列出来源：fatiao list --sources）", e.Name)
	for i, n := range e.Nearest {
		if i == 0 {
			s += "\n您要找的可能是："
		}
		s += "\n  " + n
	}
	return s
}

// Remove takes out a source, all sources of a folder or archive, or a law by
// any name.
func Remove(ctx context.Context, o Options, name string) (report *Report, err error) {
	r := newRun(o)
	defer func() { err = errors.Join(err, r.close(err != nil)) }()
	if err := r.loadState(ctx); err != nil {
		return nil, err
	}
	if r.base == nil {
		return nil, &NotLoadedError{Name: name}
	}
	base, err := kb.Open(ctx, r.base.KB())
	if err != nil {
		return nil, err
	}
	keys := base.Names().Resolve(name)
	nearest := base.Names().Nearest(name, 5)
	if err := base.Close(); err != nil {
		return nil, err
	}
	if len(keys) > 1 {
		return nil, &NotLoadedError{Name: "“" + name + "”（不止一部法律用这个名称，请写全名）", Nearest: keys}
	}
	if err := r.begin(ctx); err != nil {
		return nil, err
	}
	found := false
	collection := strings.TrimPrefix(name, CollectionPrefix)
	if _, ok := r.loaded[collection]; ok {
		if err := r.kb.RemoveCollection(ctx, collection); err != nil {
			return nil, err
		}
		name, found = CollectionPrefix+collection, true
	}
	for _, path := range [...]string{name, Absolute(name)} {
		paths, err := r.kb.SourcesUnder(ctx, strings.TrimRight(path, "/"))
		if err != nil {
			return nil, err
		}
		for _, stored := range r.marked {
			if isBelow(stored, strings.TrimRight(path, "/")) && !slices.Contains(paths, stored) {
				paths = append(paths, stored)
			}
		}
		if err != nil {
			return nil, err
		}
		for _, p := range paths {
			if err := r.kb.RemoveSource(ctx, p); err != nil {
				return nil, err
			}
			found = true
		}
	}
	if !found && len(keys) == 1 {
		if found, err = r.kb.RemoveLawDocuments(ctx, keys[0]); err != nil {
			return nil, err
		}
	}
	if !found {
		return nil, &NotLoadedError{Name: name, Nearest: nearest}
	}
	if err := r.complete(ctx); err != nil {
		return nil, err
	}
	return &r.report, r.count(ctx)
}
