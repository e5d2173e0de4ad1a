package api

import (
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/fatiao/fatiao/internal/engine"
)

// fieldValues are the values of fields that a request chose, in the order of the table
// of fields.
type fieldValues []fieldValue

type fieldValue struct {
	field *engine.Field
	value string // as it was sent, not ""
}

// valuesIn reads the parameters of the fields that a list offers.
func valuesIn(c huma.Context, list engine.List) fieldValues {
	var values fieldValues
	for field, offer := range list.Params() {
		if v := c.Query(offer.Param); v != "" {
			values = append(values, fieldValue{field, v})
		}
	}
	return values
}

// describeFields adds the parameters of the fields that a list offers to the description
// of a path, behind the first, which are the words.
func describeFields(a huma.API, path string, list engine.List) {
	var params []*huma.Param
	for field, offer := range list.Params() {
		about := aboutField(field, offer)
		params = append(params, &huma.Param{Name: offer.Param, In: "query", Description: about, Explode: new(bool),
			Schema: &huma.Schema{Type: huma.TypeString, Description: about}})
	}
	op := a.OpenAPI().Paths[path].Get
	op.Parameters = slices.Insert(op.Parameters, 1, params...)
}

// aboutField tells what a parameter chooses, and the values that there are where they
// are few: names that a user knows them by are taken as well, so they are no enum.
func aboutField(f *engine.Field, o *engine.Offer) string {
	hint := o.Hint
	if len(f.Choices) > 0 {
		values := make([]string, len(f.Choices))
		for i, c := range f.Choices {
			values[i] = c.Value
		}
		hint = strings.Join(values, "、")
	}
	if hint == "" {
		return o.Label
	}
	return o.Label + "，" + hint
}
