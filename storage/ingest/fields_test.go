package ingest

import (
	"strings"
	"testing"
)

const plainBody = "<article><p>The mayor said on Friday that the bridge is closed, and nobody knows when it will open again, for it is not safe.</p>" +
	"<p>The town council meets on Monday and will hear what the divers have found under the quay and what it costs to mend.</p></article>"

func TestFieldsOfPages(t *testing.T) {
	for _, c := range []struct{ head, body, field, want, where string }{
		{`<title>Bridge is closed until Monday - The Post</title><meta property="og:site_name" content="The Post">`, "", "title", "Bridge is closed until Monday", "title element"},
		{`<meta property="og:title" content="Bridge is closed | The Post"><meta property="og:site_name" content="The Post">`, "", "title", "Bridge is closed", "OpenGraph"},
		{`<title>x</title>`, "<h1>The bridge over the river is closed</h1>", "title", "The bridge over the river is closed", "first heading"},
		{`<meta name="author" content="Anna Ek">`, "", "byline", "Anna Ek", "meta"},
		{"", `<span itemprop="author">Anna Ek</span>`, "byline", "Anna Ek", "microdata"},
		{"", `<div class="byline">Posted on</div>`, "byline", "", ""},
		{`<meta property="article:author" content="https://social.example/anna">`, "", "byline", "", ""},
		{`<meta property="article:published_time" content="2025-03-14T09:30:00.000Z">`, "", "published", "2025-03-14T09:30:00.000Z", "meta"},
		{`<meta itemprop="datePublished" content="2025-03-14 09:30:00">`, "", "published", "2025-03-14", "meta"},
		{"", `<time datetime="2025-03-14T09:30+0100">yesterday</time>`, "published", "2025-03-14T09:30:00+01:00", "time element"},
		{`<link rel="canonical" href="https://post.example/2025/03/14/bridge/">`, "", "published", "2025-03-14", "address"},
		{`<meta name="date" content="0001-01-01">`, "", "published", "", ""},
		{`<meta name="date" content="3/4/2025">`, "", "published", "", ""},
		{`<meta property="og:url" content="https://post.example/bridge"><link rel="canonical" href="https://post.example/">`, "", "url", "https://post.example/bridge", "OpenGraph"},
		{`<link rel="canonical" href="javascript:alert(1)">`, "", "url", "", ""},
		{`<link rel="canonical" href="https://www.post.example/bridge">`, "", "outlet", "post.example", "address"},
		{`<meta property="og:locale" content="sv_SE">`, "", "language", "sv-SE", "OpenGraph"},
		{"", "", "language", "en", "detected"},
		{`<script type="application/ld+json">{"@type":"NewsArticle","headline":"A","author":{"name":"Bo &amp; Eva"},"datePublished":"2025-03-14","inLanguage":"en"}</script>`, "", "byline", "Bo & Eva", "JSON-LD"},
		{`<script type="application/ld+json">[[{"@type":"WebPage","mainEntity":{"@type":"Report","headline":"A","datePublished":"2025-03-14"}}]]</script>`, "", "published", "2025-03-14", "JSON-LD"},
		{`<script type="application/ld+json">{"@type":"NewsArticle","headline":</script>`, "", "published", "", ""},
	} {
		doc := must(t, "a.html", []byte("<html><head>"+c.head+"</head><body>"+c.body+plainBody+"</body></html>"))
		if got, where := doc.Fields.Text(c.field), doc.Found[c.field]; got != c.want || where != c.where {
			t.Errorf("%s%s: %s %q (%s), want %q (%s)", c.head, c.body, c.field, got, where, c.want, c.where)
		}
	}
}

func TestLanguages(t *testing.T) {
	for want, text := range map[string]string{
		"en": "The mayor said on Friday that the bridge is closed, and nobody knows when it will open again.",
		"sv": "Borgmästaren sade på fredagen att bron är stängd och att ingen vet när den ska öppna igen, men det är inte säkert.",
		"de": "Der Bürgermeister sagte am Freitag, dass die Brücke gesperrt ist und niemand weiß, wann sie wieder geöffnet wird.",
		"fr": "Le maire a dit vendredi que le pont est fermé et que personne ne sait quand il sera de nouveau ouvert pour les gens.",
		"fi": "Pormestari sanoi perjantaina, että silta on suljettu ja että kukaan ei tiedä, milloin se on taas auki, mutta hän oli varma.",
		"ru": "Мэр сказал в пятницу, что мост закрыт и что никто не знает, когда он откроется, но это не так важно для города.",
		"uk": "Мер сказав у п’ятницю, що міст закрито і що ніхто не знає, коли він відкриється, але це не так важливо для міста та людей.",
		"ja": "市長は金曜日に、橋は閉鎖されており、いつ再開されるかは誰にも分からないと述べた。",
		"zh": "市长星期五说，大桥已经关闭，没有人知道什么时候重新开放。",
		"el": "Ο δήμαρχος είπε την Παρασκευή ότι η γέφυρα είναι κλειστή.",
		"ar": "قال رئيس البلدية في يوم الجمعة إن الجسر مغلق، ولا أحد يعرف متى يفتح من جديد، وهذا ما كان على المدينة أن تعرفه من قبل",
		"":   "Lorem ipsum dolor sit amet",
	} {
		if got := languageOf(text); got != want {
			t.Errorf("%q, want %q: %s", got, want, text)
		}
	}
	if got := languageTag("zh_hant_TW"); got != "zh-Hant-TW" {
		t.Error(got)
	}
	if got := languageTag("none of your business"); got != "" {
		t.Error(got)
	}
}

func TestBylineKeepsItsLines(t *testing.T) {
	doc := must(t, "a.html", []byte("<html><body><p class=byline>By Anna Ek\n   in Malmö</p>"+plainBody+"</body></html>"))
	if got := doc.Fields.Text("byline"); strings.Join(strings.Fields(got), " ") != "By Anna Ek in Malmö" {
		t.Errorf("%q", got)
	}
}
