package cli

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"

	"github.com/spf13/cobra"
)

// listing is one kind of list: how to make its rows, what a row looks like in a table, and what it can be filtered by.
type listing struct {
	noun    model.Noun
	heading []string
	row     func(l *lister, id string) (row any, cells []string, match map[string][]string, err error)
}

// lister is one run of list.
type lister struct {
	p *program
	d Desk
	r workspace.Reader
	b *sheet.Builder
}

var listings = map[string]listing{
	"articles": {model.NounArticle, []string{"ARTICLE", "CLAIMS", "PUBLISHED", "OUTLET", "TITLE"}, listArticle},
	"claims":   {model.NounClaim, []string{"CLAIM", "STAGE", "RATING", "FLAGS", "STATEMENT"}, listClaim},
	"sources":  {model.NounSource, []string{"SOURCE", "KIND", "NAME"}, listSource},
	"evidence": {model.NounEvidence, []string{"EVIDENCE", "FLAG", "TITLE", "URL"}, listEvidence},
	"scales":   {model.NounScale, []string{"SCALE", "KEY", "RATINGS"}, nil},
	"people":   {model.NounPerson, []string{"PERSON", "NAME", "AFFILIATION"}, listPerson},
}

var listNames = []string{"articles", "claims", "sources", "evidence", "scales", "people"}

func (p *program) list() *cobra.Command {
	var filters []string
	c := &cobra.Command{
		Use:   "list articles|claims|sources|evidence|scales|people",
		Short: "List what is in the workspace",
		Long: "--filter K=V keeps the rows whose K is V, or contains it for title, statement and name. Claims: stage, flag, rating, by,\n" +
			"source, outlet, article, tag, assignee, statement.",
		Example:   "  touchstone list claims --filter flag=disputed\n  touchstone list articles --json",
		ValidArgs: listNames,
		Args:      args(cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs)),
		RunE: func(_ *cobra.Command, given []string) error {
			_, wanted, err := pairs(filters)
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

func (l *lister) run(what listing, wanted map[string]string) error {
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
		keep, err := matches(match, wanted)
		if err != nil {
			return err
		}
		if !keep {
			continue
		}
		if err := l.p.value(row); err != nil {
			return err
		}
		rows = append(rows, cells)
	}
	return l.p.table(rows)
}

// matches reports whether a row has all wanted values. A filter that no row knows is refused.
func matches(match map[string][]string, wanted map[string]string) (bool, error) {
	for key, want := range wanted {
		have, known := match[key]
		if !known {
			var keys []string
			for k := range match {
				keys = append(keys, k)
			}
			slices.Sort(keys)
			return false, model.Refuse("word.unknown", "field", "filter", "word", key, "known", list(keys))
		}
		contains := key == "title" || key == "statement" || key == "name"
		if !slices.ContainsFunc(have, func(h string) bool {
			return strings.EqualFold(h, want) || contains && strings.Contains(strings.ToLower(h), strings.ToLower(want)) ||
				len(want) >= shortestPrefix && strings.HasPrefix(h, want)
		}) {
			return false, nil
		}
	}
	return true, nil
}

// read reads a state of the kind that a noun has.
func read[T model.State](r workspace.Reader, noun model.Noun, id string) (T, error) {
	state, err := r.State(model.StreamOf(noun, id))
	t, _ := state.(T)
	return t, err
}

func listArticle(l *lister, id string) (any, []string, map[string][]string, error) {
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
	cells := []string{short(id), fmt.Sprint(len(claims)), a.Published, a.Outlet, cut(a.Title, 60) + same}
	match := map[string][]string{
		"title": {a.Title}, "outlet": {a.Outlet}, "url": {a.URL}, "byline": {a.Byline}, "published": {a.Published},
		"language": {a.Language}, "by": {a.By, l.b.Name(a.By)},
	}
	return sheet.Article(a), cells, match, nil
}

func listClaim(l *lister, id string) (any, []string, map[string][]string, error) {
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
	match := map[string][]string{
		"stage": {string(row.Stage)}, "flag": row.Flags, "rating": ratings, "statement": {c.Statement}, "tag": c.Tags,
		"assignee": {c.Assignee}, "by": {c.By, l.b.Name(c.By)}, "source": {}, "outlet": {}, "article": {}, "due": {c.Due},
	}
	if err := l.around(c, match); err != nil {
		return nil, nil, nil, err
	}
	cells := []string{short(id), string(row.Stage), strings.Join(ratings, " / "), strings.Join(row.Flags, " "), cut(c.Statement, 70)}
	return row, cells, match, nil
}

// around finds the sources and articles of a claim, to filter by.
func (l *lister) around(c *model.Claim, match map[string][]string) error {
	for _, a := range c.Appearances {
		for _, link := range a.Attributions {
			for _, id := range link.Sources {
				s, err := read[*model.Source](l.r, model.NounSource, id)
				if err != nil {
					return err
				}
				match["source"] = append(match["source"], append(s.Names(), id)...)
			}
		}
		articles, err := l.r.ArticlesOf(a.Text)
		if err != nil {
			return err
		}
		for _, id := range articles {
			article, err := read[*model.Article](l.r, model.NounArticle, id)
			if err != nil {
				return err
			}
			match["article"] = append(match["article"], id)
			match["outlet"] = append(match["outlet"], article.Outlet)
		}
	}
	return nil
}

func listSource(l *lister, id string) (any, []string, map[string][]string, error) {
	s, err := read[*model.Source](l.r, model.NounSource, id)
	if err != nil {
		return nil, nil, nil, err
	}
	name := s.Name
	if len(s.Merged) > 0 {
		name += "  (shown as " + shortAll(s.Merged) + ")"
	}
	return sheet.Source(s), []string{short(id), s.Kind, name}, map[string][]string{"name": s.Names(), "kind": {s.Kind}}, nil
}

func listEvidence(l *lister, id string) (any, []string, map[string][]string, error) {
	e, err := read[*model.Evidence](l.r, model.NounEvidence, id)
	if err != nil {
		return nil, nil, nil, err
	}
	flag, flagged := e.Flagged()
	as := ""
	if flagged {
		as = flag.As
	}
	match := map[string][]string{"title": {e.Title}, "kind": {e.Kind}, "flag": {as}, "url": {e.URL}, "outlet": {e.Outlet}}
	return sheet.Evidence(e), []string{short(id), as, cut(e.Title, 50), e.URL}, match, nil
}

func listPerson(l *lister, id string) (any, []string, map[string][]string, error) {
	p, err := read[*model.Person](l.r, model.NounPerson, id)
	if err != nil {
		return nil, nil, nil, err
	}
	return sheet.Person(p), []string{short(id), p.Name, p.Affiliation}, map[string][]string{"name": {p.Name}}, nil
}

// scales lists the shipped scales too.
func (l *lister) scales(wanted map[string]string) error {
	all, err := l.p.allScales(l.d)
	if err != nil {
		return err
	}
	rows := [][]string{listings["scales"].heading}
	for _, s := range all {
		keep, err := matches(map[string][]string{"key": {s.Key}, "name": {s.Name}}, wanted)
		if err != nil {
			return err
		}
		if !keep {
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
