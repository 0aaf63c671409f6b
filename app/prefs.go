//go:build !headless

package app

import (
	"slices"

	"touchstone/app/look"

	"fyne.io/fyne/v2"
)

// prefs is how the window was left: nothing that anybody decided.
type prefs struct{ fyne.Preferences }

const mostRecent = 8

func (p prefs) mode() look.Mode        { return look.Mode(p.String("mode")) }
func (p prefs) setMode(mode look.Mode) { p.SetString("mode", string(mode)) }

const (
	usualSize    = 16
	smallestSize = 10
	largestSize  = 40
	usualApart   = 1.55
	leastApart   = 1.25
	mostApart    = 2.3
)

// size is that of the article's letters.
func (p prefs) size() float32 { return float32(p.FloatWithFallback("size", usualSize)) }

func (p prefs) setSize(size float32) {
	p.SetFloat("size", float64(max(smallestSize, min(size, largestSize))))
}

// apart is how high a line of the article is, in sizes of its letters.
func (p prefs) apart() float32 { return float32(p.FloatWithFallback("apart", usualApart)) }

func (p prefs) setApart(sizes float32) {
	p.SetFloat("apart", float64(max(leastApart, min(sizes, mostApart))))
}

// recent are the workspaces that were open, the last one first.
func (p prefs) recent() []string { return p.StringList("recent") }

func (p prefs) opened(path string) {
	all := append([]string{path}, slices.DeleteFunc(p.recent(), func(r string) bool { return r == path })...)
	p.SetStringList("recent", all[:min(len(all), mostRecent)])
}

// folder is where files were read or written last.
func (p prefs) folder() string     { return p.String("folder") }
func (p prefs) inFolder(at string) { p.SetString("folder", at) }

// person is who sat at the desk last, "" for nobody that was said.
func (p prefs) person() string    { return p.String("person") }
func (p prefs) seat(name string)  { p.SetString("person", name) }
func (p prefs) last() string      { return p.String("article") }
func (p prefs) showing(id string) { p.SetString("article", id) }
