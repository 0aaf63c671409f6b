package claims

import "touchstone/app/look"

// Claim is what the panel shows of a claim. What is empty is not shown.
type Claim struct {
	ID, Statement string
	Language      string        // of the statement, as a tag: "sv"
	Translations  []Translation // of the statement
	Said, Link    string        // by whom, when and where, in one line; the address of the speech, video or post
	Stage         string        // in words, with a glyph
	Flags         []string      // what wants attention, in words, with a glyph each
	Facts         []string      // what was described, a line each: types, tags, for whom, until when
	Sign          look.Sign
	Places        []Place
	Verdicts      []Verdict // those that stand first, then the earlier ones, newest first
	Evidence      []Evidence
	Questions     []Question
	Related       []Related
	Reviews       []Review
	Notes         []Note
}

// Translation is the statement in another language.
type Translation struct{ Language, Text string }

// Place is an appearance.
type Place struct {
	ID, Words, Article, Chain string
	Nth                       int  // of the paragraph it begins in, from 1; 0 for none
	Here                      bool // in the article that is shown
}

// Verdict is a verdict.
type Verdict struct {
	ID, Rating, Scale, Rationale, Correction string // the rationale in Markdown
	Who, When                                string
	Sign                                     look.Sign
	Head                                     bool
	Offers                                   []string    // the commands that do something to it
	State                                    string      // "superseded because …", "withdrawn because …", "" while it stands
	Replaces                                 string      // "replaces … because …", "" for none
	Behind                                   []string    // who seconded and approved, with their notes
	Published                                []Published // where
	Rests                                    []string    // the titles of the evidence it cites, with what happened to it
}

// Published is where a verdict was published.
type Published struct{ URL, Words string }

// Evidence is a piece of evidence the claim cites.
type Evidence struct {
	ID, Title, URL, Archived, Detail, Quote, Stance string
	Copy                                            string // the copy that is kept, in words; "" for none
	Flag                                            string // what happened to it, "" for nothing
}

// Question is what has to be answered before the claim can be judged.
type Question struct {
	ID, Text, Who string
	Answers       []Answer
}

// Answer is one answer to a question; Who says how it came to be, too.
type Answer struct{ Text, Rests, Who string }

// Related is another claim that people said something about: that it is the same, or is not, or what was split from what.
type Related struct {
	ID, How, Statement string
	Sign               look.Sign
	Contradicts        bool // joined with this one and kept apart from it at once
}

// Review is somebody else's published check.
type Review struct{ Title, URL, Detail string }

// Note is an entry of the thread.
type Note struct{ Who, When, Text string }
