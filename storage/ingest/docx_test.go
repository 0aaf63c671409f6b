package ingest

import (
	"slices"
	"strings"
	"testing"
)

const wordSpace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

func wordDocument(body string) string {
	return `<w:document xmlns:w="` + wordSpace + `" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:a="urn:drawing"><w:body>` + body + `</w:body></w:document>`
}

// para is a paragraph of Word with properties and a run of words.
func para(properties, words string) string {
	return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t xml:space='preserve'>" + words + "</w:t></w:r></w:p>"
}

const wordStylesXML = `<w:styles xmlns:w="` + wordSpace + `">
	<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/></w:style>
	<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="My heading"/><w:basedOn w:val="Rubrik1"/></w:style>
	<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
	<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>
	<w:style w:type="paragraph" w:styleId="L"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
	<w:style w:type="paragraph" w:styleId="Round"><w:name w:val="Round"/><w:basedOn w:val="Round"/></w:style>
</w:styles>`

func TestDOCX(t *testing.T) {
	cases := []struct {
		name, body string
		want       []string
	}{
		{
			"styles", para(`<w:pStyle w:val="T"/>`, "The bridge") + para(`<w:pStyle w:val="Mine"/>`, "Why") + para(`<w:outlineLvl w:val="2"/>`, "How") +
				para(`<w:pStyle w:val="Q"/>`, "She said so.") + para(`<w:pStyle w:val="Round"/>`, "Plain."),
			[]string{"heading1: The bridge", "heading1: Why", "heading3: How", "quote: She said so.", "paragraph: Plain."},
		},
		{
			"lists", para(`<w:pStyle w:val="L"/>`, "one") + para(`<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>`, "two") + para(`<w:pStyle w:val="L"/><w:numPr><w:numId w:val="0"/></w:numPr>`, "three"),
			[]string{"item1: one", "item2: two", "paragraph: three"},
		},
		{
			"changes", `<w:p><w:r><w:t xml:space="preserve">It is </w:t></w:r><w:del><w:r><w:delText>open</w:delText></w:r></w:del><w:ins><w:r><w:t>closed</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> gone</w:t></w:r></w:moveFrom></w:p>` +
				`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">One </w:t></w:r></w:p>` + para("", "paragraph."),
			[]string{"paragraph: It is closed", "paragraph: One paragraph."},
		},
		{
			"links and fields", `<w:p><w:hyperlink><w:r><w:t xml:space="preserve">The report </w:t></w:r></w:hyperlink><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>says</w:t><w:noBreakHyphen/><w:tab/><w:t>so</w:t><w:br/><w:t>2</w:t><w:commentReference w:id="1"/></w:r></w:p>`,
			[]string{"paragraph: The report says\u2011\tso\n2"},
		},
		{
			"tables", "<w:tbl><w:tr><w:tc>" + para("", "Year") + "</w:tc><w:tc>" + para("", "Ships") + para("", "and boats") + "</w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + para("", "gone") +
				"</w:tc><w:tc/></w:tr><w:tr><w:tc>" + para("", "alone") + para("", "below") + "</w:tc></w:tr></w:tbl>",
			[]string{"paragraph: Year\tShips and boats", "paragraph: alone", "paragraph: below"},
		},
		{
			"frames", `<w:p><w:r><w:t>Before </w:t><mc:AlternateContent><mc:Choice><a:x><w:txbxContent>` + para("", "In a frame.") + `</w:txbxContent></a:x></mc:Choice><mc:Fallback><w:txbxContent>` + para("", "In a frame.") + `</w:txbxContent></mc:Fallback></mc:AlternateContent><a:t>drawn</a:t><w:t> after.</w:t></w:r></w:p>`,
			[]string{"paragraph: Before  after.", "paragraph: In a frame."},
		},
		{
			"notes", `<w:p><w:r><w:t>A</w:t><w:footnoteReference w:id="2"/><w:t> and b</w:t><w:endnoteReference w:id="2"/><w:footnoteReference w:id="1"/></w:r></w:p>`,
			[]string{"paragraph: A and b", "paragraph: Second.", "paragraph: At the end.", "paragraph: First."},
		},
	}
	notes := func(kind string, words ...string) string {
		xml := "<w:" + kind + "s xmlns:w='" + wordSpace + "'><w:" + kind + " w:type='separator' w:id='0'>" + para("", "no") + "</w:" + kind + ">"
		for i := 0; i < len(words); i += 2 {
			xml += "<w:" + kind + " w:id='" + words[i] + "'>" + para("", words[i+1]) + "</w:" + kind + ">"
		}
		return xml + "</w:" + kind + "s>"
	}
	for _, c := range cases {
		doc := must(t, "a.docx", zipped(t, "word/document.xml", wordDocument(c.body), "word/styles.xml", wordStylesXML,
			"word/footnotes.xml", notes("footnote", "1", "First.", "2", "Second.", "3", "Never called."), "word/endnotes.xml", notes("endnote", "2", "At the end."),
			"word/comments.xml", "<w:comments/>"))
		if got := blocksOf(doc); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%q\nwant\n%q", c.name, got, c.want)
		}
		if doc.Origin.Reader != "touchstone docx" || !strings.HasSuffix(doc.Origin.Media, "wordprocessingml.document") {
			t.Errorf("origin %+v", doc.Origin)
		}
	}
}

func TestDOCXProperties(t *testing.T) {
	core := func(title, creator string) string {
		return `<cp xmlns:dc="a" xmlns:dcterms="b"><dc:title>` + title + `</dc:title><dc:creator>` + creator + `</dc:creator><dcterms:created>2025-03-14T10:02:00Z</dcterms:created><dc:language>sv</dc:language></cp>`
	}
	cases := []struct{ core, body, title, found, byline string }{
		{core("The bridge", "Anna Berg"), para("", "Words."), "The bridge", "document properties", "Anna Berg"},
		{core("Microsoft Word - a.doc", "User"), para(`<w:outlineLvl w:val="0"/>`, "A heading"), "A heading", "first heading", ""},
		{core("The template", "Bo Ek"), para(`<w:pStyle w:val="T"/>`, "The title"), "The title", "title of the document", "Bo Ek"},
		{"<damaged", para("", "Only words."), "Only words.", "first line", ""},
	}
	for _, c := range cases {
		doc := must(t, "a.docx", zipped(t, "word/document.xml", wordDocument(c.body), "word/styles.xml", wordStylesXML, "docProps/core.xml", c.core))
		if doc.Fields.Text("title") != c.title || doc.Found["title"] != c.found || doc.Fields.Text("byline") != c.byline {
			t.Errorf("%q by %q, %v", doc.Fields.Text("title"), doc.Fields.Text("byline"), doc.Found)
		}
		if c.core[0] == '<' && c.core[1] == 'c' && (doc.Fields.Text("published") != "2025-03-14T10:02:00Z" || doc.Fields.Text("language") != "sv") {
			t.Errorf("%s, %s", doc.Fields.Text("published"), doc.Fields.Text("language"))
		}
	}
}

func FuzzDOCX(f *testing.F) {
	f.Add(wordDocument(para(`<w:pStyle w:val="T"/>`, "a")+"<w:tbl><w:tr><w:tc>"+para("", "b")+"</w:tc></w:tr></w:tbl>"), wordStylesXML)
	f.Add(wordDocument("<w:tc><w:txbxContent><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:footnoteReference w:id='1'/></w:p>"), "<a/>")
	f.Fuzz(func(t *testing.T, body, styles string) {
		soundOrSaid(t, "a.docx", zipped(t, "word/document.xml", body, "word/styles.xml", styles, "word/footnotes.xml", body, "docProps/core.xml", styles))
	})
}

// soundOrSaid fails unless the bytes make a sound document or an error that is one line about the file.
func soundOrSaid(t *testing.T, name string, data []byte) {
	t.Helper()
	doc, err := Read(name, data)
	if err != nil {
		if line := err.Error(); !strings.HasPrefix(line, name+": ") || strings.Contains(line, "\n") {
			t.Fatalf("an error that is no line about the file: %s", line)
		}
		return
	}
	if wrong := sound(doc, data); wrong != "" {
		t.Fatal(wrong)
	}
}
