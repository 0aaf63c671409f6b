package suggest

import (
	"strings"
	"testing"
)

// page is a page of news, made up: about 1 kB with quotations, names and figures.
const page = `The quay at Södra Våghamn is closed, the Ministry of Ports said on Tuesday. “We found cracks in 14 of the 52 piles,” said
Marta Ekblad, a spokeswoman for the ministry. “Nobody may stand on it before spring.”

The harbour master, Olle Brink, who has led the port since 2009, told the Harbour Post that he had warned of the cracks twice. He
added that repairs would cost 40 million kronor, according to an estimate from last year. “I wrote to them in May,” he said,
“and again in August.”

Critics accuse the ministry of having saved at the wrong end. In a letter that Telagra has seen, engineers say the piles were last
measured in 1998. Mr. Brink’s deputy, Jonna Falk, wants to open a second quay; the town plans to decide in June. Traffic fell by
a third, more than in any other year, and Ms. Falk believes that it will take a decade to come back.

`

func BenchmarkAttributions(b *testing.B) {
	text := strings.Repeat(page, 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Attributions(text, nil)
	}
}

func BenchmarkRanked(b *testing.B) {
	text := strings.Repeat(page, 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Ranked(text, nil)
	}
}
