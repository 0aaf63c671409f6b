// Package exchange writes and reads the forms in which annotated results leave a workspace and come back.
//
// Rules:
//
//   - Writing is one walk through the log at one moment, in a fixed order, so that equal contents give equal bytes. Memory
//     does not grow with the workspace but for a number of bytes a claim.
//   - Reading never trusts: only texts, seals and exact event bytes are read, and whoever takes them in checks them. The
//     readable rest is for people and scripts.
//   - The order of a file's members and of its streams does not matter to reading. A file is walked twice: seals, texts and
//     people first, because every other stream is checked against them.
//   - An item of another format becomes a claim whose id is the sha256 of the item in canonical JSON. What facts can say is
//     said in facts, the item itself is kept beside them, once. Whoever imports it, however often, there is one claim of it
//     with one review, and its questions and answers once.
//   - What was imported goes out as it came, but for what people set, judged, asked or took back since (AVeriTeC).
//   - Publishers' slips are mended where there is one way to read them; where there are two, as in 12/05/2020, the value is left
//     out and stays in the kept item. An item that names no claim is refused by itself, with its place in the file.
//   - A disputed claim is never written as one verdict.
//
// Why not otherwise:
//
//   - An own scanner instead of encoding/json's: the readable rest is most of a file, and it is skipped ten times faster
//     than it would be decoded.
//   - A stream that stands twice in a file is handed over twice: merging is a union, so that is the same.
//   - The digest is compared after everything was handed over. What arrived whole is worth keeping, and the error says that
//     something is missing.
//   - golang.org/x/net/html takes single tags of a page apart and not the page: one script may hold a feed of 100 000 items,
//     and its tokenizer holds a script whole.
//   - In a table an apostrophe goes before what a spreadsheet would run, and before apostrophes in front of such, so that
//     reading takes off exactly what writing put on.
package exchange
