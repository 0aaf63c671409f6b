// Package table is the table of all claims: a line that filters them, columns that sort them, and rows of which several can be
// chosen to be changed at once.
//
// Rules:
//
//   - It shows lines that were read elsewhere and asks for commands by their name. It knows no workspace.
//   - What is drawn of a line is asked for when it is seen. A step of the wheel asks for as many rows as come into sight, whether
//     there are ten claims or a hundred thousand.
//   - Sorting and filtering are pure functions of lines (Arranged), so that they can be done aside.
//   - What is chosen is chosen by the claim and not by the row, and what is out of sight because of a filter is not chosen: nobody
//     changes what they do not see.
//   - Where there is no room for all columns those that say least go first, and the line below says by what is sorted.
//
// Why not otherwise:
//
//   - Fyne's List scrolls, and the rows are ours. Its Table knows cells and no rows: it points at one cell, selects one cell and
//     has a template a cell, eight times as many widgets as rows.
//   - Words are cut to their column by adding up the widths of their letters, which are kept: asking Fyne to measure a line and
//     cutting until it fits took 40 ms for a page of rows, and kerning makes a difference of a few points in a line.
//   - Texts are compared by keys that the collation of the language gives, made once when a claim is read: å stands behind z in
//     Swedish, and comparing by the collation itself is fifty times as slow.
package table
