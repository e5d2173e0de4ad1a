package gseanalysis

import (
	"bytes"
	"os"
	"testing"
)

// What is embedded is what stands beside it.
func TestPackedWords(t *testing.T) {
	t.Parallel()
	want, err := os.ReadFile("words.txt")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := words(); err != nil || got != string(want) {
		t.Errorf("words.txt.zst has another text than words.txt (%v); genterms makes both", err)
	}
}

func TestDamagedWords(t *testing.T) {
	t.Parallel()
	whole, err := Pack("看灯人\n排队\n")
	if err != nil {
		t.Fatal(err)
	}
	damaged := bytes.Clone(whole)
	damaged[len(damaged)-1] ^= 1 // of the sum
	for name, data := range map[string][]byte{"no frame": []byte("看灯人"), "an end too early": whole[:len(whole)-5],
		"another sum": damaged} {
		if text, err := Unpack(data); err == nil {
			t.Errorf("%s is unpacked to %q", name, text)
		}
	}
	if text, err := Unpack(whole); err != nil || text != "看灯人\n排队\n" {
		t.Errorf("%q, %v", text, err)
	}
}
