package suggest

import (
	"strings"
	"sync"
	"unicode"
)

// frame says what stands with a word that attributes.
type frame uint16

// The frames.
const (
	clause    frame = 1 << iota // what was said follows as a clause or a quotation, or went before
	toDo                        // an infinitive follows: wants to
	object                      // what is spoken of follows as a noun: praised the plan
	addressed                   // somebody is named before what they are told
	passive                     // its passive names no source: is expected to
	noun                        // a noun: the claim that
	quoting                     // only with a quotation: continued, went on
	particle                    // needs one of its prepositions: called for
	says                        // plain verbs of saying, which may stand before their subject
	seems                       // nobody is named: seems, appears
)

// entry is what a language knows of one form of a word.
type entry struct {
	lemma string
	frame frame
	form  form
	with  []string // prepositions
}

// takes reports whether a word has one of these frames.
func (e entry) takes(f frame) bool { return e.frame&f != 0 }

// form is the form of a verb.
type form uint8

// The forms.
const (
	base form = iota
	third
	past
	participle
	present // -ing
)

// class is what a word of the closed classes is.
type class uint32

// The classes.
const (
	determiner class = 1 << iota
	preposition
	subject    // pronouns that are a subject: he, they
	objective  // pronouns that are an object: him, them
	possessive // his, their
	coordinate // and, or, but
	subordinate
	auxiliary
	negation
	adverb
	when // yesterday, Tuesday, week
	complement
	relative
	verb // common verbs that attribute nothing: they end a noun phrase
	title
)

// language is what is known of one language.
type language struct {
	name         string
	never        map[string]bool // abbreviations that end no sentence: Mr, Sen, z.B
	often        map[string]bool // abbreviations that may end one: Inc, U.S
	beforeNumber map[string]bool // abbreviations before a number: No, p, Fig
	months       map[string]bool
	starts       map[string]bool // words that, with a capital, begin a sentence
	ordinals     bool            // 3. is the third
	classes      map[string]class
	cues         map[string]entry
	according    map[string]bool // words before a source: according to, laut
	zufolge      map[string]bool // words after a source: zufolge
	views        map[string]bool // words between nach and a source: Angaben, Ansicht
	fragments    bool            // a quoted piece inside indirect speech is an attribution of its own
	loose        bool            // a verb of saying may stand before its subject without a quotation
}

func (l *language) is(word string, c class) bool { return l.classes[word]&c != 0 }

func (l *language) says(word string) bool { return l.cues[word].frame&says != 0 }

func set(words ...string) map[string]bool {
	out := map[string]bool{}
	for _, some := range words {
		for w := range strings.FieldsSeq(some) {
			out[w] = true
		}
	}
	return out
}

// classify adds words to a class.
func (l *language) classify(c class, words string) {
	for w := range strings.FieldsSeq(words) {
		l.classes[w] |= c
	}
}

// languages are those with a table of their own, the one that stands for unknown ones first.
var languages = sync.OnceValue(func() []*language {
	return []*language{english(), german(), swedish()}
})

// sample is how much of a text, in bytes, is looked at to know its language.
const sample = 20000

// languageOf guesses the language of a text by its most common words.
func languageOf(text string) *language {
	all := languages()
	counts := make([]int, len(all))
	for word := range strings.FieldsFuncSeq(text[:min(len(text), sample)], func(r rune) bool { return !unicode.IsLetter(r) }) {
		word = strings.ToLower(word)
		for i, l := range all {
			if l.is(word, determiner|preposition|subject|coordinate|auxiliary|complement) || l.says(word) {
				counts[i]++
			}
		}
	}
	best := 0
	for i := range all {
		if counts[i] > counts[best]+1 { // one word is no language
			best = i
		}
	}
	return all[best]
}
