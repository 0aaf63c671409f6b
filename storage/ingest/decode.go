package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	bom8  = "\xef\xbb\xbf"
	bomLE = "\xff\xfe"
	bomBE = "\xfe\xff"
)

// decode gives the words of a file and the code page they were in, "" for UTF-8.
func decode(data []byte) (text, charset string, err error) {
	switch {
	case bytes.HasPrefix(data, []byte(bom8)):
		data = data[len(bom8):]
		if !utf8.Valid(data) {
			return "", "", damaged(data, len(bom8))
		}
		text = string(data)
	case bytes.HasPrefix(data, []byte(bomLE)):
		text, charset, err = decode16(data, len(bomLE), "utf-16le")
	case bytes.HasPrefix(data, []byte(bomBE)):
		text, charset, err = decode16(data, len(bomBE), "utf-16be")
	case bytes.IndexByte(data, 0) >= 0:
		text, charset, err = decodeNul(data)
	case utf8.Valid(data):
		text = string(data)
	case controlled(string(data)):
		err = binary()
	case mostlyUTF8(data):
		err = damaged(data, 0)
	default:
		text, charset, err = decodePage(data)
	}
	switch {
	case err != nil:
		return "", "", err
	case controlled(text):
		return "", "", binary()
	case strings.TrimSpace(text) == "":
		return "", "", &Error{Code: "file.empty", What: "this file is empty", Do: "check that it is the right one"}
	}
	return text, charset, nil
}

func binary() *Error {
	return &Error{Code: "file.binary", What: "this is no text but binary data", Do: "name a file of plain text or Markdown"}
}

// controlled tells binary data from text: a NUL never stands in text, other control characters hardly ever.
func controlled(text string) bool {
	controls := 0
	for i := range len(text) {
		switch c := text[i]; {
		case c == 0:
			return true
		case c < ' ' && c != '\t' && c != '\n' && c != '\f' && c != '\r' || c == 0x7f:
			controls++
		}
	}
	return controls > 2+len(text)/200
}

// mostlyUTF8 reports whether bytes that are not valid UTF-8 were meant as UTF-8: it has at least as many whole sequences as
// bytes that do not fit. In other code pages a whole sequence is an accident of two letters.
func mostlyUTF8(data []byte) bool {
	whole, bad := 0, 0
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			whole++
		}
		data = data[n:]
	}
	return whole >= bad
}

// damaged names the first place that is not UTF-8; skipped is the length of the byte order mark before data.
func damaged(data []byte, skipped int) *Error {
	at := 0
	for at < len(data) {
		r, n := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		at += n
	}
	return &Error{
		Code: "file.damaged",
		What: fmt.Sprintf("byte %d (line %d) is not UTF-8, though the rest is", at+skipped, lineOf(data, at)),
		Do:   "correct it there, or save the file as UTF-8 anew",
	}
}

// lineOf counts the lines up to an offset, whatever ends them.
func lineOf(data []byte, at int) int {
	before := bytes.ReplaceAll(data[:at], []byte("\r\n"), []byte("\n"))
	return 1 + bytes.Count(before, []byte("\n")) + bytes.Count(before, []byte("\r"))
}

// decode16 decodes UTF-16 behind a byte order mark of the given length and refuses what is cut or unpaired.
func decode16(data []byte, mark int, charset string) (string, string, error) {
	if len(data)%2 != 0 {
		return "", "", &Error{
			Code: "file.damaged", What: fmt.Sprintf("this UTF-16 file ends in half a character at byte %d", len(data)-1),
			Do: "save it anew, as UTF-8",
		}
	}
	units := make([]uint16, 0, (len(data)-mark)/2)
	for i := mark; i < len(data); i += 2 {
		if charset == "utf-16le" {
			units = append(units, uint16(data[i])|uint16(data[i+1])<<8)
		} else {
			units = append(units, uint16(data[i])<<8|uint16(data[i+1]))
		}
	}
	for i := 0; i < len(units); i++ {
		if !utf16.IsSurrogate(rune(units[i])) {
			continue
		}
		if i+1 == len(units) || utf16.DecodeRune(rune(units[i]), rune(units[i+1])) == unicode.ReplacementChar {
			return "", "", &Error{
				Code: "file.damaged", What: fmt.Sprintf("byte %d is not UTF-16, though the file begins as such", mark+2*i),
				Do: "save it anew, as UTF-8",
			}
		}
		i++
	}
	return string(utf16.Decode(units)), charset, nil
}

// decodeNul decodes what holds NUL bytes: UTF-16 without a byte order mark if they stand on one side of the pairs and what
// comes out is text, else binary data.
func decodeNul(data []byte) (string, string, error) {
	even, odd := 0, 0
	for i, b := range data {
		if b == 0 && i%2 == 0 {
			even++
		} else if b == 0 {
			odd++
		}
	}
	charset := "utf-16le"
	if even > odd {
		charset, even, odd = "utf-16be", odd, even
	}
	if len(data)%2 != 0 || odd < 4*even {
		return "", "", binary()
	}
	text, _, err := decode16(data, 0, charset)
	if err != nil || !readable(text) {
		return "", "", binary()
	}
	return text, charset, nil
}

// readable reports whether all of a text is characters that Unicode knows, and most of them letters and spaces.
func readable(text string) bool {
	all, words := 0, 0
	for _, r := range text {
		all++
		switch {
		case unicode.IsLetter(r) || unicode.IsSpace(r) || unicode.IsMark(r):
			words++
		case !unicode.IsGraphic(r) && !unicode.In(r, unicode.Cf):
			return false
		}
	}
	return 2*words >= all
}

// errPage is what is said of bytes that neither UTF-8 nor one of the code pages explains.
var errPage = errors.New("no code page explains the bytes")

func unexplained(data []byte) *Error {
	failure := damaged(data, 0)
	failure.Code, failure.Err = "file.charset", errPage
	failure.What = strings.Replace(failure.What, ", though the rest is", " nor of a code page that fits", 1)
	failure.Do = "save the file as UTF-8"
	return failure
}
