package claims

import "touchstone/app/look"

// Claim is what the panel shows of a claim.
type Claim struct {
	ID, Statement string
	Said          string // by whom, when and where, in one line
	Status        string // stage and flags, in words
	Sign          look.Sign
	Places        []Place
	Verdicts      []Verdict // those that stand first, then the earlier ones, newest first
	Evidence      []Evidence
	Notes         []Note
	Steps         []Step
}

// Place is an appearance.
type Place struct {
	ID, Words, Article, Chain string
	Here                      bool // in the article that is shown
}

// Verdict is a verdict.
type Verdict struct {
	ID, Rating, Scale, Rationale, Correction string
	Who, When                                string
	Sign                                     look.Sign
	Head, Mine                               bool
	State                                    string   // "superseded because …", "withdrawn because …", "" while it stands
	Replaces                                 string   // "replaces … because …", "" for none
	Behind                                   []string // who seconded and approved, with their notes
	Published                                []string // where
	Rests                                    []string // the titles of the evidence it cites
}

// Evidence is a piece of evidence the claim cites.
type Evidence struct {
	ID, Title, URL, Detail, Quote, Stance string
	Flag                                  string // what happened to it, "" for nothing
}

// Note is an entry of the thread, or a question with its answers.
type Note struct{ Who, When, Text string }

// Step is one thing somebody did.
type Step struct{ Who, When, What, Why string }
