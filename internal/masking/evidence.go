package masking

import (
	"maps"
	"slices"
	"unicode/utf8"
)

// weighed is what the places of somebody whom no word introduces say together.
type weighed struct {
	best, others float32
	// against says that the string stands where no name may: inside of words, or that who is called so keeps the name.
	against bool
	seen    map[[2]rune]bool // the characters before and behind the places that counted
}

// weigh adds up what all places of a text say of those whom no word introduces and for whom no one place says
// enough: each further place with other characters around it adds a part, and so does a surname that people of the
// text have. It comes last, when everybody else is known.
func (f *finder) weigh() {
	index, families := newNameIndex(), map[rune]bool{}
	for _, p := range f.list {
		switch {
		case f.hides(p):
			if surnameKind(p.name) > 0 && surnameKind(p.name) < 4 && p.seen != [len(p.seen)]int{} {
				families[firstRune(p.name)] = true
			}
		case p.learned > leastLearned && p.seen == [len(p.seen)]int{} && !p.alias && len(index.names) < maxWeighed:
			index.add(p.name)
		}
	}
	if len(index.names) == 0 {
		return
	}
	all := map[string]*weighed{}
	index.each(f.c, func(at, end int) { f.weighPlace(all, at, end) })
	for _, name := range slices.Sorted(maps.Keys(all)) {
		w := all[name]
		p := f.people[name]
		if n := utf8.RuneCountInString(name); w.against || n == 2 && len(w.seen) < 2 {
			continue
		}
		sum := max(p.learned, w.best) + min(w.others, mostOfPlaces)
		if families[firstRune(name)] && !isWordy(name) && utf8.RuneCountInString(name) == 3 && f.wordKind(name) == 0 {
			sum += ofFamily
		}
		if sum > p.learned {
			p.learned, p.weighed = sum, sum
		}
	}
}

// weighPlace adds what one place says, if a name may stand there.
func (f *finder) weighPlace(all map[string]*weighed, at, end int) {
	name := f.c[at:end]
	w := all[name]
	if w == nil {
		w = &weighed{best: leastLearned, seen: map[[2]rune]bool{}}
		all[name] = w
	}
	if f.left[at] < 2 && f.kindOver(at) > 1 && f.wordKind(name) == 0 || professions[titles.At(f.c[end:])] {
		w.against = true
	}
	around := [2]rune{f.runeBefore(at), f.runeBehind(end)}
	if w.against || w.seen[around] || f.boundary(end) < 1 || f.guard.has(at, end, entity) || !f.mayBeName(at, end) {
		return
	}
	says := f.speaks(at, end)
	if f.isPure(at, end) {
		says += ofPure
	}
	w.seen[around] = true
	less := min(says, w.best)
	w.best = max(says, w.best)
	least := float32(-1)
	if f.wordKind(name) > 0 {
		least = 0
	}
	w.others += ofFurther * max(0, less-least)
}

const (
	maxWeighed   = 2000 // people of a text who are weighed
	mostOfPlaces = 1.5  // what further places add at most
	ofFurther    = 0.5  // what a further place adds of what it says
	ofFamily     = 1.5  // what a surname that others of the text have adds
)
