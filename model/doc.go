// Package model holds the fact-checker's words: articles, claims, appearances, attributions, evidence, verdicts, sources,
// scales and people; what can happen to them (facts, written as events) and what then holds (Fold, Assess).
//
// The six laws:
//
//  1. Text never changes. A text is named by the sha256 of its bytes (NFC, LF); a changed article is a new text.
//  2. Events are only added. Undoing appends a retraction; nothing is edited or deleted.
//  3. The state is what Fold says. Everything else (lists, search, status) can be thrown away and made again.
//  4. One door in (workspace.Do), one voice out (workspace.Change).
//  5. Only the window's runner starts goroutines for the window.
//  6. What is shown is what is stored.
//
// Rules of this package:
//
//   - No I/O, no clock, no randomness: time and nonces are handed in, so that equal input gives equal bytes.
//   - An event is its exact bytes. It is decoded, never encoded again.
//   - Fold works on one stream, ignores order and duplicates and never fails: what it does not understand it keeps in
//     Unknown, what refers to nothing it leaves out.
//   - Offsets in facts and in folded values are Unicode code points; byte offsets live in package span.
//
// Why not otherwise:
//
//   - One stream a claim, not one stream an article: claims need no text, stand in several texts, and streams stay small, so
//     that one write folds a few events and a damaged stream takes nothing else with it.
//   - No field of the past state inside an event: `after` names the events its author had seen, which is enough to order
//     them, to tell what replaced what, and to notice holes.
//   - Described values are multi-value registers and not last-writer-wins: two colleagues who disagree must both be seen.
//   - A verdict that superseded a withdrawn one keeps what that one had replaced superseded: its author judged with all of
//     it in sight. Only withdrawing the last verdict of such a line brings the one before it back.
//   - What a source, a piece of evidence or a scale is stays readable after its description was taken back, because a colleague
//     who could not know may go on to name it; such a thing does not stand (Live), and lists leave it out.
//   - A chain is changed by removing links and making others, and no fact changes one in place: what was said before stays to be
//     read, each link keeps its author, and two colleagues who change the same chain both stand beside each other.
//   - A publication has a day of its own beside the moment at which it was noted, as a check is often noted after it was published.
//   - Undo never takes back who somebody is, and not an article in which claims of other batches stand: the claims would hang
//     in the air.
//   - An import of another format is not undone: it would take back what others built on it, one batch of a hundred items at a
//     time. There is a dry run before it and a backup.
//   - Facts of one foreign item that say the same count once in a fold, and not once in the log: two colleagues who import it
//     sign different events.
//   - Reason-less retractions are undo and redo: a batch made of nothing else is an undo if it retracts an ordinary batch and
//     a redo if it retracts an undo. No further field is needed to keep both stacks, and they survive a restart.
//   - golang.org/x/net/idna is used besides the standard library, x/text and the segmentation library: international host
//     names have to be mapped the way browsers do it, or one address gives two articles.
package model
