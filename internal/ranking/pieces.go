package ranking

import (
	"fmt"
	"slices"
)

// pieceColumns say in which pieces a collection lies: documents that were added together, with
// their postings, vectors and texts in files of their own, which are never written again. An
// update adds a piece with what is new and keeps the others (see reuse.go); a new collection has
// one of laws and one of other documents. Rows, vectors and bytes are counted over all pieces, in
// their order.
type pieceColumns struct {
	names     []int32 // numbers in the names of the files
	rows      []int32 // documents
	sentences []int32 // vectors
	titles    []int32 // vectors
	texts     []int64 // bytes
}

// pieceName is the name of a file of a piece.
func pieceName(file string, name int32) string { return fmt.Sprintf("%s-%06d", file, name) }

// add adds a piece.
func (c *pieceColumns) add(name int32, s starts) {
	c.names, c.rows = append(c.names, name), append(c.rows, s.rows)
	c.sentences, c.titles, c.texts = append(c.sentences, s.sentences), append(c.titles, s.titles), append(c.texts, s.texts)
}

// starts is where a piece begins, or how much it holds.
type starts struct {
	rows, sentences, titles int32
	texts                   int64
}

// size is how much a piece holds.
func (c *pieceColumns) size(i int) starts {
	return starts{c.rows[i], c.sentences[i], c.titles[i], c.texts[i]}
}

func (s starts) plus(o starts) starts {
	return starts{s.rows + o.rows, s.sentences + o.sentences, s.titles + o.titles, s.texts + o.texts}
}

// bounds are where the pieces begin, and behind them where the last one ends.
func (c *pieceColumns) bounds() []starts {
	list := make([]starts, len(c.names)+1)
	for i := range c.names {
		list[i+1] = list[i].plus(c.size(i))
	}
	return list
}

// hold reports whether what the table points at is in the pieces.
func (c *pieceColumns) hold(t *table) bool {
	n := len(c.names)
	if n == 0 || len(c.rows) != n || len(c.sentences) != n || len(c.titles) != n || len(c.texts) != n {
		return false
	}
	var total starts
	for i := range n {
		s := c.size(i)
		if total = total.plus(s); min(s.rows, s.sentences, s.titles) < 0 || s.texts < 0 ||
			total.rows < s.rows || total.sentences < s.sentences || total.titles < s.titles || total.texts < s.texts {
			return false
		}
	}
	if int(total.rows) != t.len() || !below(t.rows, t.len()) || !below(t.titles, int(total.titles)) {
		return false
	}
	bounds := c.bounds()
	for i := range t.len() {
		if from, to := t.sentenceFrom[i], t.sentenceTo[i]; from < 0 || to < from || to > total.sentences {
			return false
		}
		from, to := t.textFrom[i], t.textTo[i]
		if from < 0 || to < from || to > total.texts {
			return false
		}
		k := 0
		for k+1 < n && from >= bounds[k+1].texts {
			k++
		}
		if to > from && to > bounds[k+1].texts {
			return false // it goes on in the next piece
		}
	}
	return true
}

// documentsOf are, for each piece, the documents of its rows; nil where one stands twice.
func (t *table) documentsOf() [][]int32 {
	all := slices.Repeat([]int32{-1}, t.len())
	for doc, row := range t.rows {
		if all[row] >= 0 {
			return nil
		}
		all[row] = int32(doc)
	}
	list := make([][]int32, len(t.pieces.names))
	at := int32(0)
	for i, n := range t.pieces.rows {
		list[i] = all[at : at+n : at+n]
		at += n
	}
	return list
}

// run are documents that follow each other in the collection and in a piece.
type run struct{ doc, row, n int32 }

// runs are all documents, in their order.
func (t *table) runs() []run {
	var list []run
	for doc, row := range t.rows {
		if last := len(list) - 1; last >= 0 && list[last].row+list[last].n == row {
			list[last].n++
		} else {
			list = append(list, run{int32(doc), row, 1})
		}
	}
	return list
}

// texts are the folded texts of a collection, in one or more files.
type texts []textFile

type textFile struct {
	from  int64 // where it begins, over all files
	bytes []byte
}

// at are the bytes of a text, which lies in one file.
func (x texts) at(from, to int64) []byte {
	k := 0
	for k+1 < len(x) && from >= x[k+1].from {
		k++
	}
	if from == to {
		return nil
	}
	return x[k].bytes[from-x[k].from : to-x[k].from]
}
