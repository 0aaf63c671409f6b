// Package docview is the article view: a text to be read, selected and marked. Marks and runs go in, fragments come out.
//
// What: block.go and layout.go set a text in lines, line.go says where in a line each character stands, move.go and
// selection.go are the caret, mark.go lays marks over lines. They know no Fyne and are tested with a ruler of fixed widths.
// view.go, paint.go, mouse.go and keys.go are the widget.
//
// Rules:
//
//   - Offsets are bytes into the text, at grapheme cluster borders. What the widget reports is exactly what it highlights.
//   - A mark never changes where a word stands: marking re-breaks no line, and repaints only lines it touches.
//   - Work is in the lines that are seen. Only setting a new text, and another width, look at the whole.
//   - The view knows no claim and no workspace: a mark is a key, places and how it looks.
//
// Why not otherwise: Fyne's Label and Entry take 25 s for 100 kB, RichText knows no background and takes 6 s for 1 MB, and a
// painted raster takes 400 ms a frame. One canvas.Text for each visible line and style, with rectangles below it, takes 2 ×
// the frame of an empty scroll. Words are measured one by one and kept: with the theme's font the sum of words and spaces
// is the width of the line to the last digit, whereas the sum of single letters is up to 4 px off.
package docview
