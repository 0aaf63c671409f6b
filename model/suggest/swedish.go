package suggest

import "strings"

// swedish is the table of Swedish.
func swedish() *language {
	l := &language{
		name:  "sv",
		never: set("bl.a t.ex d.v.s dvs s.k m.fl bl t d fr.o.m t.o.m kl nr ca resp st tel sid jfr inkl exkl dr prof f.d f ev o.d tex alt"),
		often: set("m.m mm osv o.s.v etc ab inc ltd corp co jr sr u.s"), beforeNumber: set("nr s kap fig art no p kl"),
		months:  set("januari februari mars april maj juni juli augusti september oktober november december jan feb mar apr jun jul aug sep okt nov dec"),
		starts:  set("Den Det De En Ett Han Hon Vi Jag Du Ni Man Och Men Eller Så Då Här Där Nu Sedan I På Av Med Från Till För Om När Efter Före Under Enligt Som Vad Vem Varför Hur Också Dessutom Samtidigt Alla Många Flera"),
		classes: map[string]class{}, cues: map[string]entry{}, according: set("enligt"), loose: true,
	}
	l.classify(determiner, "den det de en ett denna detta dessa varje alla många flera några någon inga ingen två tre fyra fem")
	l.classify(preposition, "i på av med från till för om under efter före vid mellan mot genom utan hos över inom enligt kring bland åt ur sedan")
	l.classify(subject, "han hon den det de vi jag du ni man vem som alla många")
	l.classify(objective, "honom henne dem oss mig dig er sig")
	l.classify(possessive, "hans hennes dess deras vår vårt våra min mitt mina sin sitt sina")
	l.classify(coordinate, "och eller men samt utan")
	l.classify(subordinate, "att eftersom när om medan innan sedan trots därför fast så som då")
	l.classify(auxiliary, "är var vara varit har hade ha haft blir blev bli ska skulle kan kunde måste vill ville får fick bör borde kommer")
	l.classify(negation, "inte aldrig icke ej")
	l.classify(adverb, "också nu sedan senare redan först igen bara även dock däremot samtidigt ännu då här där vidare")
	l.classify(when, "måndag måndagen tisdag tisdagen onsdag onsdagen torsdag torsdagen fredag fredagen lördag lördagen söndag söndagen idag igår imorgon morgon kväll kvällen veckan månaden året")
	l.classify(complement, "att om hur varför vad")
	l.classify(relative, "som vilken vilket vilka")
	l.classify(verb, "kom kommer gick går gav ger tog tar gör gjorde står stod ligger låg finns fanns började blev")
	add := func(f frame, forms ...string) {
		for _, some := range forms {
			words := strings.Fields(some)
			for _, w := range words {
				e := l.cues[w]
				l.cues[w] = entry{words[0], e.frame | f, past, nil}
			}
		}
	}
	add(clause|says|object, "säger sa sade sagt säga", "berättar berättade berättat", "förklarar förklarade förklarat", "uppger uppgav uppgett", "skriver skrev skrivit", "rapporterar rapporterade rapporterat",
		"hävdar hävdade hävdat", "menar menade menat", "anser ansåg ansett", "tillägger tillade", "påpekar påpekade påpekat", "konstaterar konstaterade konstaterat", "meddelar meddelade meddelat",
		"bekräftar bekräftade bekräftat", "varnar varnade varnat", "svarar svarade svarat", "frågar frågade frågat", "påstår påstod påstått", "medger medgav", "betonar betonade betonat", "understryker underströk",
		"kommenterar kommenterade", "utropar utropade", "noterar noterade", "avslöjar avslöjade", "fortsätter fortsatte", "undrar undrade", "twittrar twittrade", "förnekar förnekade", "fastslår fastslog", "beskriver beskrev")
	add(clause, "tror trodde trott", "tycker tyckte tyckt", "vet visste", "hoppas hoppades", "befarar befarade", "bedömer bedömde", "misstänker misstänkte", "visar visade", "ser såg")
	add(object, "kritiserar kritiserade", "kräver krävde", "föreslår föreslog", "välkomnar välkomnade", "avvisar avvisade", "stöder stödde", "fördömer fördömde")
	return l
}
