// Package words says things in the person's language.
//
// What: X gives the words of a key, N those of a key with a number, Problem those of what was refused. The words stand in
// assets/i18n, one file a language; English and Swedish are complete, which a test holds: every key that the code names is
// in every language, and every key of a language is named.
//
// Rules:
//
//   - A key is where it stands and what it is: "claim.mark", "verdict.rationale". It never changes with the words.
//   - {{.name}} in the words is filled in by name.
//
// Why not otherwise: Fyne's lang package does the work, so that its own dialogs speak the same language. Its functions want
// English words beside every key; here they stand once, in the file of the language.
package words
