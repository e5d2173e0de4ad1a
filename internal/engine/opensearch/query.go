package opensearch

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// queryOf writes what a plan asks of a case.
func queryOf(p *engine.Plan) (object, error) {
	if err := supported(p); err != nil {
		return nil, err
	}
	var all []object
	if len(p.Kinds) > 0 && !slices.Contains(p.Kinds, searchdoc.Case) || p.NamedOnly {
		all = append(all, none())
	}
	if p.Must != nil {
		q, err := exprQuery(*p.Must)
		if err != nil {
			return nil, err
		}
		all = append(all, q)
	}
	for _, c := range p.Conditions {
		q, err := conditionQuery(c)
		if err != nil {
			return nil, err
		}
		if c.Not {
			q = boolean("must_not", q)
		}
		all = append(all, q)
	}
	return boolean("filter", all...), nil
}

// supported refuses plans that ask for more than what cases have.
func supported(p *engine.Plan) error {
	for _, x := range []struct {
		asks bool
		what string
	}{
		{p.Words != "" || len(p.Also) > 0, "words"}, {len(p.Named) > 0, "named documents"}, {p.Reports, "reports"},
		{len(p.Groups) > 0, "figures"}, {len(p.Beside.Kinds) > 0, "hits beside the page"}, {len(p.Marks) > 0, "marks"},
	} {
		if x.asks {
			return fmt.Errorf("%w: %s", ErrUnsupported, x.what)
		}
	}
	return nil
}

// exprQuery writes what must hold of a text.
func exprQuery(e engine.Expr) (object, error) {
	switch {
	case e.Op == engine.OpWord:
		return wordQuery(fieldText, e.Text), nil
	case e.Op == engine.OpNear && e.Within != engine.Characters:
		return none(), nil // only provisions have articles and paragraphs
	case e.Op != engine.OpAnd && e.Op != engine.OpOr && e.Op != engine.OpNot:
		return nil, fmt.Errorf("%w: %s", ErrUnsupported, e.Op)
	}
	list := make([]object, len(e.Args))
	for i, x := range e.Args {
		q, err := exprQuery(x)
		if err != nil {
			return nil, err
		}
		list[i] = q
	}
	switch e.Op {
	case engine.OpNot:
		return boolean("must_not", boolean("filter", list...)), nil
	case engine.OpOr:
		return anyOf(list), nil
	}
	return boolean("filter", list...), nil
}

// wordQuery asks for a string to the letter, in the ways in which its numbers are written.
func wordQuery(field, word string) object {
	var list []object
	for _, s := range cnnum.Spellings(word) {
		list = append(list, substring(field, gseanalysis.Fold(s)))
	}
	return anyOf(list)
}

// substring asks for a string in a field of which each character is a token.
func substring(field, s string) object {
	if s == "" {
		return object{"exists": object{"field": field}}
	}
	return object{"match_phrase": object{field: s}}
}

// conditionQuery writes a condition, without its Not. What is no condition is the same
// for package local.
func conditionQuery(c engine.Condition) (object, error) {
	f, ok := engine.FieldNamed(c.Field)
	if !ok {
		return nil, fmt.Errorf("the plan has a condition on the field %q, which there is not", c.Field)
	}
	wrong := fmt.Errorf("the plan compares the field %q by %q", c.Field, c.Relation)
	switch {
	case f.Part != searchdoc.NoPart:
		if c.Relation != engine.Contains {
			return nil, wrong
		}
		var list []object
		for _, v := range c.Values {
			list = append(list, wordQuery(path(fieldParts, f.Name), v))
		}
		return anyOf(list), nil
	case c.Field == engine.FieldKey || c.Field == engine.FieldCites || c.Field == engine.FieldApplies:
		switch {
		case c.Relation != engine.Is:
			return nil, wrong
		case c.Field == engine.FieldApplies:
			return nil, fmt.Errorf("%w: a condition on what is applied", ErrUnsupported)
		case c.Field == engine.FieldKey:
			return terms(fieldKey, c.Values), nil
		}
		return anyOf([]object{terms(fieldKey, c.Values), terms(fieldCites, c.Values)}), nil
	case f.Values == nil && (f.Looked == nil || c.Relation == engine.Is):
		return nil, wrong
	}
	return fieldQuery(f, c, wrong)
}

// fieldQuery writes a condition on what is read from attributes.
func fieldQuery(f *engine.Field, c engine.Condition, wrong error) (object, error) {
	if c.Relation != engine.Is && c.Relation != engine.Contains && c.Relation != engine.Between {
		return nil, wrong
	}
	if c.Relation == engine.Between && len(c.Values) != 2 {
		return nil, fmt.Errorf("the plan has a range of the field %q with %d ends", c.Field, len(c.Values))
	}
	switch {
	case !slices.Contains(fieldNames[:], f.Name):
		return none(), nil // cases have no value of it
	case c.Relation == engine.Is:
		return terms(path(fieldValues, f.Name), c.Values), nil
	case c.Relation == engine.Between:
		return rangeQuery(f, c.Values[0], c.Values[1])
	case f.Number != nil || f.Relation == engine.Between:
		return nil, fmt.Errorf("%w: a part of a %s", ErrUnsupported, f.Name)
	}
	var list []object
	for _, v := range spelled(f, c.Values) {
		list = append(list, substring(path(fieldLooked, f.Name), v))
	}
	return anyOf(list), nil
}

// rangeQuery asks for what stands between two values, either of which may be open.
func rangeQuery(f *engine.Field, first, last string) (object, error) {
	field := path(fieldDays, f.Name)
	switch {
	case f.Number != nil:
		field = path(fieldNumbers, f.Name)
	case f.Relation != engine.Between:
		return nil, fmt.Errorf("%w: a range of the field %s", ErrUnsupported, f.Name)
	}
	ends := object{}
	for name, v := range map[string]string{"gte": first, "lte": last} {
		switch {
		case v == "":
		case f.Number != nil:
			n, err := strconv.ParseInt(v, 10, 64)
			if err != nil {
				return nil, fmt.Errorf("reading an end of a range of %s: %w", f.Name, err)
			}
			ends[name] = n
		default:
			ends[name] = v
		}
	}
	return object{"range": object{field: ends}}, nil
}

func terms(field string, values []string) object {
	if values == nil {
		values = []string{}
	}
	return object{"terms": object{field: values}}
}

func none() object { return object{"match_none": object{}} }

// boolean joins queries by one clause of a bool query. An empty one asks for everything.
func boolean(clause string, list ...object) object {
	if len(list) == 0 {
		return object{"match_all": object{}}
	}
	return object{"bool": object{clause: list}}
}

// anyOf asks for at least one of several, and for nothing where there are none.
func anyOf(list []object) object {
	if len(list) == 0 {
		return none()
	}
	return object{"bool": object{"should": list, "minimum_should_match": 1}}
}
