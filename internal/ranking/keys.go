package ranking

import (
	"bufio"
	"fmt"
	"hash/maphash"
	"io"
	"slices"

	"github.com/fatiao/fatiao/internal/searchdoc"
)

// keyTable finds documents by their keys: all keys one behind another, where each
// starts, and a hash table of documents with open addressing. It takes two to four
// numbers of four bytes a document beside the keys, which lie mapped in a file.
type keyTable struct {
	keys  []byte
	start []int32 // key i is keys[start[i]:start[i+1]]
	seed  maphash.Seed
	slots []int32 // 1 + a document, 0 for none; a power of two long
}

// newKeyTable makes the table. It reads all keys from in, rather than from keys, which
// would stay in memory with every page that was looked at.
func newKeyTable(in io.Reader, keys []byte, start []int32) (*keyTable, error) {
	n := len(start) - 1
	size := 1
	for size < 2*n {
		size *= 2
	}
	t := &keyTable{keys: keys, start: start, seed: maphash.MakeSeed(), slots: make([]int32, size)}
	read := bufio.NewReaderSize(in, 1<<16)
	var key []byte
	for doc := range n {
		length := int(start[doc+1] - start[doc])
		key = slices.Grow(key[:0], length)[:length]
		if _, err := io.ReadFull(read, key); err != nil {
			return nil, fmt.Errorf("reading the keys of documents: %w", err)
		}
		slot := maphash.Bytes(t.seed, key) & uint64(size-1)
		for t.slots[slot] != 0 {
			slot = (slot + 1) & uint64(size-1)
		}
		t.slots[slot] = int32(doc) + 1
	}
	return t, nil
}

func (t *keyTable) at(doc int) []byte { return t.keys[t.start[doc]:t.start[doc+1]] }

// find returns the document with a key.
func (t *keyTable) find(key searchdoc.Key) (doc int, ok bool) {
	mask := uint64(len(t.slots) - 1)
	for slot := maphash.String(t.seed, string(key)) & mask; t.slots[slot] != 0; slot = (slot + 1) & mask {
		if doc := int(t.slots[slot]) - 1; string(t.at(doc)) == string(key) {
			return doc, true
		}
	}
	return 0, false
}
