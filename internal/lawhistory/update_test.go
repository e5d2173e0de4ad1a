package lawhistory_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawbuild"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/testkb"
)

// In whatever order texts come and go, what is stored is what all of them together give: a text
// that comes between two others takes the place of the later one.
func TestUpdate(t *testing.T) {
	ctx := t.Context()
	text := func(name string) testkb.Document {
		d := testkb.Law(t, "法律", "", laws[name])
		d.Source = name
		return d
	}
	dump := func(path string) string {
		var b bytes.Buffer
		if err := testkb.Open(t, path).Dump(ctx, &b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	fresh := func(names ...string) string {
		path := filepath.Join(t.TempDir(), "kb.sqlite")
		var docs []testkb.Document
		for _, n := range names {
			docs = append(docs, text(n))
		}
		testkb.Add(t, path, testkb.Today, docs...)
		return dump(path)
	}
	path := filepath.Join(t.TempDir(), "kb.sqlite")
	for i, step := range []struct {
		add  string
		have []string
	}{
		{"2001.md", []string{"2001.md"}},
		{"2021.md", []string{"2001.md", "2021.md"}},
		{"2011.md", []string{"2001.md", "2011.md", "2021.md"}},
		{"", []string{"2001.md", "2021.md"}},
		{"2011.md", []string{"2001.md", "2011.md", "2021.md"}},
	} {
		if step.add != "" {
			testkb.Add(t, path, testkb.Today, text(step.add))
		} else {
			testkb.Change(t, path, testkb.Today, nil, func(w *kb.Writer, _ *lawbuild.Builder) error {
				return w.RemoveSource(ctx, "2011.md")
			})
		}
		if got, want := dump(path), fresh(step.have...); got != want {
			t.Errorf("step %d: the updated base differs:\n%s\nfrom a fresh one:\n%s", i, got, want)
		}
	}
	base := testkb.Open(t, path)
	before, err := base.StepStates(ctx)
	if err != nil || len(before) != 2 {
		t.Fatalf("%v, %v", before, err)
	}
	steps, err := base.StepsFrom(ctx, lawVersion(t, base, "泊船法", "2011-06-01"), "")
	if s := steps["3/k2"]; err != nil || len(s.To) != 1 || s.To[0] != "5/k1" {
		t.Errorf("a paragraph became %+v, %v", s, err)
	}
	steps, err = base.StepsFrom(ctx, lawVersion(t, base, "泊船法", "2001-03-01"), "")
	if s, ok := steps["2/k1"]; err != nil || ok {
		t.Errorf("a paragraph of an article that stays has a step of its own: %+v, %v", s, err)
	}
	if _, err := lawhistory.Update(ctx, path); err != nil {
		t.Fatal(err)
	}
}

func lawVersion(t *testing.T, base *kb.Base, key, label string) int64 {
	t.Helper()
	law, err := base.Law(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	v, ok := law.Version(label)
	if !ok {
		t.Fatalf("%s has no text %s", key, label)
	}
	return v.ID
}
