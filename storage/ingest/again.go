package ingest

import (
	"errors"
	"slices"
	"strings"

	"touchstone/model"
)

// Again is what reading kept bytes once more gives, beside what was kept of the first time.
type Again struct {
	Document model.Document // as it is read now, with the same passages restored
	Same     bool           // the words and their blocks are the same
	Newer    bool           // another reader, or another version of it, reads now
	Gone     []string       // words of blocks that stand in the text no more, in its order
	New      []string       // words of blocks that did not stand in it
}

// Reread reads the bytes of a capture again as they were read then, and says whether the same words come out. Bytes that are
// not those of the origin are refused.
func Reread(data []byte, then model.Capture, text string) (Again, error) {
	if model.Hash(data) != then.Origin.SHA256 {
		return Again{}, &Error{
			Code: "file.altered", File: then.Origin.Name, What: "these are not the bytes that were read", Do: "name the original file",
		}
	}
	at := slices.IndexFunc(formats, func(f format) bool { return f.media == then.Origin.Media })
	if at < 0 {
		return Again{}, &Error{Code: "file.format", File: then.Origin.Name, What: then.Origin.Media + " is not read by this version", Do: "use a newer one"}
	}
	doc, err := readAs(formats[at], then.Origin.Name, data)
	if err != nil {
		var failure *Error
		if errors.As(err, &failure) {
			failure.File = then.Origin.Name
		}
		return Again{}, err
	}
	newer := doc.Origin.Reader != then.Origin.Reader || doc.Origin.Version != then.Origin.Version
	was := wordsIn(text, then.Blocks)
	if doc, err = asChosen(doc, then.Origin, was, newer); err != nil {
		return Again{}, err
	}
	a := Again{Document: doc, Same: doc.Text == text && slices.Equal(doc.Blocks, then.Blocks), Newer: newer}
	is := wordsIn(doc.Text, doc.Blocks)
	a.Gone, a.New = without(was, is), without(is, was)
	return a, nil
}

// asChosen puts back and sets aside what a person did then. Another version of the reader may count passages otherwise, so what
// it finds at the place of one that was set aside stays where its words are among those that were kept. Nor does it go where
// nothing else would be left.
func asChosen(doc model.Document, then model.Origin, was []string, newer bool) (model.Document, error) {
	var back, aside []int
	for _, c := range doc.Cuts {
		if slices.Contains(then.Restored, c.Place) {
			back = append(back, c.Place)
		}
	}
	doc, err := doc.Restore(back...)
	if err != nil {
		return doc, err
	}
	is := wordsIn(doc.Text, doc.Blocks)
	for i, place := range doc.Places() {
		if slices.Contains(then.Aside, place) && (!newer || !slices.Contains(was, is[i])) {
			aside = append(aside, place)
		}
	}
	if len(aside) == len(is) {
		return doc, nil
	}
	return doc.SetAside(aside...)
}

// RereadSame is Reread for whoever asks only whether the same words come out.
func RereadSame(data []byte, then model.Capture, text string) (model.Document, bool, error) {
	a, err := Reread(data, then, text)
	return a.Document, a.Same, err
}

// wordsIn gives the words of the blocks of a text.
func wordsIn(text string, blocks []model.Block) []string {
	points := []rune(text)
	words := make([]string, len(blocks))
	for i, b := range blocks {
		words[i] = strings.Join(strings.Fields(string(points[min(b.Start, len(points)):min(b.End, len(points))])), " ")
	}
	return words
}

// without gives the words that stand in one list oftener than in another.
func without(list, other []string) []string {
	count := map[string]int{}
	for _, w := range other {
		count[w]++
	}
	var left []string
	for _, w := range list {
		if count[w]--; count[w] < 0 {
			left = append(left, w)
		}
	}
	return left
}
