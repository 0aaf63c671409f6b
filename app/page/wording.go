package page

import (
	"strings"

	"touchstone/model/anchor"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Wording shows two wordings laid over each other: what is gone struck through, what has come in bold letters.
func Wording(pieces []anchor.Piece) *widget.RichText {
	rich := widget.NewRichText(Pieces(pieces)...)
	rich.Wrapping = fyne.TextWrapWord
	return rich
}

// Pieces are the segments of two wordings laid over each other.
func Pieces(pieces []anchor.Piece) []widget.RichTextSegment {
	var all []widget.RichTextSegment
	for i, piece := range pieces {
		if i > 0 && piece.Come && pieces[i-1].Gone && !strings.HasSuffix(pieces[i-1].Words, " ") {
			all = append(all, &widget.TextSegment{Text: " ", Style: widget.RichTextStyle{Inline: true}}) // what took its place is a word of its own
		}
		style := widget.RichTextStyle{Inline: true, ColorName: theme.ColorNameForeground}
		switch {
		case piece.Gone:
			style.ColorName, style.TextStyle.Strikethrough = theme.ColorNameError, true
		case piece.Come:
			style.ColorName, style.TextStyle.Bold = theme.ColorNameSuccess, true
		}
		all = append(all, &widget.TextSegment{Text: piece.Words, Style: style})
	}
	return all
}
