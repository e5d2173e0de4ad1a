package ranking

import (
	"hash/maphash"

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

func newKeyTable(keys []byte, start []int32) *keyTable {
	n := len(start) - 1
	size := 1
	for size < 2*n {
		size *= 2
	}
	t := &keyTable{keys: keys, start: start, seed: maphash.MakeSeed(), slots: make([]int32, size)}
	for doc := range n {
		slot := maphash.Bytes(t.seed, t.at(doc)) & uint64(size-1)
		for t.slots[slot] != 0 {
			slot = (slot + 1) & uint64(size-1)
		}
		t.slots[slot] = int32(doc) + 1
	}
	return t
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
