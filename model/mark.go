package model

import (
	"slices"
	"strconv"
	"strings"

	"touchstone/model/span"
)

// Which says which occurrences of a quote are meant: all, or the Nth from 1. Neither: there must be just one.
type Which struct {
	All bool
	Nth int
}

// Places finds the places of a quote in a text, as code points. Every refusal is a *Problem.
func Places(text, quote string, which Which) ([][]Fragment, error) {
	if strings.TrimSpace(quote) == "" {
		return nil, Refuse("quote.empty")
	}
	spans, _ := span.Find(text, quote)
	count := strconv.Itoa(len(spans))
	switch {
	case len(spans) == 0:
		return nil, Refuse("quote.missing", "quote", shortQuote(quote))
	case which.Nth > len(spans) || which.Nth < 0:
		return nil, Refuse("quote.nth", "quote", shortQuote(quote), "count", count, "nth", strconv.Itoa(which.Nth))
	case which.Nth > 0:
		spans = spans[which.Nth-1 : which.Nth]
	case len(spans) > 1 && !which.All:
		return nil, Refuse("quote.several", "quote", shortQuote(quote), "count", count)
	}
	index := span.NewIndex(text)
	places := make([][]Fragment, len(spans))
	for i, s := range spans {
		places[i] = []Fragment{{Start: index.Points(s.Start), End: index.Points(s.End)}}
	}
	return places, nil
}

// Mark makes a claim that stands at these places of a text, none of them for a claim without text.
func Mark(stated ClaimStated, text string, places [][]Fragment) Action {
	return func(_ View, b *Batch) error {
		stated.Statement = strings.Join(strings.Fields(stated.Statement), " ")
		if stated.Statement == "" {
			return Refuse("statement.empty")
		}
		if err := checkWhen(stated.Said); err != nil {
			return err
		}
		claim, err := b.Found(NounClaim, stated)
		if err != nil {
			return err
		}
		for _, fragments := range places {
			if _, err := b.Write(claim, AppearanceAdded{Text: text, Fragments: fragments}); err != nil {
				return err
			}
		}
		return nil
	}
}

func checkWhen(said *Said) error {
	if said == nil || said.When == "" {
		return nil
	}
	if err := CheckDate(said.When); err != nil {
		return Refuse("field.malformed", "field", "when", "why", err.Error())
	}
	return nil
}

// Restate rewords a claim or says who said it; what is left empty stays as it is.
func Restate(claim string, stated ClaimStated) Action {
	return func(v View, b *Batch) error {
		c, err := findClaim(v, claim)
		if err != nil {
			return err
		}
		if err := checkWhen(stated.Said); err != nil {
			return err
		}
		_, err = b.Write(c.Stream, stated)
		return err
	}
}

// Appear adds places to a claim. A place where it stands already is refused.
func Appear(claim, text string, places [][]Fragment) Action {
	return func(v View, b *Batch) error {
		c, err := findClaim(v, claim)
		if err != nil {
			return err
		}
		for _, fragments := range places {
			if slices.ContainsFunc(c.Appearances, func(a Appearance) bool {
				return a.Text == text && slices.Equal(a.Fragments, fragments)
			}) {
				return Refuse("appearance.same")
			}
			if _, err := b.Write(c.Stream, AppearanceAdded{Text: text, Fragments: fragments}); err != nil {
				return err
			}
		}
		return nil
	}
}

// findAppearance finds the claim and the appearance of an appearance's id, which is the id of the event that added it.
func findAppearance(v View, id string) (*Claim, Appearance, error) {
	e, here, err := v.Event(id)
	if err != nil {
		return nil, Appearance{}, err
	}
	if here {
		c, err := findClaim(v, e.Stream.ID())
		if err != nil {
			return nil, Appearance{}, err
		}
		if a, ok := c.Appearance(id); ok {
			return c, a, nil
		}
	}
	return nil, Appearance{}, Refuse("id.unknown", "noun", "appearance", "id", short(id))
}

// Reshape gives an appearance other words of the same text, and keeps everything that hangs on it.
func Reshape(appearance string, fragments []Fragment) Action {
	return func(v View, b *Batch) error {
		c, a, err := findAppearance(v, appearance)
		if err != nil {
			return err
		}
		if slices.Equal(a.Fragments, fragments) {
			return Refuse("nothing.changes")
		}
		_, err = b.Write(c.Stream, AppearanceReshaped{Appearance: a.ID, Fragments: fragments})
		return err
	}
}

// Confirm says that a carried appearance is right.
func Confirm(appearance string) Action {
	return func(v View, b *Batch) error {
		c, a, err := findAppearance(v, appearance)
		if err != nil {
			return err
		}
		_, err = b.Write(c.Stream, AppearanceConfirmed{Appearance: a.ID})
		return err
	}
}

// Lose says that an appearance has no place in a newer text of its article.
func Lose(appearance, text, why string) Action {
	return func(v View, b *Batch) error {
		c, a, err := findAppearance(v, appearance)
		if err != nil {
			return err
		}
		_, err = b.Write(c.Stream, AppearanceGone{Appearance: a.ID, Text: text, Why: why})
		return err
	}
}

// Remove takes an appearance or an attribution off its claim, whoever made it.
func Remove(id, reason string) Action {
	return func(v View, b *Batch) error {
		if reason == "" {
			return Refuse("reason.missing")
		}
		e, here, err := v.Event(id)
		if err != nil {
			return err
		}
		unknown := Refuse("id.unknown", "noun", "appearance or attribution", "id", short(id))
		if !here {
			return unknown
		}
		c, err := findClaim(v, e.Stream.ID())
		if err != nil {
			return err
		}
		for _, a := range c.Appearances {
			if a.ID == id {
				_, err = b.Write(c.Stream, AppearanceRemoved{Appearance: id, Reason: reason})
				return err
			}
			for _, link := range a.Attributions {
				if link.ID == id {
					_, err = b.Write(c.Stream, AttributionRemoved{Attribution: id, Reason: reason})
					return err
				}
			}
		}
		return unknown
	}
}

// SplitClaim moves some appearances of a claim, by number from 1 in text order, to a new claim. Verdicts stay.
func SplitClaim(claim string, appearances []string, stated ClaimStated) Action {
	return func(v View, b *Batch) error {
		c, err := findClaim(v, claim)
		if err != nil {
			return err
		}
		if len(appearances) == 0 || len(appearances) >= len(c.Appearances) {
			return Refuse("appearance.last", "count", strconv.Itoa(len(c.Appearances)))
		}
		if stated.Statement == "" {
			return Refuse("statement.empty")
		}
		stated.From = c.ID()
		into, err := b.Found(NounClaim, stated)
		if err != nil {
			return err
		}
		for _, id := range appearances {
			if err := moveAppearance(b, c, id, into); err != nil {
				return err
			}
		}
		_, err = b.Write(c.Stream, ClaimSplit{Into: into.ID(), Appearances: appearances})
		return err
	}
}

// moveAppearance takes an appearance to another claim, with its chain, and with what was decided about it.
func moveAppearance(b *Batch, c *Claim, id string, into Stream) error {
	a, ok := c.Appearance(id)
	if !ok {
		return Refuse("id.unknown", "noun", "appearance", "id", short(id))
	}
	moved, err := b.Write(into, AppearanceAdded{Text: a.Text, Fragments: a.Fragments, Carried: a.Carried})
	if err != nil {
		return err
	}
	if a.Confirmed && a.Carried != nil && a.Carried.Score < 1 {
		if _, err := b.Write(into, AppearanceConfirmed{Appearance: moved}); err != nil {
			return err
		}
	}
	for _, g := range a.Gone {
		if _, err := b.Write(into, AppearanceGone{Appearance: moved, Text: g.Text, Why: g.Why}); err != nil {
			return err
		}
	}
	now := map[string]string{} // a link's id here, by its id there
	for _, l := range a.Attributions {
		now[l.ID], err = b.Write(into, AttributionMade{
			Appearance: moved, Content: l.Content, Sources: l.Sources, Mention: l.Mention, Cue: l.Cue, Form: l.Form,
			Within: now[l.Within], Proposed: l.Proposed,
		})
		if err != nil {
			return err
		}
	}
	_, err = b.Write(c.Stream, AppearanceRemoved{Appearance: id, Reason: "split"})
	return err
}

// MarkPassage says that a passage was read and holds no claim, or that it is furniture.
func MarkPassage(article, text string, fragments []Fragment, as string) Action {
	return func(v View, b *Batch) error {
		a, err := find[*Article](v, NounArticle, article)
		if err != nil {
			return err
		}
		_, err = b.Write(a.Stream, PassageMarked{Text: text, Fragments: fragments, As: as})
		return err
	}
}

// RejectProposal says that what the program proposes at a passage is wrong.
func RejectProposal(article, text string, fragments []Fragment, what string) Action {
	return func(v View, b *Batch) error {
		a, err := find[*Article](v, NounArticle, article)
		if err != nil {
			return err
		}
		_, err = b.Write(a.Stream, ProposalRejected{Text: text, Fragments: fragments, What: what})
		return err
	}
}
