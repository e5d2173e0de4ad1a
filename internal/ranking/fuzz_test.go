package ranking

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/fatiao/fatiao/internal/question"
)

// FuzzOpenFiles: a collection with a damaged file is refused, or every way of asking it
// stays inside its documents and gives numbers. at counts from the head of the file,
// a negative one from its end; a long cut shortens the file.
func FuzzOpenFiles(f *testing.F) {
	words, m := shippedWith(f)
	dir := f.TempDir()
	save(f, dir, linkedDocs(), words, m)
	names := []string{fileDocs, fileKeys, fileModel}
	for _, file := range pieceFiles {
		names = append(names, pieceName(file, 1), pieceName(file, 2))
	}
	good := map[string][]byte{}
	for _, name := range names {
		var err error
		if good[name], err = os.ReadFile(filepath.Join(dir, name)); err != nil {
			f.Fatal(err)
		}
	}
	for i := range names {
		f.Add(uint8(i), int16(0), []byte{0, 0, 0, 0}, uint8(0))
		f.Add(uint8(i), int16(40), []byte{255, 255, 255, 127}, uint8(0))
		f.Add(uint8(i), int16(-9), []byte{255}, uint8(3))
		f.Add(uint8(i), int16(0), []byte{}, uint8(200))
	}
	f.Fuzz(func(t *testing.T, file uint8, at int16, patch []byte, cut uint8) {
		name := names[int(file)%len(names)]
		data := append([]byte(nil), good[name]...)
		from := int(at)
		if from < 0 {
			from += len(data)
		}
		if from >= 0 && from < len(data) {
			copy(data[from:], patch)
		}
		path := filepath.Join(dir, name)
		// A new file each time: what is mapped must not change under the reader.
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data[:max(0, len(data)-int(cut))], 0o644); err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := os.WriteFile(path, good[name], 0o644); err != nil {
				t.Error(err)
			}
		}()
		c, err := OpenFiles(dir, m)
		if err != nil {
			return
		}
		defer func() {
			if err := c.Close(); err != nil {
				t.Error(err)
			}
		}()
		askAll(t, NewRanker(c.Collection, m, words))
	})
}

// askAll asks a collection in all ways that there are.
func askAll(t *testing.T, r *Ranker) {
	t.Helper()
	found, err := r.Rank(context.Background(), question.Read("开车打瞌睡罚多少钱"), "疲劳驾驶", Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range found {
		if x.Doc < 0 || x.Doc >= r.Len() || math.IsNaN(x.Score) {
			t.Fatalf("found %+v among %d documents", x, r.Len())
		}
		_ = x.Kind.String()
	}
	for d := range r.Len() {
		r.Text(d)
		r.Facts(d)
		for _, list := range [...][]int32{r.Cites(d), r.CitedBy(d)} {
			for _, o := range list {
				if int(o) >= r.Len() || o < 0 {
					t.Fatalf("document %d leads to %d of %d", d, o, r.Len())
				}
			}
		}
		r.Find(r.Key(d))
		r.Unranked(d, 1)
	}
	if laws, versions := r.LawKeys(), r.VersionKeys(); len(laws) == 0 || len(versions) == 0 {
		t.Fatalf("laws %q, versions %q", laws, versions)
	}
}

// A table whose numbers lead outside is refused, whichever column it is.
func TestDamagedTable(t *testing.T) {
	fresh := func() *table {
		return &table{keyStart: []int32{0, 3, 5}, kinds: make([]uint8, 2), levels: make([]uint8, 2), laws: make([]int32, 2),
			versions: make([]int32, 2), branches: make([]uint8, 2), has: make([]uint8, 2),
			headings: make([]int32, 2), lengths: make([]int32, 2), cited: make([]int32, 2), applied: make([]int32, 2),
			edgeStart: []int32{0, 1, 1}, edges: []int32{1}, answerStart: []int32{0, 0, 1}, answers: []int32{0},
			pieces: pieceColumns{names: []int32{4, 7}, rows: []int32{1, 1}, sentences: []int32{2, 1}, titles: []int32{1, 1},
				texts: []int64{4, 5}},
			rows: []int32{0, 1}, sentenceFrom: []int32{0, 2}, sentenceTo: []int32{2, 3}, titles: []int32{0, 1},
			textFrom: []int64{0, 4}, textTo: []int64{4, 9},
			partStart: []int32{0, 1, 1}, partKinds: []uint8{1}, partFrom: []int32{1}, partTo: []int32{3},
			marks: [2][]int64{make([]int64, 2), make([]int64, 2)}}
	}
	const good = 5
	if err := fresh().check(good); err != nil {
		t.Fatalf("a good table: %v", err)
	}
	for what, damage := range map[string]func(*table){
		"a kind that is none":         func(t *table) { t.kinds[1] = 6 },
		"a column too short":          func(t *table) { t.cited = t.cited[:1] },
		"a citation of nothing":       func(t *table) { t.edges[0] = 2 },
		"a citation below nothing":    func(t *table) { t.edges[0] = -1 },
		"an answer that is not there": func(t *table) { t.answers[0] = 7 },
		"a title that is not there":   func(t *table) { t.titles[0] = 2 },
		"edges that go back":          func(t *table) { t.edgeStart[1] = -1 },
		"too many sentences":          func(t *table) { t.sentenceTo[1] = 4 },
		"a text behind the end":       func(t *table) { t.textTo[1] = 10 },
		"a text in two pieces":        func(t *table) { t.textTo[0] = 5 },
		"a row that is not there":     func(t *table) { t.rows[0] = 2 },
		"a piece without a size":      func(t *table) { t.pieces.titles = t.pieces.titles[:1] },
		"no pieces":                   func(t *table) { t.pieces = pieceColumns{} },
		"more rows than documents":    func(t *table) { t.pieces.rows[0] = 2 },
		"rows below nothing":          func(t *table) { t.pieces.rows = []int32{-1, 3} },
		"a part behind its text":      func(t *table) { t.partTo[0] = 5 },
		"a part that goes back":       func(t *table) { t.partFrom[0] = 4 },
		"a part of no document":       func(t *table) { t.partStart = []int32{0, 0, 0} },
		"a part without an end":       func(t *table) { t.partTo = nil },
		"texts that go back":          func(t *table) { t.textFrom[1] = 10 },
		"a key behind the end":        func(t *table) { t.keyStart[2] = 6 },
		"a law that cannot be":        func(t *table) { t.laws[0] = 3 },
		"a text that cannot be":       func(t *table) { t.versions[1] = -1 },
		"a level that is none":        func(t *table) { t.levels[0] = 99 },
		"no starts":                   func(t *table) { t.textFrom = nil },
	} {
		bad := fresh()
		damage(bad)
		if bad.check(good) == nil {
			t.Errorf("%s is accepted", what)
		}
	}
}
