package acquire

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/fatiao/fatiao/internal/download"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/usererr"
)

// Unpacked are the collections of bundles, laid beside what is kept of downloads until they are
// loaded.
type Unpacked struct {
	Collections []ingest.Collection

	acquirer *Acquirer
	folders  []string // into which bundles were read
	next     []string // names of collections that lie in their places for what comes next
}

// nextFolder is where what was unpacked of a collection waits until it is loaded; beforeFolder has the
// texts of before for the moment in which others take their place.
const (
	nextFolder   = "next"
	beforeFolder = "before"
	unpackFolder = ".unpack-" // begins the names of folders into which bundles are read
)

// folder makes a folder into which a bundle is read.
func (u *Unpacked) folder() (string, error) {
	downloads := filepath.Join(u.acquirer.Store.Dir(), Folder)
	if err := makeFolder(downloads); err != nil {
		return "", err
	}
	old, err := filepath.Glob(filepath.Join(downloads, unpackFolder+"*"))
	if err != nil {
		return "", fmt.Errorf("looking for what was unpacked before: %w", err)
	}
	for _, o := range old { // of processes that died
		if info, err := os.Stat(o); err == nil && time.Since(info.ModTime()) > 24*time.Hour {
			_ = os.RemoveAll(o) // it is in nobody's way
		}
	}
	into, err := os.MkdirTemp(downloads, unpackFolder)
	if err != nil {
		return "", usererr.Errorf("不能建立下载的文件夹：%w", err)
	}
	u.folders = append(u.folders, into)
	return into, nil
}

// add adds a collection that was read into a folder.
func (u *Unpacked) add(c bundled, into string, official bool) error {
	for _, have := range u.Collections {
		if have.Name == c.Name {
			return usererr.Errorf("“%s”不止一个资料包里有，请只给其中一个", c.Name)
		}
	}
	at := filepath.Join(into, c.Name)
	if !c.Folder || c.Gathered { // a folder of another machine is not asked again
		if c.State != nil && c.State.SHA256 == c.SHA256 {
			if err := c.State.Put(filepath.Join(at, archiveFile)); err != nil {
				return usererr.Errorf("资料放不进去：%w", err)
			}
		}
		next := u.acquirer.place(c.Name, nextFolder)
		if err := makeFolder(filepath.Dir(next)); err != nil {
			return err
		}
		if err := errors.Join(os.RemoveAll(next), os.Rename(at, next)); err != nil {
			return usererr.Errorf("资料放不进去：%w", err)
		}
		at = next
		u.next = append(u.next, c.Name)
	}
	what := archiveFile
	if c.Folder {
		what = textsFolder
	}
	i := c.ingestible(filepath.Join(at, what))
	i.Official = official
	u.Collections = append(u.Collections, i)
	return nil
}

// Keep puts what was unpacked, and is loaded now, in the place of what was kept before, as if it had
// been fetched here.
func (u *Unpacked) Keep() error {
	for len(u.next) > 0 {
		if err := u.acquirer.keep(u.next[0]); err != nil {
			return err
		}
		u.next = u.next[1:]
	}
	return nil
}

// Discard removes what was unpacked and not kept.
func (u *Unpacked) Discard() error {
	var errs []error
	for _, name := range u.next {
		errs = append(errs, os.RemoveAll(u.acquirer.place(name, nextFolder)))
	}
	for _, folder := range u.folders {
		errs = append(errs, os.RemoveAll(folder))
	}
	if err := errors.Join(errs...); err != nil {
		return usererr.Errorf("解开的资料清除不了：%w", err)
	}
	return nil
}

// keep puts what waits of a collection in its place. Wherever it is interrupted, doing it again ends it.
func (a *Acquirer) keep(name string) error {
	next := a.place(name, nextFolder)
	err := a.keepArchive(name)
	if _, statErr := os.Stat(filepath.Join(next, textsFolder)); statErr == nil {
		texts, before := a.place(name, textsFolder), a.place(name, beforeFolder)
		if _, statErr := os.Stat(texts); statErr == nil {
			err = errors.Join(err, os.RemoveAll(before), os.Rename(texts, before))
		}
		err = errors.Join(err, os.Rename(filepath.Join(next, textsFolder), texts), os.RemoveAll(before))
	}
	if err = errors.Join(err, os.RemoveAll(next)); err != nil {
		return usererr.Errorf("资料放不进去：%w", err)
	}
	return nil
}

// keepArchive puts an archive that waits in its place: what was known of the old one goes first.
func (a *Acquirer) keepArchive(name string) error {
	at, next := a.place(name, archiveFile), filepath.Join(a.place(name, nextFolder), archiveFile)
	if _, err := os.Stat(next); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	state, known := download.Load(next)
	for _, old := range [...]string{at + ".json", at + ".part", at + ".part.json"} {
		if err := os.Remove(old); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err := os.Rename(next, at); err != nil || !known {
		return err
	}
	return state.Put(at)
}

// settle ends what an earlier call was interrupted in, between loading a bundle and keeping it: what
// waits is kept where it is what is loaded, else it goes.
func (a *Acquirer) settle(ctx context.Context, orders []Order) error {
	var loaded map[string]kb.Collection
	for _, o := range orders {
		next := a.place(o.Entry.Name, nextFolder)
		if _, err := os.Stat(next); err != nil {
			continue
		}
		if loaded == nil {
			var err error
			if loaded, err = a.Loaded(ctx); err != nil {
				return err
			}
		}
		sum, _, err := download.Sum(filepath.Join(next, archiveFile))
		if err != nil {
			sum, err = sumOf(ctx, filepath.Join(next, textsFolder))
		}
		if err == nil && sum == cmp.Or(loaded[o.Entry.Name].SHA256, "none") {
			err = a.keep(o.Entry.Name)
		} else {
			err = errors.Join(ctx.Err(), os.RemoveAll(next), os.RemoveAll(a.place(o.Entry.Name, beforeFolder)))
		}
		if err != nil {
			return usererr.Errorf("上次没有放好的资料清除不了：%w", err)
		}
	}
	return nil
}
