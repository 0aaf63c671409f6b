package model

import (
	"slices"
	"strings"
	"unicode/utf8"

	"touchstone/model/span"
)

// Link is one step of a chain as a person gives it.
type Link struct {
	Sources []string // ids, or names of known or new sources; none: not named
	Cue     string   // the words that attribute, "" for none
	Mention string   // the words that name the source, "" for none
	Spot    *Spot    // where they stand, nil where that is to be found
	Of      *Of      // the link that stands and that this one is, changed or not; nil for a new one
}

// Of is a link that stands at some places of a claim, and what of its words is kept where they stand, whatever words Link says.
type Of struct {
	IDs          []string // its attributions, one a place
	Mention, Cue bool     // kept
}

// ParseLink reads SOURCE, SOURCE|CUE or SOURCE|CUE|MENTION. Several sources are joined by " + ". The mention defaults to
// the source's name; an empty third part says that the text does not name the source.
func ParseLink(words string) (Link, error) {
	parts := strings.Split(words, "|")
	if len(parts) > 3 || strings.TrimSpace(strings.Join(parts, "")) == "" {
		return Link{}, Refuse("link.malformed", "link", words)
	}
	link := Link{Mention: defaultMention}
	for name := range strings.SplitSeq(parts[0], " + ") {
		if name = strings.TrimSpace(name); name != "" {
			link.Sources = append(link.Sources, name)
		}
	}
	if len(parts) > 1 {
		link.Cue = strings.TrimSpace(parts[1])
	}
	if len(parts) > 2 || len(link.Sources) == 0 {
		link.Mention = strings.TrimSpace(strings.Join(parts[min(2, len(parts)):], ""))
	}
	return link, nil
}

// defaultMention stands for the sources' own names.
const defaultMention = "\x00"

// Attribute gives appearances of a claim a chain: links from the page inwards, each within the one before. Without
// appearances it is for all of them. Mention and cue must be found beside every appearance, or nothing is written.
func Attribute(claim string, links []Link, form string, appearances []string) Action {
	return func(v View, b *Batch) error {
		c, err := findClaim(v, claim)
		if err != nil {
			return err
		}
		if len(c.Appearances) == 0 {
			return Refuse("appearance.none")
		}
		resolved, err := resolveSources(v, b, links)
		if err != nil {
			return err
		}
		for _, a := range c.Appearances {
			if len(appearances) > 0 && !slices.Contains(appearances, a.ID) {
				continue
			}
			if err := writeChain(v, b, c.Stream, a, resolved, form); err != nil {
				return err
			}
		}
		return nil
	}
}

// resolvedLink is a link whose sources have ids, with the words to look for.
type resolvedLink struct {
	sources  []string
	cue      string
	mentions []string
	spot     *Spot
	of       *Of
}

func resolveSources(v View, b *Batch, links []Link) ([]resolvedLink, error) {
	made := map[string]string{}
	out := make([]resolvedLink, len(links))
	for i, l := range links {
		out[i].cue, out[i].spot, out[i].of = l.Cue, l.Spot, l.Of
		if l.Mention != "" && l.Mention != defaultMention {
			out[i].mentions = []string{l.Mention}
		}
		for _, name := range l.Sources {
			id, called, err := sourceFor(v, b, name, made)
			if err != nil {
				return nil, err
			}
			out[i].sources = append(out[i].sources, id)
			if l.Mention == defaultMention {
				out[i].mentions = append(out[i].mentions, called)
			}
		}
	}
	return out, nil
}

// sourceFor finds the source of an id or a name, or founds one of that name. It returns the id and the name to look for.
func sourceFor(v View, b *Batch, name string, made map[string]string) (id, called string, err error) {
	if isHex(name, 64) {
		s, err := find[*Source](v, NounSource, name)
		if err != nil {
			return "", "", err
		}
		return name, s.Name, nil
	}
	if id, done := made[name]; done {
		return id, name, nil
	}
	known, err := v.SourcesNamed(name)
	if err != nil {
		return "", "", err
	}
	switch len(known) {
	case 0:
		fields := Fields{}
		if err := fields.Set("name", name); err != nil {
			return "", "", err
		}
		s, err := b.Found(NounSource, Describe(NounSource, fields))
		made[name] = s.ID()
		return s.ID(), name, err
	case 1:
		return known[0], name, nil
	default:
		ids := make([]string, len(known))
		for i, k := range known {
			ids[i] = short(k)
		}
		return "", "", Refuse("source.several", "name", name, "count", itoa(len(known)), "ids", strings.Join(ids, ", "))
	}
}

func writeChain(v View, b *Batch, claim Stream, a Appearance, links []resolvedLink, form string) error {
	place, err := newSurrounds(v, a)
	if err != nil {
		return err
	}
	within := ""
	for _, l := range links {
		made, err := place.write(a, l, form)
		if err != nil {
			return err
		}
		made.Within = within
		if within, err = b.Write(claim, made); err != nil {
			return err
		}
	}
	return nil
}

// surrounds is an appearance in its text, with the stretches in which mention and cue are sought, nearest first.
type surrounds struct {
	text    string
	index   *span.Index
	content span.Fragments // bytes
	windows []span.Span    // the appearance's block, the one before, the one after; bytes
}

func newSurrounds(v View, a Appearance) (*surrounds, error) {
	text, err := v.Text(a.Text)
	if err != nil {
		return nil, err
	}
	s := &surrounds{text: text, index: span.NewIndex(text)}
	if s.content, err = Bytes(s.index, a.Fragments); err != nil {
		return nil, err
	}
	blocks, err := blocksOf(v, a.Text)
	if err != nil {
		return nil, err
	}
	first := slices.IndexFunc(blocks, func(b Block) bool { return b.End > a.Fragments[0].Start })
	if first < 0 { // a text that no capture divides is one block
		s.windows = []span.Span{{Start: 0, End: len(text)}}
		return s, nil
	}
	last := first
	for last+1 < len(blocks) && blocks[last+1].Start < a.Fragments[len(a.Fragments)-1].End {
		last++
	}
	s.addWindow(blocks[first].Start, blocks[last].End)
	if first > 0 {
		s.addWindow(blocks[first-1].Start, blocks[first-1].End)
	}
	if last+1 < len(blocks) {
		s.addWindow(blocks[last+1].Start, blocks[last+1].End)
	}
	return s, nil
}

func (s *surrounds) addWindow(start, end int) {
	window, err := Bytes(s.index, []Fragment{{start, end}})
	if err == nil { // blocks of a damaged capture may point past the text
		s.windows = append(s.windows, window...)
	}
}

func blocksOf(v View, text string) ([]Block, error) {
	ids, err := v.ArticlesOf(text)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		a, err := find[*Article](v, NounArticle, id)
		if err != nil {
			return nil, err
		}
		if c, ok := a.CaptureOf(text); ok {
			return c.Blocks, nil
		}
	}
	return nil, nil
}

// seekAll finds each of these words and returns the places in text order, in code points.
func (s *surrounds) seekAll(words []string) ([]Fragment, error) {
	var places span.Fragments
	for _, w := range words {
		place, found := s.seek(w)
		if inside, _ := span.Find(s.content.Text(s.text), w); !found && len(inside) > 0 {
			return nil, Refuse("link.inside", "words", w, "quote", shortQuote(s.content.Text(s.text)))
		}
		if !found {
			return nil, Refuse("link.notfound", "words", w, "quote", shortQuote(s.content.Text(s.text)))
		}
		places = append(places, place)
	}
	return Points(s.index, places.Normal()), nil
}

// seek finds words nearest to the content and never inside it: in its own block, else the one before, else the one after.
// Whole words are preferred, so that "TT" is not found in "PUTTING".
func (s *surrounds) seek(words string) (span.Span, bool) {
	for _, whole := range []bool{true, false} {
		for _, window := range s.windows {
			best, distance := span.Span{}, -1
			spans, _ := span.Find(s.text[window.Start:window.End], words)
			for _, p := range spans {
				p = span.Span{Start: p.Start + window.Start, End: p.End + window.Start}
				d, inside := s.distance(p)
				if inside || whole && !span.Whole(s.text, p) || distance >= 0 && d >= distance {
					continue
				}
				best, distance = p, d
			}
			if distance >= 0 {
				return best, true
			}
		}
	}
	return span.Span{}, false
}

// distance returns how many bytes lie between a place and the content, and whether they overlap.
func (s *surrounds) distance(p span.Span) (int, bool) {
	nearest := len(s.text)
	for _, c := range s.content {
		if p.Start < c.End && c.Start < p.End {
			return 0, true
		}
		nearest = min(nearest, max(p.Start-c.End, c.Start-p.End))
	}
	return nearest, false
}

const openingQuotes = "\"“”„«»‘‚"

// form guesses direct, mixed or indirect from the quote marks at and in the content.
func (s *surrounds) form() string {
	words := s.content.Text(s.text)
	before, _ := utf8.DecodeLastRuneInString(s.text[:s.content[0].Start])
	first, _ := utf8.DecodeRuneInString(words)
	switch {
	case strings.ContainsRune(openingQuotes, first) || strings.ContainsRune(openingQuotes, before):
		return Direct
	case strings.ContainsAny(words, openingQuotes):
		return Mixed
	default:
		return Indirect
	}
}

// Bytes turns stored code points into byte spans. The error names what lies outside the text.
func Bytes(index *span.Index, fragments []Fragment) (span.Fragments, error) {
	out := make(span.Fragments, len(fragments))
	for i, f := range fragments {
		start, err := index.Bytes(f.Start)
		if err != nil {
			return nil, err
		}
		end, err := index.Bytes(f.End)
		if err != nil {
			return nil, err
		}
		out[i] = span.Span{Start: start, End: end}
	}
	return out, nil
}

// Points turns byte spans into code points as they are stored.
func Points(index *span.Index, spans span.Fragments) []Fragment {
	out := make([]Fragment, len(spans))
	for i, s := range spans {
		out[i] = Fragment{index.Points(s.Start), index.Points(s.End)}
	}
	return out
}
