//go:build e2e

package e2e

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// display is a virtual screen with the real window on it, driven by a virtual keyboard and mouse.
type display struct {
	*desk
	*screen
	window *exec.Cmd
	log    bytes.Buffer
}

const width, height = 1280, 800

// newDisplay opens the window of a desk. Environment variables may be added for it.
func newDisplay(d *desk, env ...string) *display {
	d.t.Helper()
	v := &display{desk: d, screen: newScreen(d.t)}
	v.open(env...)
	return v
}

// open starts the window, and waits until it is painted.
func (v *display) open(env ...string) {
	v.t.Helper()
	window := os.Getenv("TOUCHSTONE_WINDOW")
	if window == "" {
		v.t.Fatal("TOUCHSTONE_WINDOW names no program with a window: run `make e2e`")
	}
	v.window = exec.Command(window)
	v.window.Env = append(v.command().Env, "DISPLAY="+v.name, "WAYLAND_DISPLAY=", "LANG=en_US.UTF-8", "LC_ALL=", "LANGUAGE=",
		"XDG_CACHE_HOME="+v.folder, "XDG_STATE_HOME="+v.folder)
	v.window.Env = append(v.window.Env, env...)
	v.window.Stdout, v.window.Stderr = &v.log, &v.log
	if err := v.window.Start(); err != nil {
		v.t.Fatal(err)
	}
	v.t.Cleanup(v.kill)
	v.until("the window opens", 20*time.Second, func() bool { return v.x("search", "--name", "Touchstone") == nil })
	fit := func() {
		v.xdo("search", "--name", "Touchstone", "windowsize", fmt.Sprint(width), fmt.Sprint(height), "windowmove", "0", "0")
	}
	fit()
	v.until("the window is painted", 20*time.Second, func() bool {
		seen := v.shot(clock)
		return len(bytes.ReplaceAll(seen, seen[:3], nil)) > 0 // more than one colour: the clock stands there
	})
	kept := 0 // the window asks for a size of its own while it is first painted, which is another at another scale
	v.until("the window keeps its size", 20*time.Second, func() bool {
		if kept++; v.size() != fmt.Sprintf("%dx%d", width, height) {
			kept = 0
			fit()
		}
		return kept == 50
	})
	v.xdo("mousemove", "640", "500")
	v.quiet()
}

// size is the window's, as the screen has it.
func (v *display) size() string {
	v.t.Helper()
	c := exec.Command("xdotool", "search", "--name", "Touchstone", "getwindowgeometry")
	c.Env = append(os.Environ(), "DISPLAY="+v.name)
	out, err := c.Output()
	if err != nil {
		v.t.Fatalf("measure the window: %v", err)
	}
	_, size, _ := strings.Cut(string(out), "Geometry: ")
	return strings.TrimSpace(size)
}

// kill ends the window as a power cut does.
func (v *display) kill() {
	if v.window.ProcessState == nil {
		_ = v.window.Process.Kill()
		_ = v.window.Wait()
	}
}

func (v *display) x(args ...string) error {
	c := exec.Command("xdotool", args...)
	c.Env = append(os.Environ(), "DISPLAY="+v.name)
	return c.Run()
}

func (v *display) xdo(args ...string) {
	v.t.Helper()
	if err := v.x(args...); err != nil {
		v.t.Fatalf("xdotool %v: %v\n%s", args, err, v.log.String())
	}
}

// keys presses keys one after the other, as xdotool writes them, and waits until the window is done with them.
func (v *display) keys(keys ...string) {
	v.t.Helper()
	v.xdo(append([]string{"key", "--delay", "40"}, keys...)...)
	v.quiet()
}

// types types words.
func (v *display) types(words string) {
	v.t.Helper()
	v.xdo("type", "--delay", "12", words)
	v.quiet()
}

// clicks clicks at a place of the window.
func (v *display) clicks(x, y int) {
	v.t.Helper()
	v.xdo("mousemove", fmt.Sprint(x), fmt.Sprint(y), "sleep", ".1", "click", "1")
	v.quiet()
}

// drags presses at one place and releases at another. The driver looks sixty times a second, so the hand has to be slow.
func (v *display) drags(fromX, fromY, toX, toY int) {
	v.t.Helper()
	v.xdo("mousemove", fmt.Sprint(fromX), fmt.Sprint(fromY), "sleep", ".1", "mousedown", "1", "sleep", ".1",
		"mousemove", fmt.Sprint((fromX+toX)/2), fmt.Sprint((fromY+toY)/2), "sleep", ".1",
		"mousemove", fmt.Sprint(toX), fmt.Sprint(toY), "sleep", ".1", "mouseup", "1")
	v.quiet()
}

// clipboard is what was copied.
func (v *display) clipboard() string {
	v.t.Helper()
	c := exec.Command("xclip", "-o", "-selection", "clipboard")
	c.Env = append(os.Environ(), "DISPLAY="+v.name)
	out, err := c.Output()
	if err != nil {
		v.t.Fatalf("read the clipboard: %v", err)
	}
	return string(out)
}

// shot is what is seen in a part of the screen, as raw bytes.
func (v *display) shot(part image.Rectangle) []byte {
	v.t.Helper()
	seen, err := v.screen.shot(part)
	if err != nil {
		v.t.Fatal(err)
	}
	return seen
}

var (
	whole = image.Rect(0, 0, width, height)
	work  = image.Rect(0, 0, width, 750)      // everything but the status bar
	clock = image.Rect(1160, 764, width, 798) // the clock in it
)

// still is how long a picture stands until the window is taken to be at rest: several frames of it.
const still = 150 * time.Millisecond

// quiet waits until nothing moves any more but the clock and a caret that blinks: until what is seen was seen before.
func (v *display) quiet() {
	v.t.Helper()
	seen := map[uint64]time.Time{}
	seed := maphash.MakeSeed()
	v.until("the window comes to rest", 10*time.Second, func() bool {
		now := maphash.Bytes(seed, v.shot(work))
		first, again := seen[now]
		if !again {
			seen[now] = time.Now()
		}
		return again && time.Since(first) >= still
	})
}

// until waits for something, and fails when it takes too long.
func (v *display) until(what string, longest time.Duration, so func() bool) time.Duration {
	v.t.Helper()
	began := time.Now()
	for !so() {
		if time.Since(began) > longest {
			if os.Getenv("TOUCHSTONE_PICTURES") == "" {
				v.picture(filepath.Join(os.TempDir(), strings.ReplaceAll(v.t.Name(), "/", "-")+".png"))
			}
			v.t.Fatalf("%s: not within %s\n%s", what, longest, v.log.String())
		}
		time.Sleep(20 * time.Millisecond) // between two looks
	}
	return time.Since(began)
}

// picture writes what is seen of the window to a file.
func (v *display) picture(path string) {
	v.t.Helper()
	if err := v.screen.picture(whole, path); err != nil {
		v.t.Fatal(err)
	}
}
