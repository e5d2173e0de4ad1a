package citecheck

import (
	"context"
	"errors"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
)

// maxRemembered bounds the provisions that are kept during a check.
const maxRemembered = 4096

// remembered reads each provision once: a draft cites the same ones again and again.
type remembered struct {
	LawReader
	found map[question]answer
	ends  map[string]timeline.Repeal // by key of the law
}

type question struct {
	address statute.Address
	day     statute.Date
}

type answer struct {
	place   *kb.Provision
	missing *kb.MissingError // where there is no place
}

// Lookup implements LawReader.
func (r *remembered) Lookup(ctx context.Context, a statute.Address, day statute.Date) (*kb.Provision, error) {
	q := question{a, day}
	known, ok := r.found[q]
	if !ok {
		place, err := r.LawReader.Lookup(ctx, a, day)
		known = answer{place: place}
		if err != nil && !errors.As(err, &known.missing) {
			return nil, err
		}
		if len(r.found) < maxRemembered {
			r.found[q] = known
		}
	}
	if known.missing != nil {
		return nil, known.missing
	}
	return known.place, nil
}

// EndOf implements LawReader.
func (r *remembered) EndOf(ctx context.Context, key string) (timeline.Repeal, error) {
	if end, ok := r.ends[key]; ok {
		return end, nil
	}
	end, err := r.LawReader.EndOf(ctx, key)
	if err == nil && len(r.ends) < maxRemembered {
		r.ends[key] = end
	}
	return end, err
}
