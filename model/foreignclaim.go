package model

// ForeignClaim is a claim of another format on its way in, with all that is said about it there.
type ForeignClaim struct {
	Foreign   Foreign // its Raw is the whole item in canonical JSON, the sha256 of which is the claim's id
	Stated    ClaimStated
	Fields    Fields // claim.described
	Reviews   []ReviewFound
	Evidence  []Evident
	Questions []ForeignQuestion
	Verdict   *Judgement // Cites is filled with the evidence that came along
	New       bool       // told by BringIn: it was not here
}

// ForeignQuestion is a question of an item, with its answers.
type ForeignQuestion struct {
	Text    string
	Answers []ForeignAnswer
}

// ForeignAnswer is one answer, and what it rests on; Evidence is nil where nothing is named.
type ForeignAnswer struct {
	Text, Type string
	Evidence   *Evident
}

// ID is the id of the claim that the item becomes, so that equal items meet in one stream whoever imports them.
func (i *ForeignClaim) ID() string { return Hash(i.Foreign.Raw) }

// BringIn is an action that writes what an item of another format says, as the author's own facts that say where they came
// from. An item whose claim has a stream already is left as it is, also where people took it back; New tells which it was.
// Several follow each other in one batch through Batch.Try.
func BringIn(i *ForeignClaim) Action {
	return func(v View, b *Batch) error {
		in := &bringing{view: v, batch: b, claim: StreamOf(NounClaim, i.ID()), at: i}
		state, err := v.State(in.claim)
		if err != nil || len(state.Base().Heads) > 0 {
			return err
		}
		if err := checkWhen(i.Stated.Said); err != nil {
			return err
		}
		i.New = true
		stated := i.Stated
		stated.Foreign = &i.Foreign
		if _, err := b.Write(in.claim, stated); err != nil {
			return err
		}
		for _, step := range []func() error{in.described, in.reviews, in.cited, in.questions, in.verdict} {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	}
}

// bringing is one BringIn on its way.
type bringing struct {
	view  View
	batch *Batch
	claim Stream
	at    *ForeignClaim
	cites []EvidenceCited // what the claim cites so far
	known map[Stream]Fields
}

// from is where a part of the item came from; the raw item stands once, in the claim's first fact.
func (in *bringing) from(part string) *Foreign {
	return &Foreign{Format: in.at.Foreign.Format, ID: part, Author: in.at.Foreign.Author, At: in.at.Foreign.At}
}

func (in *bringing) described() error {
	if len(in.at.Fields) == 0 {
		return nil
	}
	return in.describe(in.claim, in.at.Fields)
}

func (in *bringing) describe(s Stream, fields Fields) error {
	all := Fields{}
	for name, value := range fields {
		all[name] = value
	}
	if err := all.Set("foreign", in.from("")); err != nil {
		return err
	}
	_, err := in.batch.Write(s, Describe(s.Noun(), all))
	return err
}

func (in *bringing) reviews() error {
	for _, r := range in.at.Reviews {
		r.Foreign = in.from(in.at.Foreign.ID)
		if _, err := in.batch.Write(in.claim, r); err != nil {
			return err
		}
	}
	return nil
}

func (in *bringing) cited() error {
	for n, ev := range in.at.Evidence {
		if _, err := in.cite("evidence "+itoa(n), ev); err != nil {
			return err
		}
	}
	return nil
}

// cite writes what is not known of a piece of evidence and cites it, once a claim.
func (in *bringing) cite(part string, ev Evident) (string, error) {
	s, err := in.evidenceOf(part, ev)
	if err != nil {
		return "", err
	}
	cited := EvidenceCited{Evidence: s.ID(), Stance: ev.Stance, Quote: ev.Quote}
	for _, c := range in.cites {
		if c == cited {
			return s.ID(), nil
		}
	}
	in.cites = append(in.cites, cited)
	cited.Foreign = in.from(part)
	_, err = in.batch.Write(in.claim, cited)
	return s.ID(), err
}

// evidenceOf finds the stream of a piece of evidence. It fills what is not known of it and overwrites nothing. Evidence
// without an address is named by its claim and its place in the item, so that it is one piece whoever imports it.
func (in *bringing) evidenceOf(part string, ev Evident) (Stream, error) {
	s := StreamOf(NounEvidence, Hash([]byte(in.claim.ID()+" "+part)))
	if canonical, err := CanonicalURL(ev.Fields.Text("url")); err == nil {
		s = StreamOf(NounEvidence, Hash([]byte(canonical)))
	}
	known := in.known[s]
	if known == nil {
		events, err := in.view.Events(s)
		if err != nil {
			return "", err
		}
		known = newFolding(s, events).described()
		if in.known == nil {
			in.known = map[Stream]Fields{}
		}
		in.known[s] = known
	}
	news := Fields{}
	for name, value := range ev.Fields {
		if _, set := known[name]; !set && !empty(value) {
			news[name], known[name] = value, value
		}
	}
	if len(news) == 0 {
		return s, nil
	}
	return s, in.describe(s, news)
}

func (in *bringing) questions() error {
	for n, q := range in.at.Questions {
		if q.Text == "" {
			continue
		}
		part := QuestionPart(n)
		asked, err := in.batch.Write(in.claim, QuestionAsked{Origins: Origins{in.from(part)}, Question: q.Text})
		if err != nil {
			return err
		}
		for m, a := range q.Answers {
			if a.Text == "" {
				continue
			}
			part := AnswerPart(n, m)
			answered := QuestionAnswered{Origins: Origins{in.from(part)}, Question: asked, Answer: a.Text, Type: a.Type}
			if a.Evidence != nil {
				if answered.Evidence, err = in.cite(part, *a.Evidence); err != nil {
					return err
				}
			}
			if _, err := in.batch.Write(in.claim, answered); err != nil {
				return err
			}
		}
	}
	return nil
}

// QuestionPart names the question of an item, counted from 0, that a fact was made from.
func QuestionPart(n int) string { return "question " + itoa(n) }

// AnswerPart names the answer of a question of an item, both counted from 0, that a fact was made from.
func AnswerPart(n, m int) string { return QuestionPart(n) + " answer " + itoa(m) }

func (in *bringing) verdict() error {
	j := in.at.Verdict
	if j == nil {
		return nil
	}
	if _, known := j.Scale.Rating(j.Rating); !known {
		return Refuse("rating.unknown", "scale", j.Scale.Key, "rating", j.Rating, "known", "")
	}
	if err := defineScale(in.view, in.batch, j.Scale); err != nil {
		return err
	}
	var cites []string
	for _, c := range in.cites {
		cites = addID(cites, c.Evidence)
	}
	_, err := in.batch.Write(in.claim, VerdictGiven{
		Origins: Origins{in.from("")}, Scale: j.Scale.ID(), Rating: j.Rating, Rationale: j.Rationale,
		Correction: j.Correction, Cites: cites,
	})
	return err
}

// EditedSince returns the described values of a thing that people set here after a fact was imported: those whose shown
// setting is no import's and was made after it. Names are as in the events: title, said.by, statement.
func EditedSince(s Stream, events []Event, imported Event) Fields {
	f := newFolding(s, events)
	for e := range f.live() {
		switch fact := e.Fact.(type) {
		case Described:
			f.set(e, "", fact.Fields)
		case ClaimStated:
			f.set(e, "", fact.fields())
		}
	}
	edited := Fields{}
	for name, r := range f.registers {
		last := r.settings[len(r.settings)-1]
		if ForeignOf(last.by.Fact) == nil && !last.by.At.Before(imported.At) {
			edited[name] = last.value
		}
	}
	return edited
}

// repeats tells facts of one imported item that say the same: two colleagues imported it, and it counts once.
type repeats map[string]string

// first returns the id of the first imported fact that says the same, and whether this one repeats it.
func (r repeats) first(e *Event, says any) (string, bool) {
	if ForeignOf(e.Fact) == nil {
		return e.ID, false
	}
	raw, err := plainJSON([]any{e.Kind, says})
	if err != nil { // what was decoded always encodes
		return e.ID, false
	}
	if id, known := r[string(raw)]; known {
		return id, true
	}
	r[string(raw)] = e.ID
	return e.ID, false
}

// part names the part of an item that a fact was made from.
func part(f *Foreign) string {
	if f == nil {
		return ""
	}
	return f.ID
}
