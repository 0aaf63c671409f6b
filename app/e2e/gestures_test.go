//go:build e2e

package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// put puts words on the clipboard.
func (v *display) put(words string) {
	v.t.Helper()
	c := exec.Command("xclip", "-i", "-selection", "clipboard")
	c.Env = append(os.Environ(), "DISPLAY="+v.name)
	c.Stdin = strings.NewReader(words)
	if err := c.Run(); err != nil {
		v.t.Fatal(err)
	}
}

// copied is what Ctrl+C copies after something was done, "" for nothing.
func (v *display) copied(do func()) string {
	v.t.Helper()
	v.put("nothing")
	do()
	v.keys("ctrl+c")
	if got := v.clipboard(); got != "nothing" {
		return got
	}
	return ""
}

// presses clicks some times in a row, after a pause that ends an earlier row.
func (v *display) presses(x, y, times int) {
	v.t.Helper()
	v.xdo("mousemove", fmt.Sprint(x), fmt.Sprint(y), "sleep", ".5", "click", "--repeat", fmt.Sprint(times), "--delay", "70", "1")
	v.quiet()
}

// lesson is a text without repeats, of which every part of the window shows sentences.
func lesson() string {
	var b strings.Builder
	b.WriteString("A lesson in selecting\n")
	for _, what := range strings.Fields("ferry quay harbour bridge tunnel railway airport market library museum theatre hospital school station") {
		fmt.Fprintf(&b, "The %s was closed on Tuesday after divers found cracks in it. Nobody knew of them before, says the ministry, and %s traffic stands still.\n", what, what)
	}
	return b.String()
}

// Every gesture selects what it should, at every scale, and what is copied is what stands in the article.
func TestWindowGestures(t *testing.T) {
	for _, scale := range []string{"1", "1.5", "2"} {
		t.Run(scale, func(t *testing.T) {
			told := lesson()
			d := newDesk(t)
			file := d.write("lesson.txt", told)
			d.do("--as", "Anna", "load", file)
			v := newDisplay(d, "TOUCHSTONE_AS=Anna", "FYNE_SCALE="+scale)
			has := func(what, whole, part string) {
				t.Helper()
				if part == "" || !strings.Contains(whole, part) {
					t.Errorf("%s: %q is not in %q", what, part, whole)
				}
			}
			const x = 490
			y, word := 600, ""
			for ; y < 720 && strings.Trim(word, " .,’") == ""; y += 15 {
				word = v.copied(func() { v.presses(x, y, 2) })
			}
			y -= 15
			sentence := v.copied(func() { v.presses(x, y, 3) })
			paragraph := v.copied(func() { v.presses(x, y, 4) })
			has("the word of a double click", sentence, word)
			has("the sentence of a triple click", paragraph, sentence)
			has("the paragraph of a fourth", told, paragraph)
			if strings.ContainsAny(strings.TrimSpace(word), " \n") || strings.Contains(paragraph, "\n") || !strings.HasSuffix(sentence, ".") {
				t.Errorf("a word is %q, a sentence %q, a paragraph %q", word, sentence, paragraph)
			}

			v.presses(x, y, 1)
			shifted := v.copied(func() {
				v.xdo("keydown", "shift")
				v.presses(x+60, y+60, 1)
				v.xdo("keyup", "shift")
			})
			has("a click with Shift", told, shifted)

			inside := v.copied(func() { v.drags(x, y, x+90, y) })
			has("a drag", told, inside)
			two := v.copied(func() {
				v.xdo("keydown", "ctrl")
				v.drags(x, y+70, x+90, y+70)
				v.xdo("keyup", "ctrl")
			})
			has("a second stretch with Ctrl", two, inside)
			if two == inside {
				t.Errorf("Ctrl and a drag select nothing more than %q", inside)
			}

			for what, to := range map[string][2]int{"beside the text": {1200, y}, "outside the window": {1450, y}, "below the window": {x, 950}} {
				v.presses(x, y+70, 1)
				released := v.copied(func() { v.drags(x, y, to[0], to[1]) })
				has("a release "+what, told, released)
				more := v.copied(func() { v.keys("shift+Left", "shift+Left", "shift+Left") })
				has("Shift after it", released, more)
				if len(more) >= len(released) {
					t.Errorf("after a release %s Shift and the arrow move nothing: %q", what, more)
				}
			}

			v.keys("ctrl+Home")
			first := v.copied(func() { v.keys("shift+ctrl+Right") })
			line := v.copied(func() { v.keys("Home", "shift+End") })
			by := v.copied(func() { v.keys("ctrl+Home", "shift+alt+Right") })
			down := v.copied(func() { v.keys("ctrl+Home", "shift+Down") })
			page := v.copied(func() { v.keys("ctrl+Home", "shift+Next") })
			all := v.copied(func() { v.keys("ctrl+Home", "shift+ctrl+End") })
			block := v.copied(func() { v.keys("ctrl+Home", "ctrl+a") })
			whole := v.copied(func() { v.keys("ctrl+a") })
			back := v.copied(func() { v.keys("ctrl+End", "shift+ctrl+Left") })
			if !strings.HasPrefix(told, first) || strings.Contains(first, " ") {
				t.Errorf("the first word is %q", first)
			}
			for what, s := range map[string]string{"line": line, "sentence": by, "line down": down, "page": page, "block": block} {
				if s == "" || !strings.HasPrefix(told, s) {
					t.Errorf("the first %s is %q", what, s)
				}
			}
			if want := strings.TrimSpace(told); all != want || whole != want {
				t.Errorf("all is %q and %q", all, whole)
			}
			if back == "" || !strings.HasSuffix(strings.TrimSpace(told), back) {
				t.Errorf("the last word is %q", back)
			}
		})
	}
}
