//go:build !headless

package app

import (
	"context"
	"errors"
	"testing"
	"time"
)

// lanes is a runner whose window is the test itself.
func lanes(t *testing.T) *runner {
	t.Helper()
	r := newRunner(false)
	r.post = func(f func()) { f() }
	t.Cleanup(r.Close)
	return r
}

// came waits for something that a job says, as long as a slow computer may take.
func came[T any](t testing.TB, from <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-time.After(20 * time.Second):
		t.Fatal(what)
		panic("unreachable")
	}
}

func TestWritingDoesNotWaitForReading(t *testing.T) {
	r := lanes(t)
	reading, release, wrote := make(chan bool), make(chan bool), make(chan bool)
	r.Aside(job{Work: func(context.Context, func(int, int)) (func(), error) {
		reading <- true
		<-release
		return nil, nil
	}})
	came(t, reading, "nothing is read")
	r.Go(job{Work: func(context.Context, func(int, int)) (func(), error) {
		wrote <- true
		return nil, nil
	}})
	came(t, wrote, "writing waits for reading")
	close(release)
}

func TestWhatIsReadAsideIsForgotten(t *testing.T) {
	r := lanes(t)
	reading, ended := make(chan bool), make(chan error)
	r.Aside(job{Work: func(ctx context.Context, _ func(int, int)) (func(), error) {
		reading <- true
		<-ctx.Done()
		ended <- ctx.Err()
		return nil, nil
	}})
	later := false
	came(t, reading, "nothing is read")
	r.Aside(job{Work: func(context.Context, func(int, int)) (func(), error) {
		later = true
		return nil, nil
	}})
	r.Forget()
	if err := came(t, ended, "it goes on"); !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
	after := make(chan bool)
	r.Aside(job{Work: func(context.Context, func(int, int)) (func(), error) {
		after <- later
		return nil, nil
	}})
	if came(t, after, "nothing runs any more") {
		t.Error("what waited was not forgotten")
	}
}

func TestTheRestIsReckonedFromThePaceSoFar(t *testing.T) {
	for _, c := range []struct {
		r    running
		want time.Duration
	}{
		{running{Done: 20, Total: 60, Rate: 10}, 4 * time.Second},
		{running{Done: 60, Total: 60, Rate: 10}, 0},
		{running{Done: 3, Total: 60}, 0},
	} {
		if got := c.r.Left(); got != c.want {
			t.Errorf("%+v leaves %v, not %v", c.r, got, c.want)
		}
	}
}
