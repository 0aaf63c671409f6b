// Package workspace is the one door to a desk's work: Do, Undo and Redo write, Absorb merges, Watch tells what changed.
//
// Rules:
//
//   - An action sees the log as it is inside the one write it belongs to, so that what it decides on cannot change under it.
//   - A watcher is told after the commit, on the goroutine that asked for the change: what is shown is what is stored.
//   - DoMany runs many actions in one write, each a batch of its own that is sealed, undone and refused by itself.
//   - Over reads one log with what is written above it in another: what is rehearsed sees what it would have written.
//   - AsOf shows a record as it was at a moment, by folding the events that the moment has: there is no second truth. Its two
//     readings differ in when an event counts: as of its causal time, or as of its coming into this file.
//   - Time and nonces come from outside. This package starts no goroutine and logs nothing.
//
// Why not otherwise: the log is an interface so that model stays free of I/O; there is one implementation, and tests use
// that one on a real file. Undo stacks are not kept in memory: they are read from the log, so undo survives a restart.
package workspace
