// Package review is the panel on the right while a newer text of an article is looked at: what became of each claim's place, with
// its old and its new wording, and what to do about it.
//
// It knows rows and keys and no workspace. The texts themselves stand beside it, in the window's two article views.
package review
