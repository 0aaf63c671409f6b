package exchange

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"touchstone/model"
	"touchstone/model/workspace"
)

// ErrDigest says that a file does not hold what its digest names: something was taken out or put in after it was written.
var ErrDigest = errors.New("the digest does not fit what the file holds: something was taken out or put in; ask for the file again")

// Read hands over everything in an export, as JSON or as a ZIP with its original files: files, seals, texts and people, then
// the other streams. It does not close the merge.
func Read(r io.ReadSeeker, into workspace.Merge) error {
	in := &reader{into: into}
	packed, err := isZip(r)
	if err != nil {
		return err
	}
	if packed {
		return readFiles(r, in)
	}
	return in.passes(func(pass func(io.Reader) error) error {
		if _, err := r.Seek(0, io.SeekStart); err != nil {
			return err
		}
		return pass(r)
	})
}

// passes walks an export twice. open hands it over from its beginning.
func (in *reader) passes(open func(pass func(io.Reader) error) error) error {
	for _, pass := range []func(*scanner, string) error{in.first, in.second} {
		err := open(func(r io.Reader) error {
			s := newScanner(r)
			if c, err := s.next(); err != nil || c != '{' {
				return errors.New("this is no export: it does not begin with {")
			}
			if err := s.object(func(name string) error { return pass(s, name) }); err != nil {
				return err
			}
			return s.end()
		})
		if err != nil {
			return err
		}
		if err := in.between(); err != nil {
			return err
		}
	}
	if in.sum() != in.digest {
		return ErrDigest
	}
	return nil
}

// reader is one file on its way in.
type reader struct {
	into    workspace.Merge
	format  string
	version string
	digest  string
	people  []stream
	handed  bool
	events  [][sha256.Size]byte
	texts   []string
	files   []string
}

type stream struct {
	name model.Stream
	raw  [][]byte
}

// between checks, after the first pass, that this is an export, and hands over the people.
func (in *reader) between() error {
	if in.handed {
		return nil
	}
	in.handed = true
	if in.format != Format {
		return errors.New("this is no export of Touchstone: its format is not named")
	}
	if v, err := strconv.Atoi(in.version); err != nil || v != Version {
		return fmt.Errorf("written in version %s of the format, and this program reads version %d: install a newer one", in.version, Version)
	}
	for _, p := range in.people {
		if err := in.hand(p); err != nil {
			return err
		}
	}
	in.people = nil
	return nil
}

// first takes what every stream is checked against.
func (in *reader) first(s *scanner, name string) error {
	switch name {
	case "format":
		return into(s, &in.format)
	case "digest":
		return into(s, &in.digest)
	case "version":
		raw, err := s.value(true)
		in.version = string(bytes.TrimSpace(raw))
		return err
	case "texts":
		return s.array(func() error { return in.text(s) })
	case "seals":
		return s.array(func() error { return in.seal(s) })
	case "events":
		return s.array(func() error { return in.stream(s, model.NounPerson) })
	}
	_, err := s.value(false)
	return err
}

func into(s *scanner, to *string) error {
	c, err := s.next()
	if err != nil {
		return err
	}
	if c != '"' {
		_, err := s.value(false)
		return err
	}
	text, err := s.text()
	*to = string(text)
	return err
}

// second takes the other streams.
func (in *reader) second(s *scanner, name string) error {
	if name == "events" {
		return s.array(func() error { return in.stream(s, "") })
	}
	_, err := s.value(false)
	return err
}

func (in *reader) text(s *scanner) error {
	var id, body string
	err := s.object(func(name string) error {
		switch name {
		case "id":
			return into(s, &id)
		case "text":
			return into(s, &body)
		}
		_, err := s.value(false)
		return err
	})
	if err != nil {
		return err
	}
	in.texts = append(in.texts, model.Hash([]byte(body)))
	return in.into.Text(id, body)
}

func (in *reader) seal(s *scanner) error {
	raw, err := s.value(true)
	if err != nil {
		return err
	}
	var seal model.Seal
	if err := json.Unmarshal(raw, &seal); err != nil {
		return s.fail("a malformed seal: " + err.Error())
	}
	return in.into.Seal(seal)
}

// stream reads one stream. In the first pass only people are kept, in the second all others are handed over.
func (in *reader) stream(s *scanner, only model.Noun) error {
	var st stream
	passed := false
	err := s.object(func(name string) error {
		switch {
		case name == "stream":
			text, err := s.text()
			st.name = model.Stream(text)
			return err
		case name == "events" && (st.name == "" || (st.name.Noun() == model.NounPerson) == (only == model.NounPerson)):
			return s.array(func() error {
				text, err := s.text()
				st.raw = append(st.raw, bytes.Clone(text))
				return err
			})
		}
		passed = passed || name == "events"
		_, err := s.value(false)
		return err
	})
	isPerson := st.name.Noun() == model.NounPerson
	switch {
	case err != nil || passed || isPerson != (only == model.NounPerson):
		return err
	case isPerson:
		in.people = append(in.people, st)
		return nil
	}
	return in.hand(st)
}

func (in *reader) hand(st stream) error {
	for _, raw := range st.raw {
		in.events = append(in.events, sha256.Sum256(raw))
	}
	return in.into.Stream(st.name, st.raw)
}

// sum is the digest of what was handed over.
func (in *reader) sum() string {
	slices.SortFunc(in.events, func(a, b [sha256.Size]byte) int { return bytes.Compare(a[:], b[:]) })
	slices.Sort(in.texts)
	slices.Sort(in.files)
	h := sha256.New()
	for _, id := range slices.Compact(in.files) {
		fmt.Fprintf(h, "blob %s\n", id)
	}
	for _, id := range slices.Compact(in.events) {
		fmt.Fprintf(h, "event %x\n", id)
	}
	for _, id := range slices.Compact(in.texts) {
		fmt.Fprintf(h, "text %s\n", id)
	}
	return hex.EncodeToString(h.Sum(nil))
}
