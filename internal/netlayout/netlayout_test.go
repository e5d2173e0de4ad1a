package netlayout_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/netlayout"
)

// Whatever the numbers are, all boxes are inside the picture and inside their frame, none lies on
// another, and what cites stands left of what is cited.
func TestPlace(t *testing.T) {
	for _, groups := range [][]netlayout.Group{
		nil,
		{{1, 1}},
		{{1, 2}, {1, 1}, {-1, 2}},
		{{1, 12}, {1, 30}, {1, 3}, {-1, 5}},
		{{1, 300}, {1, 120}, {1, 50}, {-1, 30}},
		{{2, 200}, {2, 7}, {1, 60}, {1, 200}, {-1, 9}, {-2, 90}},
	} {
		p := netlayout.Place(groups)
		if again := netlayout.Place(groups); !reflect.DeepEqual(p, again) {
			t.Errorf("%v is laid out in two ways", groups)
		}
		boxes := []netlayout.Box{p.Self}
		for i, f := range p.Frames {
			if len(f.Boxes) != groups[i].Boxes {
				t.Errorf("%v: %d boxes in frame %d", groups, len(f.Boxes), i)
			}
			if left := f.X+f.Width < p.Self.X; left != (groups[i].Step > 0) {
				t.Errorf("%v: frame %d stands at %+v, the text at %+v", groups, i, f.Box, p.Self)
			}
			if g := groups[i]; g.Step == 1 && f.X+f.Width != left(p, groups, g.Step) {
				t.Errorf("%v: frame %d ends at %d, not next to the text", groups, i, f.X+f.Width)
			}
			if n := min(len(f.Boxes), 8); f.Width > n*(netlayout.BoxWidth+8)+8 {
				t.Errorf("%v: frame %d is %d wide for %d boxes", groups, i, f.Width, len(f.Boxes))
			}
			for _, b := range f.Boxes {
				if !inside(b, f.Box) {
					t.Errorf("%v: %+v is outside its frame %+v", groups, b, f.Box)
				}
			}
			boxes = append(boxes, f.Boxes...)
		}
		for i, b := range boxes {
			if !inside(b, netlayout.Box{Width: p.Width, Height: p.Height}) {
				t.Errorf("%v: %+v is outside of %d by %d", groups, b, p.Width, p.Height)
			}
			for _, o := range boxes[:i] {
				if b.X < o.X+o.Width && o.X < b.X+b.Width && b.Y < o.Y+o.Height && o.Y < b.Y+b.Height {
					t.Errorf("%v: %+v lies on %+v", groups, b, o)
				}
			}
		}
		for i, f := range p.Frames {
			for _, o := range p.Frames[:i] {
				if f.X < o.X+o.Width && o.X < f.X+f.Width && f.Y < o.Y+o.Height && o.Y < f.Y+f.Height {
					t.Errorf("%v: frame %+v lies on %+v", groups, f.Box, o.Box)
				}
			}
		}
	}
}

// A picture of five is not larger than a window, one of fifty has room in a large one, and five
// hundred are no tower.
func TestSizes(t *testing.T) {
	for _, c := range []struct {
		boxes, width, height int
	}{{5, 760, 260}, {50, 1200, 700}, {500, 2300, 2600}} {
		if p := netlayout.Place([]netlayout.Group{{1, c.boxes - 2}, {-1, 2}}); p.Width > c.width || p.Height > c.height {
			t.Errorf("%d boxes take %d by %d", c.boxes, p.Width, p.Height)
		}
	}
}

func TestFit(t *testing.T) {
	for _, c := range []struct{ name, tail, want string }{
		{"盗窃解释", " 第一条", "盗窃解释 第一条"},
		{"一个名称很长很长很长很长的规定", " 第二百六十四条", "一个…"},
		{"名称很长的案例名称很长的案例名称很长", "", "名称很长"},
	} {
		got := netlayout.Fit(c.name, c.tail)
		if got != c.want && (!strings.HasPrefix(got, strings.TrimSuffix(c.want, "…")) || !strings.HasSuffix(got, "…"+c.tail)) {
			t.Errorf("%s%s is shortened to %s", c.name, c.tail, got)
		}
		if n := utf8.RuneCountInString(got); n*14 > netlayout.BoxWidth+14 && c.tail == "" || got == "" {
			t.Errorf("%s has %d characters", got, n)
		}
	}
}

// left is where the frames of a step on the left end.
func left(p netlayout.Picture, groups []netlayout.Group, step int) int {
	end := 0
	for i, f := range p.Frames {
		if groups[i].Step == step {
			end = max(end, f.X+f.Width)
		}
	}
	return end
}

func inside(b, of netlayout.Box) bool {
	return b.X >= of.X && b.Y >= of.Y && b.X+b.Width <= of.X+of.Width && b.Y+b.Height <= of.Y+of.Height
}
