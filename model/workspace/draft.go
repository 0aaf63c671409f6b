package workspace

import "time"

// Draft is words that somebody was typing when the program ended. They are no decision yet, and never leave their file.
type Draft struct {
	Place string // which field of what
	Body  string
	At    time.Time
}
