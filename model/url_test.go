package model_test

import (
	"testing"

	"touchstone/model"
)

// Rule 1 is frozen: evidence and articles are named by these forms in files that people have.
func TestCanonicalURL(t *testing.T) {
	for in, want := range map[string]string{
		"https://example.org":                                 "https://example.org/",
		"HTTPS://Example.ORG/":                                "https://example.org/",
		"http://example.org:80/a":                             "http://example.org/a",
		"https://example.org:443/a":                           "https://example.org/a",
		"https://example.org:8443/a":                          "https://example.org:8443/a",
		"http://example.org:443/a":                            "http://example.org:443/a",
		"https://example.org/A/b/":                            "https://example.org/A/b/",
		"https://example.org/a#part":                          "https://example.org/a",
		"https://example.org/a?b=2&a=1":                       "https://example.org/a?b=2&a=1",
		"https://example.org/a?utm_source=x":                  "https://example.org/a",
		"https://example.org/a?utm_source=x&b=2&UTM_Medium=y": "https://example.org/a?b=2",
		"https://example.org/a?fbclid=1&gclid=2":              "https://example.org/a",
		"https://example.org/a?id=5&fbclid=1":                 "https://example.org/a?id=5",
		"https://example.org/a?":                              "https://example.org/a",
		"https://example.org/a?b&c=":                          "https://example.org/a?b&c=",
		"https://example.org?x=1":                             "https://example.org/?x=1",
		"https://example.org/%C3%A5":                          "https://example.org/%C3%A5",
		"https://example.org/å":                               "https://example.org/%C3%A5",
		"https://example.org/a%2Fb":                           "https://example.org/a%2Fb",
		"https://example.org/a b":                             "https://example.org/a%20b",
		"https://Räksmörgås.example/":                         "https://xn--rksmrgs-5wao1o.example/",
		"https://xn--rksmrgs-5wao1o.example/":                 "https://xn--rksmrgs-5wao1o.example/",
		"https://日本.example/新聞":                               "https://xn--wgv71a.example/%E6%96%B0%E8%81%9E",
		"https://example.org./a":                              "https://example.org/a",
		"http://[2001:DB8::1]:8080/a":                         "http://[2001:db8::1]:8080/a",
		"http://192.0.2.1/a":                                  "http://192.0.2.1/a",
		"  https://example.org/a  ":                           "https://example.org/a",
		"https://under_score.example.org/":                    "https://under_score.example.org/",
		"https://example.org/a%2Fb/å/%c3%a5/[x]|":             "https://example.org/a%2Fb/%C3%A5/%c3%a5/[x]%7C",
		"https://example.org/a?q=bro över å&r=%c3%a5%2F":      "https://example.org/a?q=bro%20%C3%B6ver%20%C3%A5&r=%c3%a5%2F",
		"https://example.org:/a":                              "https://example.org/a",
		"https://example.org:0443/a":                          "https://example.org/a",
		"http://example.org:08080/a":                          "http://example.org:8080/a",
		"http://[::1]:80/":                                    "http://[::1]/",
		"https://www。example。org。/":                           "https://www.example.org/",
		"https://straße.example/":                             "https://xn--strae-oqa.example/",
		"https://STRASSE.example/":                            "https://strasse.example/",
		"https://מבחן.example/":                               "https://xn--5dbmtg.example/",
		"https://r3---sn-abc.example.org/":                    "https://r3---sn-abc.example.org/",
		"https://Under_Skör.example.org/":                     "https://xn--under_skr-77a.example.org/",
		"https://💩.example/":                                  "https://xn--ls8h.example/",
		"https://example.org/a/../b//c":                       "https://example.org/a/../b//c",
		"https://example.org/a?&&b=1&":                        "https://example.org/a?b=1",
		"https://example.org/a?u=https://b.example/?c=1#d":    "https://example.org/a?u=https://b.example/?c=1",
		"https://example.org/a?q=a+b%20c&utm_x=1#y":           "https://example.org/a?q=a+b%20c",
	} {
		if got, err := model.CanonicalURL(in); err != nil || got != want {
			t.Errorf("%s: %s, %v, want %s", in, got, err, want)
		}
		if got, err := model.CanonicalURL(want); err != nil || got != want {
			t.Errorf("%s is not canonical itself: %s, %v", want, got, err)
		}
	}
	for _, in := range []string{
		"", "example.org", "//example.org/", "ftp://example.org/", "file:///a", "mailto:anna@example.org", "http:example.org", "javascript:alert(1)",
		"https://", "https:///a", "https://./", "https://.example.org/", "https://a..b/", "https://exa mple.org/", "https://a<b>.org/", "https://a,b.org/",
		"https://xn--a/", "https://a%80.org/", "https://anna:secret@example.org/", "https://anna@example.org/", "https://example.org/%zz", "https://example.org/a\nb",
		"https://example.org:99999/", "https://example.org:http/", "http://[fe80::1%25eth0]/", "http://[1.2.3.4]/", "http://[::1/",
	} {
		if got, err := model.CanonicalURL(in); err == nil {
			t.Errorf("%q became %s", in, got)
		}
	}
}
