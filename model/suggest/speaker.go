package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Name is somebody who is known by a name and others.
type Name struct {
	Name    string
	Aliases []string
}

// cast are the people of a text, by their last names.
type cast struct {
	lang *language
	full map[string]string // the last name → the fullest name
	who  map[string]string // the last name → he, she
}

// recent is how many attributions back a pronoun may point.
const recent = 6

var pronouns = map[string]string{"he": "he", "she": "she", "er": "he", "sie": "she", "han": "he", "hon": "she", "who": "", "himself": "he", "herself": "she", "his": "he", "her": "she"}

var honorifics = map[string]string{"mr.": "he", "mr": "he", "herr": "he", "sir": "he", "spokesman": "he", "chairman": "he", "mrs.": "she", "mrs": "she", "ms.": "she", "ms": "she", "frau": "she", "spokeswoman": "she", "chairwoman": "she"}

// castOf reads the names of a text: rows of two to four words with capitals.
func castOf(text string, lang *language) *cast {
	c := &cast{lang: lang, full: map[string]string{}, who: map[string]string{}}
	var row []string
	honour, last := "", ""
	flush := func() {
		if n := len(row); n > 0 {
			last := strings.ToLower(row[n-1])
			if honour != "" && c.who[last] == "" {
				c.who[last] = honour
			}
			if n > 1 && n < 5 && len(row) > strings.Count(c.full[last], " ")+1 && c.full[last] == "" {
				c.full[last] = strings.Join(row, " ")
			}
		}
		row, honour = row[:0], ""
	}
	for line := range strings.SplitSeq(text, "\n") {
		before := ""
		for w := range strings.FieldsSeq(line) {
			bare, ends := bareWord(w)
			low := strings.ToLower(bare)
			if honorifics[low] != "" {
				flush()
				honour = honorifics[low]
			} else if !c.name(bare) {
				flush()
			} else if len(row) == 2 && c.lang.is(before, preposition) { // Minister of Ports Zoë Berg
				row = append(row[:0], row[1], bare)
				before = ""
			} else {
				if len(row) == 0 {
					before = last
				}
				row = append(row, bare)
			}
			last = low
			if ends {
				flush()
			}
		}
		flush()
	}
	return c
}

// name reports whether a word can be part of a person's name: it has a capital, and is no acronym and no word of the grammar.
func (c *cast) name(word string) bool {
	low := strings.ToLower(word)
	first, _ := utf8.DecodeRuneInString(word)
	if acronym(word) || strings.HasSuffix(word, ".S") || honorifics[low] != "" {
		return false
	}
	return unicode.IsUpper(first) &&
		!c.lang.is(low, determiner|preposition|subject|subordinate|coordinate|auxiliary|when|title) && !c.lang.never[strings.Trim(low, ".")]
}

// acronym reports whether a word is all capitals, as NBC and US are.
func acronym(word string) bool { return len(word) > 1 && word == strings.ToUpper(word) }

// bareWord is a word without the marks around it and without 's; ends says that a mark behind it ends a name.
func bareWord(w string) (string, bool) {
	bare := strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' })
	if !dotted(strings.TrimSuffix(bare, ".")) && len(bare) > 3 && honorifics[strings.ToLower(bare)] == "" || strings.HasSuffix(bare, "..") {
		bare = strings.TrimRight(bare, ".")
	}
	ends := !strings.HasSuffix(w, bare)
	for _, s := range []string{"'s", "’s"} {
		if cut, ok := strings.CutSuffix(bare, s); ok {
			return cut, true
		}
	}
	return bare, ends
}

// speakers sets who is meant by every source.
func (c *cast) speakers(text string, all []Attribution) {
	var last []string // the people named before, the latest at the end
	for i := range all {
		a := &all[i]
		if len(a.Source) == 0 {
			continue
		}
		words := strings.Fields(a.Source.Text(text))
		if len(words) == 1 {
			if want, ok := pronouns[strings.ToLower(words[0])]; ok {
				a.Speaker = c.latest(last, want)
				continue
			}
		}
		name, person := c.named(words)
		a.Speaker = name
		if person {
			if last = append(last, name); len(last) > recent {
				last = last[1:]
			}
		}
	}
}

// latest is the person named last who can be meant by a pronoun.
func (c *cast) latest(last []string, want string) string {
	for i := len(last) - 1; i >= 0; i-- {
		words := strings.Fields(last[i])
		who := c.who[strings.ToLower(words[len(words)-1])]
		if want == "" || who == "" || who == want {
			return last[i]
		}
	}
	return ""
}

// named is the name in a source's words, made full where the text names it in full elsewhere, and whether it is a person's.
func (c *cast) named(words []string) (string, bool) {
	var best, row []string
	of := false
	for i, w := range words {
		bare, ends := bareWord(w)
		if first, _ := utf8.DecodeRuneInString(bare); !c.name(bare) && (!unicode.IsUpper(first) || !acronym(bare)) {
			row, of = row[:0], c.lang.is(strings.ToLower(bare), preposition)
			if len(best) > 0 && strings.HasSuffix(w, ",") {
				break
			}
			continue
		}
		if row = append(row, bare); len(row) == 3 && of {
			row = append(row[:0], row[1:]...)
		}
		if strings.HasSuffix(w, "’s") || strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "s’") { // Reuters’ Anna Berg
			row = row[:0]
			continue
		}
		if modifies := !ends && i+1 < len(words) && c.plain(words[i+1]); !modifies && len(row) >= len(best) {
			best = append(best[:0], row...)
		}
		if ends && len(best) > 0 {
			break
		}
	}
	if len(best) == 0 {
		for len(words) > 1 && c.lang.is(strings.ToLower(words[0]), determiner) {
			words = words[1:]
		}
		return strings.Trim(strings.Join(words, " "), ",— "), false
	}
	last := strings.ToLower(best[len(best)-1])
	if full := c.full[last]; full != "" && len(best) == 1 {
		return full, true
	}
	return strings.Join(best, " "), c.full[last] != "" || c.who[last] != ""
}

// plain reports whether a word is one in small letters that a name before it only describes: a Berg spokesman.
func (c *cast) plain(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(first) && !c.lang.is(strings.Trim(strings.ToLower(word), ",."), preposition|relative|coordinate|determiner)
}

// Known names the speakers as they are known elsewhere: a speaker that is one of the aliases, or the last name of one alone,
// gets that one's name.
func Known(all []Attribution, known []Name) []Attribution {
	names := map[string]string{}
	put := func(as, name string) {
		key := strings.ToLower(as)
		if old, there := names[key]; there && old != name {
			names[key] = "" // two are known by it
			return
		}
		names[key] = name
	}
	for _, k := range known {
		put(k.Name, k.Name)
		for _, a := range k.Aliases {
			put(a, k.Name)
		}
	}
	for _, k := range known {
		if words := strings.Fields(k.Name); len(words) > 1 && names[strings.ToLower(words[len(words)-1])] == "" {
			put(words[len(words)-1], k.Name)
		}
	}
	for i := range all {
		if name := names[strings.ToLower(all[i].Speaker)]; name != "" {
			all[i].Speaker = name
		}
	}
	return all
}
