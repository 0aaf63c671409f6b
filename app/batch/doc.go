// Package batch is the table of many articles that are looked at before they are loaded: of each its title, file and length, and
// whether it is new, known, nearly the same as another one, or cannot be read.
//
// Rules:
//
//   - Rows are numbers: the window keeps what they stand for, and is asked for a row when it is seen. Ten thousand cost as much
//     as ten.
//   - Enter loads, Space takes a row out or in again, J and K walk to the next row that wants a look, M asks which column of a
//     list holds what. That is shown with the first rows, column by column: a table of thirty columns fits no window.
//
// Why not otherwise: Fyne's Table has columns of fixed widths. In the room between two panels two lines a row say more than six
// columns that are cut.
package batch
