package subject

import "testing"

func TestNamed(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for i := range All {
		s := &All[i]
		if seen[s.Name] || Named(s.Name) != s || len(s.Laws) == 0 || s.Words == nil || s.Questions[len(s.Questions)-1] == "" {
			t.Errorf("the subject %q is not whole, or there twice", s.Name)
		}
		seen[s.Name] = true
		if !s.Has(s.Laws[0]) || s.Has("某某没有的事") {
			t.Errorf("%s has %s: %t", s.Name, s.Laws[0], s.Has(s.Laws[0]))
		}
	}
	if Named("没有的主题") != nil {
		t.Error("there is a subject of no name")
	}
}
