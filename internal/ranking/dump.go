package ranking

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"io"

	"github.com/fatiao/fatiao/internal/searchdoc"
)

// Dump writes the collection as text: a line for each document with all columns,
// documents under the names that name gives them and what is long as a hash, then a hash of
// the postings. Two collections that rank alike give the same text, whatever pieces they lie in.
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
		vectors := f.titles.Append(f.vectors.Append(nil, int(t.rows[i])), int(t.titles[i]))
		for s := t.sentenceFrom[i]; s < t.sentenceTo[i]; s++ {
			vectors = f.sentences.Append(vectors, int(s))
		}
		fmt.Fprintf(out, "\t%d\t%d\t%x\t%x", t.branches[i], t.has[i], sha256.Sum256(vectors), sha256.Sum256(f.Text(i)))
		for p := t.partStart[i]; p < t.partStart[i+1]; p++ {
			fmt.Fprintf(out, "\t%d %d %d", t.partKinds[p], t.partFrom[p], t.partTo[p])
		}
		fmt.Fprintf(out, "\t%x%x\n", uint64(t.marks[0][i]), uint64(t.marks[1][i]))
	}
	post := sha256.New()
	if err := f.post.Dump(post); err != nil {
		return err
	}
	fmt.Fprintf(out, "postings\t%x\n", post.Sum(nil))
	return out.Flush()
}
