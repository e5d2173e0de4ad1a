package embedding

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// Start are vectors of words, made by an encoder that has read far more than laws. The rows
// of these words start from them, so that a word that no question has learned from lies
// near those that mean the same. A nil Start has no words.
type Start struct {
	dim   int
	keys  []uint32 // of the words, the most frequent first
	bytes []int8   // len(keys) × dim
}

const startMagic = "fatiaost1"

// ParseStart reads vectors of words: magic, dimension u32, number of words u32, the words
// with a line break behind each, the bytes of their vectors, whose length does not count;
// little endian. Data must stay as it is.
func ParseStart(data []byte) (*Start, error) {
	body, ok := bytes.CutPrefix(data, []byte(startMagic))
	if !ok || len(body) < 8 {
		return nil, errors.New("reading the word vectors: this is no such file")
	}
	s := &Start{dim: int(binary.LittleEndian.Uint32(body))}
	n := binary.LittleEndian.Uint32(body[4:])
	body = body[8:]
	for range n {
		word, rest, ok := bytes.Cut(body, []byte{'\n'})
		if !ok {
			return nil, errors.New("reading the word vectors: the file is cut short")
		}
		var key uint32
		eachGram(string(word), func(k uint32) { key = k }) // the last is the whole word
		s.keys, body = append(s.keys, key), rest
	}
	if s.dim <= 0 || s.dim > maxDim || len(body) != len(s.keys)*s.dim {
		return nil, errors.New("reading the word vectors: the file is damaged")
	}
	s.bytes = asInt8(body)
	return s, nil
}

// words returns the keys of at most n words that have no row.
func (s *Start) words(n int, rows *rowTable) []uint32 {
	var list []uint32
	if s == nil {
		return nil
	}
	seen := map[uint32]bool{}
	for _, k := range s.keys {
		if _, ok := rows.get(k); !ok && !seen[k] && len(list) < n {
			seen[k] = true
			list = append(list, k)
		}
	}
	return list
}

// fill writes the vectors, of length one, into the rows of their words. Where a row is
// longer than a vector, its rest becomes 0; where it is shorter, the vector is cut off.
func (s *Start) fill(table []float32, rows *rowTable, dim int) {
	if s == nil {
		return
	}
	for i, k := range s.keys {
		row, ok := rows.get(k)
		if !ok {
			continue
		}
		into := table[int(row)*dim:][:dim]
		clear(into)
		for j, b := range s.bytes[i*s.dim:][:min(dim, s.dim)] {
			into[j] = float32(b)
		}
		normalize(into)
	}
}
