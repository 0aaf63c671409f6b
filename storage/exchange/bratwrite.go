package exchange

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"

	"touchstone/model"
	"touchstone/model/span"
	"touchstone/model/workspace"
)

// writeBrat writes one pair of .ann and .txt for every text in which claims stand or that came from brat: as two files where
// the name ends in .ann and there is one text, else as a ZIP. Verdicts have no place there.
func writeBrat(to workspace.Outgoing, from workspace.Exportable, only []model.Stream) (said workspace.Written, err error) {
	pairs, err := bratPairs(from, only)
	if err != nil {
		return said, err
	}
	claims := 0
	if base, one := strings.CutSuffix(to.Name, ".ann"); one {
		if len(pairs) != 1 {
			return said, model.Damaged("there are %d texts: name a file that ends in .zip, or one article", len(pairs))
		}
		if err := to.Beside(base+".txt", pairs[0].writeText); err != nil {
			return said, err
		}
		err := pairs[0].write(to)
		return said.With("attribution", pairs[0].count).With("text", 1), err
	}
	z := zip.NewWriter(to)
	names := map[string]bool{}
	for _, p := range pairs {
		name := p.name
		for n := 2; names[name]; n++ {
			name = fmt.Sprintf("%s-%d", p.name, n)
		}
		names[name] = true
		for _, part := range []struct {
			end   string
			write func(io.Writer) error
		}{{".txt", p.writeText}, {".ann", p.write}} {
			w, err := z.Create(name + part.end)
			if err != nil {
				return said, err
			}
			if err := part.write(w); err != nil {
				return said, err
			}
		}
		claims += p.count
	}
	return said.With("attribution", claims).With("text", len(pairs)), z.Close()
}

// bratPair is one text with its annotations.
type bratPair struct {
	from   workspace.Exportable
	name   string
	text   string // its id
	claims []model.Stream
	rest   []bratRest
	count  int

	ground *ground
	lines  []string
	ids    map[string]string // of spans, by type and offsets
	spans  int
	others map[string]int // how many lines of each letter but T stand there
}

// bratPairs finds the texts, in the order in which claims stand, then those of which only other lines are known.
func bratPairs(from workspace.Exportable, only []model.Stream) ([]*bratPair, error) {
	c := &bratCollecting{from: from, at: map[string]*bratPair{}}
	if len(only) > 0 {
		var err error
		if c.scope, err = closure(from, only); err != nil {
			return nil, err
		}
	}
	for s, err := range from.ClaimOrder() {
		if err == nil {
			err = c.claim(s)
		}
		if err != nil {
			return nil, err
		}
	}
	for s, err := range from.Streams(model.NounArticle) {
		if err == nil {
			err = c.article(s)
		}
		if err != nil {
			return nil, err
		}
	}
	for _, p := range c.all {
		if err := p.titled(); err != nil {
			return nil, err
		}
	}
	return c.all, nil
}

// bratCollecting finds the texts that go out.
type bratCollecting struct {
	from  workspace.Exportable
	scope *scope // nil: everything
	all   []*bratPair
	at    map[string]*bratPair // by text
}

func (c *bratCollecting) pair(text string) *bratPair {
	if c.at[text] == nil {
		c.at[text] = &bratPair{from: c.from, text: text, name: text[:10]}
		c.all = append(c.all, c.at[text])
	}
	return c.at[text]
}

func (c *bratCollecting) holds(s model.Stream) bool { return c.scope == nil || c.scope.streams[s] }

func (c *bratCollecting) claim(s model.Stream) error {
	state, err := c.from.State(s)
	if err != nil {
		return err
	}
	if claim, ok := state.(*model.Claim); ok && claim.Live() && c.holds(s) {
		for _, a := range claim.Appearances {
			if p := c.pair(a.Text); !slices.Contains(p.claims, s) {
				p.claims = append(p.claims, s)
			}
		}
	}
	return nil
}

func (c *bratCollecting) article(s model.Stream) error {
	events, err := c.from.Events(s)
	if err != nil || !c.holds(s) {
		return err
	}
	for _, f := range model.Kept(s, events)["brat"] {
		var rest bratRest
		if json.Unmarshal(f.Raw, &rest) == nil && isText(c.from, rest.Text) {
			p := c.pair(rest.Text)
			p.rest = append(p.rest, rest)
		}
	}
	return nil
}

func isText(from workspace.Exportable, id string) bool {
	_, err := from.Text(id)
	return err == nil
}

var notInNames = regexp.MustCompile(`[^\pL\pN]+`)

// titled names a pair: as the file was called that it came from, else after its article.
func (p *bratPair) titled() error {
	name := ""
	ids, err := p.from.ArticlesOf(p.text)
	if err != nil {
		return err
	}
	for _, id := range ids {
		state, err := p.from.State(model.StreamOf(model.NounArticle, id))
		if err != nil {
			return err
		}
		if a, ok := state.(*model.Article); ok && name == "" {
			name = a.Title
		}
	}
	if len(p.rest) > 0 {
		name = path.Base(p.rest[0].Name)
	}
	if plain := []rune(strings.Trim(notInNames.ReplaceAllString(name, "-"), "-")); len(plain) > 0 {
		p.name = string(plain[:min(60, len(plain))])
	}
	return nil
}

func (p *bratPair) writeText(w io.Writer) error {
	text, err := p.from.Text(p.text)
	if err == nil {
		_, err = io.WriteString(w, text)
	}
	return err
}

// write writes the .ann file.
func (p *bratPair) write(w io.Writer) error {
	text, err := p.from.Text(p.text)
	if err != nil {
		return err
	}
	p.ground = newGround(p.text, text)
	p.lines, p.ids, p.spans, p.others, p.count = nil, map[string]string{}, 0, map[string]int{}, 0
	named := map[string][]bratIDs{} // what an attribution and its spans are called here, by the claim they came as
	for _, s := range p.claims {
		if err := p.claim(s, named); err != nil {
			return fmt.Errorf("write claim %.10s: %w", s.ID(), err)
		}
	}
	for _, rest := range p.rest {
		if err := p.besides(rest, named); err != nil {
			return err
		}
	}
	_, err = io.WriteString(w, strings.Join(p.lines, ""))
	return err
}

// bratIDs are what an attribution and its spans are called in a file that is being written.
type bratIDs struct {
	event, trigger string
	roles          []string
}

// claim writes the places of a claim in this text: one event for each attribution, or a span where nobody is named.
func (p *bratPair) claim(s model.Stream, named map[string][]bratIDs) error {
	state, err := p.from.State(s)
	if err != nil {
		return err
	}
	c, _ := state.(*model.Claim)
	events, err := p.from.Events(s)
	if err != nil {
		return err
	}
	var came []bratEvent
	for _, f := range model.Kept(s, events)["brat"] {
		var e bratEvent
		if json.Unmarshal(f.Raw, &e) == nil && e.Text == p.text && e.fits(p.ground.index.Len()) {
			came = append(came, e)
		}
	}
	for _, a := range c.Appearances {
		if a.Text != p.text {
			continue
		}
		all := []bratEvent{{Type: bratClaim, Roles: []bratRole{{bratContent, bratSpan{Type: bratClaim, Fragments: a.Fragments}}}}}
		if len(a.Attributions) > 0 {
			all = nil
		}
		for _, l := range a.Attributions {
			all = append(all, bratOf(l))
		}
		for _, e := range all {
			for _, as := range came { // as it was divided when it came, where it still is that
				if e.equal(&as) {
					e = as
					break
				}
			}
			ids, err := p.event(e)
			if err != nil {
				return err
			}
			named[s.ID()] = append(named[s.ID()], ids)
			p.count++
		}
	}
	return nil
}

// bratOf writes an attribution as an event. Its trigger is the cue, or the content where there is no cue.
func bratOf(l model.Attribution) bratEvent {
	e := bratEvent{Type: bratAttribution, Roles: []bratRole{{bratContent, bratSpan{Type: bratContent, Fragments: l.Content}}}}
	trigger := bratSpan{Type: bratAttribution, Fragments: l.Content}
	if len(l.Cue) > 0 {
		trigger.Fragments = l.Cue
		e.Roles = append(e.Roles, bratRole{bratCue, bratSpan{Type: bratCue, Fragments: l.Cue}})
	}
	if len(l.Mention) > 0 {
		e.Roles = append(e.Roles, bratRole{bratSource, bratSpan{Type: bratSource, Fragments: l.Mention}})
	} else {
		e.Type, trigger.Type = bratNoSource, bratNoSource
	}
	e.Trigger = &trigger
	return e
}

// fits reports whether an attribution can be written beside a text of that many characters. What a colleague's program wrote
// may be anything.
func (e *bratEvent) fits(points int) bool {
	if e.Trigger != nil && !e.Trigger.fits(points) || e.Trigger == nil && e.Type != bratClaim {
		return false
	}
	return !slices.ContainsFunc(e.Roles, func(r bratRole) bool { return !r.Span.fits(points) || !oneWord(r.Role) }) && oneWord(e.Type)
}

func (s *bratSpan) fits(points int) bool {
	last := 0
	for _, f := range s.Fragments {
		if f.Start < last || f.End <= f.Start || f.End > points {
			return false
		}
		last = f.End
	}
	return last > 0 && oneWord(s.Type)
}

func oneWord(s string) bool { return s != "" && !strings.ContainsAny(s, " \t\n:") }

// equal reports whether two attributions have the same words in the same roles, however they are divided into spans.
func (e *bratEvent) equal(o *bratEvent) bool {
	if (e.Type == bratClaim) != (o.Type == bratClaim) {
		return false
	}
	for _, role := range []string{bratContent, bratCue, bratSource} {
		if !slices.Equal(e.of(role), o.of(role)) {
			return false
		}
	}
	return true
}

// event writes an attribution and its spans.
func (p *bratPair) event(e bratEvent) (ids bratIDs, err error) {
	for _, r := range e.Roles {
		id, err := p.span(r.Span, false)
		if err != nil {
			return ids, err
		}
		ids.roles = append(ids.roles, id)
	}
	if e.Type == bratClaim {
		ids.event = ids.roles[0]
		return ids, nil
	}
	if e.Trigger == nil {
		return ids, model.Damaged("an attribution without its trigger")
	}
	if ids.trigger, err = p.span(*e.Trigger, true); err != nil {
		return ids, err
	}
	p.others["E"]++
	ids.event = fmt.Sprintf("E%d", p.others["E"])
	line := ids.event + "\t" + e.Type + ":" + ids.trigger
	for i, r := range e.Roles {
		line += " " + r.Role + ":" + ids.roles[i]
	}
	p.lines = append(p.lines, line+"\n")
	return ids, nil
}

// span writes a span and returns its id. Spans of one type at one place are one, but for triggers: two events never share
// one. A line of brat's holds no line end, so a span is divided there.
func (p *bratPair) span(s bratSpan, own bool) (string, error) {
	spans, err := model.Bytes(p.ground.index, s.Fragments)
	if err != nil {
		return "", err
	}
	spans = lines(p.ground.text, spans)
	var offsets []string
	for _, f := range model.Points(p.ground.index, spans) {
		offsets = append(offsets, fmt.Sprintf("%d %d", f.Start, f.End))
	}
	where := s.Type + " " + strings.Join(offsets, ";")
	if id, here := p.ids[where]; here && !own {
		return id, nil
	}
	p.spans++
	id := fmt.Sprintf("T%d", p.spans)
	if !own {
		p.ids[where] = id
	}
	p.lines = append(p.lines, id+"\t"+where+"\t"+spans.Text(p.ground.text)+"\n")
	return id, nil
}

// lines divides spans at line ends. A span of nothing else stays as it is.
func lines(text string, spans span.Fragments) span.Fragments {
	var out span.Fragments
	for _, s := range spans {
		for from := s.Start; from < s.End; {
			to := s.End
			if i := strings.IndexByte(text[from:s.End], '\n'); i >= 0 {
				to = from + i
			}
			if to > from {
				out = append(out, span.Span{Start: from, End: to})
			}
			from = to + 1
		}
	}
	if len(out) == 0 {
		return spans
	}
	return out
}

// reference is an id in a line of brat's: after a colon or alone, in its second column.
var reference = regexp.MustCompile(`(^|[ :])([TERAMN]\d+)\b`)

// besides writes what came besides attributions, with the ids that its spans and attributions have here.
func (p *bratPair) besides(rest bratRest, named map[string][]bratIDs) error {
	now := map[string]string{}
	for _, e := range rest.Events {
		if all := named[e.Claim]; len(all) > 0 {
			now[e.ID], now[e.Trigger] = all[0].event, all[0].trigger
			for i, id := range e.Roles {
				if i < len(all[0].roles) {
					now[id] = all[0].roles[i]
				}
			}
		}
	}
	for _, s := range rest.Spans {
		if !s.fits(p.ground.index.Len()) {
			continue
		}
		id, err := p.span(s, true)
		if err != nil {
			return err
		}
		now[s.ID] = id
	}
	for _, line := range rest.Lines { // lines can name each other, so all are named before any is written
		if id, _, _ := strings.Cut(line, "\t"); len(id) > 1 {
			letter := id[:1]
			p.others[letter]++
			now[id] = fmt.Sprintf("%s%d", letter, p.others[letter])
		}
	}
	for _, line := range rest.Lines {
		if strings.ContainsRune(line, '\n') {
			continue // it was never one
		}
		p.lines = append(p.lines, p.renamed(line, now)+"\n")
	}
	return nil
}

// renamed is a line with the ids of this file.
func (p *bratPair) renamed(line string, now map[string]string) string {
	parts := strings.SplitN(line, "\t", 3)
	if id, here := now[parts[0]]; here {
		parts[0] = id
	}
	if len(parts) > 1 {
		parts[1] = reference.ReplaceAllStringFunc(parts[1], func(found string) string {
			at := strings.IndexAny(found, "TERAMN")
			if id, here := now[found[at:]]; here {
				return found[:at] + id
			}
			return found
		})
	}
	return strings.Join(parts, "\t")
}
