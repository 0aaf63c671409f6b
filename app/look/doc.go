// Package look is how the window looks: its theme, and how a rating is told by colour, glyph and pattern.
//
// Rules:
//
//   - Colour never stands alone: a rating has a glyph and the pattern of a line as well.
//   - Words have a contrast of at least 4.5 : 1 on whatever they stand on, glyphs and lines 3 : 1 (WCAG 2.1 AA). A test
//     computes it for every rating of every shipped scale, light and dark.
//
// Why not otherwise: scales bring colours of their own, which were chosen for chips on white. Here they are mixed with the
// background to a tint behind words, and darkened or lightened to an ink until they have their contrast.
package look
