package model

import (
	"encoding/json"
	"strings"
	"time"
)

// The kinds of fact about evidence, and about a claim's use of it.
const (
	KindEvidenceDescribed Kind = "evidence.described"
	KindEvidenceFlagged   Kind = "evidence.flagged"
	KindEvidenceCited     Kind = "evidence.cited"
	KindQuestionAsked     Kind = "question.asked"
	KindQuestionAnswered  Kind = "question.answered"
)

func init() {
	register(NounEvidence, map[Kind]func(json.RawMessage) (Fact, error){
		KindEvidenceDescribed: describedBy(NounEvidence),
		KindEvidenceFlagged:   decoder[EvidenceFlagged],
	})
}

func init() {
	register(NounClaim, map[Kind]func(json.RawMessage) (Fact, error){
		KindEvidenceCited:    decoder[EvidenceCited],
		KindQuestionAsked:    decoder[QuestionAsked],
		KindQuestionAnswered: decoder[QuestionAnswered],
	})
}

// EvidenceFlags are what evidence can be flagged as; "fine" takes a flag away.
var EvidenceFlags = []string{"retracted", "changed", "dead", "fine"}

// Stances are how evidence bears on a claim.
var Stances = []string{"supports", "refutes", "context"}

// EvidenceFlagged says: something happened to this evidence, and every verdict that rests on it wants another look.
type EvidenceFlagged struct {
	Origins
	As  string `json:"as"`
	Why string `json:"why,omitempty"`
}

// Kind is "evidence.flagged".
func (EvidenceFlagged) Kind() Kind { return KindEvidenceFlagged }

func (f EvidenceFlagged) check() error { return checkOneOf("as", f.As, EvidenceFlags...) }

// EvidenceCited says: the claim rests on this, in this way.
type EvidenceCited struct {
	Origins
	Evidence string `json:"evidence"`
	Stance   string `json:"stance,omitempty"`
	Quote    string `json:"quote,omitempty"`
}

// Kind is "evidence.cited".
func (EvidenceCited) Kind() Kind { return KindEvidenceCited }

func (f EvidenceCited) check() error {
	return checkAll(checkIDs("evidence", f.Evidence), checkOneOf("stance", f.Stance, append([]string{""}, Stances...)...))
}

// QuestionAsked is what has to be answered before the claim can be judged (AVeriTeC).
type QuestionAsked struct {
	Origins
	Question string `json:"question"`
}

// Kind is "question.asked".
func (QuestionAsked) Kind() Kind { return KindQuestionAsked }

func (f QuestionAsked) check() error { return checkText("question", f.Question) }

// AnswerTypes are AVeriTeC's: how an answer came to be.
var AnswerTypes = []string{"extractive", "abstractive", "boolean", "unanswerable"}

// YesNo writes the answer to a question of yes or no, with its explanation: "Yes: the log says so".
func YesNo(yes bool, explanation string) string {
	if yes {
		return "Yes: " + explanation
	}
	return "No: " + explanation
}

// SplitYesNo takes such an answer apart. known is false where the answer does not begin with yes or no.
func SplitYesNo(answer string) (yes bool, explanation string, known bool) {
	if rest, found := strings.CutPrefix(answer, "Yes: "); found {
		return true, rest, true
	}
	rest, found := strings.CutPrefix(answer, "No: ")
	return false, rest, found
}

// QuestionAnswered is one answer to a question of the same claim; several are ordinary.
type QuestionAnswered struct {
	Origins
	Question string `json:"question"` // the question's id
	Answer   string `json:"answer"`
	Type     string `json:"type,omitempty"`     // extractive, abstractive, boolean or unanswerable
	Evidence string `json:"evidence,omitempty"` // the id of the evidence it rests on
}

// Kind is "question.answered".
func (QuestionAnswered) Kind() Kind { return KindQuestionAnswered }

func (f QuestionAnswered) check() error {
	err := checkAll(checkIDs("question", f.Question),
		checkOneOf("type", f.Type, append([]string{""}, AnswerTypes...)...))
	if err == nil && f.Evidence != "" {
		err = checkIDs("evidence", f.Evidence)
	}
	if err == nil && f.Answer == "" && f.Type != "unanswerable" {
		err = checkText("answer", f.Answer)
	}
	return err
}

// Flag is what happened to a piece of evidence.
type Flag struct {
	ID, As, Why, By string
	At              time.Time
}

// Evidence is a web page, document, interview, … that claims rest on.
type Evidence struct {
	Trunk
	Alive                              bool
	Kind, Title, URL, Archived, Outlet string
	Medium, Accessed, Language, File   string
	Flags                              []Flag // every flag, oldest first
}

// Live reports whether the evidence stands.
func (e *Evidence) Live() bool { return e != nil && e.Alive }

// Flagged returns the newest flag where that is not "fine".
func (e *Evidence) Flagged() (Flag, bool) {
	if e == nil || len(e.Flags) == 0 {
		return Flag{}, false
	}
	last := e.Flags[len(e.Flags)-1]
	return last, last.As != "fine"
}

func foldEvidence(f *folding) State {
	ev := &Evidence{Trunk: f.trunk, Alive: f.describe()}
	for e := range f.live() {
		if fact, ok := e.Fact.(EvidenceFlagged); ok {
			ev.Flags = append(ev.Flags, Flag{e.ID, fact.As, fact.Why, e.By, e.At})
		}
	}
	v := f.values("")
	v.text("kind", &ev.Kind).text("title", &ev.Title).text("url", &ev.URL).text("archived", &ev.Archived)
	v.text("outlet", &ev.Outlet).text("medium", &ev.Medium).text("accessed", &ev.Accessed)
	v.text("language", &ev.Language).text("file", &ev.File)
	ev.Conflicts = f.conflicts()
	return ev
}

// Citation is a claim's use of a piece of evidence.
type Citation struct {
	ID, Evidence, Stance, Quote, By string
	At                              time.Time
}

func (f *folding) citations() []Citation {
	var all []Citation
	seen := repeats{}
	for e := range f.live() {
		fact, ok := e.Fact.(EvidenceCited)
		if !ok {
			continue
		}
		if _, repeats := seen.first(e, []string{fact.Evidence, fact.Stance, fact.Quote}); !repeats {
			all = append(all, Citation{e.ID, fact.Evidence, fact.Stance, fact.Quote, e.By, e.At})
		}
	}
	return all
}

// Question is what has to be answered before a claim can be judged.
type Question struct {
	ID, Text, By string
	At           time.Time
	Answers      []Answer
	Foreign      *Foreign // the imported item's part that it was made from, nil for most
}

// Answer is one answer to a question.
type Answer struct {
	ID, Text, Type, Evidence, By string
	At                           time.Time
	Foreign                      *Foreign // as of a question
}

func (f *folding) questions() []Question {
	var all []Question
	at := map[string]int{}
	seen := repeats{}
	for e := range f.live() {
		switch fact := e.Fact.(type) {
		case QuestionAsked:
			if first, repeats := seen.first(e, []any{part(fact.Foreign), fact.Question}); repeats {
				at[e.ID] = at[first]
				continue
			}
			at[e.ID] = len(all)
			all = append(all, Question{ID: e.ID, Text: fact.Question, By: e.By, At: e.At, Foreign: fact.Foreign})
		case QuestionAnswered:
			i, known := at[fact.Question]
			if !known {
				continue
			}
			if _, repeats := seen.first(e, []any{part(fact.Foreign), i, fact.Answer, fact.Type, fact.Evidence}); !repeats {
				all[i].Answers = append(all[i].Answers,
					Answer{e.ID, fact.Answer, fact.Type, fact.Evidence, e.By, e.At, fact.Foreign})
			}
		}
	}
	return all
}
