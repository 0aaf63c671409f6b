package exchange

import (
	"bytes"
	"slices"
)

// jsonBegins reports whether a file begins as JSON does; a table may quote the same names as its headings.
func jsonBegins(head []byte) bool {
	first := bytes.TrimLeft(head, " \t\r\n")
	return len(first) > 0 && (first[0] == '{' || first[0] == '[')
}

// holds reports whether all of some words stand in first bytes.
func holds(head []byte, all ...string) bool {
	return !slices.ContainsFunc(all, func(s string) bool { return !bytes.Contains(head, []byte(s)) })
}
