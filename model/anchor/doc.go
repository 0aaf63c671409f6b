// Package anchor finds marked passages again in a text that changed, and says so when they are not there.
//
// What: Of makes a selector, Resolve finds one passage, Carry all passages of an article in a newer text of it. resolve.go seeks
// the very words, similar.go words like them, in the stretches that window.go picks and word by word as align.go lays them beside
// each other; matching.go aligns two whole texts for carry.go.
//
// changes.go lays two wordings over each other; Words gives others the words as they count here.
//
// Rules:
//
//   - A place is one of five statuses, and never a guess: equal words in several places that neither the words around nor where
//     they stood tell apart are ambiguous and listed; words of which too little is left are lost.
//   - Exact and moved mean the very words, byte for byte. All else is changed, also where only a quote mark is another: whoever
//     stakes a name on it looks.
//   - Where only the place speaks for one of several equal places, eight times nearer than the next, it is taken with a score
//     under 1, which means that somebody has to look.
//   - A passage that was a whole sentence stays one, so that a rewritten sentence is marked from its beginning to its end.
//   - Nothing is quadratic in the text. The very words are sought by a piece that begins with a rare letter; else the stretch around
//     where they stood is looked at; else the places of their longest words vote for where the passage would begin. Two texts
//     are aligned by rows of words that stand once in both.
//
// How alike is alike enough was chosen on 1 997 passages of 77 real revisions of encyclopedia articles (eval_test.go holds the
// figures): with at least 0.44 of the passage's words left, by their letters, and 0.47 as Dice's coefficient, 0.8 % of the
// deleted sentences are found falsely and none of the edited ones is lost; 0.50 alone loses 0.7 % of the edited for 0.4 % of the
// deleted, 0.45 alone finds 1.2 % falsely. Hypothesis, which has no least score, finds 4.2 % falsely (its matchQuote on the same pairs).
//
// Why not otherwise: words are aligned, and not letters by a bit vector (Myers 1999), as editors change words: the ends of a
// place then are ends of words, a misspelling costs little, and a stretch has so few words that the plain table takes less
// than the search for the stretch. White space, punctuation and the shape of quote marks are no words, so that copies which differ in
// these only are found whole.
package anchor
