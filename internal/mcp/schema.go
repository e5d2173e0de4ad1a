package mcp

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
)

// inputSchema is the schema of the arguments of a tool. Tags of the fields bound it: doc says
// what it is, enum which values there are, min and max bound a number, the length of a string
// in characters or of a list, default is what stands where it is left out.
func inputSchema[T any]() *jsonschema.Schema { return schemaOf(reflect.TypeFor[T](), true) }

// outputSchema is the schema of an answer, with what the doc tags say.
func outputSchema[T any]() *jsonschema.Schema { return schemaOf(reflect.TypeFor[T](), false) }

// schemaOf panics where a type of this package has no schema: that is a mistake in the program,
// which every test meets.
func schemaOf(t reflect.Type, bounded bool) *jsonschema.Schema {
	s, err := jsonschema.ForType(t, &jsonschema.ForOptions{})
	if err != nil {
		panic(fmt.Sprintf("mcp: schema of %s: %v", t, err))
	}
	describe(s, t, bounded)
	return s
}

// describe puts what the tags of a type say into its schema.
func describe(s *jsonschema.Schema, t reflect.Type, bounded bool) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case t.Kind() == reflect.Slice && s.Items != nil:
		describe(s.Items, t.Elem(), bounded)
		if s.Type == "" { // a list that is missing is an empty one here, never null
			s.Types, s.Type = nil, "array"
		}
	case t.Kind() == reflect.Struct:
		for _, f := range reflect.VisibleFields(t) {
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			p := s.Properties[name]
			if f.Anonymous || p == nil {
				continue
			}
			describe(p, f.Type, bounded)
			p.Description = f.Tag.Get("doc")
			if bounded {
				bound(p, f)
			}
		}
	}
}

// bound puts the bounds of an argument into its schema.
func bound(p *jsonschema.Schema, f reflect.StructField) {
	for _, v := range strings.Split(f.Tag.Get("enum"), ",") {
		if v == "" {
			continue
		}
		if p.Items != nil {
			p.Items.Enum = append(p.Items.Enum, v)
		} else {
			p.Enum = append(p.Enum, v)
		}
	}
	if v := f.Tag.Get("default"); v != "" {
		p.Default = json.RawMessage(v)
	}
	number := func(tag string) *int {
		n, err := strconv.Atoi(f.Tag.Get(tag))
		if err != nil {
			return nil
		}
		return &n
	}
	least, most := number("min"), number("max")
	switch f.Type.Kind() {
	case reflect.Int:
		p.Minimum, p.Maximum = real64(least), real64(most)
	case reflect.String:
		p.MinLength, p.MaxLength = least, most
	case reflect.Slice:
		p.MaxItems = most
	}
}

func real64(n *int) *float64 {
	if n == nil {
		return nil
	}
	x := float64(*n)
	return &x
}
