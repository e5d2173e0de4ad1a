package search

import (
	"context"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
)

// UnderReader is a PlaceReader that gives what stands under a heading, too.
type UnderReader interface {
	PlaceReader
	Under(ctx context.Context, p *kb.Provision) ([]kb.Heading, []*kb.Unit, error)
}

// Articles are those of a text that words name: 1034-1038, 27, or the address of a heading or
// article in it (b4/z6, 287-2). units are all of the text that p is in. Where there are none the
// error is a *kb.MissingError or in the user's words.
func Articles(ctx context.Context, laws UnderReader, p *kb.Provision, units []*kb.Unit, words string) ([]*kb.Unit, error) {
	in := statute.Address{Law: p.Law.Key, Version: p.Version.Label}
	first, last, ok := numbers(words)
	if !ok {
		where, err := statute.ParseProvision(strings.TrimSpace(words))
		if err != nil {
			return nil, usererr.Errorf("条应写成 1034-1038、27 或 b4/z6，无法识别“%s”", words)
		}
		in.Provision = where
		place, err := laws.Lookup(ctx, in, anyDay)
		if err != nil {
			return nil, err
		}
		if place.Unit != nil {
			return []*kb.Unit{place.Unit}, nil
		}
		_, under, err := laws.Under(ctx, place)
		return under, err
	}
	var list []*kb.Unit
	for _, u := range units {
		if at, err := statute.ParseProvision(u.Address); err == nil && u.Kind == statute.KindArticle &&
			at.Article.Main >= first && at.Article.Main <= last {
			list = append(list, u)
		}
	}
	if len(list) == 0 {
		in.Provision.Article.Main = first
		if _, err := laws.Lookup(ctx, in, anyDay); err != nil {
			return nil, err
		}
		return nil, usererr.Errorf("没有 %s 这些条", words)
	}
	return list, nil
}

// numbers reads 27 and 1034-1038; a range that runs backwards is none.
func numbers(words string) (first, last int, ok bool) {
	from, to, isRange := strings.Cut(words, "-")
	first, err := strconv.Atoi(strings.TrimSpace(from))
	if err != nil || first < 1 {
		return 0, 0, false
	}
	if !isRange {
		return first, first, true
	}
	last, err = strconv.Atoi(strings.TrimSpace(to))
	return first, last, err == nil && last > first // 287-2 is an article
}
