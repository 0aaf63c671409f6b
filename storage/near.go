package storage

import (
	"cmp"
	"database/sql"
	"encoding/binary"
	"errors"
	"slices"
	"sync"

	"touchstone/model"
	"touchstone/model/near"
	"touchstone/model/workspace"
)

// packed is a signature as its row holds it.
func packed(s near.Signature) []byte {
	out := make([]byte, 0, 4*len(s))
	for _, v := range s {
		out = binary.BigEndian.AppendUint32(out, v)
	}
	return out
}

// addNear stores by what a text is found that is nearly the same.
func (t *tx) addNear(row int64, s near.Signature) error {
	return t.run("INSERT INTO near (text, signature) VALUES (?, ?)", row, packed(s))
}

// allTexts walks all texts.
func (t *tx) allTexts(use func(row int64, body string) error) error {
	for last := int64(0); ; {
		var body string
		err := t.row("SELECT rowid, body FROM text WHERE rowid > ? ORDER BY rowid LIMIT 1", last).Scan(&last, &body)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err == nil {
			err = use(last, body)
		}
		if err != nil {
			return err
		}
	}
}

// nearby holds the signatures of all texts in memory, once they are asked for: in the file they would have to stand by value,
// all over a tree, and loading would write every page of it again with every few articles. A value takes 8 bytes, so those of
// 100 000 texts 19 MB.
type nearby struct {
	mu   sync.Mutex
	upTo int64      // the row of the last text that is in it
	runs [][]uint64 // sorted; each a value of a signature and the row of its text, longer runs first
}

func (n *nearby) forget() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.upTo, n.runs = 0, nil
}

// follow takes in the texts that came since.
func (n *nearby) follow(t *tx) error {
	rows, err := t.sql.Query("SELECT text, signature FROM near WHERE text > ? ORDER BY text", n.upTo)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var fresh []uint64
	upTo := n.upTo
	for rows.Next() {
		var signature sql.RawBytes
		if err := rows.Scan(&upTo, &signature); err != nil {
			return err
		}
		for ; len(signature) >= 4; signature = signature[4:] {
			fresh = append(fresh, uint64(binary.BigEndian.Uint32(signature))<<32|uint64(uint32(upTo))) //nolint:gosec // rows count from 1
		}
	}
	if err := rows.Err(); err != nil || len(fresh) == 0 {
		return err
	}
	n.upTo = upTo
	for len(n.runs) > 0 && len(n.runs[len(n.runs)-1]) <= 2*len(fresh) { // so that there are few, and each value moves few times
		last := len(n.runs) - 1
		fresh = append(n.runs[last], fresh...)
		n.runs = n.runs[:last]
	}
	slices.Sort(fresh)
	n.runs = append(n.runs, fresh)
	return nil
}

// meet returns the rows of the texts that share values with a signature, those that share most first.
func (n *nearby) meet(s near.Signature, most int) []int64 {
	shared := map[int64]int{}
	for _, v := range s {
		for _, run := range n.runs {
			at, _ := slices.BinarySearch(run, uint64(v)<<32)
			for ; at < len(run) && run[at]>>32 == uint64(v); at++ {
				shared[int64(uint32(run[at]))]++ //nolint:gosec // the lower half
			}
		}
	}
	rows := make([]int64, 0, len(shared))
	for row := range shared {
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b int64) int { return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(a, b)) })
	return rows[:min(most, len(rows))]
}

// candidates is how many texts are compared word by word, of those that share most.
const candidates = 32

// Near returns the texts that are nearly the same as these words. Inside a write it does not know what that write added.
func (t *tx) Near(words string) ([]workspace.Near, error) {
	n := &t.file.near
	n.mu.Lock()
	defer n.mu.Unlock()
	if !t.writes {
		if err := n.follow(t); err != nil {
			return nil, err
		}
	}
	own, signature, err := t.signature(words)
	if err != nil {
		return nil, err
	}
	var found []workspace.Near
	for _, row := range n.meet(signature, candidates) {
		if row == own {
			continue
		}
		var id, body string
		err := t.row("SELECT id, body FROM text WHERE rowid = ?", row).Scan(&id, &body)
		if errors.Is(err, sql.ErrNoRows) { // this look is older than another one that took it in
			continue
		}
		if err != nil {
			return nil, err
		}
		if overlap := near.Overlap(words, body); overlap >= near.Enough {
			found = append(found, workspace.Near{Text: id, Overlap: overlap})
		}
	}
	slices.SortStableFunc(found, func(a, b workspace.Near) int { return cmp.Compare(b.Overlap, a.Overlap) })
	return found, nil
}

// signature returns that of words, and the row of the text that they are, 0 for none.
func (t *tx) signature(words string) (int64, near.Signature, error) {
	var row int64
	var stored []byte
	err := t.row("SELECT t.rowid, n.signature FROM text t JOIN near n ON n.text = t.rowid WHERE t.id = ?", model.Hash([]byte(words))).Scan(&row, &stored)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, near.Sketch(words), nil
	}
	s := make(near.Signature, 0, len(stored)/4)
	for ; len(stored) >= 4; stored = stored[4:] {
		s = append(s, binary.BigEndian.Uint32(stored))
	}
	return row, s, err
}
