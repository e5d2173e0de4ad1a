// Package forest orders candidates by gradient boosted regression trees.
//
// [Train] learns the trees from questions whose candidates are marked as
// wanted or not (LambdaMART: a step moves a wanted candidate up by as much as
// that improves nDCG). [Forest.Score] gives a candidate its score.
package forest

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"sync"
)

// Forest is a sum of trees. It is safe for concurrent use.
type Forest struct {
	Features int
	roots    []int32
	nodes    []node

	once     sync.Once
	compared *comparisons // made when many are scored first
}

// node is an inner node (feature ≥ 0) that sends values up to its threshold to
// the left, or a leaf, whose threshold is its value.
type node struct {
	feature     int16
	left, right int16 // from the root of the tree
	threshold   float32
}

// Score returns the score of a candidate with the features x.
func (f *Forest) Score(x []float32) float64 {
	sum := 0.0
	for _, root := range f.roots {
		at := root
		n := &f.nodes[at]
		for n.feature >= 0 {
			if x[n.feature] <= n.threshold {
				at = root + int32(n.left)
			} else {
				at = root + int32(n.right)
			}
			n = &f.nodes[at]
		}
		sum += float64(n.threshold)
	}
	return sum
}

// Write writes the forest: number of features, trees and nodes, the first node
// of each tree, the nodes; little endian.
func (f *Forest) Write(w io.Writer) error {
	out := []byte{}
	for _, n := range [...]int{f.Features, len(f.roots), len(f.nodes)} {
		out = binary.LittleEndian.AppendUint32(out, uint32(n))
	}
	for _, r := range f.roots {
		out = binary.LittleEndian.AppendUint32(out, uint32(r))
	}
	for _, n := range f.nodes {
		out = binary.LittleEndian.AppendUint16(out, uint16(n.feature))
		out = binary.LittleEndian.AppendUint16(out, uint16(n.left))
		out = binary.LittleEndian.AppendUint16(out, uint16(n.right))
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(n.threshold))
	}
	if _, err := w.Write(out); err != nil {
		return fmt.Errorf("writing the trees: %w", err)
	}
	return nil
}

const nodeSize = 10

// Read reads a forest.
func Read(r io.Reader) (*Forest, error) {
	var head [12]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return nil, fmt.Errorf("reading the trees: %w", err)
	}
	number := func(i int) int { return int(binary.LittleEndian.Uint32(head[4*i:])) }
	f := &Forest{Features: number(0)}
	trees, nodes := number(1), number(2)
	if f.Features > math.MaxInt16 || trees > nodes || nodes > 1<<24 {
		return nil, errors.New("reading the trees: the file is damaged")
	}
	size := 4*trees + nodeSize*nodes
	body, err := io.ReadAll(io.LimitReader(r, int64(size))) // grows with what is there, not with what the head promises
	if err != nil {
		return nil, fmt.Errorf("reading the trees: %w", err)
	}
	if len(body) < size {
		return nil, fmt.Errorf("reading the trees: %w", io.ErrUnexpectedEOF)
	}
	f.roots = make([]int32, trees)
	for i := range f.roots {
		f.roots[i] = int32(binary.LittleEndian.Uint32(body[4*i:]))
	}
	f.nodes = make([]node, nodes)
	for i := range f.nodes {
		b := body[4*trees+nodeSize*i:]
		f.nodes[i] = node{int16(binary.LittleEndian.Uint16(b)), int16(binary.LittleEndian.Uint16(b[2:])),
			int16(binary.LittleEndian.Uint16(b[4:])),
			math.Float32frombits(binary.LittleEndian.Uint32(b[6:]))}
	}
	return f, f.check()
}

// check makes sure that scoring ends and stays inside.
func (f *Forest) check() error {
	if len(f.nodes) > 0 && (len(f.roots) == 0 || f.roots[0] != 0) {
		return errors.New("reading the trees: nodes of no tree")
	}
	for i, root := range f.roots {
		end := int32(len(f.nodes))
		if i+1 < len(f.roots) {
			end = f.roots[i+1]
		}
		if root < 0 || root >= end || end > int32(len(f.nodes)) {
			return errors.New("reading the trees: a tree without nodes")
		}
		for at := root; at < end; at++ {
			n := f.nodes[at]
			if n.feature < 0 {
				continue
			}
			here := at - root
			if int(n.feature) >= f.Features || int32(n.left) <= here || int32(n.right) <= here || root+int32(n.left) >= end ||
				root+int32(n.right) >= end {
				return errors.New("reading the trees: a node leads nowhere")
			}
		}
	}
	return nil
}
