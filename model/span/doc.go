// Package span measures stretches of a text: bytes and code points, grapheme clusters, quotes, and overlapping layers.
//
// Rules:
//
//   - In memory a stretch is bytes into UTF-8, end exclusive; stored and shared it is Unicode code points. Index converts.
//   - A stretch that people mark begins and ends between grapheme clusters (UAX 29), so that no emoji family, flag or letter
//     with its accents is ever cut.
//   - Nothing here changes a text or knows what a stretch is for.
//
// Why not otherwise: an index of checkpoints instead of one number for every character, since a text may be 5 MB and most of
// it is looked at never; the window's offsets are bytes because everything that shapes and draws text counts so.
package span
