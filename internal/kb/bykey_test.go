package kb_test

import (
	"context"
	"testing"

	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testkb"
)

// Whether texts have a heading is the same, asked of all at once or of each by its address.
func TestTextsWithHeading(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	base := testkb.New(t, testkb.Collection(t)...)
	versions, err := base.Versions(ctx)
	if err != nil {
		t.Fatal(err)
	}
	ids := make([]int64, len(versions))
	wanted := []string{"b9", "z9", "b1/z1/j9"}
	for i, v := range versions {
		ids[i] = v.ID
		headings, err := base.Headings(ctx, v.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range headings {
			if h.Address != "" {
				wanted = append(wanted, h.Address)
			}
			if h.Title == "总则" || h.Title == "分则" {
				wanted = append(wanted, h.Title, h.Title+"/z1")
			}
		}
	}
	yes := 0
	for _, w := range wanted {
		p, err := statute.ParseProvision(w)
		if err != nil {
			continue // not an address of its own
		}
		has, err := base.TextsWithHeading(ctx, ids, p)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range versions {
			_, err := base.Lookup(ctx, statute.Address{Law: v.Law, Version: v.Label, Provision: p}, testkb.Today)
			if has[v.ID] != (err == nil) {
				t.Errorf("%s in %s@%s: %t among all, alone %v", w, v.Law, v.Label, has[v.ID], err)
			}
			if has[v.ID] {
				yes++
			}
		}
	}
	if yes == 0 {
		t.Errorf("none of %q is found", wanted)
	}
	if has, err := base.TextsWithHeading(ctx, nil, statute.Provision{Named: "总则"}); err != nil || len(has) > 0 {
		t.Errorf("of no texts: %v, %v", has, err)
	}
}
