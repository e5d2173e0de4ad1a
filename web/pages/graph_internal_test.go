package pages

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/search"
)

// Both pictures have every provision once, inside the picture, with a link, and no
// box lies on another.
func TestGraphs(t *testing.T) {
	if g := new(links).graphsOf("刑法 第二百六十四条", nil, nil); g != nil {
		t.Errorf("an article by itself has %d pictures", len(g))
	}
	for citing := range 6 {
		for cited := range 6 {
			var around []search.Related
			for i := range citing + cited {
				r := search.Related{Address: fmt.Sprintf("刑法/%d", i+1), Title: fmt.Sprintf("最高人民法院关于一个很长的名称的解释 第%d条", i+1), Note: "引用"}
				if i < citing {
					r.Note = search.CitesThis
				}
				around = append(around, r)
			}
			for _, g := range new(links).graphsOf("刑法 第二百六十四条", around, strings.ToUpper) {
				if len(g.Nodes) != len(around) || len(g.Edges) != len(around) {
					t.Errorf("%s: %d boxes and %d lines of %d", g.Class, len(g.Nodes), len(g.Edges), len(around))
				}
				boxes := append([]node{g.Self}, g.Nodes...)
				for i, n := range boxes {
					if n.X < 0 || n.Y < 0 || n.X+n.Width > g.Width || n.Y+nodeHeight > g.Height {
						t.Errorf("%s: %+v is outside %d by %d", g.Class, n, g.Width, g.Height)
					}
					if len([]rune(n.Name))*letter > n.Width {
						t.Errorf("%s: %s does not fit", g.Class, n.Name)
					}
					if i > 0 && n.URL == "" {
						t.Errorf("%s: %s leads nowhere", g.Class, n.Name)
					}
					for _, o := range boxes[:i] {
						if n.X < o.X+o.Width && o.X < n.X+n.Width && n.Y < o.Y+nodeHeight && o.Y < n.Y+nodeHeight {
							t.Errorf("%s: %+v lies on %+v", g.Class, n, o)
						}
					}
				}
			}
		}
	}
}
