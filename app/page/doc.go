// Package page is what panels are written with: lines of words, headings, cards, ratings, links, rows that jump somewhere, and
// words in Markdown.
//
// Rules:
//
//   - Nothing is cut off: what is long wraps. Words can be selected and copied, except where a click on them does something.
//   - What is shown is what is stored. Markdown marks up words and takes none away: HTML and what it cannot show stand as they were
//     typed, a picture is its words and its address, and nothing is fetched. Only web and mail addresses can be opened.
//
// Why not otherwise: panels never import each other, and look alike. Fyne's own Markdown drops HTML, so that "a <b or c>" loses its
// end, asks the network for pictures in a colleague's rationale, joins lines that were typed below each other, and panics at some
// lists.
package page
