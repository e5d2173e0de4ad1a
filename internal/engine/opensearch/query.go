package opensearch

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// queryOf writes what a plan asks of a case.
func (e *Engine) queryOf(p *engine.Plan) (object, error) {
	if p.Reports {
		return nil, fmt.Errorf("%w: reports", ErrUnsupported)
	}
	var all []object
	if len(p.Kinds) > 0 && !slices.Contains(p.Kinds, searchdoc.Case) {
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
		q, err := e.conditionQuery(c, p.Day)
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

// exprQuery writes what must hold of a text.
func exprQuery(e engine.Expr) (object, error) {
	switch {
	case e.Op == engine.OpWord:
		return wordQuery(fieldText, e.Text), nil
	case e.Op == engine.OpNear && e.Within != engine.Characters:
		return none(), nil // only provisions have articles and paragraphs
	case e.Op == engine.OpPattern:
		return patternQuery(e)
	case e.Op == engine.OpNear:
		return nearQuery(e)
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
func (e *Engine) conditionQuery(c engine.Condition, day statute.Date) (object, error) {
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
			return e.appliedQuery(c.Values, day)
		case c.Field == engine.FieldKey:
			return terms(fieldKey, c.Values), nil
		}
		return anyOf([]object{terms(fieldKey, c.Values), terms(fieldCites, c.Values)}), nil
	case f.Values == nil && (f.Looked == nil || c.Relation == engine.Is):
		return nil, wrong
	}
	return fieldQuery(f, c, wrong)
}

// appliedQuery asks for the cases that cite what addresses mean on a day, or anything below.
func (e *Engine) appliedQuery(addresses []string, day statute.Date) (object, error) {
	var list []object
	for _, address := range addresses {
		a, err := statute.ParseAddress(address)
		if err != nil {
			return nil, fmt.Errorf("reading the address of a condition: %w", err)
		}
		var keys []string
		if article := a.Provision.AtArticle(); e.law != nil && !article.Article.IsZero() && a.Provision == article {
			for _, key := range e.law.Numbered(a.Law, article.String(), day) {
				keys = append(keys, string(key))
			}
		}
		if len(keys) > 0 { // else what cites it dangles, or its law is not loaded
			list = append(list, terms(fieldCites, keys))
			continue
		}
		a.Version = ""
		list = append(list, terms(fieldApplied, []string{a.String()}))
	}
	return anyOf(list), nil
}

// patternQuery asks for pieces in their order in one sentence, with at most [engine.MaxGap]
// characters between two of them.
func patternQuery(e engine.Expr) (object, error) {
	var all object
	for _, piece := range e.Pieces {
		next, err := pieceQuery(gseanalysis.Fold(piece))
		if err != nil {
			return nil, err
		}
		switch {
		case piece == "":
		case all == nil:
			all = next
		default:
			all = object{"all_of": object{"ordered": true, "max_gaps": engine.MaxGap, "intervals": []object{all, next},
				"filter": object{"not_containing": object{"any_of": object{"intervals": []object{literal("。"), literal(";")}}}}}}
		}
	}
	if all == nil {
		return object{"match_all": object{}}, nil
	}
	return object{"intervals": object{fieldText: all}}, nil
}

// pieceQuery is a piece of a pattern among intervals, in which each ? is a letter or a digit.
func pieceQuery(piece string) (object, error) {
	if strings.HasPrefix(piece, "?") || strings.HasSuffix(piece, "?") {
		return nil, fmt.Errorf("%w: any character at an end of what must occur", ErrUnsupported)
	}
	var all object
	gaps := 0
	for i, s := range strings.Split(piece, "?") {
		switch {
		case i == 0:
			all = literal(s)
		case s == "":
			gaps++
		default:
			gaps++
			all = object{"all_of": object{"ordered": true, "max_gaps": gaps, "intervals": []object{all, literal(s)}, "filter": object{
				"script": object{"source": "interval.gaps == " + strconv.Itoa(gaps)}}}}
			all = object{"all_of": object{"intervals": []object{all}, "filter": object{"not_containing": punctuation}}}
			gaps = 0
		}
	}
	return all, nil
}

// punctuation is what is no letter and no digit, as texts are folded.
var punctuation = func() object {
	var list []object
	for _, r := range `。，、；：？！“”‘’（）《》〈〉【】〔〕［］—…·,;:?!"'()<>[]{}-_./\|*&%#@+=~^$` + "`" {
		list = append(list, literal(string(r)))
	}
	return object{"any_of": object{"intervals": list}}
}()

// nearQuery asks for two words with at most so many characters between them, in any order.
func nearQuery(e engine.Expr) (object, error) {
	if len(e.Args) != 2 {
		return nil, fmt.Errorf("%w: %d words near each other", ErrUnsupported, len(e.Args))
	}
	var both []object
	for _, x := range e.Args {
		var any []object
		for _, s := range cnnum.Spellings(x.Text) {
			any = append(any, literal(gseanalysis.Fold(s)))
		}
		both = append(both, object{"any_of": object{"intervals": any}})
	}
	together := object{"all_of": object{"ordered": false, "max_gaps": e.Distance, "intervals": both}}
	return object{"intervals": object{fieldText: together}}, nil
}

// literal is a string to the letter among intervals.
func literal(s string) object {
	return object{"match": object{"query": s, "ordered": true, "max_gaps": 0}}
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
