package exchange

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
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
}

// writeWeb writes one collection with one page: for every claim one annotation whose targets are its appearances, one for
// each of its attributions, current verdicts and notes, and those that were imported, as they came.
func writeWeb(to workspace.Outgoing, from workspace.Exportable, only []model.Stream) (string, error) {
	var in *scope
	if len(only) > 0 {
		var err error
		if in, err = closure(from, only); err != nil {
			return "", err
		}
	}
	w := &webWriter{
		to: bufio.NewWriterSize(to, 1<<18), from: from, rows: sheet.NewBuilder(from), ids: sha256.New(),
		grounds: map[string]*ground{}, sources: map[string]*webResource{},
	}
	context, err := plainJSON(ownContext)
	if err != nil {
		return "", err
	}
	fmt.Fprintf(w.to, "{\"@context\":%s,\"type\":\"AnnotationCollection\",\"label\":\"Touchstone\",\n\"first\":{\"type\":\"AnnotationPage\",\"startIndex\":0,\"items\":[", context)
	for s, err := range from.ClaimOrder() {
		if err != nil {
			return "", err
		}
		if in != nil && !in.streams[s] {
			continue
		}
		if err := w.claim(s); err != nil {
			return "", fmt.Errorf("write claim %.10s: %w", s.ID(), err)
		}
	}
	id := ownURN + "collection:" + hex.EncodeToString(w.ids.Sum(nil))
	fmt.Fprintf(w.to, "],\n\"id\":%q,\"partOf\":%q},\n\"total\":%d,\"id\":%q}\n", id+":1", id, w.total, id)
	return fmt.Sprintf("%d annotations of %d claims", w.total, w.claims), w.to.Flush()
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
		var context any = webContext
		if item[ownKind] != nil {
			context = ownContext
		}
		head, err := plainJSON(context)
		if err != nil {
			return err
		}
		raw = append(append([]byte(`{"@context":`), head...), append([]byte(","), raw[1:]...)...)
	}
	return c.put(f.ID, raw)
}

// written is a claim on its way out.
type written struct {
	*webWriter
	claim  *model.Claim
	events map[string]model.Event // those that stand, by id
	id     string                 // of the claim's annotation
	kept   []model.Foreign        // annotations that were imported
}

func (w *webWriter) claim(s model.Stream) error {
	state, err := w.from.State(s)
	if err != nil {
		return err
	}
	c, ok := state.(*model.Claim)
	if !ok || !c.Live() {
		return nil
	}
	events, err := w.from.Events(s)
	if err != nil {
		return err
	}
	w.claims++
	out := &written{webWriter: w, claim: c, events: map[string]model.Event{}}
	for _, f := range model.Kept(s, events)["webannotation"] {
		if _, err := asObject(f.Raw); err == nil { // what a colleague's program wrote may be anything
			out.kept = append(out.kept, f)
		}
	}
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
			return err
		}
	}
	if out.id = ownURN + first.ID; own {
		if err := out.stated(first); err != nil {
			return err
		}
	} else if out.kept[0].ID != "" {
		out.id = out.kept[0].ID
	}
	return out.decided()
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
	var err error
	if a.Target, err = c.targets(); err != nil {
		return err
	}
	return c.write(a)
}

// targets are the claim's appearances; one that stands in no text is its own target.
func (c *written) targets() (any, error) {
	var all []*webResource
	for _, p := range c.claim.Appearances {
		t, err := c.target(p.Text, p.Fragments)
		if err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	switch len(all) {
	case 0:
		return ownURN + "claim:" + c.claim.ID(), nil
	case 1:
		return all[0], nil
	}
	return all, nil
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
		var err error
		if a.Target, err = c.targets(); err != nil {
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
			body, err := c.target(p.Text, []model.Fragment{f})
			if err != nil {
				return err
			}
			body.Role, body.Purpose = part.role, "identifying"
			a.Body = append(a.Body, body)
		}
	}
	if a.Target, err = c.target(p.Text, l.Content); err != nil {
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
	if a.Target, err = c.targets(); err != nil {
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
	if a.Target, err = c.targets(); err != nil {
		return err
	}
	return c.write(a)
}

// target is a passage of a text: one part, or a list of them that belong together.
func (w *webWriter) target(text string, fragments []model.Fragment) (*webResource, error) {
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
	if len(parts) == 1 {
		return parts[0], nil
	}
	return &webResource{Type: "List", Items: parts}, nil
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
