package ranking

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"io"

	"github.com/fatiao/fatiao/index"
)

// Dump writes the collection as text: a line for each document with all columns, rows
// of the knowledge base under the names that name gives, then a hash of each file
// whose content has no rows. Two collections that rank alike give the same text.
func (f *Files) Dump(w io.Writer, name func(index.ID) string) error {
	out := bufio.NewWriter(w)
	t := f.table
	names := func(docs []int32) (list []string) {
		for _, d := range docs {
			list = append(list, name(t.id(int(d))))
		}
		return list
	}
	for i := range t.len() {
		// Law, version and heading are rows: what counts is where the next one starts.
		same := func(column []int32) bool { return i > 0 && column[i] == column[i-1] }
		fmt.Fprintf(out, "ranked\t%q\t%d\t%d\t%t\t%t\t%t\t%d\t%d\t%d\t%q\t%q\t%d\t%d\t%d\t%x%x\n", name(t.id(i)), t.kinds[i], t.levels[i], same(t.laws), same(t.versions), same(t.headings),
			t.lengths[i], t.cited[i], t.applied[i], names(t.edgesOf(i)), names(t.answersOf(i)), t.sentenceStart[i+1], t.titles[i], t.textStart[i+1], uint64(t.marks[0][i]), uint64(t.marks[1][i]))
	}
	for i, file := range [...]string{filePostings, fileVectors, fileSentences, fileTitles, fileTexts} {
		fmt.Fprintf(out, "file\t%s\t%d\t%x\n", file, len(f.maps[i]), sha256.Sum256(f.maps[i]))
	}
	return out.Flush()
}
