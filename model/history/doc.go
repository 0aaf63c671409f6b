// Package history tells who did what, when and why: to a claim, to an article and the claims in it, or in all of a workspace; and
// how one verdict differs from another.
//
// Rules:
//
//   - A row is an event, also one that was taken back: a history that hides what was undone is none.
//   - Rows are in causal time: nothing stands before what it came after, whatever the clocks said.
//   - What happened to the evidence of a claim happened to the claim: flags stand among its steps.
//   - It reads what it is given. Handed a reader of the past it tells the past.
//
// Why not otherwise: the rows of a whole workspace begin with the events that came last and not with the latest by their own time, as
// only these are found without reading everything; within them causal time decides.
package history
