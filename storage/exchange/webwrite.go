package exchange

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"iter"
	"slices"

	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/span"
	"touchstone/model/workspace"
)

// webWriter writes a collection of annotations as a stream.
type webWriter struct {
	to            *bufio.Writer
	from          workspace.Exportable
	rows          *sheet.Builder
	ids           hash.Hash
	total, claims int
	grounds       map[string]*ground
	sources       map[string]*webResource // by text: what a passage of it has in common with the others
	envelopes     map[string][]string     // the ids of the annotations that came in each
	met           []string                // the envelopes in the order in which they were met
	named         map[string]bool         // the verdicts of colleagues that were written under their own names
}

func newWebWriter(to *bufio.Writer, from workspace.Exportable) *webWriter {
	return &webWriter{
		to: to, from: from, rows: sheet.NewBuilder(from), ids: sha256.New(),
		grounds: map[string]*ground{}, sources: map[string]*webResource{}, envelopes: map[string][]string{}, named: map[string]bool{},
	}
}

// writeWeb writes one collection with one page: for every claim one annotation whose targets are its appearances, one for
// each of its attributions, current verdicts and notes, and those that were imported, as they came. Where everything came in one
// collection, that goes out again.
func writeWeb(to workspace.Outgoing, from workspace.Exportable, only []model.Stream) (said workspace.Written, err error) {
	claims, err := claimsOf(from, only)
	if err != nil {
		return said, err
	}
	w := newWebWriter(bufio.NewWriterSize(to, 1<<18), from)
	came, err := rehearsal(from).cameWhole(claims)
	if err == nil && came != nil {
		err = w.asItCame(came)
	} else if err == nil {
		err = w.collection(claims)
	}
	return said.With("annotation", w.total).With("claim", w.claims), cmp.Or(err, w.to.Flush())
}

// collection writes a collection of this program's own.
func (w *webWriter) collection(claims iter.Seq2[model.Stream, error]) error {
	context, err := plainJSON(ownContext)
	if err != nil {
		return err
	}
	fmt.Fprintf(w.to, "{\"@context\":%s,\"type\":\"AnnotationCollection\",\"label\":\"Touchstone\",\n\"first\":{\"type\":\"AnnotationPage\",\"startIndex\":0,\"items\":[", context)
	for s, err := range claims {
		if err != nil {
			return err
		}
		if _, err := w.claim(s); err != nil {
			return fmt.Errorf("write claim %.10s: %w", s.ID(), err)
		}
	}
	id := ownURN + "collection:" + hex.EncodeToString(w.ids.Sum(nil))
	fmt.Fprintf(w.to, "],\n\"id\":%q,\"partOf\":%q}", id+":1", id)
	if err := w.collections(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(w.to, ",\n\"total\":%d,\"id\":%q}\n", w.total, id)
	return err
}

// plainJSON encodes without escaping for HTML.
func plainJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// put writes one annotation.
func (w *webWriter) put(id string, raw []byte) error {
	if w.total > 0 {
		_ = w.to.WriteByte(',') // a bufio.Writer keeps its first error for Flush
	}
	_ = w.to.WriteByte('\n')
	_, err := w.to.Write(raw)
	w.total++
	fmt.Fprintln(w.ids, id)
	return err
}

func (w *webWriter) write(a *annotation) error {
	a.Context, a.Type = ownContext, "Annotation"
	a.Generator = webAgent{ID: ownURN + "program", Type: "Software", Name: "Touchstone"}
	raw, err := plainJSON(a)
	if err != nil {
		return err
	}
	return w.put(a.ID, raw)
}

// imported writes an annotation as it came, with its context.
func (c *written) imported(f model.Foreign) error {
	raw, err := c.corrected(f.Raw)
	if err != nil {
		return err
	}
	item, err := asObject(raw)
	if err != nil {
		return err
	}
	if item["@context"] == nil && len(item) > 0 {
		context := any(webContext)
		switch around := c.around(); {
		case item[ownKind] != nil:
			context = ownContext
		case around != nil:
			context = around
		}
		head, err := plainJSON(context)
		if err != nil {
			return err
		}
		raw = append(append([]byte(`{"@context":`), head...), append([]byte(","), raw[1:]...)...)
	}
	if c.envelope != nil && f.ID != "" {
		of := string(c.envelope.Raw)
		if c.envelopes[of] == nil {
			c.met = append(c.met, of)
		}
		c.envelopes[of] = append(c.envelopes[of], f.ID)
	}
	return c.put(f.ID, raw)
}

// written is a claim on its way out.
type written struct {
	*webWriter
	claim    *model.Claim
	events   map[string]model.Event // those that stand, by id
	id       string                 // of the claim's annotation
	kept     []model.Foreign        // annotations that were imported
	envelope *model.Foreign         // what they came in, nil for nothing
}

// take sorts what was kept of imported annotations. What a colleague's program wrote may be anything.
func (c *written) take(kept []model.Foreign) {
	for _, f := range kept {
		o, err := asObject(f.Raw)
		switch {
		case err != nil:
		case !isEnvelope(o):
			c.kept = append(c.kept, f)
		case c.envelope == nil:
			c.envelope = &f
		}
	}
}

// around is the context of what an annotation came in, where it says more than the standard's.
func (c *written) around() any {
	if c.envelope == nil {
		return nil
	}
	o, _ := asObject(c.envelope.Raw) // it was read before
	return o["@context"]
}

// claim writes one claim, and returns it; nil for one that was taken back.
func (w *webWriter) claim(s model.Stream) (*written, error) {
	state, err := w.from.State(s)
	if err != nil {
		return nil, err
	}
	c, ok := state.(*model.Claim)
	if !ok || !c.Live() {
		return nil, nil //nolint:nilnil // there is none
	}
	events, err := w.from.Events(s)
	if err != nil {
		return nil, err
	}
	w.claims++
	out := &written{webWriter: w, claim: c, events: map[string]model.Event{}}
	out.take(model.Kept(s, events)["webannotation"])
	own, first := len(out.kept) == 0, model.Event{}
	stands := model.Standing(s, events)
	for _, e := range model.Causal(s, events) {
		if !stands[e.ID] {
			continue
		}
		out.events[e.ID] = e
		if e.Kind == model.KindClaimStated && first.ID == "" {
			first = e
		}
		own = own || changesPlaces(e) && !out.came(e.Fact)
	}
	for _, f := range out.kept {
		if err := out.imported(f); err != nil {
			return nil, err
		}
	}
	if out.id = ownURN + first.ID; own {
		if err := out.stated(first); err != nil {
			return nil, err
		}
	} else if out.kept[0].ID != "" {
		out.id = out.kept[0].ID
	}
	return out, out.decided()
}

// changesPlaces reports whether a fact says what the claim is or where it stands.
func changesPlaces(e model.Event) bool {
	return slices.Contains([]model.Kind{
		model.KindClaimStated, model.KindAppearanceAdded, model.KindAppearanceReshaped, model.KindAppearanceRemoved,
	}, e.Kind)
}

// came reports whether a fact came from an annotation that goes out as it came.
func (c *written) came(f model.Fact) bool {
	from := model.ForeignOf(f)
	return from != nil && slices.ContainsFunc(c.kept, func(k model.Foreign) bool { return k.Format == from.Format && k.ID == from.ID })
}

// begin makes an annotation of a fact of this claim.
func (c *written) begin(event, kind, motivation string) *annotation {
	e := c.events[event]
	a := &annotation{ID: ownURN + event, Kind: kind, Motivation: motivation, Created: e.At.UTC().Format(model.TimeLayout)}
	if kind != ownClaim {
		a.Claim = c.id
	}
	if from := model.ForeignOf(e.Fact); from != nil {
		if from.Author != "" {
			a.Creator = &webAgent{Type: "Person", Name: from.Author}
		}
		if isDate(from.At) {
			a.Created = from.At
		}
		return a
	}
	a.Creator = &webAgent{ID: ownURN + "person:" + e.By, Type: "Person", Name: c.rows.Name(e.By)}
	return a
}

func textual(purpose, value string) *webResource {
	return &webResource{Type: "TextualBody", Purpose: purpose, Value: value, Format: "text/plain"}
}

func (c *written) stated(first model.Event) error {
	a := c.begin(first.ID, ownClaim, "describing")
	body := textual("describing", c.claim.Statement)
	body.Language = c.claim.Language
	a.Body = []*webResource{body}
	for _, tag := range c.claim.Tags {
		a.Body = append(a.Body, textual("tagging", tag))
	}
	if err := c.aimed(a); err != nil {
		return err
	}
	return c.write(a)
}

// aimed gives an annotation the claim's appearances as its targets; a claim that stands in no text is its own target.
func (c *written) aimed(a *annotation) error {
	a.Target.whole = ownURN + "claim:" + c.claim.ID()
	for _, p := range c.claim.Appearances {
		if err := c.aim(a, p.ID, p.Text, p.Fragments); err != nil {
			return err
		}
	}
	return nil
}

// decided writes attributions, current verdicts, others' reviews and notes.
func (c *written) decided() error {
	for _, p := range c.claim.Appearances {
		for _, l := range p.Attributions {
			if err := c.attributed(p, l); err != nil {
				return err
			}
		}
	}
	for _, v := range c.claim.Heads() {
		if err := c.judged(v); err != nil {
			return err
		}
	}
	for _, r := range c.claim.Reviews {
		if err := c.reviewed(r); err != nil {
			return err
		}
	}
	for _, n := range c.claim.Notes {
		if c.came(c.events[n.ID].Fact) {
			continue
		}
		a := c.begin(n.ID, ownNote, "commenting")
		a.Body = []*webResource{textual("commenting", n.Text)}
		if err := c.aimed(a); err != nil {
			return err
		}
		if err := c.write(a); err != nil {
			return err
		}
	}
	return nil
}

func (c *written) attributed(p model.Appearance, l model.Attribution) (err error) {
	a := c.begin(l.ID, ownAttribution, "identifying")
	a.Form = l.Form
	for _, id := range l.Sources {
		state, err := c.from.State(model.StreamOf(model.NounSource, id))
		if err != nil {
			return err
		}
		if source, ok := state.(*model.Source); ok && source.Name != "" {
			body := textual("identifying", source.Name)
			body.Role = roleSource
			a.Body = append(a.Body, body)
		}
	}
	for _, part := range []struct {
		role string
		at   []model.Fragment
	}{{roleMention, l.Mention}, {roleCue, l.Cue}} {
		for _, f := range part.at {
			bodies, err := c.parts(p.Text, []model.Fragment{f})
			if err != nil {
				return err
			}
			for _, body := range bodies {
				body.Role, body.Purpose = part.role, "identifying"
				a.Body = append(a.Body, body)
			}
		}
	}
	if err := c.aim(a, l.ID, p.Text, l.Content); err != nil {
		return err
	}
	return c.write(a)
}

func (c *written) judged(v model.Verdict) error {
	a := c.begin(v.ID, ownVerdict, "assessing")
	rating := textual("classifying", v.Rating)
	state, err := c.from.State(model.StreamOf(model.NounScale, v.Scale))
	if err != nil {
		return err
	}
	if scale, ok := state.(*model.Scale); ok {
		rating.Rating, rating.Scale = v.Rating, scale.Name
		if r, known := scale.Rating(v.Rating); known && r.Label != "" {
			rating.Value = r.Label
		}
	}
	a.Body = []*webResource{rating, textual("describing", v.Rationale)}
	for _, id := range v.Cites {
		state, err := c.from.State(model.StreamOf(model.NounEvidence, id))
		if err != nil {
			return err
		}
		e, ok := state.(*model.Evidence)
		switch {
		case !ok:
		case iri(e.URL):
			a.Body = append(a.Body, &webResource{Type: "SpecificResource", Purpose: "linking", Source: e.URL})
		case e.Title != "":
			a.Body = append(a.Body, textual("linking", e.Title))
		}
	}
	if err := c.aimed(a); err != nil {
		return err
	}
	return c.write(a)
}

// reviewed writes somebody else's check, under the name of who published it.
func (c *written) reviewed(r model.Review) (err error) {
	if c.came(c.events[r.ID].Fact) {
		return nil
	}
	a := c.begin(r.ID, ownVerdict, "assessing")
	if a.ID, err = c.nameOf(r, a.ID); err != nil {
		return err
	}
	a.Creator = nil
	if r.Publisher != "" {
		a.Creator = &webAgent{Type: "Organization", Name: r.Publisher}
	}
	if r.Rating != "" {
		a.Body = append(a.Body, textual("classifying", r.Rating))
	}
	if r.Description != "" {
		a.Body = append(a.Body, textual("describing", r.Description))
	}
	if iri(r.URL) {
		a.Body = append(a.Body, &webResource{Type: "SpecificResource", Purpose: "linking", Source: r.URL})
	}
	if err := c.aimed(a); err != nil {
		return err
	}
	return c.write(a)
}

// aim adds a passage to the targets of an annotation. The parts of a split one get ids made of its name, by which a list says
// that they belong together.
func (w *webWriter) aim(a *annotation, name, text string, fragments []model.Fragment) error {
	parts, err := w.parts(text, fragments)
	if err != nil {
		return err
	}
	if len(parts) > 1 {
		together := webPassage{Type: "List"}
		for i, part := range parts {
			part.ID = fmt.Sprintf("%s%s:%d", ownURN, name, i+1)
			together.Items = append(together.Items, part.ID)
		}
		a.Passages = append(a.Passages, together)
	}
	a.Target.parts = append(a.Target.parts, parts...)
	return nil
}

// parts are the fragments of a text, each by its words and its place.
func (w *webWriter) parts(text string, fragments []model.Fragment) ([]*webResource, error) {
	g, err := w.ground(text)
	if err != nil {
		return nil, err
	}
	spans, err := model.Bytes(g.index, fragments)
	if err != nil {
		return nil, err
	}
	var parts []*webResource
	for i, s := range spans {
		exact, prefix, suffix := span.Quote(g.text, s, 32)
		part := *w.sources[text]
		part.Selector = []webSelected{
			{Type: "TextQuoteSelector", Exact: exact, Prefix: prefix, Suffix: suffix},
			{Type: "TextPositionSelector", Start: &fragments[i].Start, End: &fragments[i].End},
		}
		parts = append(parts, &part)
	}
	return parts, nil
}

// ground reads a text and finds out where it is published.
func (w *webWriter) ground(id string) (*ground, error) {
	if g, here := w.grounds[id]; here {
		return g, nil
	}
	text, err := w.from.Text(id)
	if err != nil {
		return nil, err
	}
	if len(w.grounds) >= mostGrounds {
		clear(w.grounds)
		clear(w.sources)
	}
	at := &webResource{Type: "SpecificResource", Source: ownURN + id}
	articles, err := w.from.ArticlesOf(id)
	if err != nil {
		return nil, err
	}
	for _, article := range articles {
		state, err := w.from.State(model.StreamOf(model.NounArticle, article))
		if err != nil {
			return nil, err
		}
		a, ok := state.(*model.Article)
		if !ok || at.State != nil {
			continue
		}
		if at.Source = ownURN + article; iri(a.URL) {
			at.Source = a.URL
		}
		if capture, ok := a.CaptureOf(id); ok {
			at.State = &webState{Type: "TimeState", SourceDate: capture.At, Text: id}
		}
	}
	w.grounds[id], w.sources[id] = newGround(id, text), at
	return w.grounds[id], nil
}
