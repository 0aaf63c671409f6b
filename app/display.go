//go:build !headless

package app

import (
	"net"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// noDisplay says that there is nowhere to open a window.
type noDisplay struct{ why string }

func (n noDisplay) Error() string {
	return "no display: " + n.why + "; see `touchstone --help` for the commands"
}

// Unavailable marks the error as one that is gone elsewhere.
func (noDisplay) Unavailable() bool { return true }

// findDisplay looks whether somebody answers where the environment says that windows are drawn. The driver ends the program
// where nobody does, so it must not be asked first. Systems other than Linux have their display without being told.
func findDisplay(getenv func(string) string) error {
	if runtime.GOOS != "linux" {
		return nil
	}
	x, wayland := getenv("DISPLAY"), getenv("WAYLAND_DISPLAY")
	if x == "" && wayland == "" {
		return noDisplay{"neither DISPLAY nor WAYLAND_DISPLAY is set"}
	}
	if wayland != "" {
		if !filepath.IsAbs(wayland) {
			wayland = filepath.Join(getenv("XDG_RUNTIME_DIR"), wayland)
		}
		if answers("unix", wayland) {
			return nil
		}
	}
	if x == "" {
		return noDisplay{"nobody answers at WAYLAND_DISPLAY=" + getenv("WAYLAND_DISPLAY")}
	}
	if !xAnswers(x) {
		return noDisplay{"nobody answers at DISPLAY=" + x}
	}
	return nil
}

// xAnswers reports whether an X server listens at host:number.screen, as X(7) words it: a socket of this computer where no host
// is named, a port from 6000 on where one is.
func xAnswers(display string) bool {
	if filepath.IsAbs(display) { // a socket, as on macOS
		return answers("unix", display)
	}
	colon := strings.LastIndexByte(display, ':')
	if colon < 0 {
		return false
	}
	host, number := display[:colon], display[colon+1:]
	number, _, _ = strings.Cut(number, ".")
	n, err := strconv.Atoi(number)
	if err != nil {
		return false
	}
	if host == "" || host == "unix" {
		socket := "/tmp/.X11-unix/X" + number
		if answers("unix", socket) || answers("unix", "@"+socket) { // the second is Linux's, without a file
			return true
		}
		host = "localhost"
	}
	return answers("tcp", net.JoinHostPort(strings.Trim(host, "[]"), strconv.Itoa(6000+n)))
}

func answers(network, address string) bool {
	c, err := net.DialTimeout(network, address, 3*time.Second)
	if err != nil {
		return false
	}
	return c.Close() == nil
}
