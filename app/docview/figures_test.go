//go:build figures

package docview

import (
	"fmt"
	"image/color"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	_ "touchstone/app/sparing"
	"touchstone/model/span"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

var screen fyne.Window

// TestMain opens a window: the driver wants the main goroutine, the tests get another.
func TestMain(m *testing.M) {
	a := app.NewWithID("org.touchstone.figures")
	screen = a.NewWindow("figures")
	screen.SetPadded(false)
	screen.Resize(fyne.NewSize(900, 900))
	code := 0
	a.Lifecycle().SetOnStarted(func() {
		go func() {
			code = m.Run()
			fyne.Do(a.Quit)
		}()
	})
	screen.ShowAndRun()
	os.Exit(code)
}

// words are as often as in a language: the second half as often as the first, and so on.
func article(size int) (string, []Block) {
	r := rand.New(rand.NewPCG(1, 2))
	vocabulary := make([]string, 40000)
	for i := range vocabulary {
		b := make([]byte, 2+r.IntN(9))
		for j := range b {
			b[j] = "etaoinshrdlcumwfgypbvk"[min(r.IntN(22), r.IntN(22))]
		}
		vocabulary[i] = string(b)
	}
	zipf := rand.NewZipf(r, 1.1, 4, uint64(len(vocabulary)-1))
	var b strings.Builder
	for b.Len() < size {
		for range 60 + r.IntN(60) {
			b.WriteString(vocabulary[zipf.Uint64()])
			b.WriteByte(' ')
		}
		b.WriteString("\n\n")
	}
	return b.String(), nil
}

func claims(text string, n int) []Mark {
	r := rand.New(rand.NewPCG(3, 4))
	all := make([]Mark, n)
	for i := range all {
		start := r.IntN(len(text) - 200)
		all[i] = Mark{
			Key:   fmt.Sprint(i),
			Spans: span.Fragments{span.Snap(text, span.Span{Start: start, End: start + 20 + r.IntN(120)})},
			Paint: Paint{Tint: color.NRGBA{R: 200, A: 60}, Ink: color.NRGBA{R: 150, A: 255}, Line: Pattern(1 + i%6), Glyph: "x"},
		}
	}
	return all
}

// onUI does something where the window lives, and waits for it.
func onUI(f func()) { fyne.DoAndWait(f) }

// frames waits until the window was painted a number of times.
func frames(n int) {
	done := make(chan struct{})
	var a *fyne.Animation
	ticks := 0
	a = &fyne.Animation{Duration: time.Hour, Tick: func(float32) {
		if ticks++; ticks == n+1 {
			a.Stop()
			close(done)
		}
	}}
	onUI(a.Start)
	<-done
}

func cpu() time.Duration { return used(syscall.RUSAGE_SELF) }

// mine is what the window's own thread took of the processor: a clock on the wall would count what else runs on the machine.
func mine() time.Duration { return used(syscall.RUSAGE_THREAD) }

func used(by int) time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(by, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func resident() int {
	data, _ := os.ReadFile("/proc/self/status")
	kb := 0
	_, rest, _ := strings.Cut(string(data), "VmRSS:")
	_, _ = fmt.Sscan(rest, &kb)
	return kb / 1024
}

// wheel turns the wheel in a scroll and returns what each step took of the processor, with its frame, and the step alone.
func wheel(s *container.Scroll, steps int) (whole, own time.Duration) {
	before := cpu()
	for range steps {
		onUI(func() {
			at := mine()
			s.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -25}})
			own += mine() - at
		})
		frames(1)
	}
	return (cpu() - before) / time.Duration(steps), own / time.Duration(steps)
}

func TestFigures(t *testing.T) {
	empty := canvas.NewRectangle(color.Transparent)
	empty.SetMinSize(fyne.NewSize(1, 1e6))
	plain := container.NewVScroll(empty)
	onUI(func() { screen.SetContent(plain) })
	frames(5)
	floor, _ := wheel(plain, 60)
	onUI(func() { fyne.MeasureText("x", 16, fyne.TextStyle{}) }) // a window with a menu has had its letters before
	before := cpu()
	frames(60)
	idle := (cpu() - before) / 60
	t.Logf("%-28s %6.2f ms of the processor a wheel step; a frame in which nothing happens %.2f ms", "empty scroll", ms(floor), ms(idle))

	for _, size := range []int{10_000, 100_000, 1_000_000, 5_000_000} {
		text, blocks := article(size)
		for _, n := range []int{0, 1000} {
			onUI(func() { screen.SetContent(plain) }) // again each time: what else runs on the machine changes the figure
			frames(5)
			floor, _ := wheel(plain, 60)
			v := New(Host{})
			onUI(func() { screen.SetContent(v) })
			frames(3)
			marks := claims(text, n)
			began, before := time.Now(), cpu()
			var own time.Duration
			onUI(func() {
				at := mine()
				v.Set(text, blocks)
				v.Mark(marks)
				own = mine() - at
			})
			frames(1)
			first, paid := time.Since(began), cpu()-before
			for done := false; !done; {
				onUI(func() { done = v.page.layout.Done() })
				frames(1)
			}
			all := time.Since(began)
			built := v.page.built
			whole, step := wheel(v.scroll, 120)
			var jump time.Duration
			spent := cpu()
			r := rand.New(rand.NewPCG(5, 6))
			for range 40 {
				at := time.Now()
				onUI(func() { v.page.scrollTo(r.Float32() * (v.page.MinSize().Height - 900)) })
				frames(1)
				jump += time.Since(at)
			}
			spent = (cpu() - spent) / 40
			var mark time.Duration
			painted, lines := 0, 0
			onUI(func() {
				top := v.page.layout.Lines[v.page.layout.LineBelow(v.scroll.Offset.Y+200)]
				built = v.page.built
				set := len(v.page.layout.Lines)
				at := mine()
				v.Mark(append(marks, Mark{Key: "new", Spans: span.Fragments{{Start: top.Start, End: top.End}}, Paint: Paint{Tint: color.NRGBA{B: 200, A: 60}, Line: Solid}}))
				mark = mine() - at
				painted, lines = v.page.built-built, len(v.page.layout.Lines)-set
			})
			if step > 300*time.Microsecond || lines > 0 || painted > 2 {
				t.Errorf("a wheel step takes the view %.2f ms; a mark paints %d lines and sets %d", ms(step), painted, lines)
			}
			t.Logf("%5d kB %4d claims: first paint %4.0f ms, of the processor %3.0f (own %3.0f), all set after %4.0f ms; wheel step %5.2f ms with frame = %.2f of the empty scroll, own %.2f ms; jump %3.0f ms, of the processor %3.0f; a mark %.2f ms, %d lines painted, %d set",
				size/1000, n, ms(first), ms(paid), ms(own), ms(all), ms(whole), float64(whole)/float64(floor), ms(step), ms(jump/40), ms(spent), ms(mark), painted, lines)
		}
	}
	text, _ := article(1_000_000)
	rows := strings.Split(text, "\n\n")
	l := widget.NewList(func() int { return len(rows) }, func() fyne.CanvasObject { return widget.NewLabel("") }, func(i int, o fyne.CanvasObject) { o.(*widget.Label).SetText(rows[i]) })
	onUI(func() { screen.SetContent(l) })
	frames(5)
	before = cpu()
	for i := range 60 {
		onUI(func() { l.ScrollToOffset(float32(i * 25)) })
		frames(1)
	}
	t.Logf("%-28s %6.2f ms of the processor a wheel step", "widget.List of labels, 1 MB", ms((cpu()-before)/60))
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func TestMemory(t *testing.T) {
	text, blocks := article(1_000_000)
	v := New(Host{})
	onUI(func() {
		screen.SetContent(v)
		v.Set(text, blocks)
		v.Mark(claims(text, 1000))
	})
	frames(60)
	base := resident()
	r := rand.New(rand.NewPCG(7, 8))
	for range 240 {
		onUI(func() { v.page.scrollTo(r.Float32() * (v.page.MinSize().Height - 900)) })
		frames(3)
	}
	t.Logf("%d MB resident before", base)
	if mb := resident(); mb > 300 {
		t.Errorf("%d MB resident after 240 random jumps", mb)
	} else {
		t.Logf("%d MB resident after 240 random jumps in 1 MB with 1000 marks", mb)
	}
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	turn := func(n int) {
		onUI(func() {
			for i := range n {
				by := float32(-25)
				if i%400 >= 200 {
					by = 25
				}
				v.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: by}})
			}
		})
	}
	turn(400)
	frames(3)
	before := heap()
	turn(10000)
	frames(3)
	if after := heap(); after > before+before/20 {
		t.Errorf("the heap grew from %d to %d bytes over 10 000 wheel steps", before, after)
	} else {
		t.Logf("the heap is %.1f MB before 10 000 wheel steps and %.1f MB after", float64(before)/1e6, float64(after)/1e6)
	}
}
