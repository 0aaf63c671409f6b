package workspace

import "touchstone/model"

// Hit is one thing that a search found.
type Hit struct {
	Noun    model.Noun `json:"noun"` // article, claim, evidence or source
	ID      string     `json:"id"`
	Title   string     `json:"title"`   // its title, statement or name
	Snippet string     `json:"snippet"` // the words around what was found
	Score   float64    `json:"score"`   // the higher the better; only within one search
}

// Alike is a claim that shares words with a text, as it stands in the index.
type Alike struct {
	Claim     string
	Statement string
	Names     string  // the headlines of its reviews, one a line
	Rest      string  // what else is searched, one a line
	Score     float64 // bm25, the higher the better
}
