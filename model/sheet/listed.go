package sheet

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"touchstone/model"
	"touchstone/model/filter"
)

// What a table of claims asks for beside the flags of a claim's status. They depend on the day or on what other texts say, so they
// stand in no export.
const (
	Stale      = "stale"      // it was to be looked at again by now, and nobody judged it since
	Unanchored = "unanchored" // a newer text of its article has no place of it, and nobody said that it is gone
	Overdue    = "overdue"    // it was due before today, and is open
	Open       = "open"       // somebody has something to do about it
)

// ListedFlags are all that a listed claim can be flagged with.
var ListedFlags = []string{
	Open, model.Disputed, model.NeedsReview, model.CorrectionDue, Stale, Unanchored, Overdue, model.NotCheckable,
}

// ListedKeys are what listed claims can be filtered by.
var ListedKeys = filter.Keys{
	"": filter.Text, "statement": filter.Text, "stage": filter.Word, "flag": filter.Word, "rating": filter.Word, "source": filter.Word,
	"outlet": filter.Word, "article": filter.Word, "tag": filter.Word, "type": filter.Word, "priority": filter.Word,
	"assignee": filter.Name, "by": filter.Name, "person": filter.Name, "due": filter.Date, "recheck": filter.Date, "date": filter.Date,
	"published": filter.Date, "changed": filter.Date,
}

// Listed is a claim as a line of a table: what people sort and filter by. It does not change once it is made.
type Listed struct {
	ID, Statement string
	Text          string // of its first place, "" for a claim without text
	Start         int    // of that place, in code points
	Stage         model.Stage
	Flags         []string // those of its status, then those above
	Rated         []Rated  // its current verdicts, oldest first
	Said          string   // who said it: those who are answerable in the end, else who is named as its speaker
	Title, Outlet string   // of the first article that it stands in
	Assignee      string
	Priority      string
	Due, Recheck  string
	Changed       string // when it was changed last, RFC 3339 in the zone that was asked for
	Tags          []string

	sources, articles, outlets, people, types, dates, published []string // to filter by

	words string // of the row, in small letters
}

// Rated is a current verdict's rating.
type Rated struct {
	Scale  *model.Scale // nil where it is not here
	Rating model.Rating // with its key alone where the scale does not know it
}

// Values are what the claim is filtered by under a key of ListedKeys.
func (l *Listed) Values(key string) []string {
	switch key {
	case "":
		return []string{l.words}
	case "statement":
		return []string{l.Statement}
	case "stage":
		return []string{string(l.Stage)}
	case "flag":
		return l.Flags
	case "rating":
		var all []string
		for _, r := range l.Rated {
			all = append(all, r.Rating.Key)
		}
		return all
	case "source":
		return l.sources
	case "outlet":
		return l.outlets
	case "article":
		return l.articles
	case "tag":
		return l.Tags
	case "type":
		return l.types
	case "person":
		return append([]string{l.Assignee}, l.people...)
	case "by":
		return l.people[:2] // the name and the id of who marked it
	}
	return l.planned(key)
}

func (l *Listed) planned(key string) []string {
	switch key {
	case "priority":
		return []string{l.Priority}
	case "assignee":
		return []string{l.Assignee}
	case "due":
		return []string{l.Due}
	case "recheck":
		return []string{l.Recheck}
	case "date":
		return l.dates
	case "published":
		return l.published
	case "changed":
		return []string{l.Changed}
	}
	return nil
}

// Listed writes a claim as a line of a table, now being the day it is and the zone in which times are told.
func (b *Builder) Listed(c *model.Claim, now time.Time) (*Listed, error) {
	status, err := b.Status(c)
	if err != nil {
		return nil, err
	}
	l := &Listed{
		ID: c.ID(), Statement: c.Statement, Stage: status.Stage, Flags: slices.Clone(status.Flags), Assignee: c.Assignee,
		Priority: c.Priority, Due: c.Due, Recheck: c.Recheck, Tags: c.Tags, types: c.Types, people: []string{b.Name(c.By), c.By},
	}
	for _, part := range []func(*Listed, *model.Claim) error{b.rate, b.source, b.place} {
		if err := part(l, c); err != nil {
			return nil, err
		}
	}
	if last, err := time.Parse(model.TimeLayout, c.Changed); err == nil {
		l.Changed = last.In(now.Location()).Format(time.RFC3339)
	}
	if l.dates = l.published; c.Said.When != "" {
		l.dates = []string{c.Said.When}
	}
	l.flag(c, now.Format(time.DateOnly))
	l.read(c)
	return l, nil
}

func (b *Builder) rate(l *Listed, c *model.Claim) error {
	for _, h := range c.Heads() {
		scale, err := b.scale(h.Scale)
		if err != nil {
			return err
		}
		rating, known := scale.Rating(h.Rating)
		if !known {
			rating = model.Rating{Key: h.Rating, Label: h.Rating}
		}
		l.Rated = append(l.Rated, Rated{scale, rating})
		l.people = append(l.people, b.Name(h.By))
	}
	return nil
}

// source says who said it: the last of a chain is who is answerable in the end.
func (b *Builder) source(l *Listed, c *model.Claim) error {
	var last []string
	for _, a := range byPlace(c.Appearances) {
		for i, link := range a.Attributions {
			for _, id := range link.Sources {
				known, err := b.called(id)
				if err != nil {
					return err
				}
				for _, name := range known.all {
					l.sources = addOnce(l.sources, name)
				}
				if i == len(a.Attributions)-1 {
					last = addOnce(last, known.name)
				}
			}
		}
	}
	l.Said = cmp.Or(strings.Join(last, " + "), c.Said.By)
	if c.Said.By != "" {
		l.sources = addOnce(l.sources, c.Said.By)
	}
	return nil
}

// naming is what a source is called.
type naming struct {
	name string   // the one to show, of the source that is shown in its place
	all  []string // and all others, and the ids
}

func (b *Builder) called(id string) (naming, error) {
	if n, known := b.sources[id]; known {
		return n, nil
	}
	shown, err := model.ShownSource(b.view, id)
	if err != nil {
		return naming{}, err
	}
	var n naming
	for _, one := range []string{shown, id} {
		state, err := b.view.State(model.StreamOf(model.NounSource, one))
		if err != nil {
			return naming{}, err
		}
		if s, ok := state.(*model.Source); ok {
			n.name = cmp.Or(n.name, s.Name, short(one))
			for _, name := range append(s.Names(), one) {
				n.all = addOnce(n.all, name)
			}
		}
	}
	b.sources[id] = n
	return n, nil
}

func addOnce(all []string, s string) []string {
	if slices.Contains(all, s) {
		return all
	}
	return append(all, s)
}

// place says in which articles the claim stands, and whether a newer text of one of them has no place of it.
func (b *Builder) place(l *Listed, c *model.Claim) error {
	unanchored := false
	for i, a := range byPlace(c.Appearances) {
		articles, err := b.printed(a.Text)
		if err != nil {
			return err
		}
		if i == 0 {
			l.Text, l.Start = a.Text, a.Fragments[0].Start
		}
		for _, article := range articles {
			if len(l.articles) == 0 {
				l.Title, l.Outlet = article.Title, article.Outlet
			}
			l.articles = append(l.articles, article.ID(), article.Title)
			l.outlets, l.published = addOnce(l.outlets, article.Outlet), addOnce(l.published, article.Published)
			unanchored = unanchored || article.Latest().Text != a.Text && c.Unsettled(a)
		}
	}
	if unanchored {
		l.Flags = append(l.Flags, Unanchored)
	}
	return nil
}

// printed are the articles that captured a text.
func (b *Builder) printed(text string) ([]*model.Article, error) {
	if all, known := b.articles[text]; known {
		return all, nil
	}
	ids, err := b.view.ArticlesOf(text)
	if err != nil {
		return nil, err
	}
	var all []*model.Article
	for _, id := range ids {
		state, err := b.view.State(model.StreamOf(model.NounArticle, id))
		if err != nil {
			return nil, err
		}
		if a, ok := state.(*model.Article); ok && a.Live() {
			all = append(all, a)
		}
	}
	b.articles[text] = all
	return all, nil
}

// flag adds what depends on the day.
func (l *Listed) flag(c *model.Claim, today string) {
	past := func(date string, day bool) bool {
		n := min(len(date), len(today))
		return date != "" && (date[:n] < today[:n] || day && len(date) >= len(today) && date[:n] == today)
	}
	stale := past(l.Recheck, true) && !slices.ContainsFunc(c.Heads(), func(v model.Verdict) bool {
		given := v.At.UTC().Format(time.DateOnly)
		return given >= l.Recheck[:min(len(l.Recheck), len(given))]
	})
	if stale {
		l.Flags = append(l.Flags, Stale)
	}
	open := l.Stage == model.Spotted && !slices.Contains(l.Flags, model.NotCheckable)
	for _, f := range l.Flags {
		open = open || f != model.NotCheckable
	}
	if !open {
		return
	}
	if l.Flags = append(l.Flags, Open); past(l.Due, false) {
		l.Flags = append(l.Flags, Overdue)
	}
}

// read gathers the words of the row.
func (l *Listed) read(c *model.Claim) {
	all := []string{l.Statement, l.Assignee}
	for _, t := range c.Translations {
		all = append(all, t.Text)
	}
	for _, more := range [][]string{l.sources, l.articles, l.outlets, l.Tags} {
		for _, words := range more {
			if len(words) != 64 || strings.Trim(words, "0123456789abcdef") != "" { // no id
				all = append(all, words)
			}
		}
	}
	l.words = strings.ToLower(strings.Join(all, "\n"))
}
