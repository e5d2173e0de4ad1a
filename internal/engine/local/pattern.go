package local

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/engine"
)

// piece is a part of a pattern between two *, folded.
type piece struct {
	text  []byte
	runes []rune
	open  bool // it has a ?
}

func newPiece(s string) piece {
	s = gseanalysis.Fold(s)
	return piece{[]byte(s), []rune(s), strings.ContainsRune(s, '?')}
}

// at returns the length of the piece where t begins with it, or -1.
func (p piece) at(t []byte) int {
	if !p.open {
		if bytes.HasPrefix(t, p.text) {
			return len(p.text)
		}
		return -1
	}
	n := 0
	for _, want := range p.runes {
		r, size := utf8.DecodeRune(t[n:])
		if size == 0 || want != '?' && r != want || want == '?' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		n += size
	}
	return n
}

// in returns the first place of the piece in t with its length there, or -1.
func (p piece) in(t []byte) (start, length int) {
	if !p.open {
		return bytes.Index(t, p.text), len(p.text)
	}
	for start < len(t) {
		if n := p.at(t[start:]); n >= 0 {
			return start, n
		}
		_, size := utf8.DecodeRune(t[start:])
		start += size
	}
	return -1, 0
}

// hasPattern looks for the pieces in order, with at most engine.MaxGap characters
// of one sentence between two of them.
func hasPattern(in content, pieces []piece) bool {
	t := in.whole
	for _, p := range pieces {
		if !p.open && !bytes.Contains(t, p.text) {
			return false // before any way in which the others may stand is followed
		}
	}
	for i := 1; ; i++ {
		start, length := pieces[0].in(t)
		if start < 0 {
			return false
		}
		if restFollows(t[start+length:], pieces[1:]) {
			return true
		}
		if i%checkEvery == 0 && in.stopped() {
			return false
		}
		_, size := utf8.DecodeRune(t[start:])
		t = t[start+size:]
	}
}

// restFollows follows every way in which the pieces may stand, by the places
// where each may end.
func restFollows(t []byte, pieces []piece) bool {
	ends := []int{0}
	for i, p := range pieces {
		var next []int
		for _, at := range ends {
			for range engine.MaxGap + 1 {
				if n := p.at(t[at:]); n >= 0 && !slices.Contains(next, at+n) {
					if i == len(pieces)-1 {
						return true
					}
					next = append(next, at+n)
				}
				r, size := utf8.DecodeRune(t[at:])
				if size == 0 || r == '。' || r == ';' || r == 0 {
					break
				}
				at += size
			}
		}
		if ends = next; len(ends) == 0 {
			return false
		}
	}
	return true
}
