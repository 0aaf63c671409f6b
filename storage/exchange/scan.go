package exchange

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// longest bounds a single string of a file: a text or an event.
const longest = 64 << 20

// scanner walks a JSON file without building it. Its errors say at which byte they stand.
type scanner struct {
	r   *bufio.Reader
	at  int64
	buf []byte
}

func newScanner(r io.Reader) *scanner { return &scanner{r: bufio.NewReaderSize(r, 1<<18)} }

// scan is a scanner of what is in memory: one of a line is not made with room for a file.
func scan(raw []byte) *scanner {
	return &scanner{r: bufio.NewReaderSize(bytes.NewReader(raw), min(len(raw), 1<<18))}
}

func (s *scanner) fail(what string) error { return fmt.Errorf("byte %d: %s", s.at, what) }

func (s *scanner) ended(err error) error {
	if errors.Is(err, io.EOF) {
		return s.fail("the file ends too soon: it was cut off")
	}
	return fmt.Errorf("byte %d: %w", s.at, err)
}

// next returns the next byte that is no white space, and leaves it where it is.
func (s *scanner) next() (byte, error) {
	for {
		c, err := s.r.ReadByte()
		if err != nil {
			return 0, s.ended(err)
		}
		if c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			return c, s.r.UnreadByte()
		}
		s.at++
	}
}

// last reports whether no more is to come. What cannot be read is no end.
func (s *scanner) last() (bool, error) {
	for {
		c, err := s.r.ReadByte()
		switch {
		case errors.Is(err, io.EOF):
			return true, nil
		case err != nil:
			return false, s.ended(err)
		case c != ' ' && c != '\n' && c != '\t' && c != '\r':
			return false, s.r.UnreadByte()
		}
		s.at++
	}
}

func (s *scanner) expect(want byte) error {
	c, err := s.next()
	if err != nil {
		return err
	}
	if c != want {
		return s.fail(fmt.Sprintf("%q where %q should stand", c, want))
	}
	_, err = s.r.Discard(1)
	s.at++
	return err
}

// end refuses anything behind the value.
func (s *scanner) end() error {
	for {
		c, err := s.r.ReadByte()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			return s.fail("something stands behind the end")
		}
		s.at++
	}
}

// more reports whether another element follows in an object or an array, and passes the comma before it.
func (s *scanner) more(closing byte, first bool) (bool, error) {
	c, err := s.next()
	if err != nil {
		return false, err
	}
	if c == closing {
		return false, s.expect(closing)
	}
	if !first {
		return true, s.expect(',')
	}
	return true, nil
}

// array calls each with the scanner before every element.
func (s *scanner) array(each func() error) error {
	if err := s.expect('['); err != nil {
		return err
	}
	for first := true; ; first = false {
		more, err := s.more(']', first)
		if err != nil || !more {
			return err
		}
		if err := each(); err != nil {
			return err
		}
	}
}

// object calls each with every member's name and the scanner before its value.
func (s *scanner) object(each func(name string) error) error {
	if err := s.expect('{'); err != nil {
		return err
	}
	for first := true; ; first = false {
		more, err := s.more('}', first)
		if err != nil || !more {
			return err
		}
		name, err := s.text()
		if err != nil {
			return err
		}
		if err := s.expect(':'); err != nil {
			return err
		}
		if err := each(string(name)); err != nil {
			return err
		}
	}
}

// text reads a string and returns what it means, valid until the next call.
func (s *scanner) text() ([]byte, error) {
	if err := s.expect('"'); err != nil {
		return nil, err
	}
	s.buf = s.buf[:0]
	for {
		part, err := s.r.ReadSlice('"')
		s.at += int64(len(part))
		s.buf = append(s.buf, part...)
		switch {
		case len(s.buf) > longest:
			return nil, s.fail("a string of more than 64 MB")
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil:
			return nil, s.ended(err)
		}
		if !escaped(s.buf[:len(s.buf)-1]) {
			break
		}
	}
	raw := s.buf[:len(s.buf)-1]
	if !utf8.Valid(raw) {
		return nil, s.fail("invalid UTF-8 in a string")
	}
	if bytes.IndexByte(raw, '\\') < 0 {
		return raw, nil
	}
	plain, ok := unescape(raw)
	if !ok {
		return nil, s.fail("a malformed escape in a string")
	}
	return plain, nil
}

// escaped reports whether what follows is escaped: it stands behind an odd number of backslashes.
func escaped(before []byte) bool {
	n := 0
	for n < len(before) && before[len(before)-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}

// unescape writes what a string means over itself, which is never longer.
func unescape(raw []byte) ([]byte, bool) {
	out := raw[:0]
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			out = append(out, raw[i])
			continue
		}
		i++
		switch c := raw[i]; c {
		case '"', '\\', '/':
			out = append(out, c)
		case 'b', 'f', 'n', 'r', 't':
			out = append(out, "\b\f\n\r\t"[bytes.IndexByte([]byte("bfnrt"), c)])
		case 'u':
			r, used := codePoint(raw[i+1:])
			if used == 0 {
				return nil, false
			}
			out = utf8.AppendRune(out, r)
			i += used
		default:
			return nil, false
		}
	}
	return out, true
}

// codePoint reads the four digits behind \u, and a low surrogate behind a high one. used is 0 for what is malformed.
func codePoint(raw []byte) (r rune, used int) {
	first, ok := hex4(raw)
	if !ok {
		return 0, 0
	}
	if !utf16.IsSurrogate(first) {
		return first, 4
	}
	if len(raw) < 10 || raw[4] != '\\' || raw[5] != 'u' {
		return 0, 0
	}
	second, ok := hex4(raw[6:])
	if r = utf16.DecodeRune(first, second); !ok || r == utf8.RuneError {
		return 0, 0
	}
	return r, 10
}

func hex4(raw []byte) (rune, bool) {
	if len(raw) < 4 {
		return 0, false
	}
	var r rune
	for _, c := range raw[:4] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		case c >= 'A' && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}

// value reads any value and returns its bytes, or with keep false passes over it. It balances brackets outside strings;
// whoever decodes what is kept finds other faults.
func (s *scanner) value(keep bool) ([]byte, error) {
	if _, err := s.next(); err != nil {
		return nil, err
	}
	s.buf = s.buf[:0]
	w := walk{}
	for {
		if _, err := s.r.Peek(1); err != nil {
			return nil, s.ended(err)
		}
		part, _ := s.r.Peek(s.r.Buffered()) // what is buffered is there
		n, done := w.over(part)
		if keep {
			s.buf = append(s.buf, part[:n]...)
			if len(s.buf) > longest {
				return nil, s.fail("a value of more than 64 MB")
			}
		}
		if _, err := s.r.Discard(n); err != nil {
			return nil, err
		}
		s.at += int64(n)
		if done {
			return s.buf, nil
		}
	}
}

// walk is the state of passing over a value.
type walk struct {
	depth            int
	quoted, backward bool // inside a string; behind a backslash in it
	begun            bool
}

// over passes over bytes and returns how many belong to the value, and whether it is done.
func (w *walk) over(part []byte) (n int, done bool) {
	for i := 0; i < len(part); i++ {
		c := part[i]
		switch {
		case w.backward:
			w.backward = false
		case w.quoted && c == '\\':
			w.backward = true
		case w.quoted && c == '"':
			w.quoted = false
			if w.depth == 0 {
				return i + 1, true
			}
		case w.quoted:
			i += skipQuoted(part[i:]) - 1
		case c == '"':
			w.quoted, w.begun = true, true
		case c == '{' || c == '[':
			w.depth, w.begun = w.depth+1, true
		case (c == '}' || c == ']' || c == ',' || c <= ' ') && w.depth == 0 && w.begun:
			return i, true // behind a number or a word
		case c == '}' || c == ']':
			if w.depth--; w.depth <= 0 {
				return i + 1, true
			}
		default:
			w.begun = true
		}
	}
	return len(part), false
}

// skipQuoted returns how many bytes stand before the next quote or backslash.
func skipQuoted(part []byte) int {
	end := len(part)
	if i := bytes.IndexByte(part, '"'); i >= 0 {
		end = i
	}
	if i := bytes.IndexByte(part[:end], '\\'); i >= 0 {
		end = i
	}
	return max(end, 1)
}
