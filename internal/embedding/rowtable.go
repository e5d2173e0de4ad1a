package embedding

// rowTable says which row each n-gram has. It is a hash table with open addressing in one piece:
// a text asks for hundreds of n-grams, and a Go map looks at two places for each.
type rowTable struct {
	slots []uint64 // the key, and 1 + the row behind it; 0 where there is nothing
	n     int
}

// newRowTable makes a table with room for about n rows.
func newRowTable(n int) *rowTable {
	size := 16
	for size < 2*n {
		size *= 2
	}
	return &rowTable{slots: make([]uint64, size)}
}

// slot is where a key stands, or may be put. Keys are hashes already.
func (t *rowTable) slot(key uint32) int {
	mask := len(t.slots) - 1
	at := int(key) & mask
	for t.slots[at] != 0 && uint32(t.slots[at]>>32) != key {
		at = (at + 1) & mask
	}
	return at
}

// get returns the row of a key.
func (t *rowTable) get(key uint32) (row int32, ok bool) {
	s := t.slots[t.slot(key)]
	return int32(uint32(s)) - 1, s != 0
}

// put gives a key a row.
func (t *rowTable) put(key uint32, row int32) {
	at := t.slot(key)
	if t.slots[at] == 0 {
		if t.n++; 2*t.n > len(t.slots) {
			t.grow()
			at = t.slot(key)
		}
	}
	t.slots[at] = uint64(key)<<32 | uint64(uint32(row)+1)
}

// grow doubles the table.
func (t *rowTable) grow() {
	old := t.slots
	t.slots = make([]uint64, 2*len(old))
	for _, s := range old {
		if s != 0 {
			t.slots[t.slot(uint32(s>>32))] = s
		}
	}
}

// keys are all keys, in no order.
func (t *rowTable) keys() []uint32 {
	list := make([]uint32, 0, t.n)
	for _, s := range t.slots {
		if s != 0 {
			list = append(list, uint32(s>>32))
		}
	}
	return list
}
