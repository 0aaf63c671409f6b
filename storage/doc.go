// Package storage keeps a workspace in one SQLite file: exact event bytes behind guards, texts, original files, seals, and
// index tables that can be thrown away and made again. It also keeps the keys by which people on this computer sign.
//
// Rules:
//
//   - text, blob, event, seal and arrival are only ever added to. Triggers refuse UPDATE, DELETE, REPLACE and a known id
//     with another body, whoever opens the file.
//   - One write is one transaction: read the stream's newer events, fold, act, append events, seal and index rows, commit.
//     It begins IMMEDIATE, so that what an action saw is what its events come after.
//   - Index rows are a function of one stream's events. They are written with the events, compared by verify and made again
//     by rebuild. Which version of the index a file has is told by its schema's own words; another version is made again.
//   - names and holds say which things and texts any fact ever named, also one that was taken back: the past is found by them.
//   - There is one connection that writes and a few that read. Nothing is verified on open.
//   - Every error says what was tried. What may work later (locked, read-only, disk full) is *Unavailable, what the user can
//     put right is a *model.Problem.
//
// Beside these it keeps the preferences of whoever uses this computer: one TOML file, of which only the lines of what is set are
// written.
//
// Why not otherwise:
//
//   - Preferences are TOML and not JSON, because people write them: it has remarks, and no comma to forget. They are read an assignment
//     at a time and not as a whole, because readers of TOML give up a file for one line; here that line is named and the rest counts.
//     They are not written by a TOML writer, which would forget remarks, order, and what a newer version knows.
//   - A long text's excerpt in the results of a search is not FTS5's snippet: that weighs every place of a word against every other, which
//     took seconds where a word stands ten thousand times in one text.
//   - Claims stand in the index in brief, too (model.Brief): a table reads them in a third of the time that folding twenty events
//     each takes. They are what Assess goes by and no status, which depends on other streams; which evidence is flagged and which
//     claims others name is one look for all of them.
//   - The stream of an event is a generated column that cuts it out of the exact bytes, so that no column can disagree with
//     what was hashed; substr is used and not JSON functions, because the contract fixes the order of the keys and parsing
//     every body would double the time of an insert.
//   - arrival has one row for every event, under the same number: it says when and from where an event came, and it is how
//     verify notices that a row was deleted.
//   - Words, of texts and of what else is searched, are indexed at the end of a write, and so are signatures, which are reckoned
//     meanwhile (due.go). FTS5 writes out what it holds at every savepoint, and each statement on a table with triggers makes one.
//     Arrivals are one statement a write, not one a batch. FTS5 keeps its own limit of what it holds (hashsize): 4 or 16 times as
//     much made loading slower by a tenth.
//   - Signatures of nearly equal texts are stored by text and searched in memory. Stored by value, as such tables usually are,
//     every few articles would change pages all over a tree: half of all that loading writes, and more with every article.
//   - What a write has read is kept decoded only as far as it was there before it: a number that is rolled back is given again.
//   - What is searched has three FTS5 tables and not one: texts, which are long and stored already; claims with their reviews,
//     among which matching looks; and the rest. Of very many hits the newest 5 000 are ranked, so that a common word is found
//     as fast among 100 000 articles as among 10 000.
//   - Rows are made again in the order in which streams came, because of equal claims the older is found first.
//   - A merge stages seals and texts in a temporary database of SQLite's own, so that memory does not grow with the file.
//   - The file is opened immutable where it may not be written and no log is pending, because SQLite cannot otherwise read
//     a WAL file whose folder it cannot write.
package storage
