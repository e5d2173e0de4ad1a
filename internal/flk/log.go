package flk

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// record is a text as the database tells of it, and what became of it here.
type record struct {
	ID          string       `json:"id"` // bbbs
	Title       string       `json:"title"`
	Promulgated statute.Date `json:"gbrq"`
	From        statute.Date `json:"sxrq,omitempty"` // first day in force, "" where not told
	Status      string       `json:"status,omitempty"`
	Issuer      string       `json:"issuer,omitempty"`
	Code        string       `json:"code,omitempty"` // of its kind
	// Listed is what the list said of the text when it was brought; see [record.listed].
	Listed string `json:"listed"`
	// History are the other texts of the law that the details name.
	History []version `json:"history,omitempty"`
	File    string    `json:"file,omitempty"` // in the folder, with slashes; "" where none was brought
	// Problem is why the text, or its newest form, was not brought; a passing one is tried again.
	Problem string `json:"problem,omitempty"`
	Passing bool   `json:"passing,omitempty"`
	// IsDay says that it is no text but a day whose list could not be read.
	IsDay bool `json:"is_day,omitempty"`
}

// version is another text of a law.
type version struct {
	Title       string       `json:"title"`
	Promulgated statute.Date `json:"gbrq"`
	From        statute.Date `json:"sxrq,omitempty"`
	Status      string       `json:"status,omitempty"`
}

// listed is what a list says of a text, before the details complete it: where that changes, the
// text is brought again.
func (r record) listed() string {
	return strings.Join([]string{r.Title, string(r.Promulgated), string(r.From), r.Status}, "|")
}

// sameListing reports whether a list says the same of a text as it did before. What it does not say
// any more is no change: a field that has another name now would be one of every text.
func sameListing(before, now string) bool {
	was, is := strings.Split(before, "|"), strings.Split(now, "|")
	if len(was) != len(is) {
		return before == now
	}
	for i := range is {
		if is[i] != "" && is[i] != was[i] {
			return false
		}
	}
	return true
}

// logName is the log in the folder: hidden, so that an ingest passes it over. Each line tells of
// a text what is known from then on; the last one counts. A line that a crash cut off is dropped.
const logName = ".flk.jsonl"

type log struct {
	file  *os.File
	texts map[string]record // by id
	sweep sweep
}

// line is a line of the log: a text, or how far a sweep has come.
type line struct {
	record
	Sweep *sweep `json:"sweep,omitempty"`
}

func openLog(folder string) (*log, error) {
	path := filepath.Join(folder, logName)
	data, err := os.ReadFile(path) // #nosec G304 -- in the folder of the collection
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("reading what was brought before: %w", err)
	}
	l := &log{texts: map[string]record{}}
	whole := 0 // bytes of whole lines
	for written := range bytes.Lines(data) {
		if !bytes.HasSuffix(written, []byte("\n")) {
			break
		}
		var read line
		switch err := json.Unmarshal(written, &read); {
		case err == nil && read.Sweep != nil:
			l.sweep = *read.Sweep
		case err == nil && read.ID != "":
			l.texts[read.ID] = read.record
		}
		whole += len(written)
	}
	if l.file, err = os.OpenFile(path, os.O_WRONLY|os.O_CREATE, 0o600); err != nil { // #nosec G304 -- as above
		return nil, fmt.Errorf("opening the log of what is brought: %w", err)
	}
	if err := errors.Join(l.file.Truncate(int64(whole)), seekEnd(l.file)); err != nil {
		return nil, errors.Join(err, l.file.Close())
	}
	return l, nil
}

func seekEnd(f *os.File) error {
	_, err := f.Seek(0, 2)
	return err
}

// put stores what is known of a text now. Its file is in the folder before.
func (l *log) put(r record) error {
	if err := l.write(r); err != nil {
		return err
	}
	l.texts[r.ID] = r
	return nil
}

// putSweep stores how far a sweep has come.
func (l *log) putSweep(s sweep) error {
	if l.sweep == s {
		return nil
	}
	if err := l.write(map[string]sweep{"sweep": s}); err != nil {
		return err
	}
	l.sweep = s
	return nil
}

func (l *log) write(what any) error {
	text, err := json.Marshal(what)
	if err == nil {
		_, err = l.file.Write(append(text, '\n'))
	}
	if err != nil {
		return fmt.Errorf("writing the log of what is brought: %w", err)
	}
	return nil
}

func (l *log) close() error { return errors.Join(l.file.Sync(), l.file.Close()) }

// all are the texts, the oldest first.
func (l *log) all() []record {
	all := slices.Collect(maps.Values(l.texts))
	byDay(all)
	return all
}

// passing are the texts that may be had another time, refused all those that could not be brought.
func (l *log) passing() []record {
	return slices.DeleteFunc(l.all(), func(r record) bool { return r.Problem == "" || !r.Passing })
}

func (l *log) refused() []record {
	return slices.DeleteFunc(l.all(), func(r record) bool { return r.Problem == "" })
}
