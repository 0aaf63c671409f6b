package ingest

import (
	"slices"
	"strings"
	"testing"
)

const bookContainerXML = `<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>`

// bookOPF is a package document with metadata and pages in this order.
func bookOPF(metadata string, pages ...string) string {
	items, spine := "", ""
	for _, p := range pages {
		items += `<item id="` + p + `" href="` + p + `"/>`
		spine += `<itemref idref="` + p + `"/>`
	}
	return `<package xmlns:dc="d"><metadata>` + metadata + `</metadata><manifest>` + items + `<item id="toc" href="toc.xhtml" properties="nav"/></manifest><spine><itemref idref="toc"/>` + spine + `</spine></package>`
}

func TestEPUB(t *testing.T) {
	meta := `<dc:title>The harbour</dc:title><dc:title>A story</dc:title><dc:creator id="a">Anna Berg</dc:creator><dc:creator id="b">Bo Ek</dc:creator><meta refines="#b" property="role">ill</meta><dc:language>sv</dc:language><dc:publisher>The press</dc:publisher><dc:date>2025-03</dc:date><meta property="dcterms:modified">2025-04-01T00:00:00Z</meta>`
	one := `<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><style>p{}</style></head><body><section><h1>One</h1><p>Å first<br/>line,
		<em>wrapped</em><a id="x"/> here.<a epub:type="noteref" href="#n">1</a></p><blockquote><p>Said she.</p></blockquote><ul><li>a<ol><li><p>b</p></li></ol></li></ul>
		<figure><img alt="A map"/><figcaption>The map</figcaption></figure><table><tr><th>Year</th><td><p>2</p> ships</td></tr></table><pre>a  b
c</pre><script>no</script></section></body></html>`
	two := `<html><body><div>Loose <b>words</b><p>then more</p>and rest</div></body></html>`
	data := zipped(t, "mimetype", "application/epub+zip", "META-INF/container.xml", bookContainerXML, "book.opf", bookOPF(meta, "b%20b.xhtml", "a.xhtml"),
		"a.xhtml", two, "b b.xhtml", one, "toc.xhtml", "<p>no</p>", "META-INF/encryption.xml",
		`<e><EncryptedData><EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/><CipherReference URI="f.otf"/></EncryptedData></e>`)
	doc := must(t, "a.epub", data)
	want := []string{
		"heading1: One", "paragraph: Å first\nline, wrapped here.", "quote: Said she.", "item1: a", "item2: b", "caption: A map", "caption: The map",
		"paragraph: Year\t2 ships", "paragraph: a  b\nc", "paragraph: Loose words", "paragraph: then more", "paragraph: and rest",
	}
	if got := blocksOf(doc); !slices.Equal(got, want) {
		t.Errorf("%q\nwant\n%q", got, want)
	}
	for field, want := range map[string]string{
		"title": "The harbour", "byline": "Anna Berg", "language": "sv", "outlet": "The press", "published": "2025-03", "modified": "2025-04-01",
	} {
		if got := doc.Fields.Text(field); got != want || doc.Found[field] != "book metadata" {
			t.Errorf("%s %q, %s", field, got, doc.Found[field])
		}
	}
}

func TestProtectedBook(t *testing.T) {
	data := zipped(t, "META-INF/container.xml", bookContainerXML, "book.opf", bookOPF("", "a.xhtml"), "a.xhtml", "\x00\x01\x02",
		"META-INF/encryption.xml", `<e><EncryptedData><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/><CipherData><CipherReference URI="a.xhtml"/></CipherData></EncryptedData></e>`)
	if _, err := Read("a.epub", data); err == nil || !strings.Contains(err.Error(), "protected (DRM)") {
		t.Error(err)
	}
}

func FuzzEPUB(f *testing.F) {
	f.Add(bookOPF("<dc:title>a</dc:title>", "a.xhtml"), "<p>a</p><table><tr><td>b</td><td/></tr></table><title/>")
	f.Add(bookOPF("", "a.xhtml"), "<svg><title/><li><pre>\r\n</pre><img alt='&#x301;'>")
	f.Fuzz(func(t *testing.T, opf, page string) {
		soundOrSaid(t, "a.epub", zipped(t, "META-INF/container.xml", bookContainerXML, "book.opf", opf, "a.xhtml", page))
	})
}
