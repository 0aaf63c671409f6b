package model

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Canonical returns a JSON value in the one form of RFC 8785: members sorted by the UTF-16 of their names, numbers as
// ECMAScript writes them, no spaces. It refuses invalid UTF-8, lone surrogates and a name that stands twice.
func Canonical(data []byte) ([]byte, error) {
	var tight bytes.Buffer
	if err := json.Compact(&tight, data); err != nil {
		return nil, fmt.Errorf("not JSON: %w", err)
	}
	if err := strictJSON(tight.Bytes()); err != nil {
		return nil, err
	}
	dec := json.NewDecoder(bytes.NewReader(tight.Bytes()))
	dec.UseNumber()
	var out bytes.Buffer
	if err := canonicalValue(dec, &out); err != nil {
		return nil, err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("more than one JSON value")
	}
	return out.Bytes(), nil
}

func canonicalValue(dec *json.Decoder, out *bytes.Buffer) error {
	token, err := dec.Token()
	if err != nil {
		return err
	}
	switch t := token.(type) {
	case json.Delim:
		if t == '{' {
			return canonicalObject(dec, out)
		}
		return canonicalArray(dec, out)
	case json.Number:
		return canonicalNumber(t, out)
	case string:
		canonicalString(t, out)
	case bool:
		fmt.Fprint(out, t)
	default:
		out.WriteString("null")
	}
	return nil
}

func canonicalArray(dec *json.Decoder, out *bytes.Buffer) error {
	out.WriteByte('[')
	for first := true; dec.More(); first = false {
		if !first {
			out.WriteByte(',')
		}
		if err := canonicalValue(dec, out); err != nil {
			return err
		}
	}
	out.WriteByte(']')
	_, err := dec.Token()
	return err
}

func canonicalObject(dec *json.Decoder, out *bytes.Buffer) error {
	members := map[string][]byte{}
	var names []string
	for dec.More() {
		token, err := dec.Token()
		if err != nil {
			return err
		}
		name, _ := token.(string) // a member's name is one
		if _, twice := members[name]; twice {
			return fmt.Errorf("the name %q stands twice", name)
		}
		var value bytes.Buffer
		if err := canonicalValue(dec, &value); err != nil {
			return err
		}
		members[name], names = value.Bytes(), append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
	})
	out.WriteByte('{')
	for i, name := range names {
		if i > 0 {
			out.WriteByte(',')
		}
		canonicalString(name, out)
		out.WriteByte(':')
		out.Write(members[name])
	}
	out.WriteByte('}')
	_, err := dec.Token()
	return err
}

// canonicalNumber writes a number as encoding/json writes a float64, which is how ECMAScript does, but for the sign of zero.
func canonicalNumber(n json.Number, out *bytes.Buffer) error {
	f, err := n.Float64()
	if err != nil {
		return fmt.Errorf("number %s: %w", n, err)
	}
	if f == 0 {
		out.WriteByte('0')
		return nil
	}
	raw, err := json.Marshal(f)
	out.Write(raw)
	return err
}

// canonicalString escapes quote, backslash and control characters and nothing else.
func canonicalString(s string, out *bytes.Buffer) {
	const short = "\b\t\n\f\r"
	out.WriteByte('"')
	for _, r := range s {
		switch i := bytes.IndexByte([]byte(short), byte(r)); {
		case r == '"' || r == '\\':
			out.WriteByte('\\')
			out.WriteRune(r)
		case r < 0x20 && i >= 0:
			out.WriteByte('\\')
			out.WriteByte("btnfr"[i])
		case r < 0x20:
			fmt.Fprintf(out, `\u%04x`, r)
		default:
			out.WriteRune(r)
		}
	}
	out.WriteByte('"')
}

// CanonicalOf is Canonical of a value that was decoded with numbers as written: nil, bool, string, json.Number, []any or
// map[string]any. What is no UTF-8 is refused as it is there.
func CanonicalOf(v any) ([]byte, error) {
	var out bytes.Buffer
	err := canonicalAny(v, &out)
	return out.Bytes(), err
}

func canonicalAny(v any, out *bytes.Buffer) error {
	switch v := v.(type) {
	case nil:
		out.WriteString("null")
	case bool:
		fmt.Fprint(out, v)
	case json.Number:
		return canonicalNumber(v, out)
	case string:
		if !utf8.ValidString(v) {
			return errors.New("invalid UTF-8 in a string")
		}
		canonicalString(v, out)
	case []any:
		out.WriteByte('[')
		for i, one := range v {
			if i > 0 {
				out.WriteByte(',')
			}
			if err := canonicalAny(one, out); err != nil {
				return err
			}
		}
		out.WriteByte(']')
	case map[string]any:
		return canonicalMap(v, out)
	default:
		return fmt.Errorf("%T is no value of JSON", v)
	}
	return nil
}

func canonicalMap(v map[string]any, out *bytes.Buffer) error {
	names := make([]string, 0, len(v))
	for name := range v {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if asciiOnly(a) && asciiOnly(b) {
			return strings.Compare(a, b)
		}
		return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
	})
	out.WriteByte('{')
	for i, name := range names {
		if i > 0 {
			out.WriteByte(',')
		}
		if err := canonicalAny(name, out); err != nil {
			return err
		}
		out.WriteByte(':')
		if err := canonicalAny(v[name], out); err != nil {
			return err
		}
	}
	out.WriteByte('}')
	return nil
}

func asciiOnly(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
