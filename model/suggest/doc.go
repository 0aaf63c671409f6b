// Package suggest proposes what people then decide: where sentences end, who says what through whom, and which sentences are
// worth checking. It reads the text alone, remembers nothing and stores nothing; accepting a proposal is somebody's own fact.
//
// Rules:
//
//   - Spans are bytes of the text between grapheme clusters. Sentences cover everything but white space. The same text gives
//     the same proposals, in time that grows with its length.
//   - Every proposal says why, in words, and how sure it is. Confidence is an order for sorting and tinting, no probability.
//   - An attribution is source, cue and content (PARC 3, PolNeAR). One that stands in another's content is Within it; At gives
//     the chain at a selection from the page inwards, which fills the attribution form in.
//   - Check-worthiness sorts, it never leaves out.
//   - What is known of a language stands in its file (english.go, german.go, swedish.go): classes of small words, verbs by what
//     stands with them, abbreviations. A text of another language is read by the marks that all share.
//
// How attributions are found: tokens, quotation marks paired by what stands on both sides of them, then for every word that
// can attribute its group (has also said), the noun phrase before or behind it, and what is said: behind it to the end of the
// clause, or before it. A clause ends where the page speaks again: …, Berg said; and added; , which; according to. Where a
// relative or a dependent clause attributes, the sentence's own verb or clause ends it, too.
//
// Why not otherwise: no parser and no trained model. The parsers that would help weigh more than the program, and the corpora
// that would train one are for research alone, so that weights learned from their words could not be shipped. The lists are
// general knowledge of a language. Real material told which words to list (counts over all of it) and which rules help (what
// was read closely is one half; the tests named …_eval_test.go print both halves and hold floors). The few round numbers in
// worth.go were chosen with all of it in view. In German a quoted piece inside indirect speech is proposed as a direct
// attribution of its own (language.fragments), as annotators of German news do; in English the whole is one mixed attribution,
// as annotators of English news do, and Swedish follows English for want of material.
//
// What it does not see: meaning. “Trump’s plan cheered Democrats” attributes joy to Democrats and has no cue in any list; verbs
// that attribute only sometimes (like, need, prove) are left out. A pronoun means the person who was named last as a source and
// fits it; no more is known about people than their names and what they are addressed by.
package suggest
