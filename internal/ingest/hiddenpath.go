package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// HidingPath is a path of a source as it is stored: a part of it that names somebody who is hidden is
// written without the name, and from there on each part has a mark of the true path up to it, by which
// the source is found again: 甲县法院/羊某某案~5f0c2a91d3/判决~71be02c4aa.txt.
type HidingPath struct {
	parts []pathPart
}

type pathPart struct {
	text      string // as it is stored
	mark      string // of the true path up to here
	separator string // behind it
}

// pathMark stands before the mark of a part.
const pathMark = "~"

// markBytes is how much of a hash is a mark.
const markBytes = 6

// NewHidingPath is a path in which nothing is hidden yet.
func NewHidingPath(path string) *HidingPath {
	h := &HidingPath{}
	for from := 0; from <= len(path); {
		end, separator := len(path), ""
		if i := strings.IndexAny(path[from:], "/\\!"); i >= 0 {
			end, separator = from+i, path[from+i:from+i+1]
		}
		h.parts = append(h.parts, pathPart{path[from:end], markOf(path[:end]), separator})
		from = end + 1
	}
	return h
}

// markOf is the mark of a path.
func markOf(path string) string {
	sum := sha256.Sum256([]byte(path))
	return hex.EncodeToString(sum[:markBytes])
}

// Hide hides in each part what a mask hides.
func (h *HidingPath) Hide(mask func(string) string) {
	for i, p := range h.parts {
		h.parts[i].text = mask(p.text)
	}
}

// Stored is the path without the names, given the one with them.
func (h *HidingPath) Stored(path string) string {
	var b strings.Builder
	hidden, from := false, 0
	for _, p := range h.parts {
		end := from + strings.IndexAny(path[from:]+"/", "/\\!")
		hidden = hidden || p.text != path[from:end]
		b.WriteString(p.text)
		if hidden {
			b.WriteString(pathMark + p.mark)
		}
		b.WriteString(p.separator)
		from = end + 1
	}
	return b.String()
}

// isBelow reports whether a path that is stored with marks is that of a source, or of one in a folder or archive.
func isBelow(stored, path string) bool {
	mark := pathMark + markOf(path)
	i := strings.Index(stored, mark)
	return i >= 0 && (i+len(mark) == len(stored) || strings.IndexByte("/\\!", stored[i+len(mark)]) >= 0)
}

// markIn is the mark of the whole path in one that is stored, "" where no name is hidden in it.
func markIn(stored string) string {
	last := stored[strings.LastIndexAny(stored, "/\\!")+1:]
	i := strings.LastIndex(last, pathMark)
	if i < 0 {
		return ""
	}
	mark := last[i+len(pathMark):]
	if _, err := hex.DecodeString(mark); err != nil || len(mark) != 2*markBytes {
		return ""
	}
	return mark
}
