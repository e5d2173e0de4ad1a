package acquire

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/catalogue"
	"github.com/fatiao/fatiao/internal/download"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
)

// brought is a collection that can be loaded.
type brought struct {
	Outcome
	collection ingest.Collection
	// gathered says that single texts were brought; notes are the files beside them that the next
	// call goes on from, within the folder.
	gathered bool
	notes    []string
}

// bring brings what an order says. was is how it is loaded, empty where it is not.
func (a *Acquirer) bring(ctx context.Context, o Order, was kb.Collection) (brought, error) {
	switch e := o.Entry; {
	case e.Kind == catalogue.Commands:
		return brought{}, usererr.Errorf("“%s”法条自己不下载，请运行：\n  %s", e.Name, strings.Join(e.Commands, "\n  "))
	case e.Kind == catalogue.Official && (o.From == "" || isWeb(o.From)):
		return a.gather(ctx, o, was)
	case o.From != "" && !isWeb(o.From):
		return a.local(ctx, o, was)
	}
	return a.fetch(ctx, o, was)
}

// address is where to ask for an order.
func (a *Acquirer) address(o Order) string {
	if o.From != "" {
		return o.From
	}
	if a.Mirror != "" {
		return strings.TrimSuffix(a.Mirror, "/") + "/" + o.Entry.URL
	}
	return o.Entry.URL
}

// collection begins to describe what an order brings.
func (a *Acquirer) collection(o Order, address, at string) ingest.Collection {
	c := ingest.Collection{Path: at, Wants: o.Entry.Wants}
	c.Name, c.Title, c.Address, c.Fetched = o.Entry.Name, o.Entry.Title, address, a.now().UTC().Format(time.RFC3339)
	return c
}

// fetch brings an archive from the web.
func (a *Acquirer) fetch(ctx context.Context, o Order, was kb.Collection) (brought, error) {
	address, at := a.address(o), a.place(o.Entry.Name, archiveFile)
	var held contents
	tested := false
	state, _, err := a.Client.Fetch(ctx, download.File{URL: address, Path: at, MaxBytes: a.maxBytes(), Name: o.Entry.Title,
		Progress: a.Progress, Test: func(ctx context.Context, path string) (err error) {
			tested = true
			held, err = a.test(ctx, o, path, was)
			return err
		}})
	if err != nil {
		return brought{}, err
	}
	if same, err := a.isLoaded(ctx, was, address, state.SHA256); same || err != nil {
		return brought{Outcome: Outcome{Unchanged: same, Day: was.Day, Revision: was.Revision}}, err
	}
	if !tested {
		if held, err = a.test(ctx, o, at, was); err != nil {
			return brought{}, err
		}
	}
	if t, err := http.ParseTime(state.LastModified); err == nil && held.day == "" { // its files tell no day
		held.day = statute.Today(t)
	}
	return a.described(a.collection(o, address, at), held, state.SHA256), nil
}

// isLoaded reports whether an archive is loaded as it is, by readers and parsers as they are.
func (a *Acquirer) isLoaded(ctx context.Context, was kb.Collection, address, sum string) (bool, error) {
	if was.SHA256 != sum || was.Address != address {
		return false, nil
	}
	held, err := ingest.CollectionSources(ctx, a.Store, was.Name)
	return held.Older == 0, err
}

// local takes an archive or folder on this machine.
func (a *Acquirer) local(ctx context.Context, o Order, was kb.Collection) (brought, error) {
	info, err := os.Stat(o.From)
	if err != nil {
		return brought{}, usererr.Errorf("找不到 %s", o.From)
	}
	c := a.collection(o, o.From, o.From)
	if info.IsDir() {
		held, err := a.look(ctx, o, was)
		if err != nil {
			return brought{}, err
		}
		return a.described(c, held, ""), nil
	}
	sum, _, err := download.Sum(o.From)
	if err != nil {
		return brought{}, usererr.Errorf("读不了 %s：%w", o.From, err)
	}
	if same, err := a.isLoaded(ctx, was, o.From, sum); same || err != nil {
		return brought{Outcome: Outcome{Unchanged: same, Day: was.Day, Revision: was.Revision}}, err
	}
	held, err := a.test(ctx, o, o.From, was)
	if err != nil {
		return brought{}, err
	}
	return a.described(c, held, sum), nil
}

// look counts the files of a folder.
func (a *Acquirer) look(ctx context.Context, o Order, was kb.Collection) (contents, error) {
	var c contents
	var newest time.Time
	files, err := filesIn(ctx, o.From, o.Entry.Wants)
	if err != nil {
		return c, err
	}
	for _, f := range files {
		info, err := os.Stat(filepath.Join(o.From, filepath.FromSlash(f)))
		if err != nil {
			return c, usererr.Errorf("读不了 %s：%w", o.From, err)
		}
		c.files++
		c.bytes += info.Size()
		if info.ModTime().After(newest) {
			newest = info.ModTime()
		}
	}
	if c.files > 0 {
		c.day = statute.Today(newest)
	}
	return c, a.enough(ctx, c, o, was)
}

// filesIn are the files of a folder that an ingest reads, as paths within it with slashes. wants is
// asked which; nil: all.
func filesIn(ctx context.Context, folder string, wants func(string) bool) ([]string, error) {
	files, err := corpus.Files(ctx, folder)
	if err != nil {
		return nil, usererr.Errorf("读不了 %s：%w", folder, err)
	}
	var list []string
	for _, f := range files {
		in, err := filepath.Rel(folder, f.Path)
		if err != nil {
			return nil, usererr.Errorf("读不了 %s：%w", folder, err)
		}
		if in = filepath.ToSlash(in); wants == nil || wants(in) {
			list = append(list, in)
		}
	}
	return list, nil
}

// test tests an archive.
func (a *Acquirer) test(ctx context.Context, o Order, path string, was kb.Collection) (contents, error) {
	c, err := examine(ctx, path, o.Entry.Wants)
	if err != nil {
		return c, err
	}
	return c, a.enough(ctx, c, o, was)
}

// enough refuses what has nothing to load, or much less than is loaded: a place that was
// emptied or rearranged must not take a library away.
func (a *Acquirer) enough(ctx context.Context, c contents, o Order, was kb.Collection) error {
	if c.files == 0 {
		return usererr.New("里面没有要的文件；来源可能改了样子")
	}
	if was.Name == "" {
		return nil
	}
	have, err := ingest.CollectionSources(ctx, a.Store, o.Entry.Name)
	if err != nil {
		return err
	}
	if 2*c.files < have.Sources {
		return usererr.Errorf("里面只有 %d 个文件，现在装入的有 %d 个，先不换用；确实要换，请先移除：fatiao remove %s%s", c.files, have.Sources,
			ingest.CollectionPrefix, o.Entry.Name)
	}
	return nil
}

// described completes the description of a collection. A day after today is one of a clock
// that is wrong.
func (a *Acquirer) described(c ingest.Collection, held contents, sum string) brought {
	c.Root, c.Bytes, c.SHA256, c.Revision = held.root, held.bytes, sum, held.revision
	c.Day = min(held.day, a.today())
	return brought{Outcome: Outcome{Day: c.Day, Revision: c.Revision}, collection: c}
}

// gather brings the texts of the official database that are new.
func (a *Acquirer) gather(ctx context.Context, o Order, was kb.Collection) (brought, error) {
	if a.Gatherer == nil {
		return brought{}, usererr.Errorf("本程序还不能取“%s”", o.Entry.Name)
	}
	at := a.place(o.Entry.Name, textsFolder)
	if err := makeFolder(at); err != nil {
		return brought{}, err
	}
	progress := a.Progress
	if progress == nil {
		progress = silence{}
	}
	url := cmp.Or(o.From, o.Entry.URL)
	got, err := a.Gatherer.Gather(ctx, catalogue.Gathering{Entry: o.Entry, URL: url, Since: min(was.Through, a.today()),
		Today: a.today(), Folder: at, Progress: progress})
	if err != nil {
		return brought{}, err
	}
	c := a.collection(o, url, at)
	c.Wants = nil
	c.Official = url == o.Entry.URL // what the catalogue has, not what else may answer like it
	c.Through = max(min(got.Through, a.today()), min(was.Through, a.today()))
	c.Day = c.Through
	if c.SHA256, err = sumOf(ctx, at); err != nil {
		return brought{}, err
	}
	same, err := a.isLoaded(ctx, was, url, c.SHA256)
	return brought{Outcome: Outcome{Unchanged: same, Day: c.Day, Refused: got.Refused, Stopped: got.Stopped}, collection: c,
		gathered: true, notes: got.Notes}, err
}

// sumOf is the SHA-256 of the files of a folder that an ingest reads, with their names.
func sumOf(ctx context.Context, folder string) (string, error) {
	files, err := filesIn(ctx, folder, nil)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	for _, in := range files {
		sum, _, err := download.Sum(filepath.Join(folder, filepath.FromSlash(in)))
		if err = errors.Join(err, ctx.Err()); err != nil {
			return "", usererr.Errorf("读不了 %s：%w", folder, err)
		}
		fmt.Fprintf(h, "%s %q\n", sum, in)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

type silence struct{}

func (silence) Start(string, int64) {}
func (silence) Add(int64)           {}
func (silence) Done()               {}
