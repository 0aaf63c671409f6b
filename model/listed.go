package model

// ListHead is the beginning of a list of articles: what its columns are called, and what its first rows hold.
type ListHead struct {
	Columns []string          // in their order; none where the file has no columns that could be told apart
	Rows    [][]string        // a value for each column
	Usual   map[string]string // the column of a field, or of "text", as far as its name says it
}

// Tells reports whether the names of the columns say where an article is: its text, or its address.
func (h ListHead) Tells() bool { return h.Usual["text"] != "" || h.Usual["url"] != "" }
