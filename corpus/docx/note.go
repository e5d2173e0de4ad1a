package docx

import (
	"fmt"
	"strings"
)

// noteID names a note: a footnote or an endnote.
type noteID struct{ kind, id string }

// noteLabels is what notes are called at the end of the text.
var noteLabels = map[string]string{"footnote": "注", "endnote": "尾注"}

// notesBelow is the line above the notes.
const notesBelow = "注："

// readNotes writes the notes to which the text refers behind it, in the order of the
// references. In the text itself no mark stands, as it would cut a title or a citation.
func (r *reader) readNotes(rels relations) error {
	wanted := make(map[noteID]bool, len(r.wanted))
	for _, id := range r.wanted {
		wanted[id] = true
	}
	r.inNote = true
	for kind := range noteLabels {
		if err := r.notePart(rels.first(kind+"s"), kind, wanted); err != nil {
			return err
		}
	}
	count := map[string]int{}
	for _, id := range r.wanted {
		text, ok := r.notes[id]
		if !ok {
			continue
		}
		if len(count) == 0 { // a reader of laws takes what follows for no part of the last article
			if err := r.spend(len(notesBelow) + 1); err != nil {
				return err
			}
			r.out.line(notesBelow)
		}
		delete(r.notes, id)
		count[id.kind]++
		label := fmt.Sprintf("%s%d：", noteLabels[id.kind], count[id.kind])
		if err := r.spend(len(label) + 1); err != nil {
			return err
		}
		r.out.line(label + strings.TrimSpace(text))
	}
	return nil
}

// notePart reads the notes of a kind that are wanted.
func (r *reader) notePart(part, kind string, wanted map[noteID]bool) error {
	if len(wanted) == 0 || !r.archive.has(part) {
		return nil
	}
	s, err := r.archive.stream(part, maxPart)
	if err != nil {
		return err
	}
	defer s.Close()
	return s.root(func(element) error {
		return s.each(func(e element) error {
			id := noteID{kind, e.attr("id")}
			if !e.is(wordML, kind) || !wanted[id] {
				return nil
			}
			text, err := r.story(s, func(w *writer) error { return r.blocks(s, w) })
			r.notes[id] = text
			return err
		})
	})
}
