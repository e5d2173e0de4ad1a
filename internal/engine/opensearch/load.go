package opensearch

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"

	"github.com/fatiao/fatiao/internal/faultpoint"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// inFlight is how many requests with cases are sent at once. Whoever adds more cases waits:
// the cluster says how fast it goes.
const inFlight = 2

// Load puts the cases of files into a generation. Several loads may do so at once, on one
// machine or on many, and each may end at any moment: what is loaded again replaces itself.
// Add is for one goroutine.
type Load struct {
	g    *Generation
	name string // of this load, in the journal
	size int    // bytes of a request
	room chan struct{}
	sent sync.WaitGroup

	batch   *batch // the next request
	batches int

	mu   sync.Mutex // guards what the requests in flight change
	err  error
	done Done
	mine []string // the marks of the files that are done
	same []string // of those that another load did meanwhile
}

// Done is what a load has done.
type Done struct {
	Files   int
	Cases   int      // that were taken; those of two files count twice
	Rejects []Reject // that the cluster refused
}

// File is a file whose cases are loaded.
type File struct {
	entry  Entry
	before *Entry // of the same path, nil where there was none

	// Guarded by the mutex of the load.
	waiting int // requests with cases of it that are not answered
	ended   bool
	keys    map[searchdoc.Key]bool // whether each was taken
}

// batch are cases that are sent together.
type batch struct {
	number int
	bytes  int
	cases  []caseItem
	files  []*File // in the order in which they came
	ended  []*File // that have no case here, and whose end was heard of since the last request
}

type caseItem struct {
	*Prepared
	file *File
}

// Load begins to load into a generation, in requests of some bytes; 0 is 5 MB.
func (g *Generation) Load(size int) *Load {
	return &Load{g: g, name: rand.Text()[:16], size: cmp.Or(size, bulkSize), room: make(chan struct{}, inFlight), batch: &batch{}}
}

// Begin begins a file. made is what it is read with, before what the journal said of its path.
func (l *Load) Begin(path, sha256, made string, before *Entry) *File {
	mark := markOf(path)
	return &File{before: before, keys: map[searchdoc.Key]bool{},
		entry: Entry{File: mark, ID: mark, Load: l.name, SHA256: sha256, Made: made, Below: marksBelow(path)}}
}

// Prepared is a case as it is sent.
type Prepared struct {
	key searchdoc.Key
	item
}

// Prepare cuts the words of a case and writes it as it is sent, which takes most of the time.
// Several goroutines may do so. The id is the key of the case, so that a case that is sent again
// replaces itself.
func (c *Cluster) Prepare(x *Case) (*Prepared, error) {
	indexed, err := x.indexed(c.cut)
	if err != nil {
		return nil, err
	}
	p := &Prepared{key: x.Document.Key}
	id := string(p.key)
	if faultpoint.Active(faultpoint.IDs) {
		id += rand.Text()
	}
	p.item, err = newItem(opIndex, id, nil, indexed)
	return p, err
}

// Add adds a case of a file.
func (l *Load) Add(ctx context.Context, f *File, x *Prepared) error {
	b := l.batch
	if len(b.cases) > 0 && b.bytes+len(x.text) > l.size {
		if err := l.send(ctx); err != nil {
			return err
		}
		b = l.batch
	}
	b.cases, b.bytes = append(b.cases, caseItem{x, f}), b.bytes+len(x.text)
	if n := len(b.files); n == 0 || b.files[n-1] != f {
		b.files = append(b.files, f)
		l.mu.Lock()
		f.waiting++
		l.mu.Unlock()
	}
	return ctx.Err()
}

// End ends a file; path is its path as it is kept, others how many documents of it are no
// cases, and unread are the parts of it that could not be read. Its entry is written when all
// its cases were taken.
func (l *Load) End(f *File, path string, others int, unread []Unread) {
	l.mu.Lock()
	f.entry.Path, f.entry.Others, f.entry.Unread = path, others, unread
	f.ended = true
	l.mu.Unlock()
	if n := len(l.batch.files); n == 0 || l.batch.files[n-1] != f {
		l.batch.ended = append(l.batch.ended, f)
	}
}

// Close sends what is left, waits for all answers, and takes out what files had before and
// have no more.
func (l *Load) Close(ctx context.Context) (Done, error) {
	err := l.send(ctx)
	l.Stop()
	if err = errors.Join(err, l.err); err != nil {
		return l.done, err
	}
	return l.done, l.tidy(ctx)
}

// Stop waits for the answers to what was sent, and sends no more.
func (l *Load) Stop() { l.sent.Wait() }

// send sends the batch, as soon as there is room.
func (l *Load) send(ctx context.Context) error {
	b := l.batch
	l.batches++
	b.number, l.batch = l.batches, &batch{}
	select {
	case l.room <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	l.mu.Lock()
	err := l.err
	l.mu.Unlock()
	if err != nil {
		<-l.room
		return err
	}
	l.sent.Add(1)
	go func() {
		defer l.sent.Done()
		err := l.write(ctx, b)
		l.mu.Lock()
		l.err = errors.Join(l.err, err)
		l.mu.Unlock()
		<-l.room
	}()
	return nil
}

// write writes a batch: the parts of the journal, the cases, and the entries of the files of
// which nothing is left to do.
func (l *Load) write(ctx context.Context, b *batch) error {
	if err := l.writeParts(ctx, b); err != nil {
		return err
	}
	var items []item
	for _, x := range b.cases {
		items = append(items, x.item)
	}
	if faultpoint.Active(faultpoint.Entry) {
		if err := l.writeEntries(ctx, l.answered(b, nil)); err != nil {
			return err
		}
	}
	refused := map[int]*refusal{}
	if len(items) > 0 {
		var err error
		if refused, err = l.g.cluster.bulk(ctx, l.g.cases(), items); err != nil {
			return fmt.Errorf("sending cases: %w", err)
		}
	}
	for _, why := range refused {
		if why.status == http.StatusNotFound {
			return fmt.Errorf("the generation %s is gone: %w", l.g.Name(), why)
		}
	}
	if faultpoint.Active(faultpoint.Entry) {
		return nil
	}
	return l.writeEntries(ctx, l.answered(b, refused))
}

// writeParts writes which cases of which files are about to be sent.
func (l *Load) writeParts(ctx context.Context, b *batch) error {
	keys := map[*File][]searchdoc.Key{}
	for _, x := range b.cases {
		keys[x.file] = append(keys[x.file], x.key)
	}
	var items []item
	for _, f := range b.files {
		list, ok := keys[f]
		if !ok {
			continue // it came twice
		}
		delete(keys, f)
		id := f.entry.File + "-" + l.name + "-" + strconv.Itoa(b.number)
		x, err := newItem(opIndex, id, nil, part{f.entry.File, id, l.name, list})
		if err != nil {
			return err
		}
		items = append(items, x)
	}
	if len(items) == 0 {
		return nil
	}
	return l.g.write(ctx, items)
}

// answered notes what became of the cases of a batch, and returns the files of which nothing
// is left to do.
func (l *Load) answered(b *batch, refused map[int]*refusal) []*File {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, x := range b.cases {
		f := x.file
		why := refused[i]
		if why != nil && !f.keys[x.key] {
			f.entry.Rejects = append(f.entry.Rejects, Reject{x.key, why.Error()})
		}
		f.keys[x.key] = f.keys[x.key] || why == nil
	}
	var done []*File
	for _, f := range b.files {
		if f.waiting--; f.waiting == 0 && f.ended {
			done = append(done, f)
		}
	}
	for _, f := range b.ended {
		if f.waiting == 0 {
			done = append(done, f)
		}
	}
	for _, f := range done {
		f.entry.Cases = 0
		for _, taken := range f.keys {
			if taken {
				f.entry.Cases++
			}
		}
	}
	return done
}

// writeEntries writes the entries of files that are done. Where another load wrote one
// meanwhile, that of the same text stays.
func (l *Load) writeEntries(ctx context.Context, files []*File) error {
	if len(files) == 0 {
		return nil
	}
	items := make([]item, len(files))
	for i, f := range files {
		op, seen := opCreate, (*place)(nil)
		if f.before != nil {
			op, seen = opIndex, &f.before.seen
		}
		var err error
		if items[i], err = newItem(op, f.entry.File, seen, f.entry); err != nil {
			return err
		}
	}
	refused, err := l.g.cluster.bulk(ctx, l.g.journal(), items)
	if err != nil {
		return fmt.Errorf("writing the journal: %w", err)
	}
	same := map[*File]bool{}
	for i, why := range refused {
		f := files[i]
		if why.status != http.StatusConflict {
			return fmt.Errorf("writing %s into the journal: %w", f.entry.Path, why)
		}
		list, err := get[Entry](ctx, l.g.cluster, l.g.journal(), []string{f.entry.File})
		if err != nil {
			return err
		}
		switch e := list[0].Source; {
		case list[0].Found && e.Load == l.name: // an answer was lost
		case list[0].Found && e.SHA256 == f.entry.SHA256 && e.Made == f.entry.Made:
			same[f] = true
		default:
			return fmt.Errorf("%w: %s", ErrOther, f.entry.Path)
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, f := range files {
		if same[f] {
			l.same = append(l.same, f.entry.File)
		} else {
			l.mine = append(l.mine, f.entry.File)
		}
		l.done.Files++
		l.done.Cases += f.entry.Cases
		l.done.Rejects = append(l.done.Rejects, f.entry.Rejects...)
		f.keys = nil
	}
	return nil
}

// ErrOther says that two loads read different texts from one path at once.
var ErrOther = errors.New("另一台机器同时从同一路径写入了不同的内容，请在它结束之后再次导入")
