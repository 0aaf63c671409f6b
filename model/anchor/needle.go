package anchor

import "strings"

// needle is words that are sought by a piece of them that begins with a rare letter: the standard library seeks the first
// letter of what it seeks, and is ten times as fast where that is no e.
type needle struct {
	words string
	from  int // of the piece
	piece string
}

// quick is how many bytes at most the standard library seeks with the processor's wide registers.
const quick = 63

// usual are the bytes of texts, the most usual ones first.
const usual = " etaoinsrhldcumfpgwybv.,k'\"-TSAMICPBRDHWENLFGOxjqz"

func needleOf(words string) needle {
	n := needle{words: words}
	rarest := -1
	for i := range min(len(words), 3*quick) {
		how := strings.IndexByte(usual, words[i])
		if how < 0 && words[i] < 0x80 {
			how = len(usual)
		}
		if how > rarest { // bytes beyond ASCII are as usual as the script is: taken only where there is nothing else
			rarest, n.from = how, i
		}
	}
	n.piece = words[n.from:min(len(words), n.from+quick)]
	return n
}

// next returns the first place of the words at or behind a place, -1 for none.
func (n needle) next(text string, from int) int {
	for at := from + n.from; at <= len(text); {
		i := strings.Index(text[at:], n.piece)
		if i < 0 {
			return -1
		}
		start := at + i - n.from
		if start >= from && strings.HasPrefix(text[start:], n.words) {
			return start
		}
		at += i + 1
	}
	return -1
}
