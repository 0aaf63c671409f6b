package ingest

import (
	"encoding/base64"
	"mime/quotedprintable"
	"strings"
	"testing"
)

// saved makes a web archive of a page as browsers do.
func saved(page, encoding, charset string) string {
	var b strings.Builder
	switch encoding {
	case "quoted-printable":
		w := quotedprintable.NewWriter(&b)
		_, _ = w.Write([]byte(page))
		_ = w.Close()
	case "base64":
		raw := base64.StdEncoding.EncodeToString([]byte(page))
		for len(raw) > 76 {
			b.WriteString(raw[:76] + "\r\n")
			raw = raw[76:]
		}
		b.WriteString(raw)
	default:
		b.WriteString(page)
	}
	return "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/ferries?utm_source=mail\r\nSubject: =?utf-8?Q?Ferries=20stop?=\r\n" +
		"Date: Fri, 14 Mar 2025 12:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--edge--\"\r\n\r\n\r\n" +
		"----edge--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://post.example/quay.png\r\n\r\niVBORw0KGgo=\r\n" +
		"----edge--\r\nContent-Type: text/html" + charset + "\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: " + encoding +
		"\r\nContent-Location: https://post.example/ferries\r\n\r\n" + b.String() + "\r\n" +
		"----edge--\r\nContent-Type: text/html\r\nContent-Location: https://ads.example/frame\r\n\r\n<html><body><p>Buy now, the frame says in a sentence.</p></body></html>\r\n----edge----\r\n"
}

func TestArchive(t *testing.T) {
	page := strings.Replace(string(harbour(t)), `<link rel="canonical" href="/2025/03/14/ferries-stop.html">`, "", 1)
	want := must(t, "a.html", []byte(page)).Text
	latin := strings.NewReplacer("“", "\xbb", "”", "\xbb", "Å", "\xc5", "©", "\xa9").Replace(strings.Replace(page, `<meta charset="utf-8">`, "", 1))
	wantLatin := must(t, "a.html", []byte(strings.NewReplacer("“", "»", "”", "»").Replace(page))).Text
	for _, c := range []struct{ page, encoding, charset, want string }{
		{page, "quoted-printable", "", want},
		{page, "base64", "; charset=utf-8", want},
		{page, "8bit", "", want},
		{latin, "quoted-printable", `; charset="iso-8859-1"`, wantLatin},
	} {
		data := []byte(saved(c.page, c.encoding, c.charset))
		for _, name := range []string{"a.mhtml", "a.mht", Stdin} {
			doc := must(t, name, data)
			if doc.Text != c.want {
				t.Errorf("%s %s %s: other words:\n%s", name, c.encoding, c.charset, doc.Text)
			}
			o := doc.Origin
			if o.Media != "multipart/related" || o.URL != "https://post.example/ferries?utm_source=mail" || o.Captured != "2025-03-14T11:00:00.000Z" {
				t.Errorf("origin %+v", o)
			}
			if doc.Fields.Text("url") != o.URL || doc.Found["url"] != "saved from" {
				t.Errorf("url %q (%s)", doc.Fields.Text("url"), doc.Found["url"])
			}
		}
	}
}

func TestArchiveErrors(t *testing.T) {
	whole := saved(string(harbour(t)), "quoted-printable", "")
	for name, data := range map[string]string{
		"no message":  "no header here",
		"no boundary": "MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nwords",
		"no page":     "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: image/png\r\n\r\nwords\r\n--x--\r\n",
		"cut":         whole[:strings.Index(whole, "Content-Type: text/html\r")],
	} {
		doc, err := Read("a.mht", []byte(data))
		if err == nil || err.Error() != "a.mht: there is no page in this web archive; open it in a browser and save the page as HTML" || doc.Bytes != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
