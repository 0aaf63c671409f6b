package page

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// shown are the words of an object, one line a paragraph; what is marked up is said in brackets.
func shown(o fyne.CanvasObject) string {
	switch o := o.(type) {
	case *said:
		return shown(&o.Label)
	case *widget.Label:
		if o.TextStyle.Monospace {
			return "[code:" + o.Text + "]"
		}
		return o.Text
	case *widget.RichText:
		var out strings.Builder
		for _, s := range o.Segments {
			switch s := s.(type) {
			case *widget.TextSegment:
				out.WriteString(styled(s.Text, s.Style.TextStyle))
			case *widget.HyperlinkSegment:
				out.WriteString("[" + s.Text + "](" + s.URL.String() + ")")
			default:
				out.WriteString("?")
			}
		}
		return out.String()
	case *widget.Separator:
		return "[line]"
	case *fyne.Container:
		var out []string
		for _, inner := range o.Objects {
			out = append(out, shown(inner))
		}
		return strings.Join(out, "|")
	}
	return "?"
}

func styled(s string, style fyne.TextStyle) string {
	for name, set := range map[string]bool{"b": style.Bold, "i": style.Italic, "s": style.Strikethrough, "m": style.Monospace} {
		if set {
			s = "[" + name + ":" + s + "]"
		}
	}
	return s
}

func TestMarkdownMarksUpWordsAndTakesNoneAway(t *testing.T) {
	test.NewTempApp(t)
	for _, c := range []struct{ typed, want string }{
		{"13 of 52.", "13 of 52."},
		{"one\ntwo", "one\ntwo"},
		{"one\n\ntwo", "one|two"},
		{"**13** of *52*", "[b:13] of [i:52]"},
		{"~~14~~ 13", "[s:14] 13"},
		{"5*3*2 = 30", "5*3*2 = 30"},
		{"a <b or c> d", "a <b or c> d"},
		{"<script>x</script>", "<script>x</script>"},
		{"| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |"},
		{"[1]: https://example.org/x", "[1]: [https://example.org/x](https://example.org/x)"},
		{"see [the log](https://example.org/log)", "see [the log](https://example.org/log)"},
		{"see [the log](file:///etc/passwd)", "see the log (file:///etc/passwd)"},
		{"![a picture](https://example.org/p.png)", "[a picture](https://example.org/p.png)"},
		{"    indented", "indented"},
		{"# 2024", "[b:2024]"},
		{"a \\*b\\*", "a *b*"},
		{"`x_1`", "[m:x_1]"},
		{"```\ncode\n```", "[code:code]"},
		{"---", "[line]"},
	} {
		if got := shown(Markdown(c.typed)); got != c.want {
			t.Errorf("%q is shown as %q, not %q", c.typed, got, c.want)
		}
	}
}

// A list that counts by itself would say another year than was typed.
func TestNumbersOfListsAreThoseThatWereTyped(t *testing.T) {
	test.NewTempApp(t)
	for typed, want := range map[string]string{
		"1986. built\n1990. closed": "built|1986.|closed|1990.",
		"- one\n- two\n  - three":   "one|•|two|three|•|•",
		"2024.":                     "2024.",
		"- [ ] **done**":            "[ ] [b:done]|•",
	} {
		if got := shown(Markdown(typed)); strings.Trim(got, "|") != want {
			t.Errorf("%q is shown as %q, not %q", typed, got, want)
		}
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{"", "- [ ] [x](y)", "> 1) a\n> 2) b", "***a* b**", "\x00", "a\n\t- b", "1.\n2."} {
		f.Add(s)
	}
	test.NewApp()
	f.Fuzz(func(_ *testing.T, typed string) {
		o := container.NewVBox(Markdown(typed))
		o.Resize(fyne.NewSize(200, 200))
	})
}
