// Package cli is Touchstone by command: every decision that can be taken in the window can be taken here, and scripts and
// teams rely on what it prints.
//
// Rules:
//
//   - It knows the model and a few functions that main hands in (Parts); no storage, no window, no network.
//   - Exit codes: 0 done, 1 refused, 2 misspelt command, 3 some of several things failed, 4 cannot now, 70 crash.
//   - A failure is one line on standard error: what, where, what to do. Under --json standard output holds one JSON value a
//     line and nothing else.
//   - load stores many articles in one write and prints a line for each once they are safe on the disk. One document is one
//     action and one batch, however many were named: undo takes back one article, as it would one mark, and a load that is
//     killed leaves whole articles. A batch for a whole load could only be sealed at its end, and would be lost until then.
//   - What comes in another format is written several batches at a time. A dry run of it is the import itself, over the workspace
//     and into a file that is thrown away: the two cannot tell different things, and memory does not grow with the file.
//   - Whatever was read from a file or a colleague is printed without control characters.
//
// Why not otherwise: github.com/spf13/cobra and not a table of our own, because help, shell completion and the manual pages
// come from the one description of a command, and it is the library that most people who read Go know.
package cli
