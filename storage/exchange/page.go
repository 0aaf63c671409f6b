package exchange

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"
)

// page takes the ld+json scripts of an HTML page, each as it streams by: a feed inside a script may be as long as a file.
func (it *items) page(in *bufio.Reader) error {
	found := false
	body := bufio.NewReaderSize(nil, shortFile) // one for all: a page may hold 100 000 scripts
	for {
		tag, err := nextScript(in)
		if errors.Is(err, io.EOF) {
			if !found {
				return errors.New("the page holds no script of type application/ld+json")
			}
			return nil
		}
		if err != nil {
			return err
		}
		if !strings.Contains(strings.ToLower(scriptType(tag)), "ld+json") {
			continue
		}
		found = true
		body.Reset(&script{in: in})
		if err := it.script(body); err != nil {
			return err
		}
	}
}

// script takes one script. One that is short is mended where it must be, and a broken one takes no other with it.
func (it *items) script(body *bufio.Reader) error {
	start, err := body.Peek(shortFile)
	if errors.Is(err, io.EOF) {
		if len(bytes.TrimSpace(start)) == 0 {
			return nil
		}
		return it.short(start)
	}
	if err := it.json(body); err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, body)
	return err
}

// nextScript passes over the page up to behind the next tag that opens a script, and returns the tag.
func nextScript(in *bufio.Reader) (string, error) {
	for {
		if _, err := in.ReadSlice('<'); errors.Is(err, bufio.ErrBufferFull) {
			continue
		} else if err != nil {
			return "", err
		}
		switch start, _ := in.Peek(6); {
		case bytes.HasPrefix(start, []byte("!--")):
			if err := passComment(in); err != nil {
				return "", err
			}
		case bytes.EqualFold(start, []byte("script")):
			return readTag(in)
		}
	}
}

// readTag reads a tag up to its >, which may stand inside a quoted value before.
func readTag(in *bufio.Reader) (string, error) {
	tag := []byte{'<'}
	var quote byte
	for len(tag) < 1<<16 {
		c, err := in.ReadByte()
		if err != nil {
			return "", err
		}
		tag = append(tag, c)
		switch {
		case quote == 0 && c == '>':
			return string(tag), nil
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote:
			quote = 0
		}
	}
	return "", errors.New("a tag of more than 64 kB")
}

// passComment passes over the rest of a comment, which may hold scripts that are not there.
func passComment(in *bufio.Reader) error {
	last := []byte{0, 0}
	for {
		c, err := in.ReadByte()
		if err != nil {
			return err
		}
		if c == '>' && last[0] == '-' && last[1] == '-' {
			return nil
		}
		last[0], last[1] = last[1], c
	}
}

func scriptType(tag string) string {
	z := html.NewTokenizer(strings.NewReader(tag))
	z.Next()
	for _, a := range z.Token().Attr {
		if strings.EqualFold(a.Key, "type") {
			return a.Val
		}
	}
	return ""
}

// script reads a script up to the tag that closes it.
type script struct {
	in   *bufio.Reader
	done bool
}

// Read reads up to before the closing tag.
func (s *script) Read(to []byte) (int, error) {
	if s.done {
		return 0, io.EOF
	}
	if _, err := s.in.Peek(1); err != nil {
		return 0, err
	}
	part, _ := s.in.Peek(min(len(to), s.in.Buffered()))
	i := bytes.IndexByte(part, '<')
	if i < 0 {
		n := copy(to, part)
		_, err := s.in.Discard(n)
		return n, err
	}
	if i == 0 {
		closing, _ := s.in.Peek(8)
		if bytes.EqualFold(closing, []byte("</script")) {
			s.done = true
			return 0, io.EOF
		}
		i = 1
	}
	n := copy(to, part[:i])
	_, err := s.in.Discard(n)
	return n, err
}
