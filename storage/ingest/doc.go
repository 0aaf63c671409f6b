// Package ingest reads files and pages of the web into documents: the words, how they stand in blocks, what was found about them,
// and the bytes they came from. The kinds of file that are read are the rows of one table (format.go); a new one is a row and a
// file of its own.
//
// Rules:
//
//   - Read is pure: equal names and bytes give equal documents. ReadFile, ReadFrom and Files are its only doors to the disk,
//     but for the cache of the PDF engine. What a file is, its first bytes say, else its name: a page stays a page when it is called article.txt.
//   - No byte is replaced or guessed in silence. What is not UTF-8 must be explained whole by one code page, which the origin
//     then names; damaged UTF-8 is refused with the place of the damage.
//   - Plain text is kept whole: the byte order mark goes, line ends become LF, letters NFC, nothing is trimmed. A block is a
//     line without the white space around it or, where most of the text is wrapped lines between blank ones, such a group.
//   - Markdown gives the words without their syntax, one blank line between blocks. A soft line break is a space, a hard one
//     a LF. The words of a link stay, its address goes; HTML goes; an image leaves its alternative words as a caption behind
//     its paragraph; a row of a table is a paragraph with tabs between the cells. The innermost of list and quote decides
//     what a paragraph is.
//   - A page is fetched when a person asks for it, and nothing that it names: http and https, 20 redirects, 30 seconds, Limit
//     bytes when unpacked, cookies for this one page. It is then read like a file of the format that its media type names.
//   - Addresses that are not on the public internet are refused unless the person allows them, at every step: when a name is
//     looked up, on every redirect, and once more by the socket's own address. IPv6 addresses that carry an IPv4 address are
//     what that one is. A name with one such address is refused whole.
//   - A page's own word for its address counts where it speaks of its own site alone.
//   - An *Error whose code begins with "network." may be gone later; other errors are the file's or the page's.
//   - A list (CSV, TSV, JSON, JSON lines) or an archive (ZIP) is read item by item, and a bad one does not keep the others
//     out. Columns are known by their usual names unless they are named. A JSON
//     object is the list that it holds, as what answers queries has it, or one article; an export is said to be one. What an archive says about its sizes is not believed,
//     and the names in it are shown and never followed. Items are read ahead, 512 of them or 16 MB, while others are stored.
//   - HTML is data: no script runs, nothing that a page names is fetched, entities that it defines itself are words. A page
//     becomes passages (page.go), in the order in which they stand. Those that are the article's become the text, blocks with
//     a blank line between them as in Markdown; all others stay in Document.Cuts, where a person can put them back
//     (Document.Restore). No word that a reader sees is dropped without a trace, but for the labels of buttons and forms.
//   - Which passages are the article's is weighed (weigh.go, decide.go): go-readability says which of them it keeps, and that,
//     the page's own articleBody, the passage's length, links, sentences and commas, the elements around it and what their
//     authors called them are summed up with the weights of weights.go, twice: by itself, then with its neighbours in view.
//   - What is found about a page says where it was found: JSON-LD, OpenGraph, meta, microdata, an element, its address, or
//     detected. A date that can be misread, or stands where a program knew none (0001-01-01), is no date.
//   - Bytes that are UTF-8 throughout are that, whatever a page declares; then what carried it, then the page, then the
//     detector names the code page. Damage inside a page becomes U+FFFD, as in every browser, where a file of text is refused.
//   - A web archive (MHTML) gives the page that it names as its start, else its first; the address it was saved from and when.
//   - A page of more than two million tags is refused; one nested deeper than the parser goes is read without the elements that
//     are too deep; the reader is asked about no page of more than fifty thousand elements, for some of its steps take time
//     with the square of them, and the weights decide alone.
//   - Reread reads kept bytes again, puts back what was put back, sets aside what was set aside, and says whether the same words come out, or which blocks
//     are gone and new. A reader's version changes when the same bytes give other words.
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
//     what it was, 20 000 parts, 256 elements or 1 000 groups within each other; PDF in an address space of 640 MiB of its own.
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
//   - A charset that the server states is believed where it explains every byte and the bytes are not UTF-8 as they are: what
//     is valid UTF-8 is never meant otherwise, and servers state a default for pages they never looked into. The text is then
//     handed to the reader as UTF-8 behind its mark, which every reader puts above what the page says of itself; the bytes
//     that came are what is kept.
//   - The environment's proxy is not used: what would be checked and connected to is then the proxy's address, and whoever
//     controls a page could reach through it what is refused here.
//   - github.com/andybalholm/brotli and github.com/klauspost/compress/zstd unpack what servers send packed. Both are written
//     in Go, kept up and used by most Go servers; a server that is offered gzip alone often sends a page unpacked or refuses.
//   - PDF is read by PDFium (github.com/klippa-app/go-pdfium), compiled to WebAssembly and run by wazero: the library that
//     reads the world's PDFs in Chrome, in a sandbox without files or network. What is written in Go alone reads no cross
//     references that are damaged, few encodings, and panics. It is drawn character by character, and put in order here:
//     PDFium's own text follows the order in which a file draws, and keeps neither columns nor paragraphs.
//   - The compiled engine is kept in the user's cache folder (os.UserCacheDir, touchstone/pdfium): compiling takes seconds,
//     each process would pay them. wazero checks it, and it may be deleted at any time.
//   - DOCX, ODT, RTF and EPUB are read here, over archive/zip and encoding/xml, because what the rules above say of tracked changes,
//     notes, frames and limits has to hold for each of them alike. Libraries were not compared for it.
//   - What a note's number, a bullet, or a comment says is not text: nobody would quote it.
//   - A date of creation becomes the date of publication, and Found says where it is from: it is a hint to be corrected.
//   - Code pages carry the names of the WHATWG encoding standard, under which ISO-8859-1 is windows-1252, because browsers,
//     from which such files come, have meant it so for decades.
//   - One reader and weights, and not several readers of which one is chosen: choosing can be no better than the best of them
//     on a page, while weights mend single passages, keep those that readers lose, and say of every passage how sure they are.
//     github.com/markusmobius/go-trafilatura was left out: its own choice scores less than the weights do without it (0.957
//     and 0.923, see below), it has had no release since October 2024, and it brings some twenty modules along.
//   - The weights are a logistic regression over some sixty properties and twenty-one traits of names, near by and
//     anywhere around, fitted with a penalty (fit_test.go, TOUCHSTONE_FIT=1, writes weights.go to the byte). Fitted on four fifths of the pages and scored on the fifth
//     that was held out, five times over: whole articles F1 0.9745, segments F1 0.940; on the pages they were fitted on 0.975
//     and 0.950. Penalties of half and twice the size give 0.9747 and 0.9742, 0.939 and 0.939: nothing hangs on the choice.
//     go-readability alone has 0.957 and 0.899 on the same passages. A table of weights can be read; a forest of trees cannot.
//   - Titles and bylines are go-readability's where it found them: it knows which of several is meant. A byline keeps the line
//     breaks of its page until it is stored; the name of the outlet goes from the end of a title.
//   - Languages are told apart by script and by the commonest words. github.com/pemistahl/lingua-go carries large
//     models into the program, github.com/abadojack/whatlanggo has had no release since 2019; most pages declare their language anyway.
package ingest
