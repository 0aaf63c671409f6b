package exchange

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"touchstone/model"
	"touchstone/model/workspace"
)

func brat() workspace.Format {
	return workspace.Format{Name: "brat", Extensions: []string{".ann", ".zip"}, Write: writeBrat, Read: readBrat}
}

// bratSpan is a T line: words of a type.
type bratSpan struct {
	ID        string           `json:"id,omitempty"`
	Type      string           `json:"type"`
	Fragments []model.Fragment `json:"fragments"` // code points; of the file as long as it is being read, then of the stored text
	words     string
}

// bratRole is what a span is to an event.
type bratRole struct {
	Role string   `json:"role"`
	Span bratSpan `json:"span"`
}

// bratEvent is an attribution: an E line with its spans, or a span of type Claim alone. It is the item that makes a claim, so
// that the same attribution by two annotators is one claim.
type bratEvent struct {
	Text    string     `json:"text"` // the sha256 of the stored text
	Type    string     `json:"type"`
	Trigger *bratSpan  `json:"trigger,omitempty"`
	Roles   []bratRole `json:"roles"`
	id      string
}

// bratRest is what a file holds besides attributions. It is kept with the article and goes out again.
type bratRest struct {
	Name   string      `json:"name"`
	Text   string      `json:"text"`
	Spans  []bratSpan  `json:"spans,omitempty"`
	Lines  []string    `json:"lines,omitempty"`
	Events []bratNamed `json:"events,omitempty"` // which claims the lines speak of
}

// bratNamed gives the ids that a file used for an attribution and its spans.
type bratNamed struct {
	ID      string   `json:"id"`
	Claim   string   `json:"claim"`
	Trigger string   `json:"trigger,omitempty"`
	Roles   []string `json:"roles"`
}

// bratFile is one .ann file with its text.
type bratFile struct {
	name   string // without its extension
	spans  map[string]*bratSpan
	order  []string // the spans' ids
	events []bratEvent
	lines  []string // other lines
	faults []workspace.Foreign

	document *model.Document // the text beside it; nil: the named article's
	bases    []bratBase      // what its offsets may count
	ground   *ground         // once the article is here
}

// readBrat reads an .ann file with the .txt beside it, or a ZIP of such pairs.
func readBrat(from workspace.Incoming, take func(workspace.Foreign) error) error {
	raw, err := readWhole(from)
	if err != nil {
		return err
	}
	if bytes.HasPrefix(raw, []byte("PK\x03\x04")) {
		return readBratZIP(raw, from, take)
	}
	base := strings.TrimSuffix(from.Name, path.Ext(from.Name))
	var text []byte
	if from.Beside != nil {
		beside, err := from.Beside(base + ".txt")
		switch {
		case err == nil:
			text, err = readWhole(beside)
			if err := errors.Join(err, beside.Close()); err != nil {
				return fmt.Errorf("%s.txt: %w", base, err)
			}
		case !errors.Is(err, fs.ErrNotExist):
			return fmt.Errorf("%s.txt: %w", base, err)
		}
	}
	return readPair(base, raw, text, from, take)
}

// readBratZIP reads every pair of a ZIP. Its files are never written anywhere.
func readBratZIP(raw []byte, from workspace.Incoming, take func(workspace.Foreign) error) error {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return fmt.Errorf("not a ZIP: %w", err)
	}
	left := int64(4 * mostBytes)
	read := func(name string) ([]byte, error) {
		f, err := z.Open(name)
		if err != nil {
			return nil, err
		}
		data, err := readWhole(f)
		if left -= int64(len(data)); err == nil && left < 0 {
			err = fmt.Errorf("the ZIP holds more than %d MB", 4*mostBytes>>20)
		}
		return data, errors.Join(err, f.Close())
	}
	for _, f := range z.File {
		base, pair := strings.CutSuffix(f.Name, ".ann")
		if !pair {
			continue
		}
		ann, err := read(f.Name)
		if err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
		text, err := read(base + ".txt")
		if err != nil {
			return fmt.Errorf("%s.txt: %w", base, err)
		}
		if err := readPair(path.Base(base), ann, text, from, take); err != nil {
			return err
		}
	}
	return nil
}

// readPair hands over one file's items: its text, its attributions, the rest, and the lines that are damaged.
func readPair(base string, ann, text []byte, from workspace.Incoming, take func(workspace.Foreign) error) error {
	if !utf8.Valid(ann) || !utf8.Valid(text) {
		return fmt.Errorf("%s is not UTF-8", base)
	}
	if text == nil && from.Article == "" {
		return fmt.Errorf("there is no %s.txt beside it: put it there, or say which article is meant", base)
	}
	f := parseBrat(base, string(ann))
	if text != nil && from.Document != nil {
		d, err := from.Document(base+".txt", bytes.NewReader(text))
		if err != nil {
			return err
		}
		f.document = &d
		f.bases = bratBases(string(text), d.Text)
	}
	items := []workspace.Foreign{{Name: base + ".txt", Take: func(v model.View, b *model.Batch) (workspace.Outcome, error) {
		return f.settle(from.Article, v, b)
	}}}
	for i := range f.events {
		items = append(items, workspace.Foreign{Name: base + " " + f.events[i].id, Take: func(v model.View, b *model.Batch) (workspace.Outcome, error) {
			return f.take(&f.events[i], v, b)
		}})
	}
	if len(f.order) > 0 || len(f.lines) > 0 {
		items = append(items, workspace.Foreign{Name: base + " other lines", Take: f.keep})
	}
	for _, item := range append(items, f.faults...) {
		if err := take(item); err != nil {
			return err
		}
	}
	return nil
}

// parseBrat reads the lines of an .ann file. Spans that only attributions use leave the list of the others.
func parseBrat(name, ann string) *bratFile {
	f := &bratFile{name: name, spans: map[string]*bratSpan{}}
	var events []string
	for i, line := range strings.Split(ann, "\n") {
		line = strings.TrimSuffix(line, "\r")
		switch {
		case strings.TrimSpace(line) == "":
		case line[0] == 'T':
			s, err := parseSpan(line)
			if err == nil && f.spans[s.ID] != nil {
				err = model.Damaged("%s stands twice", s.ID)
			}
			if err != nil {
				f.fault(i, err)
				continue
			}
			f.spans[s.ID] = s
			f.order = append(f.order, s.ID)
		case line[0] == 'E':
			events = append(events, strconv.Itoa(i)+"\t"+line)
		case strings.ContainsRune("RAMN#*", rune(line[0])) && strings.Contains(line, "\t"):
			f.lines = append(f.lines, line)
		default:
			f.fault(i, model.Damaged("%s is no line of brat's", quoted(line)))
		}
	}
	used := map[string]bool{}
	for _, numbered := range events {
		number, line, _ := strings.Cut(numbered, "\t")
		at, _ := strconv.Atoi(number) // it was written above
		f.event(at, line, used)
	}
	for _, id := range f.order {
		if s := f.spans[id]; s.Type == bratClaim && !used[id] {
			used[id] = true
			f.events = append(f.events, bratEvent{Type: bratClaim, Roles: []bratRole{{bratContent, *s}}, id: id})
		}
	}
	f.order = slices.DeleteFunc(f.order, func(id string) bool { return used[id] })
	return f
}

// The names that brat files of attributions use (PolNeAR's), and the type of a claim that nobody is named for.
const (
	bratContent     = "Content"
	bratCue         = "Cue"
	bratSource      = "Source"
	bratAttribution = "Attribution"
	bratNoSource    = "Attribution-no-source"
	bratClaim       = "Claim"
)

func (f *bratFile) fault(line int, err error) {
	f.faults = append(f.faults, workspace.Foreign{Name: fmt.Sprintf("%s line %d", f.name, line+1), Err: err})
}

// parseSpan reads T1⇥Type 0 4;6 9⇥words.
func parseSpan(line string) (*bratSpan, error) {
	parts := strings.SplitN(line, "\t", 3)
	if len(parts) < 3 {
		return nil, model.Damaged("%s: a span is written T1, a tab, its type and offsets, a tab, its words", quoted(line))
	}
	kind, offsets, ok := strings.Cut(parts[1], " ")
	s := &bratSpan{ID: parts[0], Type: kind, words: parts[2]}
	for pair := range strings.SplitSeq(offsets, ";") {
		from, to, two := strings.Cut(pair, " ")
		start, err := strconv.Atoi(from)
		end, failed := strconv.Atoi(to)
		if !two || err != nil || failed != nil || start < 0 || end <= start || end > 1<<30 {
			ok = false
		}
		s.Fragments = append(s.Fragments, model.Fragment{Start: start, End: end})
	}
	if !ok || kind == "" {
		return nil, model.Damaged("%s: offsets are two whole numbers, pairs parted by ;", parts[0])
	}
	return s, nil
}

// event reads E1⇥Type:T4 Role:T3 …: an attribution where it has content, else one of the other lines.
func (f *bratFile) event(number int, line string, used map[string]bool) {
	id, rest, _ := strings.Cut(line, "\t")
	fields := strings.Fields(rest)
	e := bratEvent{id: id, Roles: []bratRole{}}
	attributes := false
	if len(fields) == 0 {
		f.fault(number, model.Damaged("%s says nothing", id))
	}
	for i, field := range fields {
		role, ref, two := strings.Cut(field, ":")
		span := f.spans[ref]
		switch {
		case !two || span == nil && (i == 0 || strings.HasPrefix(ref, "T")):
			f.fault(number, model.Damaged("%s names %s, which is no span here", id, quoted(field)))
			return
		case i == 0:
			e.Type, e.Trigger = role, span
		case span == nil: // an event within an event
			f.lines = append(f.lines, line)
			return
		default:
			attributes = attributes || bratRoleOf(role) == bratContent
			e.Roles = append(e.Roles, bratRole{role, *span})
		}
	}
	switch {
	case e.Trigger == nil:
		return
	case !attributes:
		f.lines = append(f.lines, line)
		return
	}
	used[e.Trigger.ID] = true
	for _, r := range e.Roles {
		used[r.Span.ID] = true
	}
	f.events = append(f.events, e)
}

// bratRoleOf is a role without the number that brat gives to a second span of it.
func bratRoleOf(role string) string { return strings.TrimRight(role, "0123456789") }

// bratBase is a text that offsets may count in, with the offsets of the stored text.
type bratBase struct {
	points []rune
	stored string
	same   bool // it is the stored text
	what   string
}

// bratBases are the file's text as it is, with every line end as one character, and as it is stored.
func bratBases(raw, stored string) []bratBase {
	all := []bratBase{{[]rune(raw), stored, raw == stored, ""}}
	if lines := strings.ReplaceAll(raw, "\r\n", "\n"); lines != raw {
		all = append(all, bratBase{[]rune(lines), stored, lines == stored, "offsets count a line end of two characters as one"})
	}
	if !all[len(all)-1].same {
		all = append(all, bratBase{[]rune(stored), stored, true, "offsets count the characters of the composed text"})
	}
	return all
}

// holds finds fragments by their offsets, in bytes of the stored text, where they hold the words.
func (b bratBase) holds(s bratSpan) ([][2]int, bool) {
	var words []string
	for _, f := range s.Fragments {
		if f.End > len(b.points) {
			return nil, false
		}
		words = append(words, string(b.points[f.Start:f.End]))
	}
	if plainly(strings.Join(words, " ")) != plainly(s.words) {
		return nil, false
	}
	var out [][2]int
	for i, f := range s.Fragments {
		start := len(asStored(strings.TrimPrefix(string(b.points[:f.Start]), "\ufeff")))
		end := start + len(asStored(words[i]))
		if end > len(b.stored) || b.stored[start:end] != asStored(words[i]) {
			return nil, false
		}
		out = append(out, [2]int{start, end})
	}
	return out, true
}
