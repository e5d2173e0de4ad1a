package search

import (
	"context"
	"errors"
	"strings"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/statute"
)

// PlaceReader finds what an address names. Where that is not there, the error is a
// *kb.MissingError.
type PlaceReader interface {
	Lookup(ctx context.Context, a statute.Address, day statute.Date) (*kb.Provision, error)
}

// NameReader gives the keys of the laws that a name may mean.
type NameReader interface{ Resolve(name string) []string }

// AmbiguousError says that several laws may be meant by a name.
type AmbiguousError struct {
	Name string
	Keys []string
}

// Error implements error.
func (e *AmbiguousError) Error() string { return "ambiguous name " + e.Name }

// ForUser implements usererr.Explainer.
func (e *AmbiguousError) ForUser() string {
	return "“" + e.Name + "”可能是：\n  " + strings.Join(e.Keys, "\n  ") + "\n请写全名"
}

// anyDay stands for the day where all texts of a law are asked for.
const anyDay statute.Date = "2000-01-01"

// Locate finds what a reference in any spelling names, in the text of the day where the
// reference names no other. The error is an *AmbiguousError or a *kb.MissingError where nothing
// is found.
func Locate(ctx context.Context, laws PlaceReader, names NameReader, ref *query.Ref, day statute.Date) (*kb.Provision, error) {
	a, err := AddressOf(ctx, laws, names, ref)
	if err != nil {
		return nil, err
	}
	return laws.Lookup(ctx, a, day)
}

// AddressOf resolves the name of a law. The address has a version where the reference has one,
// by its date or its year. The error is an *AmbiguousError where the name may mean several laws.
func AddressOf(ctx context.Context, laws PlaceReader, names NameReader, ref *query.Ref) (statute.Address, error) {
	name, year := ref.Name, ref.Year
	keys := names.Resolve(name)
	if law, of, ok := query.CutYear(name); ok && len(keys) == 0 { // 公司法2018
		name, year, keys = law, of, names.Resolve(law)
	}
	if len(keys) > 1 {
		return statute.Address{}, &AmbiguousError{Name: name, Keys: keys}
	}
	a := statute.Address{Law: statute.Key(name), Version: ref.Version, Provision: ref.Provision}
	if len(keys) == 1 {
		a.Law = keys[0]
	}
	if year == "" {
		return a, nil
	}
	a.Version = year // where no text of the year is loaded, that is said
	law, err := laws.Lookup(ctx, statute.Address{Law: a.Law}, anyDay)
	if errors.Is(err, kb.ErrNotFound) {
		return a, nil
	}
	if err != nil {
		return a, err
	}
	if v, ok := kb.OfYear(law.Law.Versions, year); ok {
		a.Version = v.Label
	}
	return a, nil
}
