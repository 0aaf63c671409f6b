package suggest

import "strings"

// german is the table of German.
func german() *language {
	l := &language{
		name: "de",
		never: set("z.b z d.h d u.a u u.ä ä s bzw ca dr prof dipl ing hr fr st nr abs art bd vgl evtl ggf inkl exkl zzgl geb verh gest jh jhd mio mrd tsd bspw sog usf allg kath ev franz engl",
			"röm dt lat griech mind max min std sek tel bez gez i a v n chr o b m e co"),
		often:        set("usw etc u.s.w gmbh inc ltd corp co jr sr u.s u.s.a d.c"),
		beforeNumber: set("nr s abs art bd kap abb tab no p"),
		months:       set("januar jänner februar märz april mai juni juli august september oktober november dezember jan feb mär apr jun jul aug sep sept okt nov dez jahrhundert jahrhunderts"),
		starts: set("Der Die Das Ein Eine Er Sie Es Wir Ich Ihr Und Aber Oder Doch Denn Dort Hier Da Dann Nun Auch Im In Am An Auf Bei Mit Nach Von Vor Zu Zum Zur Für",
			"Über Unter Wenn Als Weil Während Wie Was Wer Warum Wo So Dies Diese Dieser Dieses Seine Ihre Sein Heute Gestern Damit Dabei Daher Deshalb Trotzdem Insgesamt Zudem Außerdem Jedoch Bereits Laut"),
		ordinals: true, classes: map[string]class{}, cues: map[string]entry{},
		according: set("laut gemäß zufolge"), zufolge: set("zufolge"), views: set("angaben angabe ansicht meinung aussage aussagen worten auffassung informationen einschätzung berichten medienberichten darstellung überzeugung"), fragments: true, loose: true,
	}
	l.classify(determiner, "der die das den dem des ein eine einen einem einer eines kein keine keinen dieser diese dieses diesem diesen jeder jede jedes alle viele einige mehrere beide manche")
	l.classify(preposition, "in im an am auf aus bei beim mit nach von vom vor zu zum zur für über unter durch gegen ohne um seit bis zwischen neben hinter während wegen trotz gegenüber ins ans")
	l.classify(subject, "er sie es wir ich ihr man wer dieser diese jener")
	l.classify(objective, "ihn ihm ihnen uns euch mir mich dir dich sich")
	l.classify(possessive, "sein seine seinen seinem seiner seines ihre ihren ihrem ihrer ihres unser unsere mein meine dessen deren")
	l.classify(coordinate, "und oder aber sondern doch sowie")
	l.classify(subordinate, "dass daß weil wenn als ob obwohl während nachdem bevor damit indem sodass falls da wie")
	l.classify(auxiliary, "ist sind war waren sei seien wäre hat haben hatte hatten habe hätte hätten wird werden wurde wurden würde würden werde kann können konnte könnte könne soll sollen sollte solle muss müssen musste müsse will wollen wollte wolle darf dürfen")
	l.classify(negation, "nicht nie niemals kein")
	l.classify(adverb, "auch nun dann später bereits schon noch nur wieder jedoch allerdings zudem außerdem dagegen hingegen weiter erneut gestern heute daraufhin dabei dazu damals zuvor zunächst zuletzt ebenfalls unterdessen hier dort abschließend ausdrücklich")
	l.classify(when, "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag heute gestern morgen abend woche monat jahr januar februar märz april mai juni juli august september oktober november dezember")
	l.classify(complement, "dass daß ob wie warum wieso")
	l.classify(relative, "der die das welcher welche welches dem den dessen deren")
	l.classify(verb, "kam kamen ging gingen steht stehen stand standen liegt lag macht machte gibt gab geben findet fand finden fanden bleibt blieb führte führt brachte nahm traf starb starben begann beginnt gilt galt")
	germanVerbs(l)
	return l
}

func germanVerbs(l *language) {
	add := func(f frame, forms ...string) {
		for _, some := range forms {
			words := strings.Fields(some)
			for i, w := range words {
				e := l.cues[w]
				kind := past
				if i == len(words)-1 && strings.HasSuffix(w, "t") && strings.Contains(w, "ge") || strings.HasSuffix(w, "en") && strings.HasPrefix(w, "ge") {
					kind = participle
				}
				l.cues[w] = entry{words[0], e.frame | f, kind, nil}
			}
		}
	}
	for stem := range strings.FieldsSeq("sag erklär beton erläuter bemerk ergänz berichte kritisier argumentier kommentier äußer warn mein glaub vermute behaupte versicher bekräftig bestätig kündig mahn forder vermelde melde verlaute frag antworte erwider urteil schätz ahn hoff prognostizier lob klag verkünde unterstrich twitter formulier resümier bilanzier zitier begründe befürchte verweiger fürchte erinner beklag räum stell führ teil deute mutmaß wünsch") {
		t := stem + "t"
		if strings.HasSuffix(stem, "e") {
			t = stem + "t"
		}
		add(clause|says, stem+"te "+t+" "+stem+"ten "+"ge"+t)
		if !strings.HasSuffix(stem, "e") {
			add(clause|says, t+" "+stem+"en "+stem+"e")
		} else {
			add(clause|says, t+" "+stem+"n")
		}
	}
	add(clause|says, "sprach spricht sprachen gesprochen", "schrieb schreibt schrieben geschrieben", "wies weist wiesen", "gab gibt gaben", "hieß heißt", "rief ruft riefen", "bezeichnete bezeichnet bezeichneten",
		"versprach verspricht versprochen", "nannte nennt nannten genannt", "meinte meint", "gestand gesteht", "bestritt bestreitet", "dementierte dementiert", "weiß wusste wisse", "denkt dachte gedacht", "fand findet", "verlangte verlangt",
		"berichtete berichtet berichteten", "sagte sagt sagten gesagt sage", "unterstreicht unterstrich", "befand befindet", "zeigte zeigt zeigten", "ergab ergibt", "beschrieb beschreibt", "empfahl empfiehlt", "lehnte lehnt", "fügte fügt", "plädierte plädiert", "gestand gesteht", "betonte betont")
	for w, e := range l.cues {
		if e.frame&says != 0 && (w == "stellt" || w == "gibt" || w == "gab" || w == "findet" || w == "fand" || w == "befindet" || w == "heißt" || w == "führt" || w == "teilt" || w == "teil" || w == "weist") {
			e.frame = clause
			l.cues[w] = e
		}
	}
}
