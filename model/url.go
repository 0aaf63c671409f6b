package model

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/idna"
)

// CanonicalURL returns the one form of an address (rule 1, frozen by a test): scheme and host in lower case, the host in
// punycode, without default port, fragment, utm_*, fbclid and gclid; an empty path is "/", the query keeps its order. Only
// http and https name evidence and articles; a name and password in the address are refused, as they would travel in exports.
// Percent-encoding is kept as written, and what may not stand in an address is encoded, as browsers do.
func CanonicalURL(raw string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil {
		return "", fmt.Errorf("%q is not a web address", raw)
	}
	scheme := strings.ToLower(u.Scheme)
	switch {
	case scheme != "http" && scheme != "https" || u.Host == "":
		return "", fmt.Errorf("%q is not a web address: it begins with http:// or https://", raw)
	case u.User != nil:
		return "", errors.New("the address holds a name or password: take it out")
	}
	host, err := canonicalHost(u.Hostname())
	if err != nil {
		return "", fmt.Errorf("%q: %w", raw, err)
	}
	if port := u.Port(); port != "" && (scheme != "http" || port != "80") && (scheme != "https" || port != "443") {
		host += ":" + port
	}
	path := u.Path
	if u.RawPath != "" { // as written; Path is decoded
		path = u.RawPath
	} else {
		path = u.EscapedPath()
	}
	if path == "" {
		path = "/"
	}
	query := keptQuery(u.RawQuery)
	if query != "" {
		query = "?" + query
	}
	return scheme + "://" + host + encoded(path) + encoded(query), nil
}

func canonicalHost(host string) (string, error) {
	if strings.Contains(host, ":") {
		return "[" + strings.ToLower(host) + "]", nil
	}
	mapped, err := idna.Lookup.ToASCII(strings.TrimSuffix(host, "."))
	if err != nil { // names that break the rules for registration are still in use, with underscores for one
		if mapped, err = idna.Punycode.ToASCII(strings.ToLower(strings.TrimSuffix(host, "."))); err != nil {
			return "", fmt.Errorf("the host %q is malformed", host)
		}
	}
	if mapped == "" {
		return "", errors.New("the address has no host")
	}
	return mapped, nil
}

func keptQuery(query string) string {
	var kept []string
	for part := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(part, "=")
		name = strings.ToLower(name)
		if part != "" && !strings.HasPrefix(name, "utm_") && name != "fbclid" && name != "gclid" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}
