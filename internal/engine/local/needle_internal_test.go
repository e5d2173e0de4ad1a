package local

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// A needle is in the texts that bytes.Contains says, whichever of its bytes is the rarest.
func TestNeedle(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(7, 8))
	runes := []rune("车辆安全法登a1，")
	random := func(n int) []byte {
		var b bytes.Buffer
		for range n {
			b.WriteRune(runes[rng.IntN(len(runes))])
		}
		return b.Bytes()
	}
	found := 0
	for range 5000 {
		var c commonness
		for i := range c {
			c[i] = rng.IntN(9)
		}
		text, word := random(rng.IntN(40)), random(rng.IntN(4))
		want := bytes.Contains(text, word)
		if want {
			found++
		}
		if c.needle(word).in(text) != want {
			t.Fatalf("%q in %q: %t", word, text, !want)
		}
	}
	if found < 500 || found > 4500 {
		t.Errorf("%d of 5000 are found", found)
	}
}
