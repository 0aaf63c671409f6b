// Package claims is the panel on the right: one claim with everything people decided about it, or the form in which
// something is decided.
//
// Rules:
//
//   - It shows plain values that were written elsewhere, and asks for commands by their name. It knows no workspace.
//   - Nothing is cut off: long words wrap, and the panel scrolls.
package claims
