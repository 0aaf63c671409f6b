package suggest

import (
	"strings"
	"testing"

	"touchstone/model/span"
)

func TestWhereSentencesEnd(t *testing.T) {
	for _, c := range []struct{ name, text string }{ // | stands where a sentence ends
		{"stops", "It is safe.| Is it?| Yes!| “It is.”| So be it."},
		{"titles", "Mr. Brink met Sen. Lund and Dr. A. B. Falk at St. Olaf’s.| They spoke."},
		{"companies", "Brandt Inc. built it.| It cost Falk & Co. 3 million.| Falk Ltd. paid."},
		{"initials", "Olle J. Brink lives in the U.S. Brink left.| He lives in the U.S.| He left."},
		{"times", "It begins at 5 p.m. on Tuesday.| It ends at 6 p.m.| Nobody came."},
		{"numbers", "It costs 3.50 crowns.| See p. 12 and No. 5 of vol. 2.| It weighs 12 kg."},
		{"ellipses", "Well ... I do not know.| He waited....| Nothing came."},
		{"quotations", "“It is safe. Nobody was hurt,” she said.| “Why?” Anna Berg asked.| He left."},
		{"brackets", "The quay (it is old. Very old.) is safe.| (It was built in 1950.)| So."},
		{"addresses", "Write to a.berg@port.example.| See https://port.example/a.b?c=d for more.| Thanks."},
		{"a time first", "At 5 a.m. Mr. Brink came.| He left at 6 p.m.| Ms. Falk stayed."},
		{"a lost space", "The quay is safe.|The port agreed.|Mr. Brink left."},
		{"a source in brackets", "“The quay is safe [...]” (Brink 55).| It is not."},
		{"broken lines", "The quay was closed on a \ncold night.| The port stayed as\nit was."},
		{"list in a line", "Bring: |1. a rope |2. a lamp |3. a coat"},
		{"letters", "a) A rope |b) A lamp"},
		{"wrapped", "This is a line that somebody broke after some sixty letters\nand it goes on here until it has got another sixty of them\nand ends.| So."},
		{"lines", "ropes|\nlamps|\ncoats"},
		{"paragraphs", "A headline|\n\nThe text begins."},
		{"German", "Am 3. Mai kam Dr. Falk z. B. mit der Bahn.| Er blieb bis zum 12. Juni.| Das war auf Seite 12.| Dort steht es."},
		{"Swedish", "Det är bl.a. kajen, t.ex. den norra.| Den är stängd fr.o.m. måndag.| Så är det."},
		{"without spaces", "これは山です。|これは川です。"},
		{"accents", "e\u0301. |E\u0301 comme ça."},
	} {
		want := strings.Split(c.text, "|")
		text := strings.Join(want, "")
		var got []string
		for _, s := range Sentences(text, nil) {
			got = append(got, text[s.Start:s.End])
		}
		for i := range want {
			want[i] = strings.TrimSpace(want[i])
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%s: got %q, want %q", c.name, got, want)
		}
	}
}

func TestBlocksEndSentences(t *testing.T) {
	text := "one two three\nfour"
	got := Sentences(text, []span.Span{{Start: 0, End: 7}, {Start: 8, End: len(text)}})
	if len(got) != 3 || text[got[0].Start:got[0].End] != "one two" || text[got[1].Start:got[1].End] != "three" {
		t.Errorf("%v", got)
	}
}

func TestWorth(t *testing.T) {
	figure, why := Worth("Unemployment fell to 4.8 percent in 2016, the lowest rate in eight years.")
	wish, _ := Worth("I think we should all try to do better, don’t you?")
	plain, _ := Worth("The harbour lies in the north.")
	if figure < 0.8 || wish > 0.2 || plain <= wish || plain >= figure {
		t.Errorf("figure %.2f, plain %.2f, wish %.2f", figure, plain, wish)
	}
	if len(why) == 0 || why[0] != "it gives a number" {
		t.Errorf("reasons %q", why)
	}
	if score, reasons := Worth("…"); score != 0 || reasons != nil {
		t.Errorf("nothing scores %.2f %q", score, reasons)
	}
}
