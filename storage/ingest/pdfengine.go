package ingest

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// pdfPages is what the PDF engine may take, in pages of 64 KiB: 640 MiB.
const pdfPages = 10 << 10

// pdfEngine is PDFium in an address space of its own, a new one for each document: whatever a hostile file does to it, it reaches
// no file, no network and no more memory than it was given. Its program is loaded once; that takes ten times as long as a short
// document. One document is read at a time.
var pdfEngine struct {
	sync.Mutex
	pool pdfium.Pool
	turn pdfTurn
}

// pdfTurn is the context of the document whose turn it is. The engine makes a module for each document, and asks this for its
// deadline and its memory then.
type pdfTurn struct {
	now atomic.Pointer[context.Context]
}

func (t *pdfTurn) of(ctx context.Context) { t.now.Store(&ctx) }

func (t *pdfTurn) Deadline() (time.Time, bool) { return (*t.now.Load()).Deadline() }
func (t *pdfTurn) Done() <-chan struct{}       { return (*t.now.Load()).Done() }
func (t *pdfTurn) Err() error                  { return (*t.now.Load()).Err() }
func (t *pdfTurn) Value(key any) any           { return (*t.now.Load()).Value(key) }

// withEngine lets one document be read within the reading time.
func withEngine(read func(context.Context, pdfium.Pdfium) error) error {
	pdfEngine.Lock()
	defer pdfEngine.Unlock()
	if err := loadEngine(); err != nil {
		return engineFailed(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), readingTime)
	defer cancel()
	memory := &pdfMemory{}
	defer memory.release()
	pdfEngine.turn.of(experimental.WithMemoryAllocator(ctx, memory))
	instance, err := pdfEngine.pool.GetInstanceWithContext(ctx)
	if err != nil {
		return engineFailed(err)
	}
	defer instance.Close() //nolint:errcheck // what could be said came before
	return read(ctx, instance)
}

// loadEngine makes the engine ready at its first use. What its compiler makes is kept in the user's cache folder.
func loadEngine() error {
	if pdfEngine.pool != nil {
		return nil
	}
	config := wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithCloseOnContextDone(true).WithMemoryLimitPages(pdfPages)
	if folder, err := os.UserCacheDir(); err == nil {
		if kept, err := wazero.NewCompilationCacheWithDir(filepath.Join(folder, "touchstone", "pdfium")); err == nil {
			config = config.WithCompilationCache(kept) // where there is no such folder it is compiled again by the next process
		}
	}
	pdfEngine.turn.of(context.Background())
	pool, err := webassembly.Init(webassembly.Config{
		Context: &pdfEngine.turn, MaxIdle: 1, MaxTotal: 1, FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard, RuntimeConfig: config,
	})
	if err == nil {
		pdfEngine.pool = pool
	}
	return err
}

func engineFailed(err error) *Error {
	return &Error{Code: "pdf.engine", What: "the PDF reader does not start (" + oneLine(err.Error()) + ")", Do: "save the file as plain text first", Err: err}
}
