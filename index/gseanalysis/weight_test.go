package gseanalysis

import (
	"reflect"
	"testing"
)

// A field of a type of gse would keep all methods of that type in the program, and with
// them dictionaries of 32 MB; .ci/build measures the program itself.
func TestNoFieldOfGse(t *testing.T) {
	t.Parallel()
	s := reflect.TypeFor[Segmenter]()
	for i := range s.NumField() {
		if f := s.Field(i); f.Type.Kind() != reflect.Func && f.Type.Kind() != reflect.Float64 {
			t.Errorf("field %s is a %s", f.Name, f.Type)
		}
	}
}
