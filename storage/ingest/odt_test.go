package ingest

import (
	"slices"
	"testing"
)

func openDocument(styles, body string) string {
	return `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="s" xmlns:table="t" xmlns:draw="d" xmlns:svg="v"><office:automatic-styles>` +
		styles + `</office:automatic-styles><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`
}

const openStylesXML = `<a xmlns:style="s"><style:style style:name="Title"/><style:style style:name="Quotations"/><style:style style:name="C" style:display-name="Caption"/></a>`

func TestODT(t *testing.T) {
	cases := []struct {
		name, body string
		want       []string
	}{
		{
			"styles", `<text:p text:style-name="Title">The bridge</text:p><text:h text:outline-level="2">Why</text:h><text:p text:style-name="P1">She said so.</text:p><text:p text:style-name="C">A map</text:p>`,
			[]string{"heading1: The bridge", "heading2: Why", "quote: She said so.", "caption: A map"},
		},
		{
			"white space", "<text:p>One\n  two<text:s text:c=\"2\"/>three<text:tab/>four<text:line-break/>five <text:span> six</text:span><text:a>, seven</text:a></text:p>",
			[]string{"paragraph: One two  three\tfour\nfive six, seven"},
		},
		{
			"lists", `<text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>two</text:p></text:list-item></text:list></text:list-item></text:list><text:p>three</text:p>`,
			[]string{"item1: one", "item2: two", "paragraph: three"},
		},
		{
			"tables", `<table:table><table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell><table:table-cell><text:list><text:list-item><text:p>Ships</text:p></text:list-item></text:list><text:p>and boats</text:p></table:table-cell></table:table-row></table:table>`,
			[]string{"paragraph: Year\tShips and boats"},
		},
		{
			"notes, comments, changes", `<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes><text:p>A<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note> claim<office:annotation><text:p>Really?</text:p></office:annotation>.</text:p><text:p>More.</text:p>`,
			[]string{"paragraph: A claim.", "paragraph: More.", "paragraph: A note."},
		},
		{
			"frames", `<text:p>Before <draw:frame><svg:title>t</svg:title><draw:text-box><text:p>In a frame.</text:p></draw:text-box></draw:frame>after.</text:p>`,
			[]string{"paragraph: Before after.", "paragraph: In a frame."},
		},
	}
	for _, c := range cases {
		doc := must(t, "a.odt", zipped(t, "mimetype", "application/vnd.oasis.opendocument.text",
			"content.xml", openDocument(`<style:style style:name="P1" style:parent-style-name="Quotations"/>`, c.body), "styles.xml", openStylesXML,
			"meta.xml", `<m xmlns:dc="d"><dc:title>Untitled 2</dc:title><initial-creator>Anna Berg</initial-creator><creation-date>2025-03-14T10:02:00.5</creation-date></m>`))
		if got := blocksOf(doc); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%q\nwant\n%q", c.name, got, c.want)
		}
		if doc.Fields.Text("byline") != "Anna Berg" || doc.Fields.Text("published") != "2025-03-14" || doc.Found["title"] == "document properties" {
			t.Errorf("%s: %s, %s, %v", c.name, doc.Fields.Text("byline"), doc.Fields.Text("published"), doc.Found)
		}
	}
}

func FuzzODT(f *testing.F) {
	f.Add(openDocument("", "<text:p>a<text:s/></text:p>"), openStylesXML)
	f.Add(openDocument("<style:style/>", "<table:table-row><table:table-cell><text:list><text:h>a</text:h>"), "<m/>")
	f.Fuzz(func(t *testing.T, content, styles string) {
		soundOrSaid(t, "a.odt", zipped(t, "content.xml", content, "styles.xml", styles, "meta.xml", styles, "META-INF/manifest.xml", styles))
	})
}
