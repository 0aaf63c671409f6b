package exchange

import (
	"encoding/json"
	"strings"

	"touchstone/model"
	"touchstone/model/span"
	"touchstone/model/workspace"
)

// settle finds the article of the file's text, or loads it from the text beside.
func (f *bratFile) settle(named string, v model.View, b *model.Batch) (workspace.Outcome, error) {
	o := workspace.Outcome{Status: workspace.StatusKnown}
	if f.document == nil {
		o.Stream = model.StreamOf(model.NounArticle, named)
		state, err := v.State(o.Stream)
		if err != nil {
			return o, err
		}
		a, ok := state.(*model.Article)
		if !ok || !a.Live() {
			return o, model.Damaged("the article that was named is not here")
		}
		text, err := v.Text(a.Latest().Text)
		f.ground = newGround(a.Latest().Text, text)
		f.bases = bratBases(text, text)
		return o, err
	}
	g := newGround(model.Hash([]byte(f.document.Text)), f.document.Text)
	ids, err := v.ArticlesOf(g.id)
	if err != nil {
		return o, err
	}
	if len(ids) == 0 {
		if err := model.Load(*f.document, "", b.At)(v, b); err != nil {
			return o, err
		}
		o.Status, ids = workspace.StatusNew, []string{b.Events[len(b.Events)-1].Stream.ID()}
	}
	o.Stream = model.StreamOf(model.NounArticle, ids[0])
	f.ground = g
	return o, nil
}

// place finds a span in the stored text: by its offsets where they hold its words, else by its words.
func (f *bratFile) place(s bratSpan) (out bratSpan, note string, found bool) {
	var spans span.Fragments
	for _, base := range f.bases {
		at, holds := base.holds(s)
		if !holds {
			continue
		}
		for _, p := range at {
			spans = append(spans, span.Span{Start: p[0], End: p[1]})
		}
		return bratSpan{Type: s.Type, Fragments: f.ground.fragments(spans), words: s.words}, base.what, true
	}
	words := []rune(s.words)
	var notes []string
	for i, part := range s.Fragments {
		n := min(part.End-part.Start, len(words))
		if len(s.Fragments) == 1 {
			n = len(words)
		}
		at, note, here := f.ground.place(sought{exact: string(words[:n]), start: part.Start, end: part.End, placed: true})
		if !here {
			return out, s.ID + ": " + note, false
		}
		if note != "" {
			notes = append(notes, s.ID+": "+note)
		}
		spans = append(spans, at)
		if words = words[n:]; len(words) > 0 && i < len(s.Fragments)-1 {
			words = words[1:] // the space that joins two parts
		}
	}
	return bratSpan{Type: s.Type, Fragments: f.ground.fragments(spans), words: s.words}, strings.Join(notes, "; "), true
}

var errNoText = model.Damaged("its text could not be taken in")

// settled is an attribution with its spans in the stored text.
func (f *bratFile) settled(e *bratEvent) (out bratEvent, notes []string, found bool) {
	out = bratEvent{Text: f.ground.id, Type: e.Type, Roles: []bratRole{}}
	found = true
	find := func(s bratSpan) bratSpan {
		at, note, here := f.place(s)
		if note != "" {
			notes = append(notes, note)
		}
		found = found && here
		return at
	}
	if e.Trigger != nil {
		t := find(*e.Trigger)
		out.Trigger = &t
	}
	for _, r := range e.Roles {
		out.Roles = append(out.Roles, bratRole{r.Role, find(r.Span)})
	}
	return out, unique(notes), found
}

func unique(all []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, s := range all {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// of gathers the fragments of a role, however many spans have it.
func (e *bratEvent) of(role string) []model.Fragment {
	var all []model.Fragment
	for _, r := range e.Roles {
		if bratRoleOf(r.Role) == role {
			all = append(all, r.Span.Fragments...)
		}
	}
	return joined(all)
}

// joined sorts fragments and joins those that touch or overlap.
func joined(all []model.Fragment) []model.Fragment {
	spans := make(span.Fragments, len(all))
	for i, f := range all {
		spans[i] = span.Span{Start: f.Start, End: f.End}
	}
	var out []model.Fragment
	for _, s := range spans.Normal() {
		out = append(out, model.Fragment{Start: s.Start, End: s.End})
	}
	return out
}

// item is the attribution in its canonical form.
func (e *bratEvent) item() (json.RawMessage, error) {
	raw, err := plainJSON(e)
	if err != nil {
		return nil, err
	}
	return model.Canonical(raw)
}

// take makes a claim of an attribution: its content is what is claimed, source and cue say by whom.
func (f *bratFile) take(e *bratEvent, v model.View, b *model.Batch) (workspace.Outcome, error) {
	if f.ground == nil {
		return workspace.Outcome{}, errNoText
	}
	settled, notes, found := f.settled(e)
	if !found {
		return workspace.Outcome{Status: workspace.StatusLost, Notes: notes}, nil
	}
	raw, err := settled.item()
	if err != nil {
		return workspace.Outcome{}, err
	}
	content := settled.of(bratContent)
	i := model.Imported{Foreign: model.Foreign{Format: "brat", ID: f.name + " " + e.id, Raw: raw}}
	i.Stated.Statement = f.words(content)
	place := model.ImportedPlace{Text: f.ground.id, Fragments: content}
	if e.Type != bratClaim {
		mention := settled.of(bratSource)
		place.Links = []model.ImportedLink{{Content: content, Mention: mention, Cue: settled.of(bratCue), Source: f.words(mention)}}
	}
	i.Places = []model.ImportedPlace{place}
	gain, err := model.TakeIn(i, v, b)
	o := outcome(gain)
	o.Notes = notes
	return o, err
}

// words are those of fragments, as one sentence.
func (f *bratFile) words(fragments []model.Fragment) string {
	spans, err := model.Bytes(f.ground.index, fragments)
	if err != nil {
		return ""
	}
	return strings.Join(strings.Fields(spans.Text(f.ground.text)), " ")
}

// keep stores what is no attribution with the article.
func (f *bratFile) keep(v model.View, b *model.Batch) (workspace.Outcome, error) {
	if f.ground == nil {
		return workspace.Outcome{}, errNoText
	}
	rest, o := bratRest{Name: f.name, Text: f.ground.id, Lines: f.lines}, workspace.Outcome{}
	lost := false
	for _, id := range f.order {
		at, note, found := f.place(*f.spans[id])
		if note != "" {
			o.Notes = append(o.Notes, note)
		}
		lost = lost || !found
		if at.ID = id; found {
			rest.Spans = append(rest.Spans, at)
		}
	}
	if len(f.lines) > 0 {
		for i := range f.events {
			named, err := f.named(&f.events[i])
			if err != nil {
				return o, err
			}
			rest.Events = append(rest.Events, named...)
		}
	}
	ids, err := v.ArticlesOf(f.ground.id)
	if err != nil {
		return o, err
	}
	raw, err := plainJSON(rest)
	if err != nil || len(ids) == 0 {
		return o, err
	}
	if raw, err = model.Canonical(raw); err != nil {
		return o, err
	}
	gain, err := model.KeepForeign(model.StreamOf(model.NounArticle, ids[0]), model.Foreign{Format: "brat", ID: f.name, Raw: raw}, v, b)
	gain.New = true
	told := outcome(gain)
	told.Notes = unique(o.Notes)
	if lost {
		told.Status = workspace.StatusLost
	}
	return told, err
}

// named gives the ids of an attribution that was taken in.
func (f *bratFile) named(e *bratEvent) ([]bratNamed, error) {
	settled, _, found := f.settled(e)
	if !found {
		return nil, nil
	}
	raw, err := settled.item()
	if err != nil {
		return nil, err
	}
	n := bratNamed{ID: e.id, Claim: model.Hash(raw), Roles: []string{}}
	if e.Trigger != nil {
		n.Trigger = e.Trigger.ID
	}
	for _, r := range e.Roles {
		n.Roles = append(n.Roles, r.Span.ID)
	}
	return []bratNamed{n}, nil
}
