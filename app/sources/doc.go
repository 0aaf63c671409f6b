// Package sources is the panel of one source: who it is, what it is answerable for, and how that was rated.
//
// Rules:
//
//   - It shows plain values that were written elsewhere, and asks for commands by their name. It knows no workspace.
//   - The real name of a protected source is covered until it is asked for: the desk may be seen by others, and in pictures.
package sources
