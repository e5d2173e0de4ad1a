// Package testkb makes small knowledge bases for tests out of texts that stand in the
// test: no files, no index. It is imported by tests only.
//
// Start with [New], and [Law] and its brothers for the documents.
package testkb

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawbuild"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/lawnames"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/statute"
)

// Today is the day on which the bases are made.
const Today statute.Date = "2024-05-01"

// Document is a document with the source that it comes from, its title where that is "".
type Document struct {
	*kb.Document
	Source   string
	Official bool // the source is
	law      *lawbuild.Text
}

// Law is a law in the folder of a category (法律, 司法解释 …).
func Law(t testing.TB, category, title, text string) Document {
	t.Helper()
	hint := lawparse.Hint{Title: title, Category: category}
	law := lawparse.Parse(text, hint)
	built, err := lawbuild.NewText(law)
	if err != nil {
		t.Fatal(err)
	}
	return Document{law: built, Document: &kb.Document{Kind: statute.DocLaw, Title: law.Header.Title, Hint: kb.Hint(hint), Text: text,
		Law: lawbuild.Describe(law), Diagnostics: law.Diagnostics}}
}

// Case is a case with a passage for each line, which has what stands before a tab for its
// heading, and what it says of itself.
func Case(title string, date statute.Date, text string, facts *casefile.Facts) Document {
	d := passages(statute.DocCase, title, date, text)
	d.Facts = facts
	return d
}

// Commentary is a commentary with a passage for each line.
func Commentary(title string, date statute.Date, text string, notes *casefile.Notes) Document {
	d := passages(statute.DocCommentary, title, date, text)
	d.Notes = notes
	return d
}

// Consultation is a question with the addresses that answer it, each alone.
func Consultation(question string, answers ...string) Document {
	d := passages(statute.DocConsultation, question, "", question)
	for _, a := range answers {
		d.Answers = append(d.Answers, []string{a})
	}
	return d
}

func passages(kind statute.DocumentKind, title string, date statute.Date, text string) Document {
	d := &kb.Document{Kind: kind, Title: title, Date: date, Text: text}
	at := 0
	for line := range strings.Lines(text) {
		words := strings.TrimRight(line, "\n")
		heading := ""
		if before, behind, ok := strings.Cut(words, "\t"); ok {
			heading, words = before, behind
		}
		end := at + len(strings.TrimRight(line, "\n"))
		span := statute.Span{Start: end - len(words), End: end}
		at += len(line)
		d.Passages = append(d.Passages, kb.Passage{Heading: heading, Span: span,
			Parts: []kb.Part{{Kind: statute.KindParagraph, Text: words, Start: span.Start, End: span.End}}})
	}
	return Document{Document: d}
}

// New makes a base of documents and opens it until the end of the test.
func New(t testing.TB, docs ...Document) *kb.Base {
	t.Helper()
	path := filepath.Join(t.TempDir(), "kb.sqlite")
	Add(t, path, Today, docs...)
	return Open(t, path)
}

// Open opens a base until the end of the test.
func Open(t testing.TB, path string) *kb.Base {
	t.Helper()
	base, err := kb.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := base.Close(); err != nil {
			t.Error(err)
		}
	})
	return base
}

// Add stores documents in a file, which is made where there is none, builds the laws and
// finds the citations as of a day. It returns what changed.
func Add(t testing.TB, path string, today statute.Date, docs ...Document) []kb.Change {
	t.Helper()
	return Change(t, path, today, nil, func(w *kb.Writer, laws *lawbuild.Builder) error {
		for _, d := range docs {
			if err := put(w, laws, d); err != nil {
				return err
			}
		}
		return nil
	})
}

// Change is Add for any change, with the names of the user.
func Change(t testing.TB, path string, today statute.Date, user []lawnames.Alias,
	change func(*kb.Writer, *lawbuild.Builder) error) []kb.Change {
	t.Helper()
	ctx := context.Background()
	open := kb.OpenForUpdate
	if _, err := os.Stat(path); err != nil {
		open = kb.Create
	}
	w, err := open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	laws := lawbuild.New(w)
	err = change(w, laws)
	var changes []kb.Change
	if err == nil {
		changes, err = laws.Build(ctx, lawbuild.User{Names: user})
	}
	if err == nil {
		err = citegraph.Update(ctx, w, today)
	}
	if err != nil {
		t.Fatal(errors.Join(err, w.Abort()))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := lawhistory.Update(ctx, path); err != nil {
		t.Fatal(err)
	}
	return changes
}

func put(w *kb.Writer, laws *lawbuild.Builder, d Document) error {
	ctx := context.Background()
	source := d.Source
	if source == "" {
		source = d.Title + d.Text[:min(len(d.Text), 200)]
	}
	id, err := w.PutSource(ctx, kb.Source{Path: source, SHA256: "0", Size: int64(len(d.Text)), IngestedAt: "2024-05-01T00:00:00Z",
		Official: d.Official})
	if err != nil {
		return err
	}
	ids, err := w.AddDocuments(ctx, id, 0, []*kb.Document{d.Document})
	if err != nil {
		return err
	}
	laws.Keep(ids[0], d.law)
	return w.DescribeSource(ctx, id, "text", "UTF-8", nil)
}
