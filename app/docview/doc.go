// Package docview is the article view: a text to be read, selected and marked. Marks and runs go in, fragments come out.
//
// What: block.go and layout.go set a text in lines, line.go says where in a line each character stands and bidi.go in which
// order, move.go and selection.go are the caret, mark.go lays marks over lines. They know no Fyne and are tested with a ruler of
// fixed widths. view.go, page.go, paint.go, mouse.go, keys.go, underline.go, baseline.go, handle.go, card.go and
// strip.go are the widget.
//
// Rules:
//
//   - Offsets are bytes into the text, at grapheme cluster borders. What the widget reports is exactly what it highlights.
//   - A mark never changes where a word stands: marking re-breaks no line, and repaints only lines it touches.
//   - Work is in the lines that are seen. Lines are set as far as somebody looks, and the rest in the pauses between frames, 5 ms
//     at a time: a text of 5 MB is on the screen after one frame or two.
//   - What repeats an earlier paragraph is folded to one line; whatever goes into it, a caret, a mark in focus, a search, opens it.
//   - A stretch in two directions is covered by several boxes, and what is selected stays one stretch of the text.
//   - The view knows no claim and no workspace: a mark is a key, places and how it looks.
//
// Why not otherwise: Fyne's Label and Entry take 25 s for 100 kB, RichText knows no background and takes 6 s for 1 MB, and a
// painted raster takes 400 ms a frame. One canvas.Text for each visible line and style, with rectangles below it, takes 2 ×
// the frame of an empty scroll. Words are measured one by one and kept: with the theme's font the sum of words and spaces
// is the width of the line to the last digit, whereas the sum of single letters is up to 4 px off.
//
// Words are measured by Fyne, in its own goroutine, and not by a shaper of ours in another: it alone knows what font the system
// gives for letters that the program does not bring along, and measuring between frames leaves the window as free. Where such
// letters stand above the line it does not know: baseline.go sees it. The underlines of a line are one picture, and so is the
// strip: a rectangle costs the driver as much as a line of words.
package docview
