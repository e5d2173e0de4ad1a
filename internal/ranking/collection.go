package ranking

import (
	"iter"
	"slices"

	"github.com/fatiao/fatiao/internal/embedding"
	"github.com/fatiao/fatiao/internal/postings"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// Collection is what is ranked. It is safe for concurrent use.
type Collection struct {
	table   *table
	post    *postings.Index
	vectors *embedding.Vectors
	// Vectors of the sentences of articles, none where one has but one; and of title and headings,
	// by heading.
	sentences, titles *embedding.Vectors
	texts             texts
	keys              *keyTable
	runs              []run

	// citing is table.edges turned round: who cites document i.
	citingStart, citing []int32
	askedBy             []int32 // consultations with answers
	noProvisions        []int32 // documents of other kinds
	lawDocs             []int32 // the document of each law, by its number; -1 where there is none
	versionDocs         []int32 // the first document of each version, by its number; -1 likewise
	versionSizes        []int32 // documents of each version, by its number
	logs                logs
}

// logs are features that do not change with the question, of each document.
type logs struct{ cited, applied, length []float32 }

func newLogs(t *table) logs {
	column := func(counts []int32) []float32 {
		list := make([]float32, len(counts))
		for i, n := range counts {
			list[i] = logOf(float64(n))
		}
		return list
	}
	return logs{column(t.cited), column(t.applied), column(t.lengths)}
}

func newCollection(t *table, post *postings.Index, vectors *embedding.Vectors) *Collection {
	c := &Collection{table: t, post: post, vectors: vectors, logs: newLogs(t), runs: t.runs()}
	n := t.len()
	c.citingStart = make([]int32, n+1)
	for _, to := range t.edges {
		c.citingStart[to+1]++
	}
	for i := range n {
		c.citingStart[i+1] += c.citingStart[i]
	}
	c.citing = make([]int32, len(t.edges))
	next := append([]int32(nil), c.citingStart[:n]...)
	for from := range n {
		for _, to := range t.edgesOf(from) {
			c.citing[next[to]] = int32(from)
			next[to]++
		}
		if !searchdoc.Kind(t.kinds[from]).IsProvision() {
			c.noProvisions = append(c.noProvisions, int32(from))
		}
		if searchdoc.Kind(t.kinds[from]) == searchdoc.Consultation && t.answerStart[from] < t.answerStart[from+1] {
			c.askedBy = append(c.askedBy, int32(from))
		}
	}
	c.countVersions()
	return c
}

// countVersions finds the documents of laws and versions.
func (c *Collection) countVersions() {
	t := c.table
	laws, versions := int32(0), int32(0)
	for i := range t.len() {
		laws, versions = max(laws, t.laws[i]), max(versions, t.versions[i])
	}
	c.lawDocs, c.versionDocs = slices.Repeat([]int32{-1}, int(laws)+1), slices.Repeat([]int32{-1}, int(versions)+1)
	c.versionSizes = make([]int32, versions+1)
	for i := range t.len() {
		if searchdoc.Kind(t.kinds[i]) == searchdoc.Law {
			c.lawDocs[t.laws[i]] = int32(i)
		}
		v := t.versions[i]
		if c.versionSizes[v]++; v > 0 && c.versionDocs[v] < 0 {
			c.versionDocs[v] = int32(i)
		}
	}
}

func (c *Collection) citingOf(doc int) []int32 {
	return c.citing[c.citingStart[doc]:c.citingStart[doc+1]]
}

// Cites returns the documents that a document cites.
func (c *Collection) Cites(doc int) []int32 { return c.table.edgesOf(doc) }

// CitedBy returns the documents that cite a document.
func (c *Collection) CitedBy(doc int) []int32 { return c.citingOf(doc) }

// Text is the text of a document as it can be looked through: folded as
// gseanalysis.Fold does, behind it a zero byte and title and headings.
func (c *Collection) Text(doc int) []byte {
	return c.texts.at(c.table.textFrom[doc], c.table.textTo[doc])
}

// Parts yields the parts of one kind of a case, folded as [Collection.Text] is.
func (c *Collection) Parts(doc int, kind searchdoc.PartKind) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		t := c.table
		for p := t.partStart[doc]; p < t.partStart[doc+1]; p++ {
			if searchdoc.PartKind(t.partKinds[p]) == kind && !yield(c.Text(doc)[t.partFrom[p]:t.partTo[p]]) {
				return
			}
		}
	}
}

// Len is the number of documents. They are numbered from 0 in the order of the stream
// of search documents.
func (c *Collection) Len() int { return c.table.len() }

// Key is the key of a document.
func (c *Collection) Key(doc int) searchdoc.Key { return searchdoc.Key(c.keys.at(doc)) }

// Find returns the document with a key.
func (c *Collection) Find(key searchdoc.Key) (doc int, ok bool) { return c.keys.find(key) }

// Facts are what the table knows of a document.
type Facts struct {
	Kind           searchdoc.Kind
	Level          uint8 // place in statute.Levels, from 1; 0 for none
	Law            int   // number of the law, from 1; 0 for other documents
	Version        int   // number of the text of the law, from 1; 0 for laws and other documents
	Cited, Applied int   // how many provisions, and how many cases and commentaries, cite it
}

// Facts returns what is known of a document.
func (c *Collection) Facts(doc int) Facts {
	t := c.table
	return Facts{Kind: searchdoc.Kind(t.kinds[doc]), Level: t.levels[doc], Law: int(t.laws[doc]), Version: int(t.versions[doc]),
		Cited: int(t.cited[doc]), Applied: int(t.applied[doc])}
}

// LawKeys returns the keys of the laws by their numbers; the first, which stands for
// none, is "".
func (c *Collection) LawKeys() []string {
	keys := make([]string, len(c.lawDocs))
	for n, doc := range c.lawDocs {
		if n > 0 && doc >= 0 {
			keys[n] = string(c.Key(int(doc)))
		}
	}
	return keys
}

// VersionKeys returns the keys of the texts of laws by their numbers (see
// [searchdoc.VersionKey]); the first, which stands for none, is "".
func (c *Collection) VersionKeys() []searchdoc.Key {
	keys := make([]searchdoc.Key, len(c.versionDocs))
	for n, doc := range c.versionDocs {
		if n > 0 && doc >= 0 {
			if law, label, _, ok := c.Key(int(doc)).Provision(); ok {
				keys[n] = searchdoc.VersionKey(law, label)
			}
		}
	}
	return keys
}
