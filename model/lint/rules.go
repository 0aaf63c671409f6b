package lint

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"touchstone/model"

	"golang.org/x/text/unicode/norm"
)

// mostPoints is how many characters a claim has before results wrap it.
const mostPoints = 75

func empty(s subject, found finder) {
	if strings.TrimSpace(s.Statement) == "" {
		found("", "", "the claim has no words: claimReviewed is required")
	}
}

func unrated(s subject, found finder) {
	if len(s.Heads()) == 0 {
		found("", "", "no verdict stands: reviewRating is required")
	}
}

func unknown(s subject, found finder) {
	for _, v := range s.Heads() {
		if r, known := s.Scale(v.Scale).Rating(v.Rating); !known || strings.TrimSpace(r.Label) == "" {
			found(v.ID, "", fmt.Sprintf("the scale has no words for the rating %q: alternateName is required", v.Rating), "rating", v.Rating)
		}
	}
}

func unpublished(s subject, found finder) {
	for _, v := range s.Heads() {
		if len(v.Published) == 0 {
			found(v.ID, "", "the verdict is not published anywhere: url is required; say where with `publish`")
		}
	}
}

// bounds: the numbers of a scale have to leave room between the worst and the best, and be whole and above 0 for Google.
func bounds(s subject, found finder) {
	for _, v := range s.Heads() {
		scale := s.Scale(v.Scale)
		rating, known := scale.Rating(v.Rating)
		if !known || rating.Number == nil {
			continue
		}
		worst, best := math.Inf(1), math.Inf(-1)
		for _, r := range scale.Ratings {
			if r.Number != nil {
				worst, best = min(worst, *r.Number), max(best, *r.Number)
			}
		}
		switch n := *rating.Number; {
		case worst == best:
			found(v.ID, "flat", fmt.Sprintf("every number of the scale is %v: best and worst rating are the same", n), "number", fmt.Sprint(n))
		case n != math.Trunc(n):
			found(v.ID, "broken", fmt.Sprintf("the rating's number is %v: readers take whole ones", n), "number", fmt.Sprint(n))
		}
	}
}

func outside(s subject, found finder) {
	for _, a := range s.Appearances {
		text := s.Text(a.Text)
		points := utf8.RuneCountInString(text)
		for _, f := range a.Fragments {
			if f.Start < 0 || f.End <= f.Start || f.End > points {
				found(a.ID, "", fmt.Sprintf("characters %d–%d do not stand in a text of %d", f.Start, f.End, points),
					"start", fmt.Sprint(f.Start), "end", fmt.Sprint(f.End), "count", fmt.Sprint(points))
			}
		}
	}
}

func misquoted(s subject, found finder) {
	for _, cited := range s.Claim.Evidence {
		ev := s.evidence(cited.Evidence)
		if cited.Quote == "" || ev.URL == "" {
			continue
		}
		texts := slices.Concat(s.Captured(ev.URL), s.Captured(ev.Archived))
		if len(texts) > 0 && !slices.ContainsFunc(texts, func(t string) bool { return strings.Contains(spaced(t), spaced(cited.Quote)) }) {
			found(cited.Evidence, "", fmt.Sprintf("no capture of %s holds the words “%s”", ev.URL, cited.Quote), "url", ev.URL, "quote", cited.Quote)
		}
	}
}

// spaced is a text as quotes are compared: composed, with one space for all white space.
func spaced(s string) string { return strings.Join(strings.Fields(norm.NFC.String(s)), " ") }

func (s subject) evidence(id string) *model.Evidence {
	if ev := s.Surroundings.Evidence(id); ev != nil {
		return ev
	}
	return &model.Evidence{}
}

func long(s subject, found finder) {
	if n := utf8.RuneCountInString(s.Statement); n >= mostPoints {
		found("", "", fmt.Sprintf("the claim has %d characters: results show fewer than %d on one line", n, mostPoints),
			"count", fmt.Sprint(n), "most", fmt.Sprint(mostPoints))
	}
}

// named: a claim that says "False: …" or "… (mostly true)" gives the rating away before it is given.
func named(s subject, found finder) {
	claim := " " + strings.Join(wordsOf(s.Statement), " ") + " "
	for _, v := range s.Heads() {
		scale := s.Scale(v.Scale)
		if scale == nil {
			continue
		}
		for _, r := range scale.Ratings {
			if label := strings.Join(wordsOf(r.Label), " "); label != "" && strings.Contains(claim, " "+label+" ") {
				found("", "", fmt.Sprintf("the claim holds the words of a rating, “%s”", r.Label), "rating", r.Label)
				return
			}
		}
	}
}

// negations are words that turn a claim round, in English, Swedish and German.
var negations = map[string]map[string]bool{
	"en": set("not no never none nobody nothing neither nor cannot without isn't aren't wasn't weren't don't doesn't didn't won't can't hasn't haven't"),
	"sv": set("inte aldrig ingen inget inga ingenting varken ej icke utan"),
	"de": set("nicht nie niemals kein keine keinen keiner keinem niemand nichts weder ohne"),
}

func set(words string) map[string]bool {
	all := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		all[w] = true
	}
	return all
}

func negated(s subject, found finder) {
	tongue, _, _ := strings.Cut(strings.ToLower(s.Language), "-")
	for _, word := range wordsOf(s.Statement) {
		for language, words := range negations {
			if words[word] && (tongue == language || negations[tongue] == nil) {
				found("", "", fmt.Sprintf("the claim is put in the negative (“%s”): readers cannot tell what is false of it", word), "word", word)
				return
			}
		}
	}
}

// wordsOf are the words of a text in lower case, apostrophes inside them kept.
func wordsOf(s string) []string {
	s = strings.ReplaceAll(strings.ToLower(s), "’", "'")
	return strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) && r != '\''
	})
}

func baseless(s subject, found finder) {
	for _, v := range s.Heads() {
		if len(v.Cites) == 0 && len(s.Claim.Evidence) == 0 {
			found(v.ID, "", "the rationale rests on no evidence that readers could look at")
		}
	}
}

func unarchived(s subject, found finder) {
	seen := map[string]bool{}
	for _, cited := range s.Claim.Evidence {
		ev := s.evidence(cited.Evidence)
		if ev.URL != "" && ev.Archived == "" && ev.File == "" && !seen[cited.Evidence] {
			seen[cited.Evidence] = true
			found(cited.Evidence, "", ev.URL+" has neither an archived copy nor a file: when it changes nobody can look", "url", ev.URL)
		}
	}
}

// first are kinds of evidence by which something is known at first hand; the others tell what others found.
var first = set("document data interview call mail calculation own-calculation request-for-comment report law court recording photo video observation")

func secondary(s subject, found finder) {
	rests := map[string]bool{}
	for _, cited := range s.Claim.Evidence {
		rests[cited.Evidence] = true
	}
	if len(rests) != 1 || len(s.Heads()) == 0 {
		return
	}
	for id := range rests {
		kind := strings.ReplaceAll(strings.ToLower(s.evidence(id).Kind), " ", "-")
		if !first[kind] {
			found(id, "", "the verdict rests on one source alone, and that is no first-hand one (a document, data, an interview …)")
		}
	}
}

func unsourced(s subject, found finder) {
	for _, a := range s.Appearances {
		n := len(a.Attributions)
		switch {
		case n > 0 && len(a.Attributions[n-1].Sources) == 0:
			found(a.ID, "unnamed", "the chain ends at somebody who is not named")
		case n == 0 && s.Said.By == "":
			found(a.ID, "nobody", "nobody is named who says it: neither a chain here nor who said the claim")
		}
	}
}
