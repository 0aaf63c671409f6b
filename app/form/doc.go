// Package form asks for words and choices: fields below each other, a button that accepts, one that cancels.
//
// Rules:
//
//   - Everything is done by keyboard: Tab walks the fields, Ctrl+Enter accepts from anywhere, Escape cancels. A list that is open takes
//     the same keys for itself first.
//   - What was typed is never thrown away by a mistake: a refusal is shown below the fields and they stay as they are, and
//     every change is told, so that drafts can be kept.
//   - A form knows nothing of what is done with its values.
//
// Why not otherwise: Fyne's own form lets Escape and Ctrl+Enter pass, has no place for a refusal, and hides its fields'
// labels when the column is narrow. A form stands in a pane and not in a dialog, because the article has to be read while a
// verdict is written.
package form
