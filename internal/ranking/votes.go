package ranking

import (
	"math"
	"sort"
)

// votes are what past consultations like the question say of provisions.
type votes struct {
	docs             []int32 // provisions that answer the closest ones
	sum, most        map[int32]float32
	words, wordsMost map[int32]float32
	asked            map[int32]int // consultations that each provision answers
	rank             map[int32]int // of the provision by sum
}

// vote lets the consultations that are near vote for the provisions that answer
// them: by closeness, and by words.
func (c *Collection) vote(s *scores, articles, consulted func(doc int) bool) *votes {
	v := &votes{sum: map[int32]float32{}, most: map[int32]float32{}, words: map[int32]float32{}, wordsMost: map[int32]float32{},
		asked: map[int32]int{}, rank: map[int32]int{}}
	if consulted == nil {
		return v
	}
	var list []int32
	for _, q := range c.askedBy {
		if !consulted(int(q)) {
			continue
		}
		list = append(list, q)
		for _, d := range c.table.answersOf(int(q)) {
			v.asked[d]++
		}
	}
	ballot := func(scores []float32, power float64, sum, most map[int32]float32) {
		sort.Slice(list, func(i, j int) bool {
			if a, b := scores[list[i]], scores[list[j]]; a != b {
				return a > b
			}
			return list[i] < list[j]
		})
		for i, q := range list {
			if i == byAnswers || scores[q] <= 0 {
				break
			}
			weight := float32(math.Pow(float64(scores[q]), power))
			for _, d := range c.table.answersOf(int(q)) {
				sum[d] += weight
				most[d] = max(most[d], scores[q])
			}
		}
	}
	ballot(s.close, 4, v.sum, v.most)
	ballot(s.lexical, 2, v.words, v.wordsMost)
	for d := range v.sum {
		if articles(int(d)) {
			v.docs = append(v.docs, d)
		}
	}
	sort.Slice(v.docs, func(i, j int) bool {
		if a, b := v.sum[v.docs[i]], v.sum[v.docs[j]]; a != b {
			return a > b
		}
		return v.docs[i] < v.docs[j]
	})
	for i, d := range v.docs {
		v.rank[d] = i + 1
	}
	return v
}
