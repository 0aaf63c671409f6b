package cli

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"touchstone/model"
	"touchstone/model/filter"
	"touchstone/model/sheet"
	"touchstone/model/workspace"

	"github.com/spf13/cobra"
)

// listing is one kind of list: what it can be filtered by, how to make its rows, and what a row looks like in a table.
type listing struct {
	noun    model.Noun
	heading []string
	keys    filter.Keys
	row     func(l *lister, id string) (row any, cells []string, match filter.Of, err error)
}

// values are what a row can be filtered by.
type values map[string][]string

// Values are those under a key.
func (v values) Values(key string) []string { return v[key] }

// lister is one run of list.
type lister struct {
	p *program
	d Desk
	r workspace.Reader
	b *sheet.Builder
}

var listings = map[string]listing{
	"articles": {model.NounArticle, []string{"ARTICLE", "CLAIMS", "PUBLISHED", "OUTLET", "TITLE"}, filter.Keys{
		"title": filter.Text, "outlet": filter.Word, "url": filter.Word, "byline": filter.Word, "published": filter.Date,
		"language": filter.Word, "by": filter.Name,
	}, listArticle},
	"claims":  {model.NounClaim, []string{"CLAIM", "STAGE", "RATING", "FLAGS", "STATEMENT"}, sheet.ListedKeys, listClaim},
	"sources": {model.NounSource, []string{"SOURCE", "KIND", "NAME"}, filter.Keys{"name": filter.Text, "kind": filter.Word}, listSource},
	"evidence": {model.NounEvidence, []string{"EVIDENCE", "FLAG", "TITLE", "URL"}, filter.Keys{
		"title": filter.Text, "kind": filter.Word, "flag": filter.Word, "url": filter.Word, "outlet": filter.Word,
	}, listEvidence},
	"scales": {model.NounScale, []string{"SCALE", "KEY", "RATINGS"}, filter.Keys{"key": filter.Word, "name": filter.Text}, nil},
	"people": {model.NounPerson, []string{"PERSON", "NAME", "AFFILIATION"}, filter.Keys{"name": filter.Text}, listPerson},
}

var listNames = []string{"articles", "claims", "sources", "evidence", "scales", "people"}

func (p *program) list() *cobra.Command {
	var filters []string
	c := &cobra.Command{
		Use:       "list articles|claims|sources|evidence|scales|people",
		Short:     "List what is in the workspace",
		Long:      "--filter K=V keeps the rows whose K is V, or contains it for title, statement and name. " + filterHelp,
		Example:   "  touchstone list claims --filter flag=open --filter 'due<today+7'\n  touchstone list articles --json",
		ValidArgs: listNames,
		Args:      args(cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs)),
		RunE: func(_ *cobra.Command, given []string) error {
			wanted, err := p.filter(filters, listings[given[0]].keys)
			if err != nil {
				return err
			}
			return p.look(func(d Desk, r workspace.Reader, b *sheet.Builder) error {
				l := &lister{p, d, r, b}
				if given[0] == "scales" {
					return l.scales(wanted)
				}
				return l.run(listings[given[0]], wanted)
			})
		},
	}
	c.Flags().StringArrayVar(&filters, "filter", nil, "keep only rows where `KEY=VALUE`; again for more")
	return c
}

// filterHelp says what a filter can say, for those who list and those who export.
const filterHelp = "K=V|W is either,\n" +
	"K!=V neither, K~V a part of it, K= none. Dates: < <= > >=, today, today+7; people: me, with --as. Claims: stage, flag, rating,\n" +
	"source, outlet, article, tag, type, priority, assignee, by, person, due, recheck, date, published, changed, statement. Flags:\n" +
	"open, disputed, needs-review, correction-due, stale, unanchored, overdue, not-checkable."

// filter reads what rows are wanted.
func (p *program) filter(terms []string, keys filter.Keys) (filter.Filter, error) {
	f, err := filter.Parse(terms, keys, filter.Setting{Me: cmp.Or(p.as, p.Getenv("TOUCHSTONE_AS")), Today: p.Now()})
	var problem *model.Problem
	if errors.As(err, &problem) && problem.Code == "filter.malformed" {
		err = usageError{err}
	}
	return f, err
}

func (l *lister) run(what listing, wanted filter.Filter) error {
	ids, err := l.d.List(what.noun)
	if err != nil {
		return err
	}
	rows := [][]string{what.heading}
	for _, id := range ids {
		row, cells, match, err := what.row(l, id)
		if err != nil {
			return err
		}
		if !wanted.Fits(match) {
			continue
		}
		if err := l.p.value(row); err != nil {
			return err
		}
		rows = append(rows, cells)
	}
	return l.p.table(rows)
}

// read reads a state of the kind that a noun has.
func read[T model.State](r workspace.Reader, noun model.Noun, id string) (T, error) {
	state, err := r.State(model.StreamOf(noun, id))
	t, _ := state.(T)
	return t, err
}

func listArticle(l *lister, id string) (any, []string, filter.Of, error) {
	a, err := read[*model.Article](l.r, model.NounArticle, id)
	if err != nil {
		return nil, nil, nil, err
	}
	claims := map[string]bool{}
	same := ""
	for _, c := range a.Captures {
		ids, err := l.r.ClaimsIn(c.Text)
		if err != nil {
			return nil, nil, nil, err
		}
		for _, id := range ids {
			claims[id] = true
		}
		others, err := l.r.ArticlesOf(c.Text)
		if err != nil {
			return nil, nil, nil, err
		}
		for _, o := range others {
			if o != id && same == "" {
				same = "  (same text as " + short(o) + ")"
			}
		}
	}
	cells := []string{short(id), fmt.Sprint(len(claims)), a.Published, a.Outlet, Cut(a.Title, 60) + same}
	match := values{
		"title": {a.Title}, "outlet": {a.Outlet}, "url": {a.URL}, "byline": {a.Byline}, "published": {a.Published},
		"language": {a.Language}, "by": {a.By, l.b.Name(a.By)},
	}
	return sheet.Article(a), cells, match, nil
}

func listClaim(l *lister, id string) (any, []string, filter.Of, error) {
	c, err := read[*model.Claim](l.r, model.NounClaim, id)
	if err != nil {
		return nil, nil, nil, err
	}
	row, err := l.b.Claim(c)
	if err != nil {
		return nil, nil, nil, err
	}
	var ratings []string
	for _, h := range c.Heads() {
		ratings = append(ratings, h.Rating)
	}
	match, err := l.b.Listed(c, l.p.Now())
	if err != nil {
		return nil, nil, nil, err
	}
	cells := []string{short(id), string(row.Stage), strings.Join(ratings, " / "), strings.Join(row.Flags, " "), Cut(c.Statement, 70)}
	return row, cells, match, nil
}

func listSource(l *lister, id string) (any, []string, filter.Of, error) {
	s, err := read[*model.Source](l.r, model.NounSource, id)
	if err != nil {
		return nil, nil, nil, err
	}
	name := s.Name
	if len(s.Merged) > 0 {
		name += "  (shown as " + shortAll(s.Merged) + ")"
	}
	return sheet.Source(s), []string{short(id), s.Kind, name}, values{"name": s.Names(), "kind": {s.Kind}}, nil
}

func listEvidence(l *lister, id string) (any, []string, filter.Of, error) {
	e, err := read[*model.Evidence](l.r, model.NounEvidence, id)
	if err != nil {
		return nil, nil, nil, err
	}
	flag, flagged := e.Flagged()
	as := ""
	if flagged {
		as = flag.As
	}
	match := values{"title": {e.Title}, "kind": {e.Kind}, "flag": {as}, "url": {e.URL}, "outlet": {e.Outlet}}
	return sheet.Evidence(e), []string{short(id), as, Cut(e.Title, 50), e.URL}, match, nil
}

func listPerson(l *lister, id string) (any, []string, filter.Of, error) {
	p, err := read[*model.Person](l.r, model.NounPerson, id)
	if err != nil {
		return nil, nil, nil, err
	}
	return sheet.Person(p), []string{short(id), p.Name, p.Affiliation}, values{"name": {p.Name}}, nil
}

// scales lists the shipped scales too.
func (l *lister) scales(wanted filter.Filter) error {
	all, err := l.p.allScales(l.d)
	if err != nil {
		return err
	}
	rows := [][]string{listings["scales"].heading}
	for _, s := range all {
		if !wanted.Fits(values{"key": {s.Key}, "name": {s.Name}}) {
			continue
		}
		if err := l.p.value(sheet.Scale(s)); err != nil {
			return err
		}
		var keys []string
		for _, r := range s.Ratings {
			keys = append(keys, r.Key)
		}
		rows = append(rows, []string{short(s.ID()), s.Key, strings.Join(keys, " ")})
	}
	return l.p.table(rows)
}

func (p *program) show() *cobra.Command {
	return &cobra.Command{
		Use:     "show ID",
		Short:   "Show one claim, article, source, piece of evidence, scale or person",
		Example: "  touchstone show 81b0c2e",
		Args:    args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, given []string) error {
			return p.look(func(d Desk, r workspace.Reader, b *sheet.Builder) error {
				noun, id, err := p.anyID(d, given[0], "claim", "article", "source", "evidence", "scale", "person")
				if err != nil {
					return err
				}
				l := &lister{p, d, r, b}
				row, err := l.row(model.Noun(noun), id)
				if err != nil {
					return err
				}
				if p.json {
					return p.value(row)
				}
				if claim, ok := row.(sheet.ClaimRow); ok {
					return l.claim(claim)
				}
				words, err := json.MarshalIndent(row, "", "  ")
				if err != nil {
					return err
				}
				p.line("%s", words)
				return nil
			})
		},
	}
}

func (l *lister) row(noun model.Noun, id string) (row any, err error) {
	state, err := l.r.State(model.StreamOf(noun, id))
	if err != nil {
		return nil, err
	}
	if thing, ok := state.(interface{ Live() bool }); ok && !thing.Live() {
		return nil, model.Refuse("id.unknown", "noun", string(noun), "id", short(id))
	}
	switch s := state.(type) {
	case *model.Claim:
		return l.b.Claim(s)
	case *model.Article:
		return sheet.Article(s), nil
	case *model.Source:
		return sheet.Source(s), nil
	case *model.Evidence:
		return sheet.Evidence(s), nil
	case *model.Scale:
		return sheet.Scale(s), nil
	case *model.Person:
		return sheet.Person(s), nil
	}
	return nil, model.Refuse("id.unknown", "noun", string(noun), "id", short(id))
}

// claim shows a claim for people.
func (l *lister) claim(c sheet.ClaimRow) error {
	p := l.p
	p.line("claim %s  %s %s", short(c.ID), c.Stage, strings.Join(c.Flags, " "))
	p.line("  %s", c.Statement)
	if c.Said.By != "" {
		p.line("  said by %s %s %s", c.Said.By, c.Said.When, c.Said.Where)
	}
	for i, a := range c.Appearances {
		var words []string
		for _, f := range a.Fragments {
			words = append(words, fmt.Sprintf("%d-%d “%s”", f.Start, f.End, f.Exact))
		}
		p.line("  appearance %d  %s  %s", i+1, short(a.ID), strings.Join(words, " … "))
		if err := l.chain(a); err != nil {
			return err
		}
	}
	for _, e := range c.Evidence {
		ev, err := read[*model.Evidence](l.r, model.NounEvidence, e.Evidence)
		if err != nil {
			return err
		}
		p.line("  evidence %s  %s %s %s", short(e.Evidence), e.Stance, ev.Title, ev.URL)
	}
	for _, q := range c.Questions {
		p.line("  question %s  %s", short(q.ID), q.Question)
		for _, a := range q.Answers {
			p.line("    answer %s  %s%s", short(a.ID), a.Answer, map[bool]string{true: "unanswerable"}[a.Type == "unanswerable"])
		}
	}
	for _, v := range c.Verdicts {
		p.line("  verdict %s  %s by %s%s: %s", short(v.ID), v.Rating, l.b.Name(v.By), verdictState(v), v.Rationale)
	}
	for _, n := range c.Notes {
		p.line("  note by %s: %s", l.b.Name(n.By), n.Text)
	}
	return nil
}

func verdictState(v sheet.VerdictRow) string {
	switch {
	case v.Withdrawn != nil:
		return " (withdrawn)"
	case !v.Head:
		return " (superseded)"
	}
	return ""
}

// chain shows who says it, from the page inwards: TT ← Russian media.
func (l *lister) chain(a sheet.AppearanceRow) error {
	var links []string
	for _, link := range a.Attributions {
		var names []string
		for _, id := range link.Sources {
			s, err := read[*model.Source](l.r, model.NounSource, id)
			if err != nil {
				return err
			}
			names = append(names, s.Name)
		}
		if len(names) == 0 {
			names = []string{"(not named)"}
		}
		links = append(links, strings.Join(names, " + "))
	}
	if len(links) > 0 {
		l.p.line("    %s", strings.Join(links, " ← "))
	}
	return nil
}
