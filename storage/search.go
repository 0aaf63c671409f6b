package storage

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
			if hits, err = t.search(match, query, limit); err != nil || len(hits) > 0 {
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

// longText is from how many bytes on a text's excerpt is cut by us. FTS5 weighs every place of a word against every other: where a
// word stands ten thousand times in a text, that takes seconds.
const longText = 20_000

func (t *tx) search(match, query string, limit int) ([]workspace.Hit, error) {
	var hits []workspace.Hit
	for _, one := range []struct{ words, columns, from, long string }{
		{"words", "'article:' || a.id, a.title", "JOIN text x ON x.rowid = h.rowid JOIN capture c ON c.text = x.id JOIN article a ON a.id = c.article", "x.body"},
		{"stated_words", "'claim:' || s.id, s.title", "JOIN stated s ON s.rowid = h.rowid", ""},
		{"item_words", "s.id, s.title", "JOIN item s ON s.rowid = h.rowid", ""},
	} {
		found, err := t.hits(one.words, one.columns, one.from, one.long, match, query, limit)
		if err != nil {
			return nil, err
		}
		hits = append(hits, found...)
	}
	return ranked(hits, limit), nil
}

// hits are the best of one FTS5 table, each thing once. Snippets are made of the first page alone.
// Where a text is long, its words are read from the column long, and cut by us.
func (t *tx) hits(words, columns, from, long, match, query string, limit int) ([]workspace.Hit, error) {
	cut := strings.ReplaceAll(snippet, "%", words)
	if long != "" {
		cut = fmt.Sprintf("CASE WHEN octet_length(%s) < %d THEN %s ELSE %s END", long, longText, cut, long)
	}
	sql := "WITH h AS MATERIALIZED " + //nolint:misspell // SQL has it so
		"(SELECT rowid, score FROM (SELECT rowid, -bm25(" + words + ", 4, 2, 1) AS score FROM " + words +
		" WHERE " + words + " MATCH ?1 ORDER BY rowid DESC LIMIT ?2) ORDER BY score DESC, rowid DESC LIMIT ?3) " +
		"SELECT " + columns + ", " + cut + ", h.score FROM h JOIN " + words + " ON " + words +
		".rowid = h.rowid " + from + " WHERE " + words + " MATCH ?1 ORDER BY h.score DESC, h.rowid DESC"
	s, err := t.prepared(sql) //nolint:sqlclosecheck // closed with its transaction
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
		if len(h.Snippet) >= longText {
			h.Snippet = excerpt(h.Snippet, query)
		}
		hits = append(hits, h)
	}
	return hits, rows.Err()
}

// excerpt is a line of a long text around the first word of a query that stands in it, as typed, in lower case, or with a capital;
// else its first line.
func excerpt(text, query string) string {
	at := -1
	for _, w := range queryWords(query) {
		for _, part := range lettersIn(strings.TrimPrefix(w, "-")) {
			low := strings.ToLower(part)
			r, size := utf8.DecodeRuneInString(low)
			for _, form := range []string{part, low, string(unicode.ToUpper(r)) + low[size:]} {
				if i := strings.Index(text, form); i >= 0 && (at < 0 || i < at) {
					at = i
				}
			}
		}
	}
	at = max(at, 0)
	start := max(0, at-30)
	if i := strings.LastIndexAny(text[:start], " \n"); start > 0 {
		start = i + 1
	}
	words := strings.Fields(strings.ToValidUTF8(text[start:min(len(text), start+400)], ""))
	out := strings.Join(words[:min(12, len(words))], " ")
	if start > 0 {
		out = "…" + out
	}
	return out + "…"
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
