package model

import (
	"encoding/json"
	"errors"
	"unicode/utf8"
)

// strictJSON refuses what encoding/json would quietly repair: invalid UTF-8, lone surrogates, spaces between tokens. Two
// readers must never see two different events in the same bytes.
func strictJSON(data []byte) error {
	if !utf8.Valid(data) {
		return errors.New("invalid UTF-8")
	}
	if !json.Valid(data) {
		return errors.New("body is not JSON")
	}
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case c <= ' ':
			return errors.New("spaces between values")
		case c == '"':
			end, err := strictString(data, i+1)
			if err != nil {
				return err
			}
			i = end
		}
	}
	return nil
}

// strictString walks a string that begins at i and returns the place of its closing quote.
func strictString(data []byte, i int) (int, error) {
	for ; data[i] != '"'; i++ {
		if data[i] != '\\' {
			continue
		}
		i++
		if data[i] != 'u' {
			continue
		}
		unit := hex4(data[i+1:])
		i += 4
		switch {
		case unit >= 0xdc00 && unit <= 0xdfff:
			return 0, errors.New("lone surrogate")
		case unit >= 0xd800 && unit <= 0xdbff:
			if data[i+1] != '\\' || data[i+2] != 'u' {
				return 0, errors.New("lone surrogate")
			}
			if low := hex4(data[i+3:]); low < 0xdc00 || low > 0xdfff {
				return 0, errors.New("lone surrogate")
			}
			i += 6
		}
	}
	return i, nil
}

func hex4(b []byte) int {
	n := 0
	for _, c := range b[:4] {
		n <<= 4
		switch {
		case c <= '9':
			n |= int(c - '0')
		case c >= 'a':
			n |= int(c-'a') + 10
		default:
			n |= int(c-'A') + 10
		}
	}
	return n
}
