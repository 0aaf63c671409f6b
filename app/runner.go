//go:build !headless

package app

import (
	"context"
	"sync"
	"sync/atomic"
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

// runner runs jobs in two lanes, in each one after the other in the order they came. What uses the workspace goes through the
// one lane, so that what is done to it is done in the order in which it was asked for; what reads files and fetches pages goes
// through the other, so that nobody's claim waits behind a thousand files. It is the one place that starts goroutines.
type runner struct {
	inline bool // for tests without a display: a job is done when Go returns
	post   func(func())
	told   func(running) // in the window: what runs now
	failed func(job, error)

	desk, aside lane
	besides     atomic.Int64 // how many jobs were done beside those
}

// lane is where jobs wait for each other.
type lane struct {
	mu     sync.Mutex
	wake   *sync.Cond
	queue  []job
	ended  bool
	cancel context.CancelFunc // of the job that runs, nil for none
	done   chan struct{}
}

// running is what a person sees of a job.
type running struct {
	Label       string // "" for none
	Done, Total int    // 0 of 0: not known
	Rate        float64
}

// Left is how long the rest takes at the rate so far, 0 where that is not known yet.
func (r running) Left() time.Duration {
	if r.Rate <= 0 || r.Total <= r.Done {
		return 0
	}
	return time.Duration(float64(r.Total-r.Done) / r.Rate * float64(time.Second))
}

func newRunner(inline bool) *runner {
	r := &runner{inline: inline, post: fyne.Do}
	for _, l := range []*lane{&r.desk, &r.aside} {
		l.wake, l.done = sync.NewCond(&l.mu), make(chan struct{})
		if inline {
			close(l.done)
		} else {
			go r.loop(l)
		}
	}
	if inline {
		r.post = func(f func()) { f() }
	}
	return r
}

// Go runs a job that uses the workspace, after those that wait already.
func (r *runner) Go(j job) { r.queue(&r.desk, j) }

// Aside runs a job that reads or fetches for long, after the others of that kind.
func (r *runner) Aside(j job) { r.queue(&r.aside, j) }

func (r *runner) queue(l *lane, j job) {
	if r.inline {
		r.run(l, j)
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.queue = append(l.queue, j)
	l.wake.Signal()
}

// Beside runs a job beside those that wait: reading alone, which nobody's decisions shall wait for. It is short, or its outcome may
// be of no use when it comes; nothing is told of it while it runs.
func (r *runner) Beside(j job) {
	aside := func() {
		then, err := j.Work(context.Background(), func(int, int) {})
		r.post(func() { r.finish(j, then, err) })
	}
	r.besides.Add(1)
	if r.inline {
		aside()
		return
	}
	go aside()
}

// Cancel asks the running jobs to stop.
func (r *runner) Cancel() {
	r.desk.stop()
	r.aside.stop()
}

// Forget asks what runs aside to stop, and forgets what waits there.
func (r *runner) Forget() {
	r.aside.mu.Lock()
	r.aside.queue = nil
	r.aside.mu.Unlock()
	r.aside.stop()
}

func (l *lane) stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cancel != nil {
		l.cancel()
	}
}

// Close runs what waits to be done to the workspace, and ends. What goes on aside is left where it is.
func (r *runner) Close() {
	r.Forget()
	for _, l := range []*lane{&r.aside, &r.desk} {
		l.mu.Lock()
		l.ended = true
		l.wake.Signal()
		l.mu.Unlock()
	}
	<-r.desk.done
}

// Idle reports whether nothing waits for the workspace.
func (r *runner) Idle() bool {
	r.desk.mu.Lock()
	defer r.desk.mu.Unlock()
	return len(r.desk.queue) == 0 && r.desk.cancel == nil
}

func (r *runner) loop(l *lane) {
	defer close(l.done)
	for {
		l.mu.Lock()
		for len(l.queue) == 0 && !l.ended {
			l.wake.Wait()
		}
		if len(l.queue) == 0 {
			l.mu.Unlock()
			return
		}
		j := l.queue[0]
		l.queue = l.queue[1:]
		l.mu.Unlock()
		r.run(l, j)
	}
}

func (r *runner) run(l *lane, j job) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	l.mu.Lock()
	outer := l.cancel // of the job that this one was asked for by, where all is done at once
	l.cancel = cancel
	l.mu.Unlock()
	if j.Label != "" {
		r.tell(running{Label: j.Label})
	}
	then, err := j.Work(ctx, r.progress(j))
	l.mu.Lock()
	l.cancel = outer
	l.mu.Unlock()
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

// progress tells the window how far a job is, twenty times a second at most, and after a second how fast it goes.
func (r *runner) progress(j job) func(done, total int) {
	began, last := time.Now(), time.Time{}
	return func(done, total int) {
		now := time.Now()
		if now.Sub(last) <= 50*time.Millisecond && done != total {
			return
		}
		last = now
		what := running{Label: j.Label, Done: done, Total: total}
		if took := now.Sub(began); took >= time.Second {
			what.Rate = float64(done) / took.Seconds()
		}
		r.tell(what)
	}
}

func (r *runner) tell(what running) {
	r.post(func() {
		if r.told != nil {
			r.told(what)
		}
	})
}

// Later does something in the window after a while.
func (r *runner) Later(d time.Duration, do func()) {
	if r.inline {
		do()
		return
	}
	time.AfterFunc(d, func() { r.post(do) })
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
