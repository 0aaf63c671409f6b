// Package lint finds what a publisher would stumble on in a claim: each rule with where it comes from.
//
// Rules:
//
//   - A finding is no verdict and stops nothing: it names a rule, what is wrong here, and the thing to look at.
//   - An error is what a reader of ClaimReview refuses or what cannot be right; everything else is a warning.
//   - Only what stands now is looked at: current verdicts, live appearances and citations.
//   - The rules do no look-ups of their own; Surroundings hands in what a claim names. Look takes it from a workspace, for the
//     command and for the window.
//   - Why is English. Others word a finding by its rule, how it is broken, and the values.
//
// Why not otherwise:
//
//   - What a rule cannot know it does not say: whether a page is a secondary source is taken from the kind that people gave
//     it, and words are sought only in captures that are here.
//   - Negation is told by a few words of three languages. A parser would find more, and nobody could say why.
package lint
