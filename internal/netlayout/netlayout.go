// Package netlayout says where the texts of a net of citations stand in a picture: the text that is
// asked for in the middle, what cites it on the left, what it cites on the right, what is one step
// further beyond those. Texts of one kind stand in one frame, in as many columns as they need, as
// near to the text as there is room. The same net always gives the same picture; no two boxes touch.
//
// Start with [Place].
package netlayout

// Measures of a picture, in its own units, which are pixels of a screen of the usual size.
const (
	BoxWidth  = 184
	BoxHeight = 30
	gap       = 8   // between boxes, and between a box and its frame
	headline  = 26  // of a frame
	between   = 18  // frames
	street    = 76  // between what stands at one step and the next
	tall      = 660 // what a step is made as high as, before it gets one more column
	most      = 8   // columns
)

// Group are the texts of one kind at one step.
type Group struct {
	Step  int // 1 and 2 cite, on the left; -1 and -2 are cited, on the right
	Boxes int // at least one
}

// Box is a rectangle, from its left upper corner.
type Box struct{ X, Y, Width, Height int }

// Left, Right and Middle are where lines meet a box.
func (b Box) Left() (x, y int)  { return b.X, b.Y + b.Height/2 }
func (b Box) Right() (x, y int) { return b.X + b.Width, b.Y + b.Height/2 }

// Frame is what stands around the boxes of a group.
type Frame struct {
	Box
	Boxes []Box
}

// Picture is where all stands.
type Picture struct {
	Width, Height int
	Self          Box
	Frames        []Frame // one for each group
}

// order are the steps from left to right; the text itself stands at 0.
var order = [...]int{2, 1, 0, -1, -2}

// Place lays out groups, which stand at their step in the order given.
func Place(groups []Group) Picture {
	p := Picture{Frames: make([]Frame, len(groups)), Height: BoxHeight}
	columns := map[int]int{}
	for _, step := range order {
		columns[step] = columnsFor(groups, step)
		p.Height = max(p.Height, height(groups, step, columns[step]))
	}
	p.Height += 2 * gap
	x := gap
	for _, step := range order {
		if step == 0 {
			p.Self = Box{x, (p.Height - BoxHeight) / 2, BoxWidth, BoxHeight}
			x += BoxWidth + street
			continue
		}
		if columns[step] == 0 {
			continue
		}
		width := frameWidth(columns[step])
		y := (p.Height - height(groups, step, columns[step])) / 2
		for i, g := range groups {
			if g.Step == step {
				own := min(columns[step], g.Boxes)
				toText := x // the side on which the text stands
				if step > 0 {
					toText += width - frameWidth(own)
				}
				p.Frames[i] = frame(g.Boxes, own, toText, y)
				y += p.Frames[i].Height + between
			}
		}
		x += width + street
	}
	p.Width = x - street + gap
	return p
}

// columnsFor is how many columns a step needs, 0 where nothing stands there.
func columnsFor(groups []Group, step int) int {
	for n := 1; n < most; n++ {
		switch h := height(groups, step, n); {
		case h == 0:
			return 0
		case h <= tall:
			return n
		}
	}
	return most
}

// height is that of all frames of a step.
func height(groups []Group, step, columns int) int {
	sum := 0
	for _, g := range groups {
		if g.Step == step {
			if sum > 0 {
				sum += between
			}
			sum += frameHeight(g.Boxes, columns)
		}
	}
	return sum
}

func frameWidth(columns int) int { return columns*(BoxWidth+gap) + gap }

func frameHeight(boxes, columns int) int {
	rows := (boxes + columns - 1) / columns
	return headline + rows*(BoxHeight+gap)
}

// frame has its boxes in rows, from left to right.
func frame(boxes, columns, x, y int) Frame {
	f := Frame{Box: Box{x, y, frameWidth(columns), frameHeight(boxes, columns)}}
	for i := range boxes {
		f.Boxes = append(f.Boxes, Box{x + gap + i%columns*(BoxWidth+gap), y + headline + i/columns*(BoxHeight+gap), BoxWidth, BoxHeight})
	}
	return f
}

// letter and digit are the widths of characters in a box, with their share of the margins.
const (
	letter = 14
	digit  = 8
)

// Fit shortens a name to what a box holds: its end tail stays, where it has one.
func Fit(name, tail string) string {
	room := BoxWidth - 8 - width(tail)
	if width(name) <= room {
		return name + tail
	}
	room -= letter // for the dots
	cut := 0
	for i, r := range name {
		if room -= widthOf(r); room < 0 {
			break
		}
		cut = i + len(string(r))
	}
	return name[:cut] + "…" + tail
}

func width(s string) int {
	sum := 0
	for _, r := range s {
		sum += widthOf(r)
	}
	return sum
}

func widthOf(r rune) int {
	if r < 0x2E80 && r != '…' {
		return digit
	}
	return letter
}
