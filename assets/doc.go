// Package assets holds what is built into the program and is no code: the scales that every workspace can use and a sample
// article to try things on.
//
// Rules:
//
//   - A scale's id is the sha256 of its definition, and every verdict names it. The scales here are frozen by a test: whoever
//     wants another wording adds another scale under another key.
//   - In every scale the colours keep apart for people who do not tell red from green, and no rating relies on its colour:
//     glyph and pattern differ too.
//   - Every sign of a scale is in the font of signs or in Fyne's own letters, so that it is seen where the system has no fonts.
//   - Places, people and agencies of the sample are invented, and its words are our own.
//
// Why not otherwise:
//
//   - The scales are JSON files and not Go values, so that they serve as the pattern for those who define their own.
//   - The six steps keep the order of the scale that fact-checkers know best, not its last label, which is a trademark and
//     mocks the person who spoke; "absurd" judges the claim.
//   - The colours lead from blue over grey to orange and brown and not through the traffic light, which one man in twelve
//     cannot read. They were searched for so that the closest two of any scale stay 29 apart (CIE76) for those
//     who see no red, no green or no blue; a test holds 25.
//   - Classes follow X-Fact's master mapping: "unproven" and "no evidence" are complicated there, "contradictory", "selective"
//     and "out of context" partly true. So AVeriTeC's third rating is complicated and its fourth partly true, and two
//     people who choose differently between them are in dispute.
//   - A rating that says that the evidence does not suffice, or that it is conflicting, has no number: it is no middle
//     between true and false.
package assets
