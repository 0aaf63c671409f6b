package ingest

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"
)

const (
	swedish    = "Ministern sade på torsdagen att förhandlingarna fortsätter och att avtalet är på väg. Hon åker till Malmö."
	english    = "“There are reasons for cautious optimism,” a statement said – the café’s owner didn’t agree."
	french     = "Le ministre a déclaré que l’accord était prêt à être signé dès l’été, après des négociations très longues. Ça suffit, dit le maire."
	german     = "Die Bürgermeisterin erklärte am Dienstag, die Brücke müsse für 3 Millionen Euro saniert werden. Das ist zu groß."
	spanish    = "El ministro dijo que la situación económica mejoró el año pasado según los datos de la agencia española. ¿Por qué?"
	portuguese = "O primeiro-ministro afirmou que as negociações não estão concluídas e que a decisão será tomada amanhã."
	danish     = "Ministeren sagde på tirsdag, at forhandlingerne fortsætter, og at løsningen bør være færdig før jul."
	icelandic  = "Ráðherrann sagði að viðræðurnar héldu áfram og að þær væru mikilvægar."
	polish     = "Ministerstwo ogłosiło w środę, że rząd podjął decyzję o zwiększeniu nakładów na służbę zdrowia."
	czech      = "Ministr ve středu oznámil, že vláda schválila návrh zákona o státním rozpočtu. Příští rok se zvýší důchody."
	hungarian  = "A miniszter szerdán bejelentette, hogy a kormány elfogadta a törvényjavaslatot. A döntésről később tájékoztatják az újságírókat, köztük a külföldieket is: a szűk többség elég."
	turkish    = "Bakan, görüşmelerin sürdüğünü ve anlaşmanın yakında imzalanacağını söyledi. İstanbul'daki toplantı kısa sürdü."
	latvian    = "Ministrs trešdien paziņoja, ka sarunas turpinās un vienošanos varētu parakstīt līdz gada beigām."
	lithuanian = "Ministras trečiadienį pareiškė, kad derybos tęsiasi ir susitarimas gali būti pasirašytas iki metų pabaigos."
	russian    = "Министр заявил в среду, что переговоры продолжаются и соглашение может быть подписано до конца года. Об этом сообщает агентство."
	ukrainian  = "Міністр заявив у середу, що переговори тривають і угода може бути підписана до кінця року. Її умови ще невідомі."
	greek      = "Ο υπουργός δήλωσε την Τετάρτη ότι οι διαπραγματεύσεις συνεχίζονται και ότι η συμφωνία είναι κοντά. Άλλα δεν είπε."
	hebrew     = "השר אמר ביום רביעי כי השיחות נמשכות וכי ההסכם עשוי להיחתם עד סוף השנה."
	arabic     = "قال الوزير يوم الأربعاء إن المفاوضات مستمرة وإن الاتفاق قد يوقع قبل نهاية العام."
	thai       = "รัฐมนตรีกล่าวเมื่อวันพุธว่าการเจรจายังดำเนินต่อไปและอาจลงนามข้อตกลงก่อนสิ้นปี"
	japanese   = "大臣は水曜日に、交渉は続いており、年末までに合意が署名される可能性があると述べた。"
	simplified = "部长星期三表示，谈判仍在继续，协议可能在年底前签署。他说，双方的分歧已经缩小。"
	tradition  = "部長星期三表示，談判仍在繼續，協議可能在年底前簽署。他說，雙方的分歧已經縮小。"
	korean     = "장관은 수요일 협상이 계속되고 있으며 연말까지 합의가 서명될 수 있다고 말했다."
)

func TestCodePages(t *testing.T) {
	cases := []struct{ page, words string }{
		{"windows-1252", swedish},
		{"windows-1252", english},
		{"windows-1252", french},
		{"windows-1252", german},
		{"windows-1252", spanish},
		{"windows-1252", portuguese},
		{"windows-1252", danish},
		{"windows-1252", icelandic},
		{"windows-1252", swedish + " Þórður Frœhlich och Íñigo Ruß fanns på plats, säger François."},
		{"windows-1252", "The mayor didn’t know."},
		{"windows-1252", "A caf\u00e9 closed."},
		{"iso-8859-15", strings.ReplaceAll(french, "’", "'") + " Le cœur de l'Œuvre coûte 3 €."},
		{"macintosh", swedish},
		{"iso-8859-2", polish},
		{"iso-8859-2", czech},
		{"windows-1250", polish},
		{"windows-1250", czech},
		{"windows-1250", hungarian},
		{"windows-1254", turkish},
		{"windows-1257", latvian},
		{"windows-1257", lithuanian},
		{"windows-1251", russian},
		{"windows-1251", ukrainian},
		{"koi8-r", russian},
		{"koi8-u", ukrainian},
		{"iso-8859-5", russian},
		{"ibm866", russian},
		{"x-mac-cyrillic", russian},
		{"iso-8859-7", greek},
		{"windows-1255", hebrew},
		{"windows-1256", arabic},
		{"windows-874", thai},
		{"shift_jis", japanese},
		{"euc-jp", japanese},
		{"gb18030", simplified},
		{"big5", tradition},
		{"euc-kr", korean},
	}
	for _, c := range cases {
		e, err := htmlindex.Get(c.page)
		if err != nil {
			t.Fatal(err)
		}
		for _, words := range []string{c.words, strings.Repeat("An English line in between.\n"+c.words+"\n", 40)} {
			data, err := e.NewEncoder().Bytes([]byte(words))
			if err != nil {
				t.Fatal(c.page, err)
			}
			doc, err := Read("a.txt", data)
			if err != nil || doc.Text != words || doc.Origin.Charset != c.page {
				t.Errorf("%s: read as %s: %.60s (%v)", c.page, doc.Origin.Charset, doc.Text, err)
			}
		}
	}
}

// ISO-8859-1 and -9 are the Windows pages' parts under the same name, as the WHATWG standard has it.
func TestISOIsWindows(t *testing.T) {
	for page, words := range map[string]string{
		"windows-1252": "Hon \xe5ker till Malm\xf6.", "windows-1254": "Bakan, g\xf6r\xfe\xfcmelerin s\xfcrd\xfc\xf0\xfcn\xfc s\xf6yledi.",
	} {
		if doc := must(t, "a.txt", []byte(words)); doc.Origin.Charset != page {
			t.Errorf("%s read as %s: %s", page, doc.Origin.Charset, doc.Text)
		}
	}
}

func TestUnicode(t *testing.T) {
	words := "Åsa sade: “Nej.” 𝕏\n" + japanese
	utf16 := func(big bool) string {
		var b strings.Builder
		for _, r := range words {
			units := []rune{r}
			if r > 0xffff {
				units = []rune{0xd800 + (r-0x10000)>>10, 0xdc00 + (r-0x10000)&0x3ff}
			}
			for _, u := range units {
				if big {
					b.WriteString(string([]byte{byte(u >> 8), byte(u)}))
				} else {
					b.WriteString(string([]byte{byte(u), byte(u >> 8)}))
				}
			}
		}
		return b.String()
	}
	cases := []struct{ data, charset string }{
		{words, ""},
		{bom8 + words, ""},
		{bomLE + utf16(false), "utf-16le"},
		{bomBE + utf16(true), "utf-16be"},
		{utf16(false), "utf-16le"},
		{utf16(true), "utf-16be"},
	}
	for _, c := range cases {
		if doc := must(t, "a.txt", []byte(c.data)); doc.Text != words || doc.Origin.Charset != c.charset {
			t.Errorf("%q %q: %q", c.charset, doc.Origin.Charset, doc.Text)
		}
	}
	// valid UTF-8 is UTF-8, even where another page would make better words of it
	if doc := must(t, "a.txt", []byte("fÃ¶rslag")); doc.Text != "fÃ¶rslag" || doc.Origin.Charset != "" {
		t.Errorf("%q %q", doc.Origin.Charset, doc.Text)
	}
}
