package ingest

import (
	"slices"
	"strings"
	"testing"
)

func TestPlainBlocks(t *testing.T) {
	cases := []struct {
		name, text string
		want       []string
		repeats    int
	}{
		{"lines", "The bridge is closed\nIt was closed on Monday.\n\n  It opens in May. \n", []string{
			"heading1: The bridge is closed", "paragraph: It was closed on Monday.", "paragraph: It opens in May.",
		}, 0},
		{"dash quotes", "The mayor resigned on Monday.\n- I had no choice\nShe said so on television the same evening.", []string{
			"paragraph: The mayor resigned on Monday.", "paragraph: - I had no choice",
			"paragraph: She said so on television the same evening.",
		}, 0},
		{"repeats", "Words  here.\nOther words.\nWords here.\nwords here.", []string{
			"paragraph: Words  here.", "paragraph: Other words.", "paragraph: Words here.", "paragraph: words here.",
		}, 1},
		{"line ends", "One line.\rTwo lines.\r\n\r\nThree lines.", []string{
			"paragraph: One line.", "paragraph: Two lines.", "paragraph: Three lines.",
		}, 0},
		{"byline", "A bridge too far\nBy Anna Berg\nThe bridge over the sound was closed on Monday.\n14 March 2025, 10:00\nIt will open in May, the town says.", []string{
			"paragraph: A bridge too far", "paragraph: By Anna Berg", "paragraph: The bridge over the sound was closed on Monday.",
			"paragraph: 14 March 2025, 10:00", "paragraph: It will open in May, the town says.",
		}, 0},
		{"canonical", "Cafe\u0301 news\nThe cafe\u0301 is open.", []string{"heading1: Café news", "paragraph: The café is open."}, 0},
		{"beyond the BMP", "𝕏 is down\n𝕏 has been down 👩‍👩‍👧 since Monday.", []string{
			"heading1: 𝕏 is down", "paragraph: 𝕏 has been down 👩‍👩‍👧 since Monday.",
		}, 0},
	}
	for _, c := range cases {
		doc := must(t, "a.txt", []byte(c.text))
		if got := blocksOf(doc); !slices.Equal(got, c.want) || doc.Repeats != c.repeats {
			t.Errorf("%s: %d repeats in\n%s", c.name, doc.Repeats, strings.Join(got, "\n"))
		}
	}
}

const wrappedArticle = `The bridge is closed

The bridge over the sound was closed on Monday after a ship had
run into one of its piers, the police said. Nobody was hurt, but
the ship's captain was taken to a hospital in the capital.

It is the third time this year that a ship has run into a pier,
according to the harbour's own figures.

"We have warned the ministry for years," says the harbour master.

It is the third time this year that a ship has run into a pier,
according to the harbour's  own figures.
`

func TestWrapped(t *testing.T) {
	doc := must(t, "a.txt", []byte(wrappedArticle))
	got := blocksOf(doc)
	if len(got) != 5 || doc.Repeats != 1 || got[0] != "heading1: The bridge is closed" ||
		!strings.HasPrefix(got[1], "paragraph: The bridge over the sound was closed on Monday after a ship had\nrun into") {
		t.Errorf("%d repeats in\n%s", doc.Repeats, strings.Join(got, "\n"))
	}
	if doc.Text != wrappedArticle {
		t.Error("the text was changed")
	}
	// lines of their own between blank lines, as long as wrapped ones, are not taken together
	lines := strings.Repeat("The bridge over the sound was closed on Monday, says the police.\nNobody was hurt when the ship ran into one of its long piers.\n\n", 5)
	if doc := must(t, "a.txt", []byte(lines)); len(doc.Blocks) != 10 {
		t.Errorf("%d blocks", len(doc.Blocks))
	}
}

func TestTitle(t *testing.T) {
	long := strings.Repeat("long words ", 20)
	cases := []struct{ text, want string }{
		{"Is the bridge safe?\nIt is not, says the town.", "Is the bridge safe?"},
		{"\n\n  News  from \t here \nMore of it below, in a longer line.", "News from here"},
		{long, long[:114] + "…"},
		{strings.Repeat("é", 121), strings.Repeat("é", 119) + "…"},
		{strings.Repeat("é", 120), strings.Repeat("é", 120)},
	}
	for _, c := range cases {
		doc := must(t, "a.txt", []byte(c.text))
		if got := doc.Fields.Text("title"); got != c.want || doc.Found["title"] != "first line" {
			t.Errorf("%q, want %q, found in %v", got, c.want, doc.Found)
		}
	}
}

func TestTheLanguageIsDetectedWhateverTheFormatWhereTheFileDoesNotSay(t *testing.T) {
	const (
		english = "The harbour is closed.\n\nThe mayor said on Friday that the pier will be rebuilt in stone, and that the town pays for half of it."
		swedish = "Hamnen är stängd.\n\nBorgmästaren sade på fredagen att piren ska byggas om i sten, och att det är staden som betalar för hälften av den."
	)
	for name, want := range map[string][2]string{
		"a.txt\x00" + english: {"en", "detected"}, "b.md\x00# Nytt\n\n" + swedish: {"sv", "detected"},
		"c.md\x00---\nlanguage: de\n---\n\n" + english: {"de", "front matter"}, "d.txt\x00Ett. Two.": {"", ""},
	} {
		file, text, _ := strings.Cut(name, "\x00")
		doc, err := Read(file, []byte(text))
		if err != nil || doc.Fields.Text("language") != want[0] || doc.Found["language"] != want[1] {
			t.Errorf("%s: %q, %q, %v", file, doc.Fields.Text("language"), doc.Found["language"], err)
		}
	}
}
