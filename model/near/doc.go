// Package near tells how nearly two texts are the same, and gives by what nearly equal ones are found among many.
//
// Rules:
//
//   - Everything is a function of the words alone: letters and digits, without regard to case, punctuation and spaces. Where
//     a script puts no spaces between words, each letter counts as one.
//   - Texts are compared by their runs of three words. Overlap counts those that stand in both against those of the longer
//     text: half a text is no copy of the whole, and words alone, which any two articles on one subject share, do not count.
//   - A Signature finds candidates, Overlap decides. What the one finds wrongly costs time and never shows.
//
// Why not otherwise:
//
//   - MinHash and not SimHash: how many bits of a SimHash may differ says little about how many words do, and news of one day
//     on one subject comes too close.
//   - One permutation with bins and not many permutations: it reads every word once, which is what keeps loading fast.
//   - Runs of three words and not of two or five: of two, unlike texts have so many in common that the index finds hundreds of
//     them for each; of five, every changed word costs five.
package near
