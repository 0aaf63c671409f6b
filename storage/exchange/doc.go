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
//
// Why not otherwise:
//
//   - An own scanner instead of encoding/json's: the readable rest is most of a file, and it is skipped ten times faster
//     than it would be decoded.
//   - A stream that stands twice in a file is handed over twice: merging is a union, so that is the same.
//   - The digest is compared after everything was handed over. What arrived whole is worth keeping, and the error says that
//     something is missing.
package exchange
