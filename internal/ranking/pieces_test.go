package ranking

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/searchdoc"
)

// dumpOf is a collection as text, with the names of its pieces.
func dumpOf(t *testing.T, f *Files) string {
	t.Helper()
	var b bytes.Buffer
	if err := f.Dump(&b, func(k searchdoc.Key) string { return string(k) }); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// shelfOfTest are the documents of a test by what they are called, with random changes.
type shelfOfTest struct {
	rng   *rand.Rand
	laws  []searchdoc.Document
	other map[searchdoc.Key]searchdoc.Document
	n     int
}

// text has parts, and is longer than what it is ranked by, now and then.
func (s *shelfOfTest) document() searchdoc.Document {
	s.n++
	d := searchdoc.Document{Key: searchdoc.Key(fmt.Sprintf("case:%03d", s.rng.IntN(1000))), Kind: searchdoc.Case,
		Title: fmt.Sprintf("第%d号案", s.rng.IntN(20)), Text: fmt.Sprintf("司机%d打瞌睡，撞坏了第%d根护栏。应当停车休息。", s.n, s.rng.IntN(9))}
	switch s.rng.IntN(4) {
	case 0:
		d.Gist = "司机打瞌睡。"
	case 1:
		d.Parts = []searchdoc.Part{{Kind: searchdoc.Facts, Start: 0, End: len(d.Text) / 6 * 3}}
	case 2:
		d.Key, d.Kind = "consultation:"+d.Key[5:], searchdoc.Consultation
	}
	if s.rng.IntN(3) > 0 {
		d.Cites = []searchdoc.Key{article(1 + s.rng.IntN(20)), article(30)}
	}
	return d
}

// change changes some documents and says which kept ones there are; lawsToo changes laws.
func (s *shelfOfTest) change(lawsToo bool) (kept map[searchdoc.Key]bool) {
	kept = map[searchdoc.Key]bool{}
	for k := range s.other {
		kept[k] = true
	}
	for range s.rng.IntN(12) {
		d := s.document()
		s.other[d.Key] = d
		delete(kept, d.Key)
	}
	if s.rng.IntN(3) == 0 {
		for _, k := range slices.Sorted(maps.Keys(s.other))[:min(len(s.other), s.rng.IntN(3))] {
			delete(s.other, k)
		}
	}
	if lawsToo {
		d := &s.laws[s.rng.IntN(len(s.laws))]
		d.Text += "机动车应当每年检验。"
		if s.rng.IntN(2) == 0 {
			d.Headings = []string{fmt.Sprintf("第%d章", s.rng.IntN(3))}
		}
		if s.rng.IntN(3) == 0 {
			d.Cites = []searchdoc.Key{article(1 + s.rng.IntN(20))}
		}
	}
	return kept
}

// stream are all documents in their order; kept ones, with laws where lawsKept, say only that.
func (s *shelfOfTest) stream(kept map[searchdoc.Key]bool, lawsKept bool) (list []searchdoc.Document) {
	if !lawsKept {
		list = slices.Clone(s.laws)
	}
	for _, k := range slices.Sorted(maps.Keys(s.other)) {
		d := s.other[k]
		if kept[k] {
			d = searchdoc.Document{Key: k, Kind: d.Kind, Kept: true, Cites: d.Cites}
			if lawsKept {
				d.Cites = nil
			}
		}
		list = append(list, d)
	}
	return list
}

// A collection that was added to, changed and taken from in random steps, and whose pieces were
// put together now and then, is the one that is made of its documents at once.
func TestPiecesEqualOneCollection(t *testing.T) {
	t.Parallel()
	words, m := shippedWith(t)
	most := 0
	for seed := range uint64(8) {
		s := &shelfOfTest{rng: rand.New(rand.NewPCG(seed, 3)), laws: docs()[:20], other: map[searchdoc.Key]searchdoc.Document{}}
		for range 150 {
			d := s.document()
			s.other[d.Key] = d
		}
		dir := filepath.Join(t.TempDir(), "0")
		save(t, dir, s.stream(nil, false), words, m)
		for step := range 8 {
			lawsKept := s.rng.IntN(3) > 0
			kept := s.change(!lawsKept)
			next := filepath.Join(t.TempDir(), fmt.Sprint(step+1))
			update(t, dir, next, s.stream(kept, lawsKept), lawsKept)
			once := filepath.Join(t.TempDir(), "once")
			save(t, once, s.stream(nil, false), words, m)
			updated, fresh := open(t, next), open(t, once)
			most = max(most, len(updated.table.pieces.names))
			if got, want := dumpOf(t, updated), dumpOf(t, fresh); got != want {
				t.Fatalf("seed %d, step %d: the updated collection is not the fresh one:\n%s", seed, step, firstDifference(got, want))
			}
			sameAnswers(t, NewRanker(updated.Collection, m, words), NewRanker(fresh.Collection, m, words))
			dir = next
		}
	}
	if most < 3 {
		t.Errorf("no collection had more than %d pieces", most)
	}
}

// sameAnswers compares what two collections answer.
func sameAnswers(t *testing.T, a, b *Ranker) {
	t.Helper()
	for _, q := range [...]string{"开车打瞌睡罚多少钱", "撞坏护栏", "机动车多久检验一次"} {
		if x, y := rank(t, a, q, "疲劳驾驶", Filter{}), rank(t, b, q, "疲劳驾驶", Filter{}); fmt.Sprint(x) != fmt.Sprint(y) {
			t.Fatalf("%s is answered with\n%v\nand not with\n%v", q, x, y)
		}
	}
}

func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return x[i] + "\n" + y[i]
		}
	}
	return "one goes on"
}

// update makes the collection after another one.
func update(t *testing.T, from, to string, list []searchdoc.Document, lawsKept bool) {
	t.Helper()
	words, m := shippedWith(t)
	old, err := OpenFiles(from, m)
	if err != nil {
		t.Fatal(err)
	}
	b, err := CreateFiles(to, words, documents(t, list))
	if err != nil {
		t.Fatal(err)
	}
	b.ReuseFrom(old)
	if lawsKept {
		b.KeepLaws()
	}
	if err := errors.Join(b.Collect(), b.Save(m), old.Close()); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, dir string) *Files {
	t.Helper()
	_, m := shippedWith(t)
	f, err := OpenFiles(dir, m)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

// Ten documents more beside a thousand leave the files of these alone; a document that is taken
// out leaves the folder of the next collection, with its text.
func TestPiecesAreKept(t *testing.T) {
	t.Parallel()
	words, m := shippedWith(t)
	s := &shelfOfTest{rng: rand.New(rand.NewPCG(4, 4)), laws: docs()[:20], other: map[searchdoc.Key]searchdoc.Document{}}
	for i := range 1000 {
		d := searchdoc.Document{Key: searchdoc.Key(fmt.Sprintf("case:%04d", i)), Kind: searchdoc.Case, Title: "案",
			Text: fmt.Sprintf("护栏%d号。", i)}
		s.other[d.Key] = d
	}
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	save(t, at("a"), s.stream(nil, false), words, m)
	kept := map[searchdoc.Key]bool{}
	for k := range s.other {
		kept[k] = true
	}
	for range 10 {
		d := s.document()
		d.Key = "case:x" + d.Key[len(d.Key)-3:]
		d.Kind = searchdoc.Case
		s.other[d.Key] = d
	}
	update(t, at("a"), at("b"), s.stream(kept, true), true)
	for _, file := range pieceFiles {
		for name := range int32(2) {
			x, errX := os.Stat(filepath.Join(at("a"), pieceName(file, name+1)))
			y, errY := os.Stat(filepath.Join(at("b"), pieceName(file, name+1)))
			if errX != nil || errY != nil || !os.SameFile(x, y) {
				t.Errorf("%s of piece %d is not the same file (%v, %v)", file, name+1, errX, errY)
			}
		}
	}
	delete(s.other, "case:0007")
	kept = map[searchdoc.Key]bool{}
	for k := range s.other {
		kept[k] = true
	}
	update(t, at("b"), at("c"), s.stream(kept, true), true)
	files, err := os.ReadDir(at("c"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(at("c"), f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(data, []byte("护栏7号")) {
			t.Errorf("%s has the text that was taken out", f.Name())
		}
	}
	if got := len(open(t, at("c")).table.pieces.names); got != 2 {
		t.Errorf("%d pieces, want laws and the others", got)
	}
}
