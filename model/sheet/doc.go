// Package sheet writes folded states as the readable rows of an export: what a script, a table or another program reads of
// an article, a claim, a verdict. The command line lists the same rows.
//
// Rules:
//
//   - A row says what holds, never how it came about: the events beside it in an export do that, and import reads only them.
//   - Offsets are code points, and every fragment carries its own words, with 32 characters on either side.
//   - Lists are empty, never null; single values that say nothing are left out.
//
// Why not otherwise: the rows stand in the model and not in the exchange format because the command line and the export must
// never differ, and neither may know the other.
package sheet
