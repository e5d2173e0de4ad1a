// Package pdftext reads the text layer of PDF files with PDFium, which runs as
// WebAssembly in a sandbox: it sees no file and no network, its memory is bounded, and
// it is stopped when a file takes too long. PDFs are written to break readers; what
// breaks here is the sandbox.
//
// Start with [Pages].
package pdftext

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// What may be wrong with a file.
var (
	ErrDamaged  = errors.New("the PDF cannot be read")
	ErrPassword = errors.New("the PDF needs a password")
	ErrTooMuch  = errors.New("the PDF takes too much time or memory")
)

// The bounds of reading.
const (
	memoryPages = 8192 // of 64 KB: half a gigabyte for a file
	atOnce      = 2    // files
	baseTime    = 10 * time.Second
	timePerMB   = 3 * time.Second
	maxPages    = 20_000
	maxText     = 64 << 20 // bytes of all pages
)

// Pages returns the text of each page, its lines ended by line feeds. One of the errors
// above is wrapped where there is none.
func Pages(ctx context.Context, data []byte) (pages []string, err error) {
	pool, err := engine()
	if err != nil {
		return nil, err
	}
	instance, err := instanceOf(ctx, pool)
	if err != nil {
		return nil, fmt.Errorf("%w: others are being read: %w", ErrTooMuch, err)
	}
	ctx, cancel := context.WithTimeout(ctx, baseTime+timePerMB*time.Duration(len(data)>>20))
	defer cancel()
	stopped := context.AfterFunc(ctx, func() {
		_ = instance.Kill() // what it returns is said of an instance that is gone already
	})
	defer func() {
		if r := recover(); r != nil { // the binding panics where the sandbox is gone
			err = fmt.Errorf("%w: %v", ErrDamaged, r)
		}
		if stopped() {
			// And with it the sandbox: the next file gets one of its own.
			if closeErr := instance.Close(); closeErr != nil && err == nil {
				err = fmt.Errorf("%w: %w", ErrDamaged, closeErr)
			}
		} else {
			err = fmt.Errorf("%w: %w", ErrTooMuch, ctx.Err())
		}
		if err != nil {
			pages = nil
		}
	}()
	return read(ctx, instance, data)
}

func instanceOf(ctx context.Context, pool pdfium.Pool) (pdfium.Pdfium, error) {
	ctx, cancel := context.WithTimeout(ctx, baseTime)
	defer cancel()
	return pool.GetInstanceWithContext(ctx)
}

func read(ctx context.Context, instance pdfium.Pdfium, data []byte) ([]string, error) {
	doc, err := instance.OpenDocument(&requests.OpenDocument{File: &data})
	switch {
	case errors.Is(err, pdfiumerrors.ErrPassword), errors.Is(err, pdfiumerrors.ErrSecurity):
		return nil, ErrPassword
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	count, err := instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if count.PageCount > maxPages {
		return nil, fmt.Errorf("%w: %d pages", ErrTooMuch, count.PageCount)
	}
	var pages []string
	total := 0
	for i := range count.PageCount {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrTooMuch, err)
		}
		page, err := instance.GetPageText(&requests.GetPageText{Page: requests.Page{ByIndex: &requests.PageByIndex{Document: doc.Document,
			Index: i}}})
		if err != nil {
			return nil, fmt.Errorf("%w: page %d: %w", ErrDamaged, i+1, err)
		}
		if total += len(page.Text); total > maxText {
			return nil, fmt.Errorf("%w: %d bytes of text", ErrTooMuch, total)
		}
		pages = append(pages, strings.ReplaceAll(page.Text, "\r\n", "\n"))
	}
	return pages, nil
}

// engine compiles PDFium when the first PDF is read. The compiled code is kept in the
// user's cache folder, where there is one: compiling takes seconds.
var engine = sync.OnceValues(func() (pdfium.Pool, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return startIn("")
	}
	return startIn(filepath.Join(dir, "fatiao", "pdfium"))
})

// startIn starts PDFium with compiled code out of a folder that is for nothing else, or
// where that is damaged, full or not there, with code that is compiled anew; the folder is
// removed then, and the next process fills it again. Where the system forbids code that
// was not in the program, PDFium is interpreted, which is slow.
func startIn(dir string) (pdfium.Pool, error) {
	if dir != "" {
		if cache, err := compiledIn(dir); err == nil {
			pool, err := start(wazero.NewRuntimeConfig().WithCompilationCache(cache))
			if err == nil {
				return pool, nil
			}
			_ = os.RemoveAll(dir) // what cannot be removed is in the way of the next process too
		}
	}
	pool, err := start(wazero.NewRuntimeConfig())
	if err != nil {
		pool, err = start(wazero.NewRuntimeConfigInterpreter())
	}
	if err != nil {
		return nil, fmt.Errorf("starting the reader of PDFs: %w", err)
	}
	return pool, nil
}

func start(config wazero.RuntimeConfig) (_ pdfium.Pool, err error) {
	defer func() {
		if r := recover(); r != nil { // where memory cannot be made executable
			err = fmt.Errorf("compiling PDFium: %v", r)
		}
	}()
	config = config.WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages).WithCloseOnContextDone(true)
	return webassembly.Init(webassembly.Config{MinIdle: 0, MaxIdle: 1, MaxTotal: atOnce, FSConfig: wazero.NewFSConfig(),
		RuntimeConfig: config, Stdout: io.Discard, Stderr: io.Discard})
}

// compiledIn is a folder of compiled code. It is the user's alone: code that others
// could write there would be run.
func compiledIn(dir string) (wazero.CompilationCache, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the cache folder: %w", err)
	}
	if err := os.Chmod(dir, 0o700); err != nil { // #nosec G302 -- a folder needs the right to be entered
		return nil, fmt.Errorf("closing the cache folder to others: %w", err)
	}
	return wazero.NewCompilationCacheWithDir(dir)
}
