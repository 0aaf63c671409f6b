// Package words says things in the person's language.
//
// What: X gives the words of a key, N those of a key with a number, Problem those of what was refused; Moment, Date, Day, Due and Ago say
// when, Number and Decimal how many. The words stand in assets/i18n, one file a language; English and Swedish are complete, which a
// test holds: every key that the code names is in every language, and every key of a language is named.
//
// Rules:
//
//   - A key is where it stands and what it is: "claim.mark", "verdict.rationale". It never changes with the words.
//   - {{.name}} in the words is filled in by name; {{key "claim.mark"}} is the key of a command, as it is now.
//   - One file is one more language: the names of months and the order of a date stand in it, too. Add takes one in from a folder; what
//     it lacks is said in English. Numbers are written by golang.org/x/text, which knows all languages.
//
// Why not otherwise: Fyne's lang package speaks the system's language alone, and its functions want English words beside every key.
// What it works with (go-i18n) is asked directly, so that a person can choose; Fyne's own dialogs follow where they can. A library for
// dates would hold months of all languages, and one that is not in it could not be added by a file.
package words
