package ingest

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"touchstone/model"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What is weighed about a passage, besides the traits of what is around it. Every value lies between 0 and about 1.
const (
	wBias = iota
	wRead
	wReadBefore
	wReadAfter
	wReadNear
	wReadBox
	wReadPage
	wReadHole
	wReadInside
	wStated
	wUnstated
	wStatedBox
	wSize
	wSizeShort
	wLinks
	wLinksAll
	wBold
	wSentence
	wCommas
	wStarts
	wCapitals
	wDigits
	wSigns
	wLong
	wHeading
	wHeadingHigh
	wItem
	wCaption
	wQuote
	wPlain
	wNav
	wHeader
	wFooter
	wAside
	wForm
	wTable
	wFigure
	wArticle
	wMain
	wPre
	wHidden
	wBoxSize
	wBoxLinks
	wBoxSentences
	wBoxParagraphs
	wUpSize
	wUpLinks
	wUpSentences
	wTitle
	wBeforeTitle
	wTwin
	wPlace
	wLast
	wSaysMore
	wSaysRights
	wSaysBy
	wSaysDate
	wNearSentences
	wBestBox
	wHeadingOfRead
	wHeadingOfNone
	wAlike
	wBeside
	wBelow
	wLeads
	wShouts
	wLinkFirst
	wTraits                           // of the nearest elements
	wTraitsFar = wTraits + manyTraits // of all
	weighed    = wTraitsFar + manyTraits
)

// features are what is weighed about one passage.
type features [weighed]float64

// scale weighs the passages of a page.
type scale struct {
	page   []passage
	total  total
	lower  []string // letters of each passage
	twins  map[string]int
	title  string // letters of the title
	below  int    // the passage that is the title, -1 for none
	stated string // letters of the words that the page's data state
}

// mostStated is how much of the article's words in a page's data is looked at, in bytes.
const mostStated = 1 << 17

// newScale makes the scale of a page whose title, and whose article as its data state it, are known.
func newScale(page []passage, title, stated string) *scale {
	if len(stated) > mostStated {
		stated = stated[:mostStated]
	}
	s := &scale{
		page: page, total: measure(page), lower: make([]string, len(page)), twins: map[string]int{},
		title: strings.ToLower(lettersOf(title)), below: -1, stated: strings.ToLower(lettersOf(stated)),
	}
	for i, p := range page {
		s.lower[i] = strings.ToLower(lettersOf(p.words))
		s.twins[s.lower[i]]++
		if s.below < 0 && p.kind == model.Heading && s.titled(i) {
			s.below = i
		}
	}
	return s
}

// titled reports whether a passage and the title are parts of one another.
func (s *scale) titled(i int) bool {
	return len(s.title) > 8 && len(s.lower[i]) > 8 && (strings.Contains(s.title, s.lower[i]) || strings.Contains(s.lower[i], s.title))
}

// of tells the features of a passage.
func (s *scale) of(i int) *features {
	p, f := &s.page[i], &features{}
	f[wBias] = 1
	f.read(s.page, i, s.total)
	f.stated(s.lower[i], s.stated)
	f.words(p)
	f.around(p, s.total)
	f[wTitle] = truth(s.titled(i) && (s.lower[i] == s.title || p.level == 1 && len(s.lower[i]) <= len(s.title)))
	f[wBeforeTitle] = truth(i < s.below)
	f[wTwin] = truth(s.twins[s.lower[i]] > 1)
	f[wPlace] = float64(i) / float64(len(s.page))
	return f
}

// total is what is true of a whole page.
type total struct {
	size, read  float64
	first, last int                // passages that the reader kept, -1 for none
	alike       map[string]float64 // code points of sentences in passages whose elements are named alike
	sentences   float64
	home        *box // the box that holds most paragraphs of sentences
	best        *box
}

// measure fills in what boxes hold and sums up the page.
func measure(page []passage) total {
	t := total{first: -1, last: -1}
	homes := map[*box]float64{}
	t.alike = map[string]float64{}
	for i := range page {
		p := &page[i]
		sentence := endsWith(p.words, fullStops) && p.size > 40
		for b := p.box; b != nil; b = b.parent {
			b.size += p.size
			b.links += p.links
			b.read += p.read * float64(p.size)
			if sentence {
				b.sentences += p.size
			}
			if p.in&inParagraph != 0 {
				b.paragraphs += p.size
			}
		}
		if sentence && p.links*3 < p.size {
			t.alike[p.look()] += float64(p.size)
			t.sentences += float64(p.size)
			homes[p.home()] += float64(p.size) * (0.2 + p.read)
		}
		t.size += float64(p.size)
		t.read += p.read * float64(p.size)
		if p.read > 0.5 {
			if t.first < 0 {
				t.first = i
			}
			t.last = i
		}
	}
	for i := range page {
		if h := page[i].home(); t.home == nil || homes[h] > homes[t.home] {
			t.home = h
		}
	}
	for i := range page { // the smallest box that holds most of what was kept
		for b := page[i].box; b != nil; b = b.parent {
			if b.read > 0.6*t.read && (t.best == nil || b.size < t.best.size || b.size == t.best.size && b.depth > t.best.depth) {
				t.best = b
			}
		}
	}
	return t
}

func (f *features) read(page []passage, i int, t total) {
	p := &page[i]
	at := func(i int) float64 {
		if i < 0 || i >= len(page) {
			return 0
		}
		return page[i].read
	}
	f[wRead], f[wReadBefore], f[wReadAfter] = p.read, at(i-1), at(i+1)
	f[wReadNear] = (at(i-3) + at(i-2) + at(i-1) + at(i+1) + at(i+2) + at(i+3)) / 6
	f[wReadPage] = t.read / max(1, t.size)
	f[wReadInside] = truth(t.first >= 0 && i >= t.first && i <= t.last)
	f[wReadHole] = f[wReadInside] * (1 - p.read)
	b := holder(p.box)
	f[wReadBox] = b.read / max(1, float64(b.size))
	for b := p.box; b != nil; b = b.parent {
		if b == t.best {
			f[wBestBox] = 1
		}
	}
	if p.kind == model.Heading {
		f[wHeadingOfRead] = at(i+1) * p.read
		f[wHeadingOfNone] = truth(at(i+1) == 0)
	}
	near := 0.0
	for _, j := range []int{i - 2, i - 1, i + 1, i + 2} {
		if j >= 0 && j < len(page) && endsWith(page[j].words, fullStops) && page[j].links*3 < page[j].size {
			near += math.Min(1, float64(page[j].size)/150) / 4
		}
	}
	f[wNearSentences] = near
}

// holder is the nearest box that holds more than one passage's words.
func holder(b *box) *box {
	own := b.size
	for b.parent != nil && b.size < own+own/10+1 {
		b = b.parent
	}
	return b
}

func (f *features) stated(words, said string) {
	if utf8.RuneCountInString(said) < 200 {
		return
	}
	if len(words) > 12 && strings.Contains(said, words) {
		f[wStated] = 1
	} else if len(words) > 12 {
		f[wUnstated] = 1
	} else {
		f[wStatedBox] = 1
	}
}

func (f *features) words(p *passage) {
	size := float64(p.size)
	f[wSize] = math.Min(1, math.Log1p(size)/6)
	f[wSizeShort] = truth(p.size < 25)
	f[wLong] = truth(p.size > 180)
	f[wLinks] = float64(p.links) / size
	f[wLinksAll] = truth(p.links*10 >= p.size*9)
	f[wBold] = float64(p.bold) / size
	f[wSentence] = truth(endsWith(p.words, fullStops))
	capitals, digits, signs, commas, spaces := 0, 0, 0, 0, 0
	for _, c := range p.words {
		switch {
		case unicode.IsUpper(c):
			capitals++
		case unicode.IsDigit(c):
			digits++
		case c == ',' || c == '，' || c == '、' || c == '،':
			commas++
		case c == ' ':
			spaces++
		case c == '|' || c == '»' || c == '›' || c == '•' || c == '©' || c == '→' || c == '·' || c == '@' || c == '#' || c == '/':
			signs++
		}
	}
	f[wCommas] = math.Min(1, float64(commas)/4)
	f[wCapitals] = math.Min(1, float64(capitals)/(float64(spaces)+1)/2)
	f[wDigits] = float64(digits) / size
	f[wSigns] = math.Min(1, float64(signs)/2)
	first, _ := utf8.DecodeRuneInString(p.words)
	f[wStarts] = truth(unicode.IsLower(first))
	lower := strings.ToLower(p.words)
	if p.size < 300 {
		f[wSaysMore] = truth(says(lower, invites))
		f[wSaysRights] = truth(says(lower, rights))
		f[wSaysBy] = truth(p.size < 80 && says(" "+lower, credits))
	}
	f[wLeads] = truth(p.size < 200 && begins(lower, leading))
	f[wShouts] = truth(capitals*10 > 7*(p.size-spaces-digits))
	f[wLinkFirst] = truth(p.links > 0 && len(p.runs) > 0 && linked(p.runs[0]))
	f[wSaysDate] = truth(p.size < 60 && digits >= 4 && digits*6 > p.size)
	f[wHeading] = truth(p.kind == model.Heading)
	f[wHeadingHigh] = truth(p.kind == model.Heading && p.level < 2)
	f[wItem] = truth(p.kind == model.Item)
	f[wCaption] = truth(p.kind == model.Caption)
	f[wQuote] = truth(p.kind == model.Quotation)
	f[wPlain] = truth(p.kind == model.Paragraph && p.in&inParagraph == 0)
}

func (f *features) around(p *passage, t total) {
	for _, e := range []struct {
		in elements
		at int
	}{
		{inNav, wNav},
		{inHeader, wHeader},
		{inFooter, wFooter},
		{inAside, wAside},
		{inForm, wForm},
		{inTable, wTable},
		{inFigure, wFigure},
		{inArticle, wArticle},
		{inMain, wMain},
		{inPre, wPre},
	} {
		f[e.at] = truth(p.in&e.in != 0)
	}
	f[wHidden] = truth(p.hidden)
	near := p.near[0] | p.near[1] | p.near[2]
	for i := range manyTraits {
		f[wTraits+i] = truth(near&(1<<i) != 0)
		f[wTraitsFar+i] = truth(p.far&(1<<i) != 0)
	}
	b := holder(p.box)
	f[wBoxSize], f[wBoxLinks], f[wBoxSentences] = share(b.size, t.size), ratio(b.links, b.size), ratio(b.sentences, b.size)
	f[wBoxParagraphs] = ratio(b.paragraphs, b.size)
	if b.parent != nil {
		b = holder(b.parent)
	}
	f[wUpSize], f[wUpLinks], f[wUpSentences] = share(b.size, t.size), ratio(b.links, b.size), ratio(b.sentences, b.size)
	f[wAlike] = t.alike[p.look()] / max(1, t.sentences)
	f[wBeside] = truth(p.home() == t.home)
	for b := p.home(); b != nil; b = b.parent {
		if b == t.home {
			f[wBelow] = 1 - f[wBeside]
		}
	}
}

// look is what the nearest elements of a passage are called: passages of one kind look alike.
func (p *passage) look() string { return p.box.name + "<" + p.home().name }

// home is the box that a passage stands in beside others.
func (p *passage) home() *box {
	if p.box.parent != nil {
		return p.box.parent
	}
	return p.box
}

func share(size int, of float64) float64 { return math.Sqrt(float64(size) / max(1, of)) }
func ratio(part, of int) float64         { return float64(part) / max(1, float64(of)) }

func truth(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// says reports whether words hold one of the phrases.
func says(words string, phrases []string) bool {
	for _, p := range phrases {
		if strings.Contains(words, p) {
			return true
		}
	}
	return false
}

// begins reports whether words begin with one of the phrases.
func begins(words string, phrases []string) bool {
	for _, p := range phrases {
		if strings.HasPrefix(words, p) {
			return true
		}
	}
	return false
}

// linked reports whether a text node stands in a link.
func linked(n *html.Node) bool {
	for p := n.Parent; p != nil && inline[p.DataAtom]; p = p.Parent {
		if p.DataAtom == atom.A {
			return true
		}
	}
	return false
}

// lettersOf drops everything but letters and digits.
func lettersOf(words string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c) {
			return c
		}
		return -1
	}, words)
}

var (
	// leading are words that open a pointer to something else.
	leading = []string{
		"read", "see ", "also", "related", "more", "watch", "listen", "advert", "click", "follow", "like this", "want", "don't miss", "don’t miss", "get ",
		"sign up", "subscribe", "image", "photo", "picture", "source", "tags", "topics", "share", "download", "join", "check out", "recommended", "next", "previous",
		"lesen", "mehr", "siehe", "auch", "foto", "bild", "quelle", "anzeige", "lire", "voir", "à lire", "aussi", "lee ", "ver ", "más", "también", "leggi", "guarda",
		"zobacz", "czytaj", "fot.", "läs", "les ", "se også", "foto", "lees", "leia", "veja", "читайте", "фото", "смотрите",
	}
	// invites are phrases that lead away from an article or ask for something.
	invites = []string{
		"read more", "read also", "see also", "also read", "related:", "related article", "click here", "sign up", "subscribe", "newsletter", "follow us", "follow @",
		"share this", "share on", "leave a comment", "leave a reply", "post a comment", "comments", "log in", "more from", "continue reading",
		"learn more", "find out more", "download", "advertis", "sponsored", "cookie", "your email", "privacy policy", "terms of",
		"mehr zum thema", "lesen sie", "weiterlesen", "kommentar", "anmelden", "abonnieren", "teilen", "anzeige", "lire aussi", "à lire", "en savoir plus",
		"abonnez", "partager", "commentaire", "leer más", "lea también", "suscríb", "compart", "comentario", "leggi anche", "iscriviti", "condividi", "commenti",
		"czytaj", "zobacz", "udostępnij", "komentarz", "läs mer", "les mer", "læs mere", "dela", "lees meer", "reacties", "leia mais", "читайте", "подпис", "комментар",
	}
	rights  = []string{"copyright", "©", "all rights reserved", "alle rechte", "tous droits", "todos los derechos", "tutti i diritti", "wszelkie prawa", "may not be published", "contributed to this report", "view the discussion"}
	credits = []string{" by ", " von ", " par ", " por ", " di ", "photo", "foto", "image:", "bild:", "picture", "getty", "reuters", " author", "updated", "published", "posted", "min read", "minutes ago", "hours ago", "aktualisiert", "publié"}
)
