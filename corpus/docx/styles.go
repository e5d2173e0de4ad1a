package docx

import (
	"fmt"
	"strconv"
)

// number is a reference to a numbering as a paragraph or a style gives it.
type number struct {
	id, level       int
	hasID, hasLevel bool
}

// style is what matters of a style; what it does not say, the style that it is based on
// does.
type style struct {
	based  string
	number number
	vanish *bool
}

// styles are the styles of a document by their ids.
type styles struct {
	byID      map[string]*style
	paragraph string // of paragraphs that name none
}

// maxBased bounds how many styles are based on each other, which may be a circle.
const maxBased = 32

// numberOf is the numbering of a style.
func (s *styles) numberOf(id string) (n number) {
	for range maxBased {
		st := s.byID[id]
		if st == nil {
			break
		}
		if !n.hasLevel && st.number.hasLevel {
			n.level, n.hasLevel = st.number.level, true
		}
		if st.number.hasID {
			n.id, n.hasID = st.number.id, true
			return n
		}
		id = st.based
	}
	return n
}

// vanishes says whether a style hides text, nil where it says nothing.
func (s *styles) vanishes(id string) *bool {
	for range maxBased {
		st := s.byID[id]
		if st == nil || st.vanish != nil {
			if st == nil {
				return nil
			}
			return st.vanish
		}
		id = st.based
	}
	return nil
}

// readStyles reads the part of the styles; a document may have none.
func (a *archive) readStyles(part string) (*styles, error) {
	all := &styles{byID: map[string]*style{}}
	if !a.has(part) {
		return all, nil
	}
	s, err := a.stream(part, maxPart)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	err = s.root(func(element) error {
		return s.each(func(e element) error {
			if !e.is(wordML, "style") {
				return nil
			}
			if len(all.byID) >= maxStyles {
				return fmt.Errorf("%w: styles", ErrTooMuch)
			}
			st := &style{}
			all.byID[e.attr("styleId")] = st
			if def := e.attr("default"); def != "" && isOn(def) && e.attr("type") == "paragraph" {
				all.paragraph = e.attr("styleId")
			}
			return s.each(func(e element) error {
				switch {
				case e.is(wordML, "basedOn"):
					st.based = e.attr("val")
				case e.is(wordML, "pPr"):
					return s.each(func(e element) error {
						if e.is(wordML, "numPr") {
							return s.numbering(&st.number)
						}
						return nil
					})
				case e.is(wordML, "rPr"):
					return s.each(func(e element) error {
						if e.is(wordML, "vanish") {
							st.vanish = ptr(e.on())
						}
						return nil
					})
				}
				return nil
			})
		})
	})
	return all, err
}

func ptr[T any](v T) *T { return &v }

// numbering reads a numPr.
func (s *stream) numbering(n *number) error {
	return s.each(func(e element) error {
		switch {
		case e.is(wordML, "numId"):
			n.id, n.hasID = integer(e.attr("val"), 0), true
		case e.is(wordML, "ilvl"):
			n.level, n.hasLevel = integer(e.attr("val"), 0), true
		}
		return nil
	})
}

// integer reads a number, def where there is none.
func integer(s string, def int) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return def
	}
	return n
}
