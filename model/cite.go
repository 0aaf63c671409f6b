package model

import (
	"encoding/json"
	"strconv"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Evident is a piece of evidence as a person gives it: an id that is known, or described values.
type Evident struct {
	ID     string // "": by URL, or new
	Fields Fields
	File   []byte // a local copy, nil for none
	Stance string
	Quote  string
}

// Cite cites evidence on a claim. Evidence with a URL is one piece for the whole team, whoever cites it; what is known of
// it already is not written again.
func Cite(claim string, ev Evident) Action {
	return func(v View, b *Batch) error {
		c, err := findClaim(v, claim)
		if err != nil {
			return err
		}
		evidence, err := evidenceFor(v, b, ev)
		if err != nil {
			return err
		}
		for _, cited := range c.Evidence {
			if cited.Evidence == evidence && cited.Stance == ev.Stance && cited.Quote == ev.Quote {
				return nil
			}
		}
		_, err = b.Write(c.Stream, EvidenceCited{Evidence: evidence, Stance: ev.Stance, Quote: ev.Quote})
		return err
	}
}

func evidenceFor(v View, b *Batch, ev Evident) (string, error) {
	if ev.ID != "" {
		known, err := find[*Evidence](v, NounEvidence, ev.ID)
		if err != nil {
			return "", err
		}
		return known.ID(), nil
	}
	if ev.File != nil {
		id := Hash(ev.File)
		b.Blobs[id] = ev.File
		if err := ev.Fields.Set("file", id); err != nil {
			return "", err
		}
	}
	url := ev.Fields.Text("url")
	if url == "" {
		if len(ev.Fields) == 0 && ev.Quote == "" {
			return "", Refuse("evidence.empty")
		}
		s, err := b.Found(NounEvidence, Describe(NounEvidence, ev.Fields))
		return s.ID(), err
	}
	canonical, err := CanonicalURL(url)
	if err != nil {
		return "", Refuse("field.malformed", "field", "url", "why", err.Error())
	}
	s := StreamOf(NounEvidence, Hash([]byte(canonical)))
	state, err := v.State(s)
	if err != nil {
		return "", err
	}
	known, _ := state.(*Evidence)
	news := ev.Fields
	if known.Alive {
		news = newsOf(ev.Fields, map[string]string{
			"kind": known.Kind, "title": known.Title, "archived": known.Archived, "outlet": known.Outlet,
			"medium": known.Medium, "accessed": known.Accessed, "language": known.Language, "file": known.File,
			"url": url, // another spelling of the same address is no news
		})
	}
	if len(news) > 0 {
		if _, err := b.Write(s, Describe(NounEvidence, news)); err != nil {
			return "", err
		}
	}
	return s.ID(), nil
}

// newsOf leaves out the fields that say what is known already.
func newsOf(fields Fields, known map[string]string) Fields {
	news := Fields{}
	for name, value := range fields {
		if old, listed := known[name]; !listed || fields.Text(name) != old {
			news[name] = value
		}
	}
	return news
}

// KeepFile keeps a local copy of a piece of evidence, and sets what else is known of it. The copy is named by its hash.
func KeepFile(evidence Stream, file []byte, fields Fields) Action {
	return func(v View, b *Batch) error {
		id := Hash(file)
		b.Blobs[id] = file
		if err := fields.Set("file", id); err != nil {
			return err
		}
		return DescribeThing(evidence, fields)(v, b)
	}
}

// FlagEvidence says that something happened to a piece of evidence, or that it is fine.
func FlagEvidence(evidence, as, why string) Action {
	return func(v View, b *Batch) error {
		ev, err := find[*Evidence](v, NounEvidence, evidence)
		if err != nil {
			return err
		}
		_, err = b.Write(ev.Stream, EvidenceFlagged{As: as, Why: why})
		return err
	}
}

// Ask puts a question that has to be answered before the claim can be judged.
func Ask(claim, question string) Action {
	return onClaim(claim, QuestionAsked{Question: question})
}

// AnswerQuestion answers a question of a claim.
func AnswerQuestion(question string, answer QuestionAnswered) Action {
	return func(v View, b *Batch) error {
		e, here, err := v.Event(question)
		if err != nil {
			return err
		}
		if _, ok := e.Fact.(QuestionAsked); !here || !ok {
			return Refuse("id.unknown", "noun", "question", "id", short(question))
		}
		answer.Question = question
		return onClaim(e.Stream.ID(), answer)(v, b)
	}
}

// WriteNote adds to a claim's thread.
func WriteNote(claim, text string) Action { return onClaim(claim, NoteWritten{Text: text}) }

// FindReview says that somebody else published a check of the claim.
func FindReview(claim string, review ReviewFound) Action { return onClaim(claim, review) }

func onClaim(claim string, f Fact) Action {
	return func(v View, b *Batch) error {
		c, err := findClaim(v, claim)
		if err != nil {
			return err
		}
		_, err = b.Write(c.Stream, f)
		return err
	}
}

// DescribeThing sets described values of an article, a claim, evidence, a source, a person or the desk. Values that are so
// already are not written; if none are left it is refused. A person is described by themselves alone.
func DescribeThing(s Stream, fields Fields) Action {
	return func(v View, b *Batch) error {
		if s.Noun() == NounPerson && s.ID() != b.By {
			return Refuse("person.foreign", "name", nameOf(v, s.ID()))
		}
		if s != DeskStream && s.Noun() != NounPerson {
			if err := standing(v, s); err != nil {
				return err
			}
		}
		events, err := v.Events(s)
		if err != nil {
			return err
		}
		shown := newFolding(s, events).described()
		news := Fields{}
		for name, value := range fields {
			if old, set := shown[name]; !set && !empty(value) || set && !sameJSON(old, value) {
				news[name] = value
			}
		}
		if len(news) == 0 {
			return Refuse("nothing.changes")
		}
		_, err = b.Write(s, Describe(s.Noun(), news))
		return err
	}
}

func empty(value json.RawMessage) bool {
	switch string(value) {
	case `""`, "null", "[]", "{}":
		return true
	}
	return false
}

// described returns the shown value of every field that is set and not in conflict.
func (f *folding) described() Fields {
	for e := range f.live() {
		if fact, ok := e.Fact.(Described); ok {
			f.set(e, "", fact.Fields)
		}
	}
	shown := Fields{}
	for name, r := range f.registers {
		shown[name] = r.settings[len(r.settings)-1].value
	}
	for name := range f.conflicts() {
		delete(shown, name)
	}
	return shown
}

// standing refuses an id of which nothing stands.
func standing(v View, s Stream) error {
	var err error
	switch s.Noun() {
	case NounArticle:
		_, err = find[*Article](v, NounArticle, s.ID())
	case NounEvidence:
		_, err = find[*Evidence](v, NounEvidence, s.ID())
	case NounSource:
		_, err = find[*Source](v, NounSource, s.ID())
	default:
		_, err = findClaim(v, s.ID())
	}
	return err
}
