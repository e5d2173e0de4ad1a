package search

import (
	"context"
	"fmt"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// conditions are what filters mean.
type conditions struct {
	list []engine.Condition
	// refusal tells the user which filter cannot be met, notLoaded that it names something
	// that is not there, with what is near.
	refusal   string
	notLoaded string
	nearest   []string
}

// conditions makes the conditions of filters, up to the first that cannot be met.
func (s *Service) conditions(ctx context.Context, filters []query.Filter, day statute.Date) (conditions, error) {
	var list []engine.Condition
	for _, f := range filters {
		c, refused, err := s.condition(ctx, f, day)
		if err != nil || refused.refusal != "" {
			return refused, err
		}
		c.Not = f.Not
		list = append(list, c)
	}
	return conditions{list: list}, nil
}

// condition makes the condition of one filter.
func (s *Service) condition(ctx context.Context, f query.Filter, day statute.Date) (c engine.Condition, refused conditions, err error) {
	field, ok := engine.FieldNamed(f.Field)
	if !ok {
		return c, refused, fmt.Errorf("there is no field %q to filter by", f.Field)
	}
	switch {
	case field.Name == engine.FieldLaw:
		return s.lawCondition(ctx, f.Value, day)
	case field.Relation == engine.Between && field.Number == nil:
		from, to, err := f.Range()
		if err != nil { // it tells the user what may be typed
			return c, conditions{refusal: err.Error()}, nil
		}
		return engine.Condition{Field: field.Name, Relation: engine.Between, Values: []string{string(from), string(to)}}, refused, nil
	}
	c, refused.refusal, err = s.typed(ctx, field, f.Value)
	return c, refused, err
}

// typed makes the condition of a value that was typed, or chosen, of a field that is neither a
// law nor a day. refusal tells the user that there is no such value.
func (s *Service) typed(ctx context.Context, field *engine.Field, typed string) (c engine.Condition, refusal string, err error) {
	c = engine.Condition{Field: field.Name, Relation: field.Relation}
	if field.Number != nil {
		first, last, ok := field.Range(typed)
		if !ok {
			return c, fmt.Sprintf(field.Refusal, typed), nil
		}
		c.Values = []string{first, last}
		return c, "", nil
	}
	value, ok := field.Choose(typed)
	if !ok {
		return c, fmt.Sprintf(field.Refusal, typed), nil
	}
	c.Values = []string{value}
	if field.Name == engine.FieldChain {
		linked, err := s.base.Chain(ctx, value)
		if err != nil {
			return c, "", err
		}
		for _, l := range linked {
			c.Values = append(c.Values, l.Number)
		}
	}
	return c, "", nil
}

// lawCondition makes the condition of a law, which the documents are in, or of a
// provision, which they are or cite: law:刑法/264.
func (s *Service) lawCondition(ctx context.Context, name string, day statute.Date) (c engine.Condition, refused conditions, err error) {
	c = engine.Condition{Field: engine.FieldLaw, Relation: engine.Is}
	for _, key := range s.resolve(name) {
		if s.names.IsLoaded(key) {
			c.Values = append(c.Values, key)
		}
	}
	if len(c.Values) > 0 {
		return c, refused, nil
	}
	articles, err := s.articlesNamed(ctx, name, day)
	if err != nil {
		return c, refused, err
	}
	if len(articles) == 0 {
		refused.refusal, refused.nearest = "本库未收录《"+name+"》", s.names.Nearest(name, 5)
		refused.notLoaded = refused.refusal
		return c, refused, nil
	}
	return engine.Condition{Field: engine.FieldCites, Relation: engine.Is, Values: articles}, refused, nil
}

// articlesNamed are the keys of the articles that a name means, or that have the
// provision that it means.
func (s *Service) articlesNamed(ctx context.Context, name string, day statute.Date) ([]string, error) {
	ref := query.ParseRef(name)
	if ref == nil || ref.Provision.IsZero() {
		return nil, nil
	}
	var keys []string
	laws, version := s.lawsOf(*ref)
	for _, law := range laws {
		place, missing, err := s.lookUp(ctx, statute.Address{Law: law, Version: version, Provision: ref.Provision.AtArticle()}, day)
		if err != nil {
			return nil, err
		}
		if missing == nil && place.Unit != nil {
			if kind := place.Unit.Kind; kind == statute.KindArticle || kind == statute.KindClause {
				keys = append(keys, string(searchdoc.ProvisionKey(law, place.Version.Label, place.Unit.Address)))
			}
		}
	}
	return keys, nil
}
