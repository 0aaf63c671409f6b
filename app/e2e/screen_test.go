//go:build e2e

package e2e

import (
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// screen is a virtual screen whose picture Xvfb keeps in a file, which is read many times faster than a program can be asked to
// look at it.
type screen struct {
	name   string // :77
	file   *os.File
	pixels int64 // where they begin in the file
	line   int64 // bytes a line, four a pixel: blue, green, red and nothing
}

// newScreen starts a virtual screen, whatever others there are.
func newScreen(t testing.TB) *screen {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	x := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "2600x1700x24", "-fbdir", folder, "-nolisten", "tcp", "-noreset")
	x.ExtraFiles = []*os.File{write}
	if err := x.Start(); err != nil {
		t.Fatalf("start Xvfb: %v", err)
	}
	t.Cleanup(func() {
		_ = x.Process.Kill()
		_ = x.Wait()
	})
	_ = write.Close()
	number := make([]byte, 16)
	n, err := read.Read(number)
	if err != nil {
		t.Fatalf("Xvfb tells no number: %v", err)
	}
	s := &screen{name: ":" + strings.TrimSpace(string(number[:n]))}
	if s.file, err = os.Open(filepath.Join(folder, "Xvfb_screen0")); err != nil {
		t.Fatalf("the picture of the screen: %v", err)
	}
	t.Cleanup(func() { _ = s.file.Close() })
	head := make([]byte, 80) // of an XWD file: its own length first, bytes a line thirteenth, colours of 12 bytes twentieth
	if _, err := s.file.ReadAt(head, 0); err != nil {
		t.Fatalf("the picture of the screen: %v", err)
	}
	field := func(i int) int64 { return int64(binary.BigEndian.Uint32(head[4*i:])) }
	s.pixels, s.line = field(0)+12*field(19), field(12)
	return s
}

// shot is what is seen in a part of the screen, four bytes a pixel.
func (s *screen) shot(part image.Rectangle) ([]byte, error) {
	wide := 4 * part.Dx()
	seen := make([]byte, wide*part.Dy())
	for y := range part.Dy() {
		at := s.pixels + int64(part.Min.Y+y)*s.line + 4*int64(part.Min.X)
		if _, err := s.file.ReadAt(seen[y*wide:(y+1)*wide], at); err != nil {
			return nil, fmt.Errorf("look at the screen: %w", err)
		}
	}
	return seen, nil
}

// picture writes what is seen in a part of the screen to a file.
func (s *screen) picture(part image.Rectangle, path string) error {
	seen, err := s.shot(part)
	if err != nil {
		return err
	}
	out := image.NewRGBA(part.Sub(part.Min))
	for i := 0; i < len(seen); i += 4 {
		at := i / 4
		out.SetRGBA(at%part.Dx(), at/part.Dx(), color.RGBA{R: seen[i+2], G: seen[i+1], B: seen[i], A: 255})
	}
	file, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("take a picture: %w", err)
	}
	if err := png.Encode(file, out); err != nil {
		return fmt.Errorf("take a picture: %w", err)
	}
	return file.Close()
}
