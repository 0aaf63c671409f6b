package ingest

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// pdfOf writes a PDF with one page for each content stream, in Helvetica as /F.
func pdfOf(t testing.TB, info map[string]string, pages ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	var offsets []int
	object := func(format string, values ...any) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n", len(offsets))
		fmt.Fprintf(&b, format, values...)
		b.WriteString("\nendobj\n")
	}
	b.WriteString("%PDF-1.4\n")
	var kids, says strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 5+2*i)
	}
	for _, key := range slices.Sorted(maps.Keys(info)) {
		fmt.Fprintf(&says, "/%s (%s) ", key, info[key])
	}
	object("<</Type/Catalog/Pages 2 0 R>>")
	object("<</Type/Pages/Kids[%s]/Count %d>>", kids.String(), len(pages))
	object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
	object("<<%s>>", says.String())
	for i, page := range pages {
		rotate := 0
		if strings.HasPrefix(page, "%landscape") {
			rotate = 90
		}
		object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Rotate %d/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>", rotate, 6+2*i)
		object("<</Length %d>>stream\n%s\nendstream", len(page), page)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R/Info 4 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return b.Bytes()
}

// lines draws lines of a size from a point downwards.
func lines(size, x, y float64, words ...string) string {
	var b strings.Builder
	for i, w := range words {
		w = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(w)
		fmt.Fprintf(&b, "BT /F %g Tf %g %g Td (%s) Tj ET\n", size, x, y-float64(i)*size*1.2, w)
	}
	return b.String()
}

func TestPDFBlocks(t *testing.T) {
	left := []string{"The bridge was closed on Tuesday by the", "ministry after cracks were found in two", "of its pillars, said the engineer who had", "looked at it in March and again in May."}
	right := []string{"Ferries will run twice an hour instead, a", "spokesman for the port said, and tickets", "for the bridge are valid on them until", "the works are over, which may take long."}
	cases := []struct {
		name, page string
		want       []string
	}{
		{"headings and paragraphs", lines(20, 72, 700, "The bridge is closed") + lines(10, 72, 660, left...) + lines(10, 72, 600, right...), []string{
			"heading1: The bridge is closed", "paragraph: " + strings.Join(left, " "), "paragraph: " + strings.Join(right, " "),
		}},
		{"columns drawn line by line", lines(20, 72, 700, "A heading over both of the columns here") + interleaved(left, right), []string{
			"heading1: A heading over both of the columns here", "paragraph: " + strings.Join(left, " "), "paragraph: " + strings.Join(right, " "),
		}},
		{"hyphens", lines(10, 72, 700, "The minis-", "try of Franco-", "German matters, the co-", "opera-", "tion and a well-known pre-", "and postwar well-", "known case"), []string{
			"paragraph: The ministry of Franco-German matters, the cooperation and a well-known pre- and postwar well-known case",
		}},
		{"tables", lines(10, 72, 700, "Year") + lines(10, 200, 700, "Ships") + lines(10, 72, 688, "2024") + lines(10, 200, 688, "12"), []string{
			"paragraph: Year\tShips", "paragraph: 2024\t12",
		}},
		{"items", lines(10, 72, 700, "\\225 one thing that is so long that it goes", "  on", "\\225 another"), nil},
		{"a bibliography", lines(10, 72, 700, "[1] An entry of a bibliography that fills the line to") + lines(10, 88, 688, "its end and goes on below it with an indent until") + lines(10, 88, 676, "it ends.") + lines(10, 72, 664, "[2] Another one."), []string{
			"item1: [1] An entry of a bibliography that fills the line to its end and goes on below it with an indent until it ends.", "item1: [2] Another one.",
		}},
		{"a page on its side", "%landscape\n0 1 -1 0 600 0 cm\n" + lines(10, 72, 500, left...), []string{"paragraph: " + strings.Join(left, " ")}},
		{"letters drawn upwards", "0 1 -1 0 600 0 cm\n" + lines(10, 72, 500, left...), []string{"paragraph: " + strings.Join(left, " ")}},
	}
	for _, c := range cases {
		doc := must(t, "a.pdf", pdfOf(t, nil, strings.ReplaceAll(c.page, `\\225`, `\225`)))
		if c.want == nil {
			c.want = []string{"item1: one thing that is so long that it goes on", "item1: another"}
		}
		if got := blocksOf(doc); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%q\nwant\n%q", c.name, got, c.want)
		}
		if doc.Origin.Media != "application/pdf" || doc.Origin.Reader != "touchstone pdf" || !slices.Equal(doc.Origin.Pages, []int{0}) {
			t.Errorf("%s: origin %+v", c.name, doc.Origin)
		}
	}
}

// interleaved draws two columns as a scanner does: from the top, across both.
func interleaved(left, right []string) string {
	var b strings.Builder
	for i := range left {
		y := 660 - 12*float64(i)
		b.WriteString(lines(10, 72, y, left[i]) + lines(10, 320, y, right[i]))
	}
	return b.String()
}

// Pages: where each begins in the text, a paragraph that runs over the end of one, an empty page, and what stands on every one.
func TestPDFPages(t *testing.T) {
	body := func(page int, words ...string) string {
		return lines(9, 72, 770, "The Harbour Post") + lines(10, 72, 700, words...) + lines(9, 300, 30, fmt.Sprintf("Page %d", page))
	}
	full := "words that fill the line up to its very end so that it runs"
	doc := must(t, "a.pdf", pdfOf(t, map[string]string{
		"Title": "The harbour report", "Author": "Anna Berg", "CreationDate": "D:20250314100200+01'00'", "ModDate": "D:20250315",
	},
		body(1, "First page: "+full, "and on it goes over the page, the minis-"), body(2, "try said, and then it ends. The second page.", full, full+"."), "",
		body(4, "The last page has some words on it.", full, "and an end.")))
	points := []rune(doc.Text)
	var begins []string
	for _, at := range doc.Origin.Pages {
		begins = append(begins, string(points[at:min(at+8, len(points))]))
	}
	if want := []string{"First pa", "try said", "The last", "The last"}; !slices.Equal(begins, want) {
		t.Errorf("pages begin with %q, want %q", begins, want)
	}
	if strings.Contains(doc.Text, "Harbour Post") || strings.Contains(doc.Text, "Page ") || !strings.Contains(doc.Text, "the ministry said") {
		t.Errorf("%q", doc.Text)
	}
	for field, want := range map[string]string{"title": "The harbour report", "byline": "Anna Berg", "published": "2025-03-14T10:02:00+01:00", "modified": "2025-03-15"} {
		if got := doc.Fields.Text(field); got != want || doc.Found[field] != "document properties" {
			t.Errorf("%s %q, %s", field, got, doc.Found[field])
		}
	}
}

func TestPDFErrors(t *testing.T) {
	good := pdfOf(t, nil, lines(10, 72, 700, "Words"))
	scan := pdfOf(t, nil, "0 0 100 100 re f", "0 0 9 9 re f")
	sealed := bytes.Replace(good, []byte("/Info 4 0 R"), []byte("/ID[(0123456789abcdef)(0123456789abcdef)]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"+strings.Repeat("41", 32)+">/U<"+strings.Repeat("42", 32)+">>>"), 1)
	for _, c := range []struct {
		data []byte
		want string
	}{
		{scan, "this PDF has no text, only images of it (2 pages); run text recognition (OCR) over it, or type the passage into a text file"},
		{sealed, "this PDF is protected by a password; save it without the password"},
		{[]byte("%PDF-1.7\nnothing"), "this PDF is damaged (3: incorrect format); get it anew, or save it anew with the program that made it"},
	} {
		if _, err := Read("a.pdf", c.data); err == nil || err.Error() != "a.pdf: "+c.want {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
	lost := bytes.Replace(good, []byte("startxref\n"), []byte("startxref\n9"), 1)
	if doc := must(t, "a.pdf", lost); doc.Text != "Words" { // a table of references that is not found is made anew
		t.Errorf("%q", doc.Text)
	}
}

func TestUnligated(t *testing.T) {
	for from, to := range map[rune]string{'ﬁ': "fi", 'ﬄ': "ffl", 'ﬅ': "st", '²': "²", '½': "½", 'Ⅷ': "Ⅷ", 'a': "a"} {
		if got := unligated(from); got != to {
			t.Errorf("%c became %q", from, got)
		}
	}
	if utf8.RuneCountInString(unligated('ﬗ')) != 2 {
		t.Error("the Armenian ligature stays one letter")
	}
}

func FuzzPDF(f *testing.F) {
	f.Add(lines(10, 72, 700, "Words here", "and there-", "after"), "A title")
	f.Add("q 0 1 -1 0 600 0 cm BT /F 1 Tf 12 0 0 12 72 72 Tm [(a) -2000 (b)] TJ ET Q", "x")
	f.Fuzz(func(t *testing.T, page, title string) {
		soundOrSaid(t, "a.pdf", pdfOf(t, map[string]string{"Title": title}, page, page, page))
	})
}
