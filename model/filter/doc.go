// Package filter is the language in which claims, articles and the rest are picked: by the command line (`list --filter`,
// `export --filter`) and by the line above the window's table of claims.
//
//	rating=false              the value is that, whatever its case
//	stage=checked|seconded    one of these
//	flag!=disputed            none of these
//	assignee=                 has none; tag!= has some
//	source~harbour            a part of it; statement, title and name are always sought so
//	due<today+7               before; also <=, > and >=, for dates and parts of dates
//	assignee=me               whoever asks
//	bridge                    a word, anywhere in the row
//	source="North Sea Office" with spaces in it
//
// Rules:
//
//   - All terms have to hold. What holds for one key or for another is not said: a flag (open) is made for what people ask often.
//   - The keys are in English whatever language the window speaks, so that a line can be handed to a colleague or a script.
//   - A key that does not exist is refused, with those that do: a misspelt filter must not look like an empty desk.
//   - A date is compared as far as both say something: 2025-03 is neither before nor after 2025-03-14. What has no date is
//     neither.
//
// Why not otherwise: the command line had a filter before the window did, with `=` alone. The rest was added to it, and the window
// reads the same line, so that what is seen in the table is what `touchstone export --filter` writes.
package filter
