package suggest

import (
	"fmt"
	"strings"
	"testing"

	"touchstone/model/span"
)

// told writes proposals as lines: source | cue | content | form.
func told(text string) string {
	var b strings.Builder
	for _, a := range Attributions(text, nil) {
		fmt.Fprintf(&b, "%s | %s | %s | %s\n", a.Source.Text(text), a.Cue.Text(text), a.Content.Text(text), a.Form)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func TestWhoSaysWhat(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"that", "The ministry said on Monday that the quay is safe.", "The ministry | said | that the quay is safe | indirect"},
		{"no that", "Berg claims the quay is safe.", "Berg | claims | the quay is safe | indirect"},
		{"inverted", "“The quay is safe,” said Marta Berg, a spokeswoman for the port.", "Marta Berg, a spokeswoman for the port | said | “The quay is safe,” | direct"},
		{"behind it", "The quay is safe, Berg said on Monday.", "Berg | said | The quay is safe | indirect"},
		{"in two parts", "“The quay,” she said, “is safe.”", "she | said | “The quay,” “is safe.” | direct"},
		{"going on", "“It is safe,” Berg said. “Nobody was hurt.”", "Berg | said | “It is safe,” “Nobody was hurt.” | direct"},
		{"over paragraphs", "Berg said: “It is safe.\n\n“Nobody was hurt.”", "Berg | said | “It is safe. “Nobody was hurt.” | direct"},
		{"in the next paragraph", "Berg added:\n\n“Nobody was hurt.”", "Berg | added: | “Nobody was hurt.” | direct"},
		{"mixed", "Berg called the quay “safe enough” on Monday.", "Berg | called | the quay “safe enough” on Monday | mixed"},
		{"according to, first", "According to the port, the quay is safe.", "the port | According to | the quay is safe | indirect"},
		{"according to, last", "The quay is safe, according to a report by the port.", "a report | according to | The quay is safe | indirect"},
		{"explained", "Marta Berg, who leads the port, said the quay is safe.", "Marta Berg, who leads the port | said | the quay is safe | indirect"},
		{"several", "Marta Berg and Olle Lund said that the quay is safe.", "Marta Berg and Olle Lund | said | that the quay is safe | indirect"},
		{"relative", "Berg, who says the quay is safe, left on Monday.", "who | says | the quay is safe | indirect"},
		{"wish", "The town wants to close the quay.", "The town | wants | to close the quay | indirect"},
		{"judgement", "Critics accuse the ministry of negligence.", "Critics | accuse | the ministry of negligence | indirect"},
		{"told somebody", "Berg told reporters that the quay is safe.", "Berg | told | that the quay is safe | indirect"},
		{"nobody named", "The quay is expected to open in May.", " | is expected | The quay to open in May | indirect"},
		{"noun", "They reject Berg’s claim that the quay is safe.", "They | reject | Berg’s claim that the quay is safe | indirect"},
		{"transcript", "Talk at noon\n\nBERG: The quay is safe.\n\nLUND: It is not.", "BERG | : | The quay is safe. | direct\nLUND | : | It is not. | direct"},
		{"quoted as", "Berg was quoted as saying that the quay is safe.", "Berg | was quoted as saying | that the quay is safe | indirect"},
		{"two clauses", "Berg said that the quay is safe and added that nobody was hurt.", "Berg | said | that the quay is safe | indirect\nBerg | added | that nobody was hurt | indirect"},
		{"a name is no speech", "He read “The Long Quay at Night” twice.", ""},
		{"nothing", "The quay is 52 metres long. It was built in 1950.", ""},
		{"German, direct", "„Der Kai ist sicher“, sagte Marta Berg.", "Marta Berg | sagte | „Der Kai ist sicher“ | direct"},
		{"German, colon", "Marta Berg erklärte am Montag: „Der Kai ist sicher.“", "Marta Berg | erklärte | „Der Kai ist sicher.“ | direct"},
		{"German, dass", "Die Ministerin sagte, dass der Kai sicher sei.", "Die Ministerin | sagte | dass der Kai sicher sei | indirect"},
		{"German, laut", "Laut Polizei ist der Kai sicher.", "Polizei | Laut | ist der Kai sicher | indirect"},
		{"German, zufolge", "Medienberichten zufolge ist der Kai sicher.", "Medienberichten | zufolge | ist der Kai sicher | indirect"},
		{"German, so", "Der Kai sei sicher, so die Ministerin.", "die Ministerin | so | Der Kai sei sicher | indirect"},
		{"Swedish, direct", "”Kajen är säker”, säger Marta Berg.", "Marta Berg | säger | ”Kajen är säker” | direct"},
		{"Swedish, att", "Hon säger att kajen är säker och att ingen skadades.", "Hon | säger | att kajen är säker och att ingen skadades | indirect"},
		{"Swedish, enligt first", "Enligt polisen skadades ingen.", "polisen | Enligt | skadades ingen | indirect"},
		{"speech behind a dash", "– Kajen är säker, säger hon till TT.", "hon | säger | Kajen är säker | direct"},
		{"Swedish, enligt", "Kajen är säker enligt polisen och det är bra.", "polisen | enligt | Kajen är säker och det är bra | indirect"},
	} {
		if got := told(c.text); got != c.want {
			t.Errorf("%s:\n  got  %s\n  want %s", c.name, strings.ReplaceAll(got, "\n", "\n       "), c.want)
		}
	}
}

func TestChainFromThePageInwards(t *testing.T) {
	text := "The quay is safe, Russian media reports according to TT."
	at := strings.Index(text, "safe")
	chain := At(Attributions(text, nil), span.Span{Start: at, End: at + 4})
	var names []string
	for _, a := range chain {
		names = append(names, a.Source.Text(text))
	}
	if got := strings.Join(names, " <- "); got != "TT <- Russian media" {
		t.Errorf("chain %q", got)
	}
	if chain := At(Attributions(text, nil), span.Span{Start: strings.Index(text, "TT"), End: len(text)}); chain != nil {
		t.Errorf("the source's own name is attributed: %v", chain)
	}
}

func TestWhatIsSaidInASelectionIsWithoutWhoSaysIt(t *testing.T) {
	chained := "The quay is safe, Russian media reports according to TT."
	two := "The ministry says that the quay is safe, and adds that nobody was hurt in the accident."
	for _, c := range []struct{ name, text, selected, caret, want string }{
		{"the innermost of a chain", chained, chained, "", "The quay is safe"},
		{"one of a chain", chained, "The quay is safe, Russian media reports", "", "The quay is safe"},
		{"what is selected already", chained, "The quay is safe", "", ""},
		{"a part of it", chained, "quay is", "", ""},
		{"the source alone", chained, "according to TT", "", ""},
		{"the one at the caret", two, two, "quay", "that the quay is safe"},
		{"the other one", two, two, "hurt", "that nobody was hurt in the accident"},
		{"the longest, where the caret is in none", two, two, "ministry", "that nobody was hurt in the accident"},
		{"nobody says it", "The quay was closed in March.", "The quay was closed in March.", "quay", ""},
		{"a guess is none", "The mayor does not want to close the quay.", "The mayor does not want to close the quay.", "", ""},
	} {
		start, caret := strings.Index(c.text, c.selected), -1
		if c.caret != "" {
			caret = strings.Index(c.text, c.caret)
		}
		said := Said(Attributions(c.text, nil), span.Span{Start: start, End: start + len(c.selected)}, caret)
		if got := said.Text(c.text); got != c.want {
			t.Errorf("%s: %q, not %q", c.name, got, c.want)
		}
	}
}

func TestSpeakers(t *testing.T) {
	text := "Marta Ekblad leads the port. Olle Brink, her deputy, said the quay is safe.\n\nMr. Brink said that nobody was hurt. He added that work goes on.\n\n“Not so fast,” said Ms. Ekblad. She said that she had doubts.\n\nThe police say that they know."
	var got []string
	for _, a := range Attributions(text, nil) {
		got = append(got, a.Speaker)
	}
	want := []string{"Olle Brink", "Olle Brink", "Olle Brink", "Marta Ekblad", "Marta Ekblad", "police"}
	if strings.Join(got, ", ") != strings.Join(want, ", ") {
		t.Errorf("speakers %q, want %q", got, want)
	}
	all := Known(Attributions(text, nil), []Name{{Name: "Olle Brink, harbour master", Aliases: []string{"Olle Brink"}}, {Name: "Norrvåg Police", Aliases: []string{"police"}}})
	if all[0].Speaker != "Olle Brink, harbour master" || all[5].Speaker != "Norrvåg Police" {
		t.Errorf("known speakers %q and %q", all[0].Speaker, all[5].Speaker)
	}
}

func TestQuotationMarks(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a “b” c", "“b”"},
		{"a „b“ c", "„b“"},
		{"a »b« c", "»b«"},
		{"a «b» c", "«b»"},
		{"a ”b” c", "”b”"},
		{"a \"b\" c", "\"b\""},
		{"a ''b'' c", "''b''"},
		{"a ``b'' c", "``b''"},
		{"a ‘b’ c", "‘b’"},
		{"a 'b c' d", "'b c'"},
		{"it's the voters' choice, isn't it", ""},
		{"the ’90s and rock ’n’ roll", ""},
		{"a ,,b“ c", ",,b“"},
		{"a 「b」 c", "「b」"},
		{"a “b ‘c’ d” e", "“b ‘c’ d” ‘c’"},
		{"„a ‚b‘ c“", "„a ‚b‘ c“ ‚b‘"},
		{"a “b\n\nc", "“b"},
		{"it was 6' 2\" tall", ""},
		{"‘the voters’ choice,’ he said", "‘the voters’ choice,’"},
		{"“a b. ”\n“ c ? ”", "“a b. ” “ c ? ”"},
		{"x \" a .\nb . \" y", "\" a .\nb . \""},
	} {
		var got []string
		for _, q := range quotations(c.text, passages(c.text, nil)) {
			got = append(got, c.text[q.Start:q.End])
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
