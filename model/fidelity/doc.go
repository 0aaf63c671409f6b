// Package fidelity compares a quote with the original it is from: where its words stand there, what was left out, what was changed,
// and where two places were joined as if they were one.
//
// Rules:
//
//   - It tells what differs, and judges nobody. What a quote marks itself is told as marked: … for what is left out, [ ] for words that
//     are not the speaker's.
//   - Words are what counts. Quote marks, other signs, white space and capital letters are no difference of words; where only they
//     differ, that is said.
//   - An omission is words left out within a sentence, or whole sentences between two that the quote keeps apart. A splice joins places
//     that the original keeps apart: words of two sentences as if of one, of two paragraphs, or in another order.
//   - Where too little of the quote stands in the original it is not found, and nothing is said about it.
//   - The pieces of a finding that were not left out are the quote, to the letter.
//
// How: the words of the quote are laid over those of the original so that it costs least: a word that is the quote's own by its letters,
// words left out by their number, a jump to another place as much as some words. So a word or two that stand elsewhere by chance make
// no splice. What a word is, package anchor says. The very words are found before.
//
// Why not otherwise: anchor finds one place for a passage, in order; a splice has several, in any order. A plain diff of the quote and
// one place would tell a splice as words that were left out and words that were put in.
package fidelity
