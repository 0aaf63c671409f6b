package suggest

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"touchstone/model/span"
)

// Sentence is a sentence, in bytes, with how much it is worth checking.
type Sentence struct {
	span.Span
	Score   float64  // from 0 to 1: an order, no probability
	Reasons []string // why, in words, the weightiest first
}

// sign is something that makes a sentence worth checking, or not.
type sign struct {
	why    string
	weight float64
	words  map[string]bool
	times  int // how many of its words count
}

// The weights that stand on no list of words. They and those of the lists are round numbers, chosen with real debates in view.
const (
	baseline      = -2.6
	aNumber       = 1.9
	moreNumbers   = 0.5
	aName         = 0.35
	aQuestion     = -1.6
	perDoubling   = 0.3 // of the length, from four words on
	longestCounts = 40
)

// measured are units and quantities: with a number they make a figure.
var measured = set("percent per cent percentage million millions billion billions trillion trillions thousand thousands hundred hundreds dollars euros dozen dozens prozent millionen milliarden milliarde tausend euro procent miljoner miljarder tusen kronor",
	"half twice double doubled triple tripled quarter third thirds zero hälfte doppelt viertel drittel hälften dubbelt fjärdedel tredjedel")

var numerals = set("two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety",
	"zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig två tre fyra fem sex sju åtta nio tio elva tolv tjugo")

// signs are the lists, for English, German and Swedish together: hardly a word means something else in another of them.
var signs = []sign{
	{"measures something", 0.9, measured, 1},
	{"compares", 0.75, set("than more less fewer most least highest lowest largest biggest smallest worst best greatest longest toughest higher lower larger bigger greater faster first only ever never record increase increased decrease unprecedented every any nobody",
		"mehr weniger als höher niedriger größer größte höchste niedrigste meisten erste einzige nie jemals rekord jeder fler färre mer mindre än högre lägre större största högsta lägsta första enda aldrig någonsin rekord"), 2},
	{"tells of a time", 0.6, set("years year since ago decade decades yesterday month months week weeks century last jahr jahre jahren seit monat monaten gestern woche år sedan månad månader vecka igår"), 1},
	{"says what was done", 0.65, set("was were had been has did voted cut raised reduced created lost opposed supported signed passed doubled dropped rose fell grew increased declined promised called proposed spent gave took sent built closed opened killed caused brought concluded announced ran became got went came made started received vetoed approved rejected refused",
		"wurde wurden war waren hatte hatten stieg sank stimmte beschloss verlor gab schuf senkte erhöhte versprach ökade minskade röstade beslutade förlorade skapade sänkte höjde var hade blev lovade"), 2},
	{"is about what somebody else does", 0.35, set("he she they his her their senator governor president secretary administration congress party government er sie ihr ihre regierung partei bundestag han hon de hans hennes deras regeringen partiet riksdagen"), 1},
	{"is about public matters", 0.9, set("tax taxes deficit debt budget spending unemployment jobs crime oil energy trade economy income poverty insurance healthcare health immigration immigrants border troops war nuclear rate rates wages inflation steel schools law bill treaty deal election votes vote court police illegal illegally drugs factory factories manufacturing plants companies workers exports imports tariffs agreement accord climate coal gas gun guns violence murder homicides attack attacks terrorists medicare welfare pension pensions prison population growth market banks production investigation fraud steuer steuern schulden haushalt arbeitslosigkeit kriminalität öl handel wirtschaft einkommen armut gesundheit einwanderung grenze truppen krieg inflation gesetz vertrag wahl gericht skatt skatter underskott skuld budget arbetslöshet brott olja handel ekonomi inkomst fattigdom sjukvård invandring gräns trupper krig lag avtal val domstol"), 2},
	{"appeals to facts", 0.8, set("fact facts according statistics figures data study studies report reports record evidence experts analysts source independent tatsache fakten laut statistik studie bericht faktum fakta enligt statistik studie rapport"), 1},
	{"speaks of the future or of a wish", -0.5, set("will would should must shall could might need want hope let let's lets going ought wish try wird werden sollte müssen muss wollen hoffen möchte ska skulle borde måste vill hoppas kommer"), 2},
	{"gives an opinion", -0.55, set("think believe feel know want love like understand agree hope denke glaube meine weiß finde tror tycker vet anser känner"), 2},
	{"speaks to somebody", -0.5, set("you me thank thanks please question answer ask tell sir yes okay right applause crosstalk laughter good great ihnen mir danke bitte frage antwort ja gut mig tack snälla fråga svar ja"), 2},
	{"speaks of oneself", -0.2, set("i my i'm i'll ich mein jag min"), 1},
}

// Worth scores how much a sentence is worth checking: figures, comparisons, what was done and by whom count for it; questions,
// wishes and opinions against it. It is for sorting, never for leaving out.
func Worth(sentence string) (score float64, reasons []string) {
	counts := make([]int, len(signs))
	numbers, names, words := 0, 0, 0
	for w := range strings.FieldsSeq(sentence) {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if w == "" {
			continue
		}
		words++
		low := strings.ReplaceAll(strings.ToLower(w), "’", "'")
		if strings.ContainsFunc(w, unicode.IsDigit) || numerals[low] {
			numbers++
		}
		if first, _ := utf8.DecodeRuneInString(w); words > 1 && unicode.IsUpper(first) && len(w) > 1 && !strings.HasPrefix(low, "i'") {
			names++
		}
		for i := range signs {
			if signs[i].words[low] {
				counts[i]++
			}
		}
	}
	if words == 0 {
		return 0, nil
	}
	sum := baseline + perDoubling*math.Log2(float64(min(max(words, 4), longestCounts))/4)
	var found []weighed
	note := func(why string, w float64) {
		sum += w
		found = append(found, weighed{why, w})
	}
	if strings.ContainsAny(sentence, "%$€£") {
		counts[0]++
	}
	if numbers > 0 {
		note("gives a number", aNumber+moreNumbers*float64(min(numbers-1, 2)))
	}
	if names > 0 {
		note("names somebody or something", aName*float64(min(names, 2)))
	}
	for i, n := range counts {
		if n > 0 {
			note(signs[i].why, signs[i].weight*float64(min(n, signs[i].times)))
		}
	}
	if strings.HasSuffix(strings.TrimRight(sentence, ` "'”’“«»)`), "?") {
		note("is a question", aQuestion)
	}
	return 1 / (1 + math.Exp(-sum)), named(found)
}

// weighed is a reason with its weight.
type weighed struct {
	why    string
	weight float64
}

// named returns what speaks for a sentence, the weightiest first; what speaks against it last, in so many words.
func named(found []weighed) []string {
	slices.SortStableFunc(found, func(a, b weighed) int { return cmp.Compare(b.weight, a.weight) })
	var out []string
	for _, w := range found {
		if w.weight < 0 {
			out = append(out, "but it "+w.why)
			continue
		}
		out = append(out, "it "+w.why)
	}
	return out
}

// Ranked returns the sentences of a text with their scores, in the order of the text. Blocks are as for Sentences.
func Ranked(text string, blocks []span.Span) []Sentence {
	sentences := Sentences(text, blocks)
	out := make([]Sentence, len(sentences))
	for i, s := range sentences {
		out[i].Span = s
		out[i].Score, out[i].Reasons = Worth(text[s.Start:s.End])
	}
	return out
}
