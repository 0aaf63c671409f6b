// Package exchange writes and reads the forms in which annotated results leave a workspace and come back.
//
// Rules:
//
//   - Writing is one walk through the log at one moment, in a fixed order, so that equal contents give equal bytes. Memory
//     does not grow with the workspace but for a number of bytes a claim.
//   - Reading never trusts: only texts, seals and exact event bytes are read, and whoever takes them in checks them. The
//     readable rest is for people and scripts.
//   - The order of a file's members and of its streams does not matter to reading. A file is walked twice: seals, texts and
//     people first, because every other stream is checked against them.
//   - An item of another format becomes a claim whose id is the sha256 of the item in canonical JSON. What facts can say is
//     said in facts, the item itself is kept beside them, once. Whoever imports it, however often, there is one claim of it
//     with one review, and its questions and answers once.
//   - What was imported goes out as it came, but for what people set, judged, asked or took back since (AVeriTeC).
//   - Publishers' slips are mended where there is one way to read them; where there are two, as in 12/05/2020, the value is left
//     out and stays in the kept item. An item that names no claim is refused by itself, with its place in the file.
//   - A disputed claim is never written as one verdict.
//
// Other formats, one row of Formats each:
//
//   - What comes in becomes facts of the person at the desk with `foreign`. A claim's id is the sha256 of the canonical item,
//     so equal items meet in one claim; what was imported once is never written again, removed since or not.
//   - A passage is found by its words. Offsets, in whatever unit, only help where the words stand more than once, and the
//     report says where they were wrong. Words that are not found or that stand in several places give no place: the item is
//     reported as lost, and importing it again once its article is here gives it one.
//   - Web Annotations go out as one AnnotationCollection with one page: per claim an annotation whose targets are its
//     appearances, then its attributions, current verdicts (the history is what JSON is for), reviews and notes. An imported
//     annotation goes out as it came, but for offsets that did not point at its words. Ids are urn:touchstone: and the id of
//     the event, so that the same workspace writes the same bytes, and knows its own when they come back.
//   - What a collection says of itself is kept with each of its annotations. It goes out again as it came, under its own id, when
//     all of its annotations do and nothing else; else it is named under ts:collections.
//   - An assessment of somebody else comes in as a review, never as a verdict of one's own. An attribution's source is one
//     that is known here by exactly that name; none is founded, for "he" and "the paper" are no names.
//   - brat: an event with Content is a claim with an attribution, whatever the ids; spans of type Claim are claims that nobody
//     is named for. All other lines stay with the article. Offsets may count the file's line ends as one character or two.
//   - A report for people (HTML, Markdown) prints every character of a text once and in order, cut where marks begin and end.
//     What was written by anybody is words there and nothing else; control characters are shown as their signs, one for one.
//     A page asks for nothing and runs nothing; a rating is told by a glyph and words. It holds no date of its own, so equal
//     contents give equal bytes, and it names the digest of the export that holds all it was made from.
//   - The corrections list holds what current verdicts agree on and call wrong, or propose a wording for.
//   - With its original files an export is a ZIP: export.json first, by which it is known, then blobs/ and each file under its
//     id. The digest inside names the files too; one that is not what its name says refuses the whole.
//   - A file is at most 64 MB and stands in memory while it is read; a ZIP gives at most four times that.
//
// Why not otherwise:
//
//   - The parts of a split passage are targets of their own, by their ids, and a List (ts:passages) names those that belong
//     together. A target that is itself a List, as in appendix D of the Web Annotation model, is refused by the W3C's own
//     assertions (3.2-targetObjectsRecognized, 3.2.7-targEWRNoItems), and few programs would find the words in it: several
//     targets are what Recogito writes and reads. Lists as targets come in all the same.
//
//   - Quote and position are two selectors of one passage: a quote refined by a position is a part of that quote.
//
//   - No JSON-LD processor: imported annotations go out member for member, so their graph cannot change, and what this program
//     adds uses the standard context and one prefix. Reading goes by the names of that context.
//
//   - An own scanner instead of encoding/json's: the readable rest is most of a file, and it is skipped ten times faster
//     than it would be decoded.
//
//   - A stream that stands twice in a file is handed over twice: merging is a union, so that is the same.
//
//   - The digest is compared after everything was handed over. What arrived whole is worth keeping, and the error says that
//     something is missing.
//
//   - golang.org/x/net/html takes single tags of a page apart and not the page: one script may hold a feed of 100 000 items,
//     and its tokenizer holds a script whole.
//
//   - Markdown marks words with HTML's <mark>: stars only mark words next to certain characters, and words here begin and end
//     anywhere.
//
//   - The template of the page stands beside the code that fills it and not among the assets: each is wrong without the other.
//
//   - In a table an apostrophe goes before what a spreadsheet would run, and before apostrophes in front of such, so that
//     reading takes off exactly what writing put on.
package exchange
