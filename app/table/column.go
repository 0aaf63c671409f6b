package table

import (
	"strings"

	"touchstone/app/words"
)

// Column is one of the columns.
type Column int

// The columns, from the left.
const (
	Statement Column = iota
	Rating
	Stage
	Said
	Article
	Person
	Due
	Changed
	Columns // how many
)

var titles = [Columns]string{
	"table.statement", "table.rating", "table.stage", "table.said", "table.article", "table.person", "table.due", "table.changed",
}

// Title is what the column is called.
func (c Column) Title() string { return words.X(titles[c]) }

// least is how wide a column is at least, in letters' sizes, and growth how much of what is left over it takes.
var (
	least  = [Columns]float32{20, 9.6, 7.4, 6.2, 6, 4.6, 7.4, 5.6}
	growth = [Columns]float32{5, 1, 2, 1.4, 2, 0.6, 0, 0}
)

// spare are the columns that go where there is no room, the first one first.
var spare = []Column{Changed, Person, Article, Said, Stage, Due}

// widths are how wide the columns are in a row, 0 for one that is not shown. size is that of letters.
func widths(row, size float32) [Columns]float32 {
	shown := least
	total := func() (sum, grows float32) {
		for c, w := range shown {
			if w > 0 {
				sum, grows = sum+w*size, grows+growth[c]
			}
		}
		return sum, grows
	}
	sum, grows := total()
	for _, c := range spare {
		if sum <= row {
			break
		}
		shown[c] = 0
		sum, grows = total()
	}
	if sum > row {
		shown[Statement] -= (sum - row) / size // its words are cut sooner
		sum = row
	}
	over := row - sum
	for c, w := range shown {
		if w > 0 {
			shown[c] = w*size + over*growth[c]/grows
		}
	}
	return shown
}

// Order says by which column lines are sorted.
type Order struct {
	By   Column
	Down bool // the last one first
}

var written = [Columns]string{"statement", "rating", "stage", "source", "article", "assignee", "due", "changed"}

// String is the order as it is kept: "due", or "-due".
func (o Order) String() string {
	if o.Down {
		return "-" + written[o.By]
	}
	return written[o.By]
}

// ParseOrder reads an order as it is kept; what is none is by article.
func ParseOrder(s string) Order {
	name, down := strings.CutPrefix(s, "-")
	for c, w := range written {
		if w == name {
			return Order{Column(c), down}
		}
	}
	return Order{By: Article}
}

// Next is the order after somebody asked for a column: that column, and asked again the other way round. What changed last is
// wanted first.
func (o Order) Next(c Column) Order {
	if o.By == c {
		return Order{c, !o.Down}
	}
	return Order{c, c == Changed}
}

// arrow shows which way a column is sorted.
func (o Order) arrow() string {
	if o.Down {
		return "▼"
	}
	return "▲"
}
