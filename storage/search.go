package storage

import (
	"slices"
	"strings"
	"unicode"

	"touchstone/model"
	"touchstone/model/workspace"
)

// mostRanked bounds how many of a query's hits are ranked: of more, the newest. Ranking reads a little of every hit.
const mostRanked = 5000

// Search finds articles, claims with their reviews, evidence and sources by their words: all of them, else any. Words in
// quotes stand side by side, * ends a beginning of a word, OR and - do what they do everywhere. No query is malformed.
func (f *File) Search(query string, limit int) ([]workspace.Hit, error) {
	all, any := matchOf(query)
	if all == "" {
		return nil, nil
	}
	var hits []workspace.Hit
	err := f.at(func(t *tx) error {
		var err error
		for _, match := range []string{all, any} {
			if hits, err = t.search(match, limit); err != nil || len(hits) > 0 {
				return err
			}
		}
		return nil
	})
	return hits, err
}

// matchOf turns a query into two of FTS5's: all words, and any. Both are quoted whole, so that no character means more than
// it says.
func matchOf(query string) (all, any string) {
	var must, may, not []string
	or := false
	for _, w := range queryWords(query) {
		minus := strings.HasPrefix(w, "-")
		term := termOf(strings.TrimPrefix(w, "-"))
		switch {
		case w == "OR" && len(must) > 0:
			or = true
			continue
		case term == "":
		case minus:
			not = append(not, term)
		case or:
			must[len(must)-1] += " OR " + term
			may = append(may, term)
		default:
			must, may = append(must, term), append(may, term)
		}
		or = false
	}
	if len(may) == 0 {
		return "", ""
	}
	without := ""
	if len(not) > 0 {
		without = " NOT (" + strings.Join(not, " OR ") + ")"
	}
	return "((" + strings.Join(must, ") AND (") + "))" + without, "(" + strings.Join(may, " OR ") + ")" + without
}

// queryWords splits a query at spaces outside quotes.
func queryWords(query string) []string {
	quoted := false
	return strings.FieldsFunc(strings.ToValidUTF8(query, " "), func(r rune) bool {
		if r == '"' || r == '“' || r == '”' {
			quoted = !quoted
		}
		return unicode.IsSpace(r) && !quoted
	})
}

// mostTerms bounds the words of a phrase.
const mostTerms = 64

// termOf is a word or a phrase in FTS5's quotes, "" where it holds neither letter nor digit.
func termOf(word string) string {
	parts := lettersIn(word)
	if len(parts) == 0 {
		return ""
	}
	term := `"` + strings.Join(parts[:min(len(parts), mostTerms)], " ") + `"`
	if strings.HasSuffix(word, "*") {
		term += "*"
	}
	return term
}

// lettersIn are the runs of letters, digits and marks of a text, as the index takes words apart.
func lettersIn(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) && !unicode.Is(unicode.Co, r)
	})
}

// snippet marks nothing: who shows it knows the words. 12 words are what a line holds.
const snippet = "snippet(%, -1, '', '', '…', 12)"

func (t *tx) search(match string, limit int) ([]workspace.Hit, error) {
	var hits []workspace.Hit
	for _, one := range []struct{ words, columns, from string }{
		{"words", "'article:' || a.id, a.title", "JOIN text x ON x.rowid = h.rowid JOIN capture c ON c.text = x.id JOIN article a ON a.id = c.article"},
		{"stated_words", "'claim:' || s.id, s.title", "JOIN stated s ON s.rowid = h.rowid"},
		{"item_words", "s.id, s.title", "JOIN item s ON s.rowid = h.rowid"},
	} {
		found, err := t.hits(one.words, one.columns, one.from, match, limit)
		if err != nil {
			return nil, err
		}
		hits = append(hits, found...)
	}
	return ranked(hits, limit), nil
}

// hits are the best of one FTS5 table, each thing once. Snippets are made of the first page alone.
func (t *tx) hits(words, columns, from, match string, limit int) ([]workspace.Hit, error) {
	query := "WITH h AS MATERIALIZED " + //nolint:misspell // SQL has it so
		"(SELECT rowid, score FROM (SELECT rowid, -bm25(" + words + ", 4, 2, 1) AS score FROM " + words +
		" WHERE " + words + " MATCH ?1 ORDER BY rowid DESC LIMIT ?2) ORDER BY score DESC, rowid DESC LIMIT ?3) " +
		"SELECT " + columns + ", " + strings.ReplaceAll(snippet, "%", words) + ", h.score FROM h JOIN " + words + " ON " + words +
		".rowid = h.rowid " + from + " WHERE " + words + " MATCH ?1 ORDER BY h.score DESC, h.rowid DESC"
	s, err := t.prepared(query) //nolint:sqlclosecheck // closed with its transaction
	if err != nil {
		return nil, err
	}
	rows, err := s.Query(match, mostRanked, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var hits []workspace.Hit
	seen := map[string]bool{}
	for rows.Next() {
		var stream model.Stream
		var h workspace.Hit
		if err := rows.Scan(&stream, &h.Title, &h.Snippet, &h.Score); err != nil {
			return nil, err
		}
		if h.Noun, h.ID = stream.Noun(), stream.ID(); seen[h.ID] {
			continue // another capture of the same article
		}
		seen[h.ID] = true
		hits = append(hits, h)
	}
	return hits, rows.Err()
}

// ranked puts hits of several tables in one order, each thing once: words in the title and in the text add up.
func ranked(hits []workspace.Hit, limit int) []workspace.Hit {
	at := map[string]int{}
	var all []workspace.Hit
	for _, h := range hits {
		if i, known := at[h.ID]; known {
			all[i].Score += h.Score
			continue
		}
		at[h.ID] = len(all)
		all = append(all, h)
	}
	slices.SortStableFunc(all, func(a, b workspace.Hit) int {
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		}
		return strings.Compare(a.ID, b.ID)
	})
	return all[:min(len(all), limit)]
}

const alike = "SELECT s.id, s.title, s.body, s.rest, h.score FROM (SELECT rowid, -bm25(stated_words) AS score FROM stated_words " +
	"WHERE stated_words MATCH ? ORDER BY rank, rowid LIMIT ?) h JOIN stated s ON s.rowid = h.rowid ORDER BY h.score DESC, h.rowid"

// Alike returns the claims that share most with these words, by bm25 over statements and reviews, the best first. Of equal
// ones the one that has been here longer comes first: later ones mostly repeat it.
func (f *File) Alike(words []string, limit int) ([]workspace.Alike, error) {
	var terms []string
	for _, w := range words {
		if term := termOf(w); term != "" {
			terms = append(terms, term)
		}
	}
	if len(terms) == 0 {
		return nil, nil
	}
	var all []workspace.Alike
	err := f.at(func(t *tx) error {
		s, err := t.prepared(alike) //nolint:sqlclosecheck // closed with its transaction
		if err != nil {
			return err
		}
		rows, err := s.Query(strings.Join(terms, " OR "), limit)
		if err != nil {
			return err
		}
		defer rows.Close() //nolint:errcheck // rows.Err tells
		for rows.Next() {
			var a workspace.Alike
			if err := rows.Scan(&a.Claim, &a.Statement, &a.Names, &a.Rest, &a.Score); err != nil {
				return err
			}
			all = append(all, a)
		}
		return rows.Err()
	})
	return all, err
}
