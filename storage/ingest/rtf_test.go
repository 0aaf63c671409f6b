package ingest

import (
	"slices"
	"testing"
)

func TestRTF(t *testing.T) {
	cases := []struct {
		name, data string
		want       []string
	}{
		{
			"code pages", `{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset238 X;}{\f3\fcharset128 Y;}}\f0 caf\'e9 {\f1 \'cf\'f0\'e8\'e2\'e5\'f2} {\f2 \'b9} {\f3\'93\'fa\'96\'7b}\par}`,
			[]string{"paragraph: café Привет ą 日本"},
		},
		{
			"unicode", `{\rtf1\uc1\u229?{\uc2\u8211\'96\'96-\u-3913??}\uc0\u228 !\uc1\u55357?\u56832?\u8217\'92s}`,
			[]string{"paragraph: å–-\uf0b7ä!😀’s"},
		},
		{
			"words and signs", "{\\rtf1 One\\line two\\tab three\\~four\\_five\\emdash six \\{a\\\\b\\} sev\r\nen\\-\\par}",
			[]string{"paragraph: One\ntwo\tthree\u00a0four\u2011five—six {a\\b} seven"},
		},
		{
			"styles and lists", `{\rtf1{\stylesheet{\s1 heading 1;}{\s2\sbasedon0 Quote;}{\*\cs10 Default;}}\pard\s1 The bridge\par\pard\s2 She said so.\par\pard\outlinelevel1 Why\par\pard\ls1\ilvl1{\listtext\bullet\tab}two\par\pard Plain.\par}`,
			[]string{"heading1: The bridge", "quote: She said so.", "heading2: Why", "item2: two", "paragraph: Plain."},
		},
		{
			"unread", `{\rtf1{\*\generator x;}{\colortbl;\red0;}{\header Head}{\info{\title A title}{\author Anna}{\creatim\yr2025\mo3\dy14}}{\field{\*\fldinst HYPERLINK "x"}{\fldrslt The report}}{\pict\bin4 }}}}} says{\v  hidden}{\deleted  deleted} so{\*\atnid A}{\*\annotation Why?}{\*\unknown x}.\par}`,
			[]string{"paragraph: The report says so."},
		},
		{
			"tables", `{\rtf1\trowd\intbl Year\cell Ships\par and boats\cell\row\trowd\intbl 2024\cell 12\cell\row\pard After.\par}`,
			[]string{"paragraph: Year\tShips and boats", "paragraph: 2024\t12", "paragraph: After."},
		},
		{
			"notes and shapes", `{\rtf1 A{\super\chftn}{\footnote\pard A note.}  claim.{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt In a frame.\par}}}\par More.\par}`,
			[]string{"paragraph: A  claim.In a frame.", "paragraph: More.", "paragraph: A note."},
		},
		{"cut off", `{\rtf1 Words {\b bold`, []string{"paragraph: Words bold"}},
	}
	for _, c := range cases {
		doc := must(t, "a.rtf", []byte(c.data))
		if got := blocksOf(doc); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n%q\nwant\n%q", c.name, got, c.want)
		}
		if c.name == "unread" && (doc.Fields.Text("title") != "A title" || doc.Fields.Text("byline") != "Anna" || doc.Fields.Text("published") != "2025-03-14") {
			t.Errorf("%v", doc.Fields)
		}
	}
}

func FuzzRTF(f *testing.F) {
	f.Add([]byte(`{\rtf1\ansi\ansicpg932{\fonttbl{\f0\fcharset128 A;}}\f0\'93\'fa\u229?\uc2{\footnote a\par}\cell\row{\*\x y}\bin3 abc}`))
	f.Add([]byte(`{\rtf1 }}{\info{\title \u-10179?\u56832?}}`))
	f.Fuzz(func(t *testing.T, data []byte) { soundOrSaid(t, "a.rtf", append([]byte(`{\rtf`), data...)) })
}
