package model

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

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
	port, err := keptPort(scheme, u.Port())
	if err != nil {
		return "", fmt.Errorf("%q: %w", raw, err)
	}
	path := cmp.Or(u.RawPath, u.EscapedPath(), "/") // RawPath is as written, and empty where EscapedPath gives the same
	query := keptQuery(u.RawQuery)
	if query != "" {
		query = "?" + query
	}
	return scheme + "://" + host + port + encoded(path) + encoded(query), nil
}

// hostNames maps host names as browsers do (UTS 46). Names in use break the rules for registering one, with underscores or
// two hyphens, so those are not asked for.
var hostNames = idna.New(idna.MapForLookup(), idna.BidiRule(), idna.Transitional(false), idna.StrictDomainName(false), idna.CheckHyphens(false))

func canonicalHost(host string) (string, error) {
	if strings.Contains(host, ":") {
		if strings.Contains(host, "%") {
			return "", errors.New("the host is known to one computer only")
		}
		return "[" + strings.ToLower(host) + "]", nil
	}
	mapped, err := hostNames.ToASCII(host)
	mapped = strings.TrimSuffix(mapped, ".")
	other := func(r rune) bool { return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz0123456789-_.", r) }
	switch {
	case mapped == "":
		return "", errors.New("the address has no host")
	case err != nil || !utf8.ValidString(host) || strings.ContainsFunc(mapped, other) || strings.Contains("."+mapped+".", ".."):
		return "", fmt.Errorf("the host %q is malformed", host)
	}
	return mapped, nil
}

// keptPort returns the port with its colon, nothing for the one that goes without saying.
func keptPort(scheme, port string) (string, error) {
	if port == "" {
		return "", nil
	}
	n, err := strconv.ParseUint(port, 10, 16)
	switch {
	case err != nil:
		return "", fmt.Errorf("there is no port %s", port)
	case scheme == "http" && n == 80 || scheme == "https" && n == 443:
		return "", nil
	}
	return ":" + strconv.FormatUint(n, 10), nil
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

// encoded percent-encodes the bytes that may not stand in an address and leaves all others as they are.
func encoded(part string) string {
	var b strings.Builder
	for i := range len(part) {
		if c := part[i]; c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
