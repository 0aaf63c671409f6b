// Package docview is the article view: a text to be read, selected and marked. Marks and runs go in, fragments come out.
//
// What: block.go and layout.go set a text in lines, line.go says where in a line each character stands and bidi.go in which
// order, move.go, sentence.go and selection.go are the caret, mark.go lays marks over lines. They know no Fyne and are tested with a ruler of
// fixed widths. letters.go measures and draws the theme's letters, sheet.go and underline.go make a line's picture of them. view.go,
// page.go, paint.go, mouse.go, keys.go, baseline.go, handle.go, card.go and strip.go are the widget.
//
// Rules:
//
//   - Offsets are bytes into the text, at grapheme cluster borders. What the widget reports is exactly what it highlights.
//   - A mark never changes where a word stands: marking re-breaks no line, and repaints only lines it touches.
//   - Work is in the lines that are seen. Lines are set as far as somebody looks, and the rest in the pauses between frames, 5 ms
//     at a time: a text of 5 MB is on the screen after one frame or two.
//   - A line is one picture: tints, words, underlines. It lives as long as the line is seen, and its pixels are used again.
//   - What repeats an earlier paragraph is folded to one line; whatever goes into it, a caret, a mark in focus, a search, opens it.
//   - A stretch in two directions is covered by several boxes, and what is selected stays one stretch of the text.
//   - The view knows no claim and no workspace: a mark is a key, places and how it looks.
//
// Why not otherwise: Fyne's Label and Entry take 25 s for 100 kB, RichText knows no background and takes 6 s for 1 MB, and a
// painted raster of the whole window takes 400 ms a frame. Words are measured one by one and kept: with the theme's font the sum of
// words and spaces is the width of the line to the last digit, whereas the sum of single letters is up to 4 px off.
//
// A canvas.Text for each line was the first design, with rectangles below it. Without a graphics card what a frame costs is pixels
// and not objects: 36 texts of a few letters take 0.5 ms more than an empty frame, 36 lines 7 ms. A rectangle takes half as long
// again as a picture of its size, and a text is a picture that is blended from four pixels each and as high as the tallest letter
// anywhere, 23 pixels, where the ink of a line ends after 17. Pictures of our own of the ink alone take 4 ms, and their tints
// nothing. A picture of several lines saves nothing, as what lies between them is blended, too; bands of 128 pixels through a shader
// of ours take half as long again as the lines do, as Fyne lets a shader have its pixels from four others alone. Fyne also keeps
// the picture of every text for as long as sparing says; ours go with their lines, and a jump draws from letters that are kept
// instead of outlines.
//
// The theme's letters are shaped by us, three times faster than Fyne measures, to the same digit. All others, and words of two
// scripts, are measured and drawn by Fyne: it alone knows what font the system gives for letters that the program does not bring
// along. That is why lines are set between frames and not on another goroutine: the measure of those is Fyne's, and not to be shared.
// Where such letters stand above the line Fyne does not say: baseline.go sees it.
package docview
