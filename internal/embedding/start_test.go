package embedding

import (
	"bytes"
	"context"
	"encoding/binary"
	"strings"
	"testing"
)

// startFile makes a file of word vectors.
func startFile(dim int, words []string, vecs ...int8) []byte {
	out := []byte(startMagic)
	out = binary.LittleEndian.AppendUint32(out, uint32(dim))
	out = binary.LittleEndian.AppendUint32(out, uint32(len(words)))
	for _, w := range words {
		out = append(out, w+"\n"...)
	}
	for _, v := range vecs {
		out = append(out, byte(v))
	}
	return out
}

// A word that no text has is near the one that its start vector is like: it finds what
// that one was taught to find.
func TestStartBringsWordsThatNoTextHas(t *testing.T) {
	words := []string{"房东", "屋主", "偷窃"}
	vecs := make([]int8, 3*32)
	for i := range 16 {
		vecs[i], vecs[32+i], vecs[64+16+i] = 100, int8(90+i), 100
	}
	start, err := ParseStart(startFile(32, words, vecs...))
	if err != nil {
		t.Fatal(err)
	}
	var texts [][]Piece
	var pairs []Pair
	for i := range 40 {
		for _, text := range [...]string{[...]string{"房东", "偷窃"}[i%2], [...]string{"出租人", "盗窃罪"}[i%2]} {
			texts = append(texts, []Piece{{Text: text, Weight: 1}})
		}
		pairs = append(pairs, Pair{int32(2 * i), int32(2*i + 1)})
	}
	set := Defaults()
	set.Dim, set.Batch, set.Keep, set.Start = 32, 16, 1, start
	trainer := NewTrainer(set, texts)
	for range 20 {
		if _, err := trainer.Train(context.Background(), pairs, 0.03); err != nil {
			t.Fatal(err)
		}
	}
	m := trainer.Model()
	closeness := func(a, b string) float32 {
		return dot(m.Encode(Piece{Text: a, Weight: 1}), m.Encode(Piece{Text: b, Weight: 1}))
	}
	if right, wrong := closeness("屋主", "出租人"), closeness("屋主", "盗窃罪"); right < wrong+0.2 {
		t.Errorf("the new word has closeness %.2f with what its like was taught to find, %.2f with the other", right, wrong)
	}
	set.Added = 0
	if m := NewTrainer(set, texts).Model(); m.NgramWeight("屋主") != 0 || m.NgramWeight("房东") == 0 {
		t.Error("without added words there is a row for one that no text has, or none for one that texts have")
	}
}

func TestDamagedStart(t *testing.T) {
	good := startFile(2, []string{"甲", "乙"}, 1, 2, 3, 4)
	if _, err := ParseStart(good); err != nil {
		t.Fatal(err)
	}
	for _, bad := range [...][]byte{nil, good[:12], good[:len(good)-1], append(bytes.Clone(good), 0),
		startFile(0, []string{"甲"}), startFile(1<<20, []string{"甲"}), []byte(strings.Replace(string(good), "\n", "", 2))} {
		if _, err := ParseStart(bad); err == nil {
			t.Errorf("%q is taken for a good file", bad)
		}
	}
}
