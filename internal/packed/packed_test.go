package packed

import (
	"bytes"
	"compress/gzip"
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "pack the lists anew")

// lists are the packed lists, in the repository.
var lists = []string{"index/gseanalysis/words.txt", "internal/personname/words.txt"}

// What is embedded is what stands beside it.
func TestListsAreTheirTexts(t *testing.T) {
	for _, name := range lists {
		path := filepath.Join("../..", filepath.FromSlash(name))
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if *update {
			if err := os.WriteFile(path+".gz", pack(t, text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		data, err := os.ReadFile(path + ".gz")
		if err != nil {
			t.Fatal(err)
		}
		if got, err := Text(data); err != nil || got != string(text) {
			t.Errorf("%s.gz has another text (%v); go test ./internal/packed -update makes it anew", name, err)
		}
	}
}

func TestDamaged(t *testing.T) {
	whole := pack(t, []byte("看灯人\n排队\n"))
	damaged := bytes.Clone(whole)
	damaged[len(damaged)-6] ^= 1 // of the sum
	for name, data := range map[string][]byte{"nothing": nil, "no gzip": []byte("看灯人"), "an end too early": whole[:len(whole)-5],
		"another sum": damaged} {
		if text, err := Text(data); err == nil {
			t.Errorf("%s is unpacked to %q", name, text)
		}
	}
	if text, err := Text(whole); err != nil || text != "看灯人\n排队\n" {
		t.Errorf("%q, %v", text, err)
	}
}

func pack(t *testing.T, text []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
