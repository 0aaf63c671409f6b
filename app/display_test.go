//go:build !headless

package app

import (
	"net"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// Where no display answers the program says so, whatever the environment names.
func TestFindDisplay(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("other systems have their display without being told")
	}
	folder := t.TempDir()
	listener, err := net.Listen("unix", filepath.Join(folder, "wayland-0"))
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	tests := []struct {
		env  map[string]string
		says string // "" where there is one
	}{
		{nil, "neither DISPLAY nor WAYLAND_DISPLAY"},
		{map[string]string{"DISPLAY": ":4711"}, "DISPLAY=:4711"},
		{map[string]string{"DISPLAY": "4711"}, "DISPLAY=4711"},
		{map[string]string{"DISPLAY": "localhost:x"}, "DISPLAY=localhost:x"},
		{map[string]string{"DISPLAY": filepath.Join(folder, "none")}, "DISPLAY=" + folder},
		{map[string]string{"WAYLAND_DISPLAY": "wayland-1", "XDG_RUNTIME_DIR": folder}, "WAYLAND_DISPLAY=wayland-1"},
		{map[string]string{"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": folder}, ""},
		{map[string]string{"WAYLAND_DISPLAY": filepath.Join(folder, "wayland-0"), "DISPLAY": ":4711"}, ""},
		{map[string]string{"DISPLAY": filepath.Join(folder, "wayland-0")}, ""},
	}
	for _, test := range tests {
		err := findDisplay(func(name string) string { return test.env[name] })
		switch {
		case test.says == "" && err != nil:
			t.Errorf("%v: %v", test.env, err)
		case test.says != "" && (err == nil || !strings.Contains(err.Error(), test.says)):
			t.Errorf("%v: %v, which does not name %q", test.env, err, test.says)
		}
	}
}
