package searchdoc

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// samples are documents of all shapes.
func samples() []Document {
	return []Document{
		{Key: "车辆安全法@2020-05-28/3", Kind: Article, Title: "车辆安全法", Headings: []string{"总则", ""}, Crimes: []string{"危险驾驶罪"}, Text: "不打瞌睡。",
			Law: "车辆安全法", Level: "法律", Version: "2020-05-28", Address: "3", Order: 300, Heading: 2,
			InForceFrom: "2021-01-01", InForceTo: "2024-01-01", RepealedBy: "新法", Cites: []Key{"车辆安全法@2020-05-28/4", "case:x"}},
		{Key: "车辆安全法", Kind: Law, Title: "车辆安全法 车安法", Law: "车辆安全法", Level: "法律"},
		{},
		{Key: "case:7afb22c5f8dd", Kind: Case, Title: "张某某案", Text: "很长的文书。", Gist: "要点", Hash: "7afb22c5f8dd00", Date: "2020-01-02",
			Parts: []Part{{Facts, 0, 3}, {Result, 3, 6}}},
	}
}

func write(t *testing.T, docs []Document) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "documents")
	w, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range docs {
		if err := w.Add(&docs[i]); err != nil {
			t.Fatal(err)
		}
	}
	counts, err := w.Close()
	if err != nil {
		t.Fatal(err)
	}
	if want := (Counts{Documents: 4, Laws: 1, Runes: 11}); len(docs) == 4 && counts != want {
		t.Errorf("counts %+v; want %+v", counts, want)
	}
	return path
}

// What is written is read again, one after another and one alone.
func TestFile(t *testing.T) {
	t.Parallel()
	docs := samples()
	f, err := Open(write(t, docs))
	if err != nil {
		t.Fatal(err)
	}
	var places []Position
	err = f.Each(func(at Position, d *Document) error {
		if want := docs[len(places)]; !reflect.DeepEqual(*d, want) {
			t.Errorf("document %d is %+v; want %+v", len(places), *d, want)
		}
		places = append(places, at)
		return nil
	})
	if err != nil || len(places) != len(docs) {
		t.Fatalf("%d documents, %v", len(places), err)
	}
	for i := len(places) - 1; i >= 0; i-- {
		if d, err := f.Read(places[i]); err != nil || !reflect.DeepEqual(*d, docs[i]) {
			t.Errorf("document %d alone is %+v, %v", i, d, err)
		}
	}
	stop := errors.New("enough")
	if err := f.Each(func(Position, *Document) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("an error of the caller becomes %v", err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Read(places[0]); err == nil {
		t.Error("a closed file is read")
	}
}

// A file that was cut or changed gives an error, wherever it was.
func TestDamagedFile(t *testing.T) {
	t.Parallel()
	path := write(t, samples())
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	read := func(data []byte) (n int, err error) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		err = f.Each(func(Position, *Document) error { n++; return nil })
		return n, err
	}
	for cut := 1; cut < len(good); cut++ {
		if n, err := read(good[:cut]); err == nil && n == len(samples()) {
			t.Errorf("cut to %d bytes it is whole", cut)
		}
	}
	for i := range good {
		bad := append([]byte(nil), good...)
		bad[i] ^= 0x80
		if n, err := read(bad); n > len(samples())+1 && err == nil { // no panic is what counts
			t.Errorf("with byte %d changed there are %d documents", i, n)
		}
	}
	if n, err := read(append(append([]byte(nil), good...), 1, 99)); err == nil {
		t.Errorf("a kind that is none is read: %d documents", n)
	}
}

func TestNoFile(t *testing.T) {
	t.Parallel()
	none := filepath.Join(t.TempDir(), "none", "documents")
	if _, err := Open(none); err == nil {
		t.Error("a file that is not there opens")
	}
	if _, err := Create(none); err == nil {
		t.Error("a file is made in a folder that is not there")
	}
}
