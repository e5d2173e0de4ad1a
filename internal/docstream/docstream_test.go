package docstream_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/docstream"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/testkb"
)

// read writes the search documents of the collection of package testkb into a file and
// reads them again, in order.
func read(t *testing.T) []*searchdoc.Document {
	t.Helper()
	path := filepath.Join(t.TempDir(), "documents")
	counts, err := docstream.Write(context.Background(), testkb.New(t, testkb.Collection(t)...), path, docstream.Keep{})
	if err != nil {
		t.Fatal(err)
	}
	f, err := searchdoc.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var docs []*searchdoc.Document
	if err := f.Each(func(_ searchdoc.Position, d *searchdoc.Document) error {
		docs = append(docs, d)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if counts.Documents != len(docs) || counts.Laws == 0 || counts.Runes == 0 {
		t.Errorf("counts %+v of %d documents", counts, len(docs))
	}
	return docs
}

// Every document has a key of its own, the one that its parts make, and stands where it
// should: provisions by text and in reading order, each law behind its own, then the others.
func TestKeysAndOrder(t *testing.T) {
	t.Parallel()
	docs := read(t)
	seen := map[searchdoc.Key]bool{}
	for i, d := range docs {
		if seen[d.Key] {
			t.Errorf("%s is there twice", d.Key)
		}
		seen[d.Key] = true
		law, label, address, ok := d.Key.Provision()
		if ok != d.Kind.IsProvision() || ok && (law != d.Law || label != d.Version || address != d.Address || d.Title != law) {
			t.Errorf("%s has the key of another: %+v", d.Key, d)
		}
		if d.Kind == searchdoc.Law && (d.Key != searchdoc.LawKey(d.Law) || !strings.Contains(d.Title, d.Law)) {
			t.Errorf("the law %s is %+v", d.Key, d)
		}
		if _, ref, ok := d.Key.Document(); ok != (d.Law == "") || ok && !strings.HasPrefix(d.Hash, ref) {
			t.Errorf("%s is %+v", d.Key, d)
		}
		if i == 0 {
			continue
		}
		before := docs[i-1]
		switch {
		case before.Law == "" && (d.Law != "" || before.Hash >= d.Hash):
			t.Errorf("%s stands behind %s", d.Key, before.Key)
		case before.Version != "" && before.Version == d.Version && before.Law == d.Law && before.Order >= d.Order:
			t.Errorf("%s stands behind %s, which comes later in the text", d.Key, before.Key)
		case before.Kind.IsProvision() && before.Law != d.Law:
			t.Errorf("the law %s is not behind its provisions", before.Law)
		}
	}
}

// What documents say of texts, headings and citations is what the knowledge base has.
func TestContents(t *testing.T) {
	t.Parallel()
	docs := read(t)
	byKey := map[searchdoc.Key]*searchdoc.Document{}
	cites, headings := 0, 0
	for _, d := range docs {
		byKey[d.Key] = d
		headings += len(d.Headings)
	}
	for _, d := range docs {
		for _, k := range d.Cites {
			if byKey[k] != nil {
				cites++
			}
		}
		if (d.Heading > 0) != (len(d.Headings) > 0) {
			t.Errorf("%s has the heading %d and the path %q", d.Key, d.Heading, d.Headings)
		}
	}
	if cites == 0 || headings == 0 {
		t.Errorf("%d citations and %d headings in %d documents", cites, headings, len(docs))
	}
	first := byKey[searchdoc.ProvisionKey(testkb.Vehicles, "2020-05-28", "1")]
	if first == nil || first.InForceFrom != "2020-10-01" || first.Level != "法律" || first.Text == "" {
		t.Fatalf("the first article is %+v", first)
	}
	if old := byKey[searchdoc.ProvisionKey(testkb.Vehicles, "2010-03-01", "1")]; old == nil || old.InForceTo != "2020-10-01" {
		t.Errorf("the first article of the older text is %+v", old)
	}
	if law := byKey[searchdoc.LawKey(testkb.Vehicles)]; law == nil || !strings.Contains(law.Text, "为了车辆安全") && law.Text == first.Text {
		t.Errorf("the law is %+v", law)
	}
}

// The names list exactly the documents that the stream has.
func TestNames(t *testing.T) {
	t.Parallel()
	docs := read(t)
	names, err := docstream.Names(context.Background(), testkb.New(t, testkb.Collection(t)...))
	if err != nil {
		t.Fatal(err)
	}
	if len(names) != len(docs) {
		t.Errorf("%d names of %d documents", len(names), len(docs))
	}
	for _, d := range docs {
		name, ok := names[d.Key]
		if !ok || d.Kind.IsProvision() && !strings.HasPrefix(name, string(d.Key)+"#") || d.Law == "" && name != d.Hash {
			t.Errorf("%s has the name %q", d.Key, name)
		}
	}
}

func TestDocumentKeys(t *testing.T) {
	t.Parallel()
	docs := read(t)
	keys, err := docstream.DocumentKeys(context.Background(), testkb.New(t, testkb.Collection(t)...))
	if err != nil {
		t.Fatal(err)
	}
	others := 0
	for _, d := range docs {
		if d.Law != "" {
			continue
		}
		others++
		found := false
		for _, k := range keys {
			found = found || k == d.Key
		}
		if !found {
			t.Errorf("%s has no row", d.Key)
		}
	}
	if others != len(keys) || others == 0 {
		t.Errorf("%d rows, %d documents", len(keys), others)
	}
}

// An error of who reads the stream ends it, and so does the end of the context.
func TestStops(t *testing.T) {
	t.Parallel()
	base := testkb.New(t, testkb.Collection(t)...)
	stop := errors.New("enough")
	n := 0
	err := docstream.Each(context.Background(), base, func(*searchdoc.Document) error {
		if n++; n == 2 {
			return stop
		}
		return nil
	})
	if !errors.Is(err, stop) || n != 2 {
		t.Errorf("after %d documents: %v", n, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := docstream.Each(ctx, base, func(*searchdoc.Document) error { return nil }); err == nil {
		t.Error("a stream that nobody wants goes on")
	}
	if _, err := docstream.Write(context.Background(), base, filepath.Join(t.TempDir(), "none", "x"), docstream.Keep{}); err == nil {
		t.Error("a stream is written into a folder that is not there")
	}
}
