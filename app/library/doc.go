// Package library is the panel on the left: the articles, the claims and the sources of the workspace, and a line that
// filters them.
//
// Rules:
//
//   - It holds ids; a row is asked for when it is seen. A library of 10 000 articles opens as fast as an empty one.
//   - What is chosen is told; what is done about it is not known here.
package library
