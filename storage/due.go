package storage

import (
	"maps"
	"slices"

	"touchstone/model/near"
)

// due is what a write puts off to its end. FTS5 writes out what it holds at every savepoint, which each statement that has a
// trigger would make behind a text that was indexed: indexing one at a time costs twice as much.
type due struct {
	local bool // events that were written here have no arrival yet
	texts []rowText
	bytes int                        // of texts
	items map[string]map[int64][]any // rows of tables that are searched whose words are not indexed, by table
	count int                        // how often a row of them was put off
}

// rowText is a text that is not indexed.
type rowText struct {
	row  int64
	body string
}

// So much is put off at most, which bounds the memory of a rebuild or of a merge.
const (
	dueBytes = 16 << 20
	dueItems = 10_000
)

// settle does what is due.
func (t *tx) settle() error {
	if t.due.local {
		if err := t.arrive(t.began, local); err != nil {
			return err
		}
		t.due.local = false
	}
	if err := t.settleTexts(); err != nil {
		return err
	}
	return t.settleItems()
}

func (t *tx) dueText(row int64, body string) error {
	t.due.texts, t.due.bytes = append(t.due.texts, rowText{row, body}), t.due.bytes+len(body)
	if t.due.bytes < dueBytes {
		return nil
	}
	return t.settleTexts()
}

// settleTexts indexes the words of texts, and by what nearly equal ones are found, which is reckoned meanwhile.
func (t *tx) settleTexts() error {
	texts := t.due.texts
	t.due.texts, t.due.bytes = nil, 0
	sketched := make(chan []near.Signature, 1)
	go func() {
		all := make([]near.Signature, len(texts))
		for i, text := range texts {
			all[i] = near.Sketch(text.body)
		}
		sketched <- all
	}()
	for _, text := range texts {
		if err := t.run("INSERT INTO words (rowid, body) VALUES (?, ?)", text.row, text.body); err != nil {
			return err
		}
	}
	for i, signature := range <-sketched {
		if err := t.addNear(texts[i].row, signature); err != nil {
			return err
		}
	}
	return nil
}

// dueItem puts off indexing the words of a row: the values of its columns but for the first.
func (t *tx) dueItem(table string, row int64, values []any) error {
	if t.due.items == nil {
		t.due.items = map[string]map[int64][]any{}
	}
	if t.due.items[table] == nil {
		t.due.items[table] = map[int64][]any{}
	}
	t.due.items[table][row] = values
	if t.due.count++; t.due.count < dueItems {
		return nil
	}
	return t.settleItems()
}

// settleItems indexes the words of rows, in the order of their numbers: for any other FTS5 writes out what it holds.
func (t *tx) settleItems() error {
	for _, table := range searched {
		for _, row := range slices.Sorted(maps.Keys(t.due.items[table])) {
			values := append([]any{row}, t.due.items[table][row]...)
			if err := t.run("INSERT INTO "+table+"_words (rowid, title, body, rest) VALUES (?, ?, ?, ?)", values...); err != nil {
				return err
			}
		}
	}
	t.due.items, t.due.count = nil, 0
	return nil
}
