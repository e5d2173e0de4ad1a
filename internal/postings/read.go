package postings

import (
	"encoding/binary"
	"math"
)

// blockSize is how many postings are read at once: few enough to stay near the processor.
const blockSize = 256

// cursor reads a list, a block at a time.
type cursor struct {
	list []byte
	left int // postings
	last int // document
	docs [blockSize]int32
	tfs  [blockSize]int32
}

// start makes the cursor read a list of n postings.
func (c *cursor) start(list []byte, n int) { c.list, c.left, c.last = list, n, -1 }

// next reads the next postings and returns them, none at the end: documents, each with how often
// it has the term. It stops where the list of a damaged file ends too early or leaves the
// documents, of which there are so many.
func (c *cursor) next(documents int) (docs, tfs []int32) {
	want := min(c.left, blockSize)
	n := 0
	for n < want {
		if n += c.short(n, want, documents); n == want {
			break
		}
		v, size := number(c.list)
		if size == 0 {
			break
		}
		rest, tf := c.list[size:], 1
		if v&1 == 1 {
			if tf, size = number(rest); size == 0 {
				break
			}
			rest = rest[size:]
		}
		doc := c.last + v>>1
		if doc < 0 || doc >= documents {
			break
		}
		c.list, c.last, c.docs[n], c.tfs[n] = rest, doc, int32(doc), int32(tf)
		n++
	}
	if c.left -= n; n < want {
		c.left = 0
	}
	return c.docs[:n], c.tfs[:n]
}

// short reads postings whose distance takes one or two bytes and whose count takes one, as nearly
// all do, and stops before the first other one. Whether there is a count is not branched on: no
// processor guesses it.
func (c *cursor) short(from, want, documents int) (n int) {
	list, last, at := c.list, c.last, 0
	docs, tfs := c.docs[from:want], c.tfs[from:want]
	tfs = tfs[:len(docs)]
	for ; n < len(docs) && at+3 <= len(list); n++ {
		v, next := int(list[at]), at+1
		if v >= 0x80 {
			second := int(list[next])
			if second >= 0x80 {
				break
			}
			v, next = v&0x7f|second<<7, next+1
		}
		repeated, tf := v&1, int(list[next])
		doc := last + v>>1
		if tf*repeated >= 0x80 || uint(doc) >= uint(documents) {
			break
		}
		docs[n], tfs[n] = int32(doc), int32(1+repeated*(tf-1))
		last, at = doc, next+repeated
	}
	c.list, c.last = list[at:], last
	return n
}

// number reads a number of variable length; the size is 0 where there is none.
// It is binary.Uvarint for numbers that fit 31 bits, which most lists have in a
// byte.
func number(b []byte) (v, size int) {
	if len(b) > 0 && b[0] < 0x80 {
		return int(b[0]), 1
	}
	u, size := binary.Uvarint(b)
	if size <= 0 || u > math.MaxInt32 {
		return 0, 0
	}
	return int(u), size
}
