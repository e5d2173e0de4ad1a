package local

import (
	"bytes"

	"github.com/fatiao/fatiao/internal/ranking"
)

// commonness is how often each byte occurs in some of the texts. The first bytes of Chinese
// characters are few, so that a search that stops at each of them stops everywhere.
type commonness [256]int

// sampled is how many texts commonness is counted in, spread over all, and how much of each.
const (
	sampled     = 256
	sampledText = 4096
)

func newCommonness(r *ranking.Ranker) *commonness {
	var c commonness
	for i := range min(sampled, r.Len()) {
		text := r.Text(i * r.Len() / min(sampled, r.Len()))
		for _, b := range text[:min(sampledText, len(text))] {
			c[b]++
		}
	}
	return &c
}

// needle is a string to look for in folded texts, by the rarest of its bytes.
type needle struct {
	text []byte
	at   int // place of that byte
}

func (c *commonness) needle(text []byte) needle {
	n := needle{text: text}
	for i, b := range text {
		if c[b] < c[text[n.at]] {
			n.at = i
		}
	}
	return n
}

// in reports whether a text has the string, as bytes.Contains does.
func (n needle) in(text []byte) bool {
	if len(n.text) == 0 {
		return true
	}
	last := len(text) - len(n.text) + n.at // where the byte stands at the latest
	for at := n.at; at <= last; at++ {
		i := bytes.IndexByte(text[at:last+1], n.text[n.at])
		if i < 0 {
			return false
		}
		at += i
		if from := at - n.at; bytes.Equal(text[from:from+len(n.text)], n.text) {
			return true
		}
	}
	return false
}
