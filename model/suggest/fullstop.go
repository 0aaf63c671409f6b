package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"touchstone/model/span"
)

// elsewhere are abbreviations of languages without a table of their own, which mean nothing else in those that have one: mostly
// titles, which a text of any language may name people by.
var elsewhere = set("srta sra lic avv dott dott.ssa sig sig.ra ing arq skt mme mlle mgr núm cra ext tel mt ул кв пгт гг г им проф акад стр рис")

// fullStop reports whether a row of full stops from at to stop ends a sentence that began at from; what follows can begin one.
func (s *splitter) fullStop(at, stop, end, from int) bool {
	row := strings.Count(s.text[at:stop], ".") + 3*strings.Count(s.text[at:stop], "…")
	next := s.wordAfter(end)
	if row > 1 {
		return row > 3 || at > s.start && s.text[at-1] != ' ' || s.lang.starts[next] && next != "I" // … as one says
	}
	word := s.wordBefore(at)
	word = word[max(0, len(word)-(at-from)):] // not what stands before a lost space
	low := strings.ToLower(word)
	first, _ := utf8.DecodeRuneInString(next)
	if strings.TrimSpace(s.text[from:at]) == word && listMarker(s.text[at-len(word):end]+" ") > 0 { // “1.”, “a.)” at the start
		return false
	}
	switch {
	case word == "":
		return !strings.HasSuffix(s.text[:at], "°") || !unicode.IsDigit(first) // N°. 5
	case unicode.IsDigit(rune(word[0])) && s.lang.ordinals && end == stop:
		return !s.ordinal(word, next)
	case s.lang.never[low] || elsewhere[low]:
		return false
	case s.lang.beforeNumber[low]:
		return !unicode.IsDigit(first)
	case end > stop: // closed by a mark: not the end of an abbreviation alone
		return true
	case low == "a.m" || low == "p.m":
		if so := strings.Fields(s.text[from:at]); len(so) < 4 && s.lang.is(strings.ToLower(so[0]), preposition) { // At 5 a.m. Berg left
			return false
		}
		return !s.lang.months[strings.ToLower(next)] && !allUpper(next)
	case s.lang.often[low] || dotted(word):
		return s.lang.starts[next] || low == "etc" && unicode.IsUpper(first)
	case initial(word) && !strings.HasSuffix(s.text[s.start:at-len(word)], "°"):
		return word == "I" && s.lang.starts[next] && s.lang.name == "en" || dotted(word) && s.lang.starts[next]
	}
	return true
}

// wordBefore is the word that ends at an offset, with the full stops inside it.
func (s *splitter) wordBefore(at int) string {
	start := at
	for start > s.start {
		r, size := utf8.DecodeLastRuneInString(s.text[:start])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '.' {
			break
		}
		start -= size
	}
	return strings.TrimLeft(s.text[start:at], ".")
}

// wordAfter is the first word behind an offset, without marks before it.
func (s *splitter) wordAfter(at int) string {
	rest := strings.TrimLeftFunc(s.text[at:min(len(s.text), at+200)], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' })
	if end < 0 {
		return rest
	}
	return rest[:end]
}

// ordinal reports whether a number with a full stop is that of 12. Juni or 3. Liga, and ends no sentence.
func (s *splitter) ordinal(number, next string) bool {
	if s.lang.months[strings.ToLower(next)] {
		return true
	}
	return len(number) <= 2 && !s.lang.starts[next] && s.lang.name == "de"
}

// dotted reports whether a word has full stops inside, such as U.S and z.B.
func dotted(word string) bool {
	letters := 0
	for part := range strings.SplitSeq(word, ".") {
		if utf8.RuneCountInString(part) > 2 {
			return false
		}
		letters++
	}
	return letters > 1 && !unicode.IsDigit(rune(word[0]))
}

func initial(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	return size == len(word) && unicode.IsUpper(r)
}

func allUpper(word string) bool { return word != "" && word == strings.ToUpper(word) && len(word) > 1 }

// listMarker returns the length of the marker that a text begins with, such as “3. ”, “b) ”, “(iv) ” or “• ”, or 0.
func listMarker(text string) int {
	if r, size := utf8.DecodeRuneInString(text); r == '•' || r == '⁃' || r == '‣' || r == '▪' {
		return size
	}
	_, _, n := marker(text)
	return n
}

// marker reads the marker of a list's item: its number, how it is written, and its length with the white space behind it.
func marker(text string) (number int, style string, length int) {
	i := 0
	if strings.HasPrefix(text, "(") {
		i, style = 1, "("
	}
	from := i
	for i < len(text) && i-from < 4 && (text[i] >= '0' && text[i] <= '9' || text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z') {
		i++
	}
	body := text[from:i]
	tail := i
	for tail < len(text) && tail-i < 2 && (text[tail] == '.' || text[tail] == ')') {
		tail++
	}
	if body == "" || tail == i || tail == len(text) || text[tail] != ' ' && text[tail] != '\t' {
		return 0, "", 0
	}
	number, kind := counted(body)
	if number == 0 {
		return 0, "", 0
	}
	return number, style + kind + text[i:tail], tail
}

// counted reads 7, g or vii; the kind tells them apart.
func counted(body string) (int, string) {
	switch {
	case body[0] >= '0' && body[0] <= '9':
		n := 0
		for _, c := range body {
			if c < '0' || c > '9' {
				return 0, ""
			}
			n = n*10 + int(c-'0')
		}
		if len(body) > 2 {
			return 0, ""
		}
		return n, "1"
	case len(body) == 1 && body != "i" && body != "v" && body != "x":
		if body[0] < 'a' {
			return int(body[0]-'A') + 1, "A"
		}
		return int(body[0]-'a') + 1, "a"
	}
	for n, roman := range strings.Fields("i ii iii iv v vi vii viii ix x xi xii") {
		if body == roman {
			return n + 1, "i"
		}
	}
	return 0, ""
}

// item is a marker of a list's item that was found: its number, and where it begins and ends.
type item struct {
	number, at, end int
	small           bool // it begins with a small letter
}

// items finds the items of a list that stands in one passage, “a) one b) two”: at least two markers of one style that count on.
// It returns where each marker begins and ends.
func items(text string, p span.Span) map[int]int {
	styles := map[string][]item{}
	for at := p.Start; at < p.End; {
		style, found := itemAt(text, p, at)
		if so := styles[style]; found.end > 0 && (style == bullet || len(so) == 0 || so[len(so)-1].number+1 == found.number) {
			styles[style] = append(so, found)
			at = found.end
		}
		n := strings.IndexAny(text[at:p.End], " \t\n")
		if n < 0 {
			break
		}
		at += n + 1
	}
	var out map[int]int
	for style, so := range styles {
		if len(so) < 2 || len(so) < 3 && (style == "A." || style == "a." || so[0].number > 1 && style != bullet) {
			continue
		}
		if so[0].small && (len(so) < 3 || so[0].number > 1) { // “for 1. above and for 2. below” is no list
			continue
		}
		for _, f := range so {
			if out == nil {
				out = map[int]int{}
			}
			out[f.at] = f.end
		}
	}
	return out
}

const bullet = "•"

// itemAt reads a marker at the start of a word; a number behind a bullet belongs to it.
func itemAt(text string, p span.Span, at int) (string, item) {
	if r, size := utf8.DecodeRuneInString(text[at:p.End]); r == '•' || r == '⁃' {
		end := at + size
		for end < p.End && text[end] == ' ' {
			end++
		}
		_, _, n := marker(text[end:p.End])
		return bullet, item{at: at, end: end + n}
	}
	number, style, n := marker(text[at:p.End])
	if n == 0 {
		return "", item{}
	}
	after, _ := utf8.DecodeRuneInString(strings.TrimLeft(text[at+n:p.End], " \t"))
	return style, item{number, at, at + n, unicode.IsLower(after)}
}
