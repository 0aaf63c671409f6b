//go:build !headless

package app

import (
	"context"
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// job is work that would make the window wait: all writing, reading files, merging.
type job struct {
	Label string // shown while it runs, "" for what takes no time but with a locked file
	// Work runs aside. It returns what is left to do in the window, which may be nil.
	Work func(ctx context.Context, progress func(done, total int)) (then func(), err error)
	// Failed is told in the window; without it the window tells by itself.
	Failed func(error)
}

// runner runs jobs one after the other, in the order they came, so that what is done to the workspace is done in the order
// in which it was asked for. It is the one place that starts goroutines.
type runner struct {
	inline bool // for tests without a display: a job is done when Go returns
	post   func(func())
	told   func(running) // in the window: what runs now

	mu     sync.Mutex
	wake   *sync.Cond
	queue  []job
	ended  bool
	cancel context.CancelFunc
	done   chan struct{}
	failed func(job, error)
}

// running is what a person sees of a job.
type running struct {
	Label       string // "" for none
	Done, Total int    // 0 of 0: not known
}

func newRunner(inline bool) *runner {
	r := &runner{inline: inline, post: fyne.Do, done: make(chan struct{})}
	r.wake = sync.NewCond(&r.mu)
	if inline {
		r.post = func(f func()) { f() }
		close(r.done)
	} else {
		go r.loop()
	}
	return r
}

// Go runs a job after those that wait already.
func (r *runner) Go(j job) {
	if r.inline {
		r.run(j)
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.queue = append(r.queue, j)
	r.wake.Signal()
}

// Aside runs a job beside those that wait: reading alone, which nobody's decisions shall wait for. It is short, or its outcome may
// be of no use when it comes; nothing is told of it while it runs.
func (r *runner) Aside(j job) {
	aside := func() {
		then, err := j.Work(context.Background(), func(int, int) {})
		r.post(func() { r.finish(j, then, err) })
	}
	if r.inline {
		aside()
		return
	}
	go aside()
}

// Cancel asks the running job to stop.
func (r *runner) Cancel() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.cancel != nil {
		r.cancel()
	}
}

// Close runs what waits, and ends.
func (r *runner) Close() {
	r.mu.Lock()
	r.ended = true
	r.wake.Signal()
	r.mu.Unlock()
	<-r.done
}

// Idle reports whether nothing waits.
func (r *runner) Idle() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.queue) == 0 && r.cancel == nil
}

func (r *runner) loop() {
	defer close(r.done)
	for {
		r.mu.Lock()
		for len(r.queue) == 0 && !r.ended {
			r.wake.Wait()
		}
		if len(r.queue) == 0 {
			r.mu.Unlock()
			return
		}
		j := r.queue[0]
		r.queue = r.queue[1:]
		r.mu.Unlock()
		r.run(j)
	}
}

func (r *runner) run(j job) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	r.mu.Lock()
	r.cancel = cancel
	r.mu.Unlock()
	if j.Label != "" {
		r.tell(running{Label: j.Label})
	}
	last := time.Time{}
	then, err := j.Work(ctx, func(done, total int) {
		if now := time.Now(); now.Sub(last) > 50*time.Millisecond || done == total {
			last = now
			r.tell(running{j.Label, done, total})
		}
	})
	r.mu.Lock()
	r.cancel = nil
	r.mu.Unlock()
	r.post(func() {
		if j.Label != "" && r.told != nil {
			r.told(running{})
		}
		r.finish(j, then, err)
	})
}

// finish does in the window what is left of a job.
func (r *runner) finish(j job, then func(), err error) {
	switch {
	case err == nil && then != nil:
		then()
	case err != nil && j.Failed != nil:
		j.Failed(err)
	case err != nil && r.failed != nil:
		r.failed(j, err)
	}
}

func (r *runner) tell(what running) {
	r.post(func() {
		if r.told != nil {
			r.told(what)
		}
	})
}

// Every calls tick in the window again and again until stop is called.
func (r *runner) Every(d time.Duration, tick func()) (stop func()) {
	if r.inline {
		return func() {}
	}
	ticker, ended := time.NewTicker(d), make(chan struct{})
	go func() {
		for {
			select {
			case <-ticker.C:
				r.post(tick)
			case <-ended:
				return
			}
		}
	}()
	return sync.OnceFunc(func() {
		ticker.Stop()
		close(ended)
	})
}
