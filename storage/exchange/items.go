package exchange

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"strings"
	"unicode/utf8"
)

// longestItem bounds one item of another format; shortFile is what is read whole, so that small slips in it can be mended.
const (
	longestItem = 16 << 20
	shortFile   = 1 << 20
)

// lists are the members in which feeds and graphs keep their items. They are walked and never held whole.
var lists = map[string]bool{"@graph": true, "dataFeedElement": true, "itemListElement": true, "claims": true, "items": true}

// items walks the JSON values of a file one by one: of JSON, JSON lines, or the ld+json scripts of a page.
type items struct {
	use    func(where string, raw []byte) error // raw is valid until it returns
	refuse func(where string, err error) error
	unit   string
	n      int
}

// where names the item at hand.
func (it *items) where() string { return fmt.Sprintf("%s %d", it.unit, it.n) }

// walk finds out what the file is by how it begins.
func (it *items) walk(r io.Reader) error {
	in := bufio.NewReaderSize(r, shortFile)
	if mark, _ := in.Peek(3); string(mark) == "\ufeff" {
		_, _ = in.Discard(3) // they were peeked
	}
	for {
		c, err := in.ReadByte()
		if errors.Is(err, io.EOF) {
			return errors.New("the file is empty")
		}
		if err != nil {
			return err
		}
		if c > ' ' {
			_ = in.UnreadByte() // it was read
			break
		}
	}
	it.unit = "item"
	switch start, _ := in.Peek(1); start[0] {
	case '<':
		return it.page(in)
	case '{', '[':
		if oneEachLine(in) {
			return it.lines(in)
		}
		return it.json(in)
	}
	return errors.New("neither JSON nor a page: it begins with neither {, [ nor <")
}

// oneEachLine reports whether a file holds a value on each line.
func oneEachLine(in *bufio.Reader) bool {
	start, _ := in.Peek(shortFile)
	line, rest, more := bytes.Cut(start, []byte("\n"))
	line, rest = bytes.TrimSpace(line), bytes.TrimSpace(rest)
	return more && len(rest) > 0 && line[0] == '{' && (json.Valid(line) || line[len(line)-1] == '}' && rest[0] == '{')
}

// lines takes each line by itself, so that a broken one takes no other with it.
func (it *items) lines(in *bufio.Reader) error {
	it.unit = "line"
	for it.n = 1; ; it.n++ {
		line, err := readLine(in)
		switch {
		case errors.Is(err, errLong):
			if err := it.refuse(it.where(), err); err != nil {
				return err
			}
			continue
		case err != nil && !errors.Is(err, io.EOF):
			return err
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			if err := it.short(line); err != nil {
				return err
			}
		}
		if err != nil {
			return nil //nolint:nilerr // the file ended
		}
	}
}

var errLong = errors.New("longer than 16 MB")

// readLine reads a line, or passes over one that is too long.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := in.ReadSlice('\n')
		if !long {
			line = append(line, part...)
		}
		if long = long || len(line) > longestItem; long {
			line = nil
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case long && (err == nil || errors.Is(err, io.EOF)):
			return nil, errLong
		}
		return line, err
	}
}

// short takes a value that is in memory, mended where it is no JSON as it stands.
func (it *items) short(raw []byte) error {
	if !json.Valid(raw) {
		mended, err := mend(raw)
		if err != nil {
			return it.refuse(it.where(), err)
		}
		raw = mended
	}
	was := it.n
	err := it.value(scan(raw), 0)
	if it.unit == "line" {
		it.n = was
	}
	return err
}

// json takes values one after another.
func (it *items) json(in *bufio.Reader) error {
	if start, err := in.Peek(shortFile); errors.Is(err, io.EOF) && !json.Valid(start) {
		if mended, err := mend(start); err == nil {
			return it.value(scan(mended), 0)
		}
	}
	s := newScanner(in)
	for {
		if err := it.value(s, 0); err != nil {
			return err
		}
		if last, err := s.last(); err != nil || last {
			return err
		}
	}
}

// deepest is how far lists are walked inside each other.
const deepest = 8

func (it *items) value(s *scanner, depth int) error {
	c, err := s.next()
	if err != nil {
		return err
	}
	switch {
	case c == '[' && depth < deepest:
		return s.array(func() error { return it.value(s, depth+1) })
	case c == '{' && depth < deepest:
		return it.object(s, depth)
	}
	_, err = s.value(false)
	return err
}

// object hands over an object without its lists, whose elements were handed over before it.
func (it *items) object(s *scanner, depth int) error {
	raw := []byte{'{'}
	err := s.object(func(name string) error {
		if c, err := s.next(); err == nil && c == '[' && lists[name] {
			return s.array(func() error { return it.value(s, depth+1) })
		}
		key, err := json.Marshal(name)
		if err != nil {
			return err
		}
		value, err := s.value(true)
		if err != nil {
			return err
		}
		if len(raw)+len(value) > longestItem {
			return s.fail(errLong.Error())
		}
		if len(raw) > 1 {
			raw = append(raw, ',')
		}
		raw = append(append(append(raw, key...), ':'), value...)
		return nil
	})
	if err != nil {
		return err
	}
	if it.unit == "item" {
		it.n++
	}
	return it.use(it.where(), append(raw, '}'))
}

// decoded reads a value, with numbers as written. A member that stands twice counts as its last.
func decoded(raw []byte) (any, error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var v any
	err := dec.Decode(&v)
	if err == nil {
		return v, nil
	}
	mended, failed := mend(raw)
	if failed != nil {
		return nil, failed
	}
	dec = json.NewDecoder(bytes.NewReader(mended))
	dec.UseNumber()
	err = dec.Decode(&v)
	return v, err
}

// mend puts right what publishers get wrong most often in JSON: line ends and tabs inside strings, commas before a closing
// bracket, comments around a script, and JSON written as HTML.
func mend(raw []byte) ([]byte, error) {
	text := bytes.TrimSpace(raw)
	for _, around := range []string{"<!--", "-->", "//<![CDATA[", "//]]>", "<![CDATA[", "]]>", "/*", "*/"} {
		text = bytes.TrimSpace(bytes.TrimPrefix(bytes.TrimSuffix(text, []byte(around)), []byte(around)))
	}
	text = bytes.TrimRight(text, "; \n\r\t")
	for _, try := range []func() []byte{
		func() []byte { return tidy(text) },
		func() []byte { return tidy([]byte(html.UnescapeString(string(text)))) },
	} {
		if tidied := try(); json.Valid(tidied) {
			return tidied, nil
		}
	}
	var v any
	return nil, fmt.Errorf("not JSON: %w", json.Unmarshal(raw, &v))
}

func tidy(raw []byte) []byte {
	out := make([]byte, 0, len(raw))
	quoted, backward := false, false
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		switch {
		case quoted && c < ' ' && !backward:
			out = append(out, fmt.Sprintf(`\u%04x`, c)...)
			continue
		case backward:
			backward = false
		case quoted && c == '\\':
			backward = true
		case c == '"':
			quoted = !quoted
		case !quoted && c == ',':
			if next := bytes.TrimLeft(raw[i+1:], " \t\r\n"); len(next) > 0 && (next[0] == '}' || next[0] == ']') {
				continue
			}
		}
		out = append(out, c)
	}
	return out
}

// words is a text as people read it: entities and tags resolved, white space single, NFC left to whoever stores it.
func words(s string) string {
	for range 2 { // publishers escape twice
		if !strings.Contains(s, "&") {
			break
		}
		s = html.UnescapeString(s)
	}
	if strings.Contains(s, "<") {
		s = withoutTags(s)
	}
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\ufffd")
	}
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == 0xa0 || r == 0x200b || r == 0xfeff {
			return ' '
		}
		return r
	}, s)), " ")
}

// withoutTags takes out what begins like a tag of HTML and ends; "a < b" stays.
func withoutTags(s string) string {
	var out strings.Builder
	for s != "" {
		i := strings.IndexByte(s, '<')
		if i < 0 || i+1 == len(s) {
			break
		}
		end := strings.IndexByte(s[i:], '>')
		c := s[i+1] | 0x20
		if end < 0 || (c < 'a' || c > 'z') && s[i+1] != '/' && s[i+1] != '!' {
			out.WriteString(s[:i+1])
			s = s[i+1:]
			continue
		}
		out.WriteString(s[:i] + " ")
		s = s[i+end+1:]
	}
	return out.String() + s
}
