// Package ingest reads files into documents: the words, how they stand in blocks, what was found about them, and the bytes
// they came from. This version reads plain text, Markdown, PDF, DOCX, ODT, RTF and EPUB.
//
// Rules:
//
//   - Read is pure: equal names and bytes give equal documents. ReadFile, ReadFrom and Files are its only doors to the disk,
//     but for the cache of the PDF engine.
//   - No byte is replaced or guessed in silence. What is not UTF-8 must be explained whole by one code page, which the origin
//     then names; damaged UTF-8 is refused with the place of the damage.
//   - Plain text is kept whole: the byte order mark goes, line ends become LF, letters NFC, nothing is trimmed. A block is a
//     line without the white space around it or, where most of the text is wrapped lines between blank ones, such a group.
//   - Markdown gives the words without their syntax, one blank line between blocks. A soft line break is a space, a hard one
//     a LF. The words of a link stay, its address goes; HTML goes; an image leaves its alternative words as a caption behind
//     its paragraph; a row of a table is a paragraph with tabs between the cells. The innermost of list and quote decides
//     what a paragraph is.
//   - PDF, DOCX, ODT, RTF and EPUB give their words in the order in which they are read, one blank line between blocks, a row
//     of a table as a paragraph with tabs. Deleted words, comments, hidden words, and the heads and feet of pages go. Notes
//     stand behind the text, in the order in which it calls them; the marks that call them go, for a number glued to a word
//     would be part of every quote. Words in a frame stand behind the paragraph the frame hangs on. What a file says about
//     itself becomes fields, but not what programs fill in by themselves ("Untitled", "user").
//   - PDF: what stands at the same height at the edge of at least three pages and a fifth of all goes: running heads, feet, page
//     numbers. Columns are told by a gap that prose stands on both sides of. Of compatibility characters only ligatures
//     (ﬁ, ﬃ, ﬗ) become letters: ² is not 2. A hyphen at a line's end goes when the text has the whole word elsewhere, stays
//     when it has the word with the hyphen, and otherwise goes only before a lower-case letter and in a word without another
//     hyphen; "Vor- und Nachteile" keeps hyphen and space. Larger letters than the text's are a heading. Origin.Pages says
//     where in the text each page begins. No letters at all is a scan, and said; so is a file whose letters mean nothing.
//   - No file makes the program take more than 30 seconds and 2 GiB: 256 MB unpacked, of each part not more than 200 times
//     what it was, 20 000 parts, 256 elements or 1 000 groups within each other; PDF in an address space of 1 GiB of its own.
//   - XML is read as a stream and without its document type: there are no entities but its five, and nothing outside is opened.
//   - An error is one *Error: the file, what is wrong with it, what to do. Nothing is read in halves.
//
// Why not otherwise:
//
//   - "- " at the start of a line of plain text is no list item: in Nordic and other European news it opens a quotation.
//   - The title of plain text is its first line and not the first line that looks like a heading: a headline that ends in a
//     question mark would lose to the first crosshead. In Markdown, where headings are marked, the first heading is taken.
//   - A byline is not looked for in plain text: "By" opens too many sentences, and a wrong byline is worse than none.
//   - Front matter is read as the lines `key: value`, not with a YAML library: seven keys are of use, and whatever else
//     stands there must not make an article unreadable.
//   - github.com/wlynxg/chardet tells the code pages apart and not golang.org/x/net/html/charset, because the latter looks
//     for a byte order mark, a Content-Type and a meta element, of which a text file has at most the first, and answers
//     windows-1252 for everything else. chardet finds Japanese, Chinese, Korean, Cyrillic, Greek, Hebrew and Thai. It knows
//     no model for Latin letters and calls Polish or Turkish "ISO-8859-1"; the table of alphabets in charset.go decides
//     there, and between the Windows and Macintosh forms of Cyrillic, which chardet confuses.
//   - PDF is read by PDFium (github.com/klippa-app/go-pdfium), compiled to WebAssembly and run by wazero: the library that
//     reads the world's PDFs in Chrome, in a sandbox without files or network. What is written in Go alone reads no cross
//     references that are damaged, few encodings, and panics. It is drawn character by character, and put in order here:
//     PDFium's own text follows the order in which a file draws, and keeps neither columns nor paragraphs.
//   - The compiled engine is kept in the user's cache folder (os.UserCacheDir, touchstone/pdfium): compiling takes seconds,
//     each process would pay them. wazero checks it, and it may be deleted at any time.
//   - DOCX, ODT, RTF and EPUB are read here and not by a library: those for Go are unmaintained, under licences that do not fit,
//     or read whole documents into trees without bound, and none keeps tracked changes, notes and frames apart.
//   - What a note's number, a bullet, or a comment says is not text: nobody would quote it.
//   - A date of creation becomes the date of publication, and Found says where it is from: it is a hint to be corrected.
//   - Code pages carry the names of the WHATWG encoding standard, under which ISO-8859-1 is windows-1252, because browsers,
//     from which such files come, have meant it so for decades.
package ingest
