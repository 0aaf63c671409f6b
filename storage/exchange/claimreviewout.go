package exchange

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"time"

	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

// claimReviewKeys is the order in which members are written.
var claimReviewKeys = []string{
	"@context", "@type", "@id", "url", "claimReviewed", "inLanguage", "datePublished", "author", "itemReviewed", "reviewRating", "name",
	"headline", "sameAs", "publisher", "firstAppearance", "appearance", "ratingValue", "worstRating", "bestRating", "alternateName",
	"ratingExplanation",
}

// writeClaimReviews writes a bundle of everything that was judged, and beside a file one file for each claim, as it stands on
// the page where the claim is published. A claim whose current verdicts disagree is left out: nobody settled it.
func writeClaimReviews(to workspace.Outgoing, from workspace.Exportable, only []model.Stream) (said workspace.Written, err error) {
	out := bufio.NewWriter(to)
	_, _ = out.WriteString(`{"@context":"https://schema.org","@graph":[`) // a bufio.Writer keeps its first error for Flush
	written, disputed, unpublished := 0, 0, 0
	rows := sheet.NewBuilder(from)
	err = eachClaim(from, only, func(c outgoingClaim) error {
		if len(c.Heads()) == 0 {
			return nil
		}
		agreed, err := c.agreed()
		if err != nil {
			return err
		}
		if !agreed {
			disputed++
			return nil
		}
		item, err := c.claimReview(rows)
		if err != nil {
			return err
		}
		if item["url"] == nil {
			unpublished++
			delete(item, "url")
		}
		raw, err := ordered(item, claimReviewKeys)
		if err != nil {
			return err
		}
		if written++; written > 1 {
			_ = out.WriteByte(',')
		}
		_ = out.WriteByte('\n')
		_, _ = out.Write(raw)
		if to.Beside == nil {
			return nil
		}
		item["@context"] = "https://schema.org"
		if raw, err = ordered(item, claimReviewKeys); err != nil {
			return err
		}
		return to.Beside(to.Name+"."+c.ID()[:10]+".json", func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "%s\n", raw)
			return err
		})
	})
	_, _ = out.WriteString("\n]}\n")
	said = said.With("judged", written).With("unpublished", unpublished).With("disputed", disputed)
	return said, cmp.Or(err, out.Flush())
}

// agreed reports whether all current verdicts are of one class; none disagree.
func (c outgoingClaim) agreed() (bool, error) {
	var classes []model.Class
	for _, h := range c.Heads() {
		scale, err := c.scale(h.Scale)
		if err != nil {
			return false, err
		}
		rating, _ := scale.Rating(h.Rating)
		classes = append(classes, rating.Class)
	}
	slices.Sort(classes)
	return len(slices.Compact(classes)) <= 1, nil
}

func (c outgoingClaim) claimReview(rows *sheet.Builder) (object, error) {
	verdict, rating, err := c.current()
	if err != nil {
		return nil, err
	}
	scale, err := c.scale(verdict.Scale)
	if err != nil {
		return nil, err
	}
	about, err := c.itemReviewed(rows)
	if err != nil {
		return nil, err
	}
	author, err := c.author(verdict.By, rows)
	if err != nil {
		return nil, err
	}
	item := object{
		"@type": "ClaimReview", "@id": ownURN + "verdict:" + verdict.ID, "url": nil, "claimReviewed": c.Statement,
		"datePublished": verdict.At.UTC().Format(time.DateOnly), "author": author, "itemReviewed": about,
		"reviewRating": ratingOut(scale, rating, verdict.Rationale),
	}
	if c.Language != "" {
		item["inLanguage"] = c.Language
	}
	if n := len(verdict.Published); n > 0 {
		last := verdict.Published[n-1]
		item["url"], item["datePublished"] = last.URL, last.Day()
	}
	return item, nil
}

// author is who answers for a verdict: the house that its author belongs to, else the author.
func (c outgoingClaim) author(by string, rows *sheet.Builder) (object, error) {
	state, err := c.from.State(model.StreamOf(model.NounPerson, by))
	if person, ok := state.(*model.Person); ok && person.Affiliation != "" {
		return object{"@type": "Organization", "name": person.Affiliation}, err
	}
	return object{"@type": "Person", "name": rows.Name(by)}, err
}

// ratingOut writes a rating with its label, and with numbers where it has a place on a line: the scale's own numbers, else
// its order. Nearer the best is truer, and no number is below 1, as Google asks.
func ratingOut(scale *model.Scale, r model.Rating, rationale string) object {
	out := object{"@type": "Rating", "alternateName": r.Label, "ratingExplanation": rationale}
	numbers := map[string]float64{}
	for _, one := range scale.Ratings {
		if one.Number != nil {
			numbers[one.Key] = *one.Number
		}
	}
	if len(numbers) == 0 {
		numbers = byOrder(scale)
	}
	value, placed := numbers[r.Key]
	worst, best := value, value
	for _, n := range numbers {
		worst, best = min(worst, n), max(best, n)
	}
	if !placed || worst == best {
		return out
	}
	shift := max(0, 1-worst)
	out["ratingValue"], out["worstRating"], out["bestRating"] = value+shift, worst+shift, best+shift
	return out
}

// truth is how true a class is; the others have no place on that line.
var truth = map[model.Class]int{
	model.ClassTrue: 5, model.ClassMostlyTrue: 4, model.ClassPartlyTrue: 3, model.ClassMostlyFalse: 2, model.ClassFalse: 1,
}

// byOrder numbers the ratings of a scale without numbers as they are listed, turned so that the truer has more.
func byOrder(scale *model.Scale) map[string]float64 {
	var line []model.Rating
	for _, r := range scale.Ratings {
		if truth[r.Class] > 0 {
			line = append(line, r)
		}
	}
	slices.SortStableFunc(line, func(a, b model.Rating) int { return a.Order - b.Order })
	if len(line) > 1 && truth[line[0].Class] > truth[line[len(line)-1].Class] {
		slices.Reverse(line)
	}
	numbers := map[string]float64{}
	for i, r := range line {
		numbers[r.Key] = float64(i + 1)
	}
	return numbers
}

// itemReviewed writes the claim: who said it, when, and where it stands, with the places of the claims it is joined with.
func (c outgoingClaim) itemReviewed(rows *sheet.Builder) (object, error) {
	about := object{"@type": "Claim", "@id": ownURN + "claim:" + c.ID()}
	if c.Said.When != "" {
		about["datePublished"] = c.Said.When
	}
	author, err := c.claimant()
	if err != nil {
		return nil, err
	}
	if author != nil {
		about["author"] = author
	}
	works, err := c.works(rows)
	if err != nil {
		return nil, err
	}
	if len(works) > 0 {
		about["firstAppearance"] = works[0]
		if len(works) > 1 {
			about["appearance"] = works[1:]
		}
	}
	return about, nil
}

// claimant is who said a claim: the source at the far end of its first chain, else the name that was given.
func (c outgoingClaim) claimant() (object, error) {
	for _, a := range c.Appearances {
		for _, link := range slices.Backward(a.Attributions) {
			for _, id := range link.Sources {
				state, err := c.from.State(model.StreamOf(model.NounSource, id))
				if err != nil {
					return nil, err
				}
				s, ok := state.(*model.Source)
				if !ok || s.Name == "" || c.Said.By != "" && s.Name != c.Said.By {
					continue
				}
				author := object{"@type": "Organization", "name": s.Name}
				if s.Kind == "person" || s.Kind == "" {
					author["@type"] = "Person"
				}
				if s.SameAs != "" {
					author["sameAs"] = s.SameAs
				}
				return author, nil
			}
		}
	}
	if c.Said.By == "" {
		return nil, nil //nolint:nilnil // nobody is named
	}
	return object{"@type": "Person", "name": c.Said.By}, nil
}

// works are where a claim and those that it is joined with stand, the oldest first.
func (c outgoingClaim) works(rows *sheet.Builder) ([]any, error) {
	type dated struct {
		when string
		work object
	}
	var all []dated
	seen := map[string]bool{}
	joined, err := rows.Group(c.Claim)
	if err != nil {
		return nil, err
	}
	for _, one := range append([]*model.Claim{c.Claim}, joined...) {
		if url := one.Said.URL; url != "" && !seen[url] {
			seen[url] = true
			work := object{"@type": "CreativeWork", "url": url}
			if one.Said.Where != "" {
				work["publisher"] = object{"@type": "Organization", "name": one.Said.Where}
			}
			all = append(all, dated{one.Said.When, work})
		}
		for _, a := range one.Appearances {
			ids, err := c.from.ArticlesOf(a.Text)
			if err != nil {
				return nil, err
			}
			for _, id := range ids {
				state, err := c.from.State(model.StreamOf(model.NounArticle, id))
				if err != nil {
					return nil, err
				}
				if article, ok := state.(*model.Article); ok && !seen[id] && (article.URL == "" || !seen[article.URL]) {
					seen[id], seen[article.URL] = true, true
					all = append(all, dated{article.Published, work(article)})
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b dated) int {
		if (a.when == "") != (b.when == "") { // those without a date last
			return cmp.Compare(b.when, a.when)
		}
		return cmp.Compare(a.when, b.when)
	})
	works := make([]any, len(all))
	for i, d := range all {
		works[i] = d.work
	}
	return works, nil
}

func work(a *model.Article) object {
	w := object{"@type": "NewsArticle"}
	for name, value := range map[string]string{"url": a.URL, "headline": a.Title, "datePublished": a.Published} {
		if value != "" {
			w[name] = value
		}
	}
	if a.Outlet != "" {
		w["publisher"] = object{"@type": "Organization", "name": a.Outlet}
	}
	return w
}
