package ingest

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
)

// alphabets are the letters beyond a-z (lower case) of languages written in a code page, the likelier ones first: where two
// explain the same bytes, as with é alone, the bytes nearly always mean the same.
var alphabets = []struct{ page, letters string }{
	{"windows-1252", "åäöéàü"},           // Swedish, Finnish
	{"windows-1252", "äöüßéèàç"},         // German
	{"windows-1252", "àâæçèéêëîïôœùûüÿ"}, // French
	{"windows-1252", "áéíóúüñªºç"},       // Spanish
	{"windows-1252", "àáâãçéêíóôõúüªº"},  // Portuguese
	{"windows-1252", "æøåéèêóòôüäö"},     // Danish, Norwegian
	{"windows-1252", "àèéìíîòóùúº"},      // Italian
	{"windows-1252", "àáèéëêïíóöúü"},     // Dutch, Catalan
	{"windows-1252", "áéíóúýþæöð"},       // Icelandic
	{"windows-1250", "ąćęłńóśźżé"},       // Polish
	{"windows-1250", "áčďéěíňóřšťúůýž"},  // Czech
	{"windows-1250", "áäčďéíĺľňóôŕšťúýž"},
	{"windows-1250", "áéíóöőúüű"}, // Hungarian
	{"windows-1250", "čćđšž"},     // Croatian, Slovene
	{"windows-1250", "ăâîşţ"},     // Romanian
	{"iso-8859-2", "ąćęłńóśźżé"},
	{"iso-8859-2", "áčďéěíňóřšťúůýž"},
	{"iso-8859-2", "áäčďéíĺľňóôŕšťúýž"},
	{"iso-8859-2", "áéíóöőúüű"},
	{"iso-8859-2", "čćđšž"},
	{"iso-8859-2", "ăâîşţ"},
	{"windows-1254", "çğıöşüâîûi\u0307"}, // Turkish
	{"windows-1257", "ąčęėįšųūž"},        // Lithuanian
	{"windows-1257", "āčēģīķļņšūž"},      // Latvian
	{"windows-1257", "äöõüšž"},           // Estonian
	{"iso-8859-15", "àâæçèéêëîïôœùûüÿ"},
	{"macintosh", "åäöéàü"},
	{"macintosh", "æøåéèêóòôü"},
	{"macintosh", "äöüßéèàç"},
	{"macintosh", "àâæçèéêëîïôœùûüÿ"},
	{"macintosh", "áéíóúüñªº"},
	{"windows-1256", "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىةپچژگ،؛؟ـًٌٍَُِّْ"}, // Arabic, Persian
}

// western is every letter of windows-1252, for articles that quote names of several languages. It comes after the detector,
// for it explains Czech and Turkish in their own pages too.
const western = "àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿßœšžªº"

// punctuation is what stands in any language's news besides letters.
const punctuation = "“”„‘’‚«»‹›–—…•·¡¿§©®™°€£¥±×½¼¾²³µ†\u00a0\u00ad"

// names are the names of the WHATWG encoding standard where it does not know the detector's.
var names = map[string]string{"KS_C_5601-1987": "euc-kr", "CP949": "euc-kr", "CP932": "shift_jis", "TIS-620": "windows-874"}

// twins are code pages that the detector takes for each other; the one whose words look less odd is meant.
var twins = map[string]string{
	"x-mac-cyrillic": "windows-1251", "windows-1251": "x-mac-cyrillic", "koi8-r": "koi8-u", "iso-8859-7": "windows-1253",
	"windows-1253": "iso-8859-7", "iso-8859-8": "windows-1255",
}

// decodePage decodes bytes that are not UTF-8: by the page of the alphabet that explains all of them, else by what the
// detector is sure of, else by the alphabet that explains nearly all. The page must hold for the whole file; what it was
// chosen by is a sample.
func decodePage(data []byte) (text, charset string, err error) {
	part := sample(data)
	pages := append(latin(part, 1), detected(part)...)
	if text, _ := decodeAs(part, "windows-1252"); explained(text, western) >= 0.97 {
		pages = append(pages, "windows-1252")
	}
	for _, page := range append(pages, latin(part, 0.9)...) {
		if text, whole := decodeAs(data, page); whole {
			return text, page, nil
		}
	}
	return "", "", unexplained(data)
}

// sample is the first lines that are not ASCII, as many as are enough to tell a code page by.
func sample(data []byte) []byte {
	const enough = 1 << 16
	var part []byte
	for line := range bytes.Lines(data) {
		if high(line) {
			part = append(part, line...)
		}
		if len(part) >= enough {
			return part[:enough]
		}
	}
	return part
}

func high(line []byte) bool {
	return slices.ContainsFunc(line, func(b byte) bool { return b >= utf8.RuneSelf })
}

// decodeAs decodes the bytes as one code page and reports whether it explains all of them.
func decodeAs(data []byte, page string) (string, bool) {
	e, err := htmlindex.Get(page)
	if err != nil || e == encoding.Replacement {
		return "", false
	}
	text, err := e.NewDecoder().Bytes(data)
	return string(text), err == nil && !bytes.ContainsFunc(text, unmeant)
}

// unmeant are characters that no page of a newspaper holds: a decoder leaves them where it had no answer.
func unmeant(r rune) bool {
	return r == utf8.RuneError || r >= 0x80 && r < 0xa0 || unicode.Is(unicode.Co, r)
}

// latin lists the pages an alphabet of which explains at least this share of the letters, the best first.
func latin(part []byte, share float64) []string {
	type found struct {
		page  string
		share float64
	}
	var best []found
	texts := map[string]string{}
	for _, a := range alphabets {
		text, known := texts[a.page]
		if !known {
			text, _ = decodeAs(part, a.page)
			texts[a.page] = text
		}
		if got := explained(text, a.letters); got >= share {
			best = append(best, found{a.page, got})
		}
	}
	slices.SortStableFunc(best, func(a, b found) int {
		switch {
		case a.share > b.share:
			return -1
		case a.share < b.share:
			return 1
		}
		return 0
	})
	var pages []string
	for _, f := range best {
		if !slices.Contains(pages, f.page) {
			pages = append(pages, f.page)
		}
	}
	return pages
}

// explained is the share of the characters beyond ASCII that the alphabet or punctuation accounts for. A capital behind a
// small letter is not accounted for, nor a Latin alphabet where its own letters outnumber a-z.
func explained(text, letters string) float64 {
	plain, beyond, good := 0, 0, 0
	last := ' '
	for _, r := range text {
		switch small := unicode.ToLower(r); {
		case r < utf8.RuneSelf:
			if unicode.IsLetter(r) {
				plain++
			}
		case strings.ContainsRune(letters, small):
			beyond++
			if small == r || !unicode.IsLower(last) {
				good++
			}
		case strings.ContainsRune(punctuation, r):
			beyond, good = beyond+1, good+1
		default:
			beyond++
		}
		last = r
	}
	if beyond == 0 || plain < beyond && !strings.HasPrefix(letters, "ا") {
		return 0
	}
	return float64(good) / float64(beyond)
}

// detected lists what the detector is sure of, its best answer or that one's twin first. Its answers for Latin letters are
// left out: it gives them for want of a better one.
func detected(part []byte) []string {
	const sure = 0.8
	var pages []string
	for _, result := range chardet.DetectAll(part) {
		page := pageOf(result.Charset)
		if page == "" || result.Confidence < sure || slices.Contains(guesses, page) {
			continue
		}
		if other, two := twins[page]; two && lessOdd(part, other, page) {
			pages = append(pages, other)
		}
		pages = append(pages, page)
	}
	return pages
}

var guesses = []string{"windows-1252", "windows-1254", "macintosh"}

// pageOf gives the standard's name of a code page the detector names, "" for one that the standard does not know.
func pageOf(charset string) string {
	if n, known := names[charset]; known {
		charset = n
	}
	e, err := htmlindex.Get(charset)
	if err != nil {
		return ""
	}
	page, err := htmlindex.Name(e)
	if err != nil {
		return ""
	}
	if page == "gbk" { // GB18030 holds it whole
		page = "gb18030"
	}
	return page
}

func lessOdd(part []byte, other, page string) bool {
	a, whole := decodeAs(part, other)
	b, _ := decodeAs(part, page)
	return whole && odd(a) < odd(b)
}

// beside is what stands directly at a word, besides letters, marks and ASCII.
const beside = "“”„‘’‚«»‹›–—…·\u00a0\u00ad"

// odd counts what words do not do: a capital behind a small letter, letters of two scripts, a sign grown together with a
// letter.
func odd(text string) int {
	count := 0
	last := ' '
	for _, r := range text {
		switch {
		case unicode.IsUpper(r) && unicode.IsLower(last), unmeant(r):
			count++
		case unicode.IsLetter(r) && unicode.IsLetter(last):
			if (r < utf8.RuneSelf) != (last < utf8.RuneSelf) {
				count++
			}
		case unicode.IsLetter(r) && sign(last), unicode.IsLetter(last) && sign(r):
			count++
		}
		last = r
	}
	return count
}

func sign(r rune) bool {
	return r >= utf8.RuneSelf && !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune(beside, r)
}
