package anchor

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"touchstone/model/span"

	"golang.org/x/text/unicode/norm"
)

// Resolve finds a passage in a text: the same words where they stood, else where the words around them stand, else words that
// are like them. Places that nothing tells apart are ambiguous, and what is less alike than least is lost.
func Resolve(text string, sel Selector) Place {
	if strings.TrimSpace(sel.Exact) == "" {
		return Place{Status: Lost}
	}
	if p, found := sel.same(text, nil); found { // also of words in a text that nobody normalised
		return p
	}
	sel.Exact, sel.Prefix, sel.Suffix = norm.NFC.String(sel.Exact), norm.NFC.String(sel.Prefix), norm.NFC.String(sel.Suffix)
	return sel.resolve(text, nil)
}

func (sel Selector) resolve(text string, rest *others) Place {
	if p, found := sel.same(text, rest); found {
		return p
	}
	return sel.similar(text, rest)
}

// mostPlaces is how many places of the same words are looked at: the nearest are among them where it is known where the words stood.
const mostPlaces = 2000

// same finds the very words.
func (sel Selector) same(text string, rest *others) (Place, bool) {
	all := slices.DeleteFunc(occurrences(text, sel.Exact, sel.At), rest.have)
	switch {
	case len(all) == 0:
		return Place{}, false
	case len(all) == 1 && !sel.slight():
		return sel.at(all[0]), true
	}
	best, second := -1, -1
	likeness := make([]float32, len(all))
	for i, s := range all {
		likeness[i] = sel.beside(text, s)
		switch {
		case best < 0 || likeness[i] > likeness[best]:
			best, second = i, best
		case second < 0 || likeness[i] > likeness[second]:
			second = i
		}
	}
	if len(all) == 1 {
		if likeness[0] < slightest && sel.Prefix+sel.Suffix != "" && (sel.At == nil || all[0] != *sel.At) {
			return Place{Status: Ambiguous, Score: 1, Candidates: all}, true
		}
		return sel.at(all[0]), true
	}
	clear := likeness[best] > likeness[second]+margin && (likeness[best] >= slightest || !sel.slight())
	if clear || likeness[best] > whole && likeness[second] <= whole {
		return sel.at(all[best]), true
	}
	var equal []span.Span
	for i, s := range all {
		if likeness[i]+margin >= likeness[best] {
			if sel.At != nil && s == *sel.At {
				return sel.at(s), true
			}
			equal = append(equal, s)
		}
	}
	if s, found := sel.nearest(equal); found {
		p := sel.at(s)
		p.Score = 0.95 // where it stood is the only thing that speaks for it: somebody has to look
		return p, true
	}
	return Place{Status: Ambiguous, Score: 1, Candidates: equal}, true
}

// nearest is the place that is far nearer to where the passage stood than the next one.
func (sel Selector) nearest(all []span.Span) (span.Span, bool) {
	if sel.At == nil || len(all) < 2 {
		return span.Span{}, false
	}
	far := func(s span.Span) int { return max(s.Start-sel.At.Start, sel.At.Start-s.Start) }
	sorted := slices.SortedFunc(slices.Values(all), func(a, b span.Span) int { return cmp.Compare(far(a), far(b)) })
	return sorted[0], far(sorted[0])*nearer <= far(sorted[1])
}

const (
	nearer    = 8    // how many times as near
	margin    = 0.04 // by how much the words around one place have to be more alike than those around another
	slightest = 0.2  // and how alike they have to be where the passage is a few words that stand anywhere
	whole     = 0.99 // more alike than this is the same, and nothing else is
)

// slight reports whether the words are so few that they may stand in a text by chance.
func (sel Selector) slight() bool {
	n := 0
	scan(sel.Exact, 0, len(sel.Exact), func(token) bool { n++; return n < 4 })
	return n < 4 && utf8.RuneCountInString(sel.Exact) < 24
}

func (sel Selector) at(s span.Span) Place {
	status := Moved
	if sel.At != nil && *sel.At == s {
		status = Exact
	}
	return Place{Status: status, Span: s, Score: 1}
}

// occurrences are the places of words, first to last, none cutting a character; of very many those near where they stood.
func occurrences(text, words string, near *span.Span) []span.Span {
	all := places(text, words)
	if len(all) < mostPlaces || near == nil || near.Start < 0 || near.End > len(text) || near.Start > near.End {
		return all
	}
	reach := 200 * len(words)
	from := runeStart(text, max(0, near.Start-reach))
	return shifted(places(text[from:min(len(text), near.End+reach)], words), from)
}

func places(text, words string) []span.Span {
	var all []span.Span
	sought := needleOf(words)
	for from := 0; len(all) < mostPlaces; {
		at := sought.next(text, from)
		if at < 0 {
			break
		}
		s := span.Span{Start: at, End: at + len(words)}
		if span.Border(text, s.Start) && span.Border(text, s.End) {
			all = append(all, s)
			from = s.End
			continue
		}
		_, n := utf8.DecodeRuneInString(text[s.Start:])
		from = s.Start + n
	}
	return all
}

func shifted(all []span.Span, by int) []span.Span {
	for i := range all {
		all[i].Start += by
		all[i].End += by
	}
	return all
}

// beside tells how alike the words around a place are to those around the passage, from 0 to 1: letter by letter from the
// passage on, and where they differ by the words that are left of them.
func (sel Selector) beside(text string, s span.Span) float32 {
	before, after := text[max(0, s.Start-2*len(sel.Prefix)):s.Start], text[s.End:min(len(text), s.End+2*len(sel.Suffix))]
	sum, parts := float32(0), float32(0)
	if sel.Prefix != "" {
		n := commonEnd(before, sel.Prefix)
		sum += max(float32(n)/float32(len(sel.Prefix)), 0.9*left(sel.Prefix, before))
		parts++
	}
	if sel.Suffix != "" {
		n := commonStart(after, sel.Suffix)
		sum += max(float32(n)/float32(len(sel.Suffix)), 0.9*left(sel.Suffix, after))
		parts++
	}
	if parts == 0 {
		return 0
	}
	return sum / parts
}

func commonStart(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func commonEnd(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

// left is the share of words that stand in another stretch, in the same order.
func left(words, in string) float32 {
	a, b := tokens(words, 0, len(words)), tokens(in, 0, len(in))
	whole := weigh(a)
	if whole == 0 {
		return 0
	}
	matched := float32(0)
	for _, p := range align(words, a, in, b) {
		matched += a[p.i].weight * p.like
	}
	return matched / whole
}

func weigh(all []token) float32 {
	sum := float32(0)
	for _, t := range all {
		sum += t.weight
	}
	return sum
}

// sentenceBegins reports whether a sentence begins behind some words: at the start of a text, of a line or after a full stop.
func sentenceBegins(before string) bool {
	trimmed := strings.TrimRightFunc(before, unicode.IsSpace)
	if strings.ContainsRune(before[len(trimmed):], '\n') || trimmed == "" {
		return true
	}
	return trimmed != before && ends(trimmed)
}

// ends reports whether the last character, quote marks and brackets aside, ends a sentence.
func ends(s string) bool {
	s = strings.TrimRightFunc(s, closing)
	r, _ := utf8.DecodeLastRuneInString(s)
	return terminal(r)
}

func terminal(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।':
		return true
	}
	return false
}

func closing(r rune) bool {
	switch r {
	case '"', '\'', ')', ']', '”', '’', '»', '“', '」', '』', '）':
		return true
	}
	return false
}
