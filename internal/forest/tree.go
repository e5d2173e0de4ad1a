package forest

import (
	"slices"
	"sync"
)

// share calls f for 0 to n-1 on all workers.
func share(n int, f func(i int)) {
	const workers = 2
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := w; i < n; i += workers {
				f(i)
			}
		})
	}
	wg.Wait()
}

// sums are what a bin of a feature adds up to.
type sums struct {
	gradient, hessian float64
	n                 int32
}

func (s *sums) add(o sums) {
	s.gradient += o.gradient
	s.hessian += o.hessian
	s.n += o.n
}

func (s sums) minus(o sums) sums {
	return sums{s.gradient - o.gradient, s.hessian - o.hessian, s.n - o.n}
}

// leaf is a leaf of a growing tree with the best way to split it.
type leaf struct {
	node  int // from the root
	rows  []int32
	total sums
	hist  [][bins]sums // of each feature that the tree may use
	best  split
}

type split struct {
	gain    float64
	feature int // among those that the tree may use
	bin     uint8
	left    sums
}

// grow adds the tree that fits the gradients of rows best, and adds it to all scores.
func (t *trainer) grow(f *Forest, rows []int32) {
	var features []int
	for c := range t.columns {
		if t.rng.Float64() < t.set.Columns {
			features = append(features, c)
		}
	}
	root := len(f.nodes)
	f.roots = append(f.roots, int32(root))
	nodes := []node{{feature: -1}}
	first := &leaf{rows: rows, hist: make([][bins]sums, len(features))}
	for _, r := range rows {
		first.total.add(sums{t.gradient[r], t.hessian[r], 1})
	}
	t.histogram(first, features)
	t.choose(first, features)
	leaves := []*leaf{first}
	for len(leaves) < t.set.Leaves {
		at := 0
		for i, l := range leaves {
			if l.best.gain > leaves[at].best.gain {
				at = i
			}
		}
		l := leaves[at]
		if l.best.gain <= 0 {
			break
		}
		left, right := t.divide(l, features)
		left.node, right.node = len(nodes), len(nodes)+1
		column := features[l.best.feature]
		nodes[l.node] = node{int16(column), int16(left.node), int16(right.node), t.limits[column][l.best.bin]}
		nodes = append(nodes, node{feature: -1}, node{feature: -1})
		leaves[at] = left
		leaves = append(leaves, right)
	}
	for _, l := range leaves {
		nodes[l.node].threshold = float32(t.set.Rate * l.total.gradient / (l.total.hessian + t.set.L2))
	}
	f.nodes = append(f.nodes, nodes...)
	t.addTree(nodes)
}

// histogram fills hist from the rows of a leaf.
func (t *trainer) histogram(l *leaf, features []int) {
	share(len(features), func(i int) {
		column, hist := t.columns[features[i]], &l.hist[i]
		for _, r := range l.rows {
			s := &hist[column[r]%bins]
			s.gradient += t.gradient[r]
			s.hessian += t.hessian[r]
			s.n++
		}
	})
}

// choose finds the best split of a leaf.
func (t *trainer) choose(l *leaf, features []int) {
	value := func(s sums) float64 { return s.gradient * s.gradient / (s.hessian + t.set.L2) }
	for i, c := range features {
		var left sums
		for b := range len(t.limits[c]) {
			left.add(l.hist[i][b])
			right := l.total.minus(left)
			if int(left.n) < t.set.MinLeaf {
				continue
			}
			if int(right.n) < t.set.MinLeaf {
				break
			}
			if gain := value(left) + value(right) - value(l.total); gain > l.best.gain+1e-12 {
				l.best = split{gain, i, uint8(b), left}
			}
		}
	}
}

// divide makes the two leaves of a split. The histogram of the larger one is
// what the smaller one leaves.
func (t *trainer) divide(l *leaf, features []int) (left, right *leaf) {
	left, right = &leaf{total: l.best.left}, &leaf{total: l.total.minus(l.best.left)}
	column := t.columns[features[l.best.feature]]
	left.rows = make([]int32, 0, left.total.n)
	right.rows = make([]int32, 0, right.total.n)
	for _, r := range l.rows {
		if column[r] <= l.best.bin {
			left.rows = append(left.rows, r)
		} else {
			right.rows = append(right.rows, r)
		}
	}
	small, large := left, right
	if len(small.rows) > len(large.rows) {
		small, large = large, small
	}
	small.hist = make([][bins]sums, len(features))
	t.histogram(small, features)
	large.hist = l.hist
	for i := range large.hist {
		for b := range large.hist[i] {
			large.hist[i][b] = large.hist[i][b].minus(small.hist[i][b])
		}
	}
	l.hist, l.rows = nil, nil
	t.choose(left, features)
	t.choose(right, features)
	return left, right
}

// addTree adds the tree's answer to the score of every candidate.
func (t *trainer) addTree(nodes []node) {
	// The bins decide as the values would: a threshold is a limit of its column.
	limit := make([]uint8, len(nodes))
	for i, n := range nodes {
		if n.feature >= 0 {
			at, _ := slices.BinarySearch(t.limits[n.feature], n.threshold)
			limit[i] = uint8(at)
		}
	}
	share(len(t.first)-1, func(q int) {
		for r := t.first[q]; r < t.first[q+1]; r++ {
			at := 0
			for nodes[at].feature >= 0 {
				n := &nodes[at]
				if t.columns[n.feature][r] <= limit[at] {
					at = int(n.left)
				} else {
					at = int(n.right)
				}
			}
			t.scores[r] += float64(nodes[at].threshold)
		}
	})
}
