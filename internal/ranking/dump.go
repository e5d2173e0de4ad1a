package ranking

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"io"

	"github.com/fatiao/fatiao/internal/searchdoc"
)

// Dump writes the collection as text: a line for each document with all columns,
// documents under the names that name gives them, then a hash of each file whose content
// does not depend on keys. Two collections that rank alike give the same text.
func (f *Files) Dump(w io.Writer, name func(searchdoc.Key) string) error {
	out := bufio.NewWriter(w)
	t := f.table
	names := func(docs []int32) (list []string) {
		for _, d := range docs {
			list = append(list, name(f.Key(int(d))))
		}
		return list
	}
	for i := range t.len() {
		// Law, version and heading are numbers: what counts is where the next one starts.
		same := func(column []int32) bool { return i > 0 && column[i] == column[i-1] }
		fmt.Fprintf(out, "ranked\t%q\t%d\t%d\t%t\t%t\t%t",
			name(f.Key(i)), t.kinds[i], t.levels[i], same(t.laws), same(t.versions), same(t.headings))
		fmt.Fprintf(out, "\t%d\t%d\t%d\t%q\t%q",
			t.lengths[i], t.cited[i], t.applied[i], names(t.edgesOf(i)), names(t.answersOf(i)))
		fmt.Fprintf(out, "\t%d\t%d\t%d\t%x%x\n", t.sentenceStart[i+1], t.titles[i], t.textStart[i+1], uint64(t.marks[0][i]),
			uint64(t.marks[1][i]))
	}
	for i, file := range [...]string{filePostings, fileVectors, fileSentences, fileTitles, fileTexts} { // as they were mapped
		fmt.Fprintf(out, "file\t%s\t%d\t%x\n", file, len(f.maps[i]), sha256.Sum256(f.maps[i]))
	}
	return out.Flush()
}
