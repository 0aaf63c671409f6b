package suggest

import "strings"

// english is the table of English. Verbs stand by their base form; the other forms are made.
func english() *language {
	l := &language{
		name: "en",
		never: set("mr mrs ms dr prof st mt rev gen sen rep gov lt col sgt capt cmdr maj adm pres supt hon messrs mssrs insp det pvt atty",
			"vs v viz cf al e.g i.e eg ie approx ca ft dept est univ ave blvd rd assn bros rs skt ing dhr drs sec ed eds trans tel"),
		often: set("inc co corp ltd llc plc jr sr esq etc u.s u.k u.s.a u.n e.u d.c ph.d m.d b.a m.a b.sc calif fla ariz colo conn mass mich minn",
			"tenn tex va wash wis ala ark ill ind kan ky md mo mont neb nev okla ore pa wyo min hr hrs yd lb lbs oz jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun"),
		beforeNumber: set("no nos p pp fig figs vol ch art jan feb mar apr jun jul aug sep sept oct nov dec chap para nr pg ca yd"),
		months: set("january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec",
			"monday tuesday wednesday thursday friday saturday sunday eastern pacific central"),
		starts: set("The A An He She It They We I You This That These Those His Her Its Their Our My Your There Here And But Or So Yet If When While",
			"After Before As At In On By For From With Without Although Though Because Since Until Once Where What Why How Who Which Whose Whether",
			"Did Do Does Is Are Was Were Has Have Had Can Could Will Would Should May Might Must Not No Nor Some Many Most Few Several All Both Each",
			"Every Any Another Other Others Such One Two Three Millions Thousands Hundreds However Meanwhile Then Now Later Today Yesterday Tomorrow",
			"Finally Still Instead Earlier Additionally Also Even Only Just More Last Next During Despite According Let Please Yes Maybe Perhaps Once To Of Nobody Everyone Someone"),
		classes:   map[string]class{},
		cues:      map[string]entry{},
		according: set("according"),
	}
	l.classify(determiner, "the a an this that these those some any each every no another many most several few both all one two three four five six seven eight nine ten more other such")
	l.classify(preposition, "of in on at by for from with to into onto about over under after before during against among between through toward towards without within across behind around near since until amid per via off upon outside inside despite except regarding alongside")
	l.classify(subject, "he she it they we i you who everyone everybody nobody someone somebody anyone others many some most critics nobody both")
	l.classify(objective, "him her them us me himself herself themselves itself myself ourselves yourself")
	l.classify(possessive, "his her its their our my your whose")
	l.classify(coordinate, "and or but nor")
	l.classify(subordinate, "because that when while if although though unless until since whereas as whether before after once so than where why how what whenever")
	l.classify(auxiliary, "is are was were be been being am has have had having do does did will would can could may might must shall should 's 've 'd 'll 're 'm ’s ’ve ’d ’ll ’re ’m")
	l.classify(negation, "not never n't n’t cannot didn't doesn't don't won't wouldn't couldn't can't isn't aren't wasn't weren't hasn't haven't hadn't shouldn't didn’t doesn’t don’t won’t wouldn’t couldn’t can’t isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t shouldn’t")
	l.classify(adverb, "also now then later first again once even still just often always already soon ever only once further instead yet too back long simply well earlier here there however meanwhile perhaps maybe almost rather quite once though out up down")
	l.classify(when, "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight morning afternoon evening night week month year weekend january february march april june july august september october november december last earlier later this next ago")
	l.classify(complement, "that whether if how why what who where when")
	l.classify(relative, "who which that whom whose")
	l.classify(title, "mr. mrs. ms. dr. sen. rep. gov. gen. president senator governor representative secretary minister chancellor chairman mayor judge professor spokesman spokeswoman former")
	l.classify(verb, "came come comes took take takes went go goes got get gets gave give gives made make makes kept keep keeps led lead leads left leave won win wins lost lose ran run runs met meet meets held hold holds put puts set sets let began begin begins became become becomes grew fell fall rose rise brought bring brings built build bought buy sold sell sent send sends spent spend paid pay pays stood stand stands sat sit drew draw drove drive flew fly broke break chose choose wore wear threw throw hit cut faces faced includes included including using used uses turned turns seen shown known given taken done gone been being having working trying looking getting making going coming living running leading taking giving playing moving serve served serves serving won based following followed becoming continuing continued continues continue remained remains remain")
	englishVerbs(l)
	englishNouns(l)
	return l
}

// american turns British spellings into American ones; both are read.
var american = strings.NewReplacer("ise ", "ize ", "our ", "or ")

func englishVerbs(l *language) {
	add := func(f frame, words string, with ...string) {
		for w := range strings.FieldsSeq(words) {
			l.conjugate(w, f, with)
			if us := american.Replace(w + " "); us != w+" " {
				l.conjugate(strings.TrimSpace(us), f, with)
			}
		}
	}
	add(clause|says|object, "say add note argue claim report explain acknowledge declare recall conclude admit assert concede observe remark write announce tweet reveal repeat stress emphasise reiterate post retweet")
	add(clause|says, "insist respond reply contend maintain complain quip joke muse lament boast brag opine exclaim shout yell scream whisper mutter blog counter caution testify maintain marvel snap state")
	add(clause|says|object, "suggest predict warn promise allege deny estimate indicate confirm vow hint imply charge lament decry mention")
	add(clause|object, "believe think know feel fear hope expect doubt realise understand recognise learn find show discover determine propose recommend demand imagine figure guess assume suspect wonder worry remember forget decide see hear agree pledge signal underscore")
	add(clause|addressed|says, "tell ask")
	add(clause|addressed, "inform remind assure advise convince notify persuade")
	add(addressed|toDo, "urge encourage implore instruct order")
	add(clause|toDo, "hope promise vow pledge agree decide threaten ask claim expect want")
	add(toDo|object, "want seek prefer wish")
	add(toDo, "plan intend refuse decline offer volunteer aim hope promise vow pledge agree threaten prepare")
	add(passive, "expect believe think know say report rumour allege")
	add(seems|toDo, "seem appear")
	add(object, "criticise praise support oppose endorse blame accuse mock reject denounce question condemn attack defend blast slam dismiss describe discuss cite welcome favour back hail laud applaud tout ridicule deride assail lambaste rip bash consider view regard compare label dub brand portray characterise depict thank congratulate quote highlight admire respect champion embrace address denigrate disparage insult downplay defy refute rebut dispute challenge protest rebuke castigate chide skewer scold excoriate trash invoke reference approve disavow repudiate renounce clarify detail outline echo express voice appreciate identify name call interpret reconsider")
	add(particle, "call", "for", "on")
	add(particle, "refer allude object respond react point admit agree", "to")
	add(particle, "talk speak complain warn worry boast brag think hear know wonder joke inquire ask dream learn", "about", "of")
	add(particle, "point lay", "out")
	add(particle, "argue advocate vote push ask apologise", "for", "against")
	add(particle, "agree disagree", "with")
	add(particle, "believe", "in")
	add(particle, "lash hit rail push fire", "out", "back", "against", "at")
	add(particle, "focus comment elaborate insist agree opine reflect weigh", "on")
	add(particle, "look", "forward")
	add(quoting|says, "continue begin go read")
}

// englishNouns are the nouns that attribute: the claim that, a call for.
func englishNouns(l *language) {
	for n := range strings.FieldsSeq("claim statement argument belief view hope fear promise pledge vow warning suggestion accusation allegation assertion contention opinion conclusion announcement prediction admission decision plan desire proposal criticism support opposition praise condemnation call request demand endorsement concern doubt comment remark refusal") {
		for _, w := range []string{n, n + "s"} {
			e := l.cues[w]
			e.lemma, e.frame = n, e.frame|noun
			l.cues[w] = e
		}
	}
}

var englishIrregular = map[string][2]string{
	"say": {"said", "said"}, "tell": {"told", "told"}, "write": {"wrote", "written"}, "think": {"thought", "thought"}, "know": {"knew", "known"},
	"feel": {"felt", "felt"}, "find": {"found", "found"}, "show": {"showed", "shown"}, "hear": {"heard", "heard"}, "see": {"saw", "seen"},
	"understand": {"understood", "understood"}, "speak": {"spoke", "spoken"}, "forget": {"forgot", "forgotten"}, "mean": {"meant", "meant"},
	"begin": {"began", "begun"}, "go": {"went", "gone"}, "read": {"read", "read"}, "seek": {"sought", "sought"}, "swear": {"swore", "sworn"},
	"come": {"came", "come"}, "hit": {"hit", "hit"}, "lay": {"laid", "laid"},
}

const englishDoubled = " admit plan rip quip dub prefer refer brag snap rebut slam slap hit "

// conjugate adds the forms of an English verb; a form that is there already gains the frame.
func (l *language) conjugate(lemma string, f frame, with []string) {
	stem, e := lemma, strings.HasSuffix(lemma, "e") && !strings.HasSuffix(lemma, "ee")
	if strings.Contains(englishDoubled, " "+lemma+" ") {
		stem += lemma[len(lemma)-1:]
	}
	y := strings.HasSuffix(lemma, "y") && !strings.ContainsAny(lemma[len(lemma)-2:len(lemma)-1], "aeou")
	s, ed, ing := lemma+"s", stem+"ed", stem+"ing"
	switch {
	case e:
		ed, ing = lemma+"d", strings.TrimSuffix(lemma, "e")+"ing"
	case y:
		s, ed = strings.TrimSuffix(lemma, "y")+"ies", strings.TrimSuffix(lemma, "y")+"ied"
	case strings.HasSuffix(lemma, "s") || strings.HasSuffix(lemma, "sh") || strings.HasSuffix(lemma, "ch") || lemma == "go":
		s = lemma + "es"
	}
	forms := []struct {
		word string
		form form
	}{{lemma, base}, {s, third}, {ed, past}, {ing, present}}
	if odd, ok := englishIrregular[lemma]; ok {
		forms[2].word = odd[0]
		if odd[1] != odd[0] {
			forms = append(forms, struct {
				word string
				form form
			}{odd[1], participle})
		}
	}
	for _, v := range forms {
		old := l.cues[v.word]
		l.cues[v.word] = entry{lemma, old.frame | f, v.form, append(old.with[:len(old.with):len(old.with)], with...)}
	}
}
