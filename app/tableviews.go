//go:build !headless

package app

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"touchstone/app/form"
	"touchstone/app/look"
	"touchstone/app/table"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/filter"
	"touchstone/model/sheet"

	"fyne.io/fyne/v2"
)

// view is a filter and an order under a name.
type view struct{ Name, Line, Order string }

// shippedViews are those that everybody has, by the keys of their names.
var shippedViews = []view{
	{"table.view.all", "", "article"},
	{"table.view.next", "assignee=me flag=open", "due"},
	{"table.view.stale", "flag=stale", "changed"},
	{"table.view.disputed", "flag=disputed", "-changed"},
	{"table.view.correction", "flag=correction-due", "-changed"},
}

// views are the shipped ones, and the person's own.
func (t *tabling) views() []view {
	var all []view
	for _, v := range shippedViews {
		all = append(all, view{words.X(v.Name), v.Line, v.Order})
	}
	return append(all, t.prefs.views()...)
}

// viewName is what is shown: a view by its name, or a filter of the person's own.
func (t *tabling) viewName() string {
	for _, v := range t.views() {
		if v.Line == strings.TrimSpace(t.line) {
			return v.Name
		}
	}
	return words.X("table.view.own")
}

// see shows a view.
func (t *tabling) see(v view) {
	t.order = table.ParseOrder(v.Order)
	t.panel.SetFilter(v.Line)
	t.arrange()
	t.panel.Focus()
}

// viewItems are the views to pick from, and what can be done with the filter that is typed.
func (t *tabling) viewItems() []*fyne.MenuItem {
	var all []*fyne.MenuItem
	now := t.viewName()
	for i, v := range t.views() {
		if i == len(shippedViews) {
			all = append(all, fyne.NewMenuItemSeparator())
		}
		item := fyne.NewMenuItem(v.Name, func() { t.see(v) })
		item.Checked = v.Name == now
		all = append(all, item)
	}
	all = append(all, fyne.NewMenuItemSeparator())
	for _, command := range []string{"claims.keep", "claims.forget"} {
		all = append(all, fyne.NewMenuItem(words.X(command), func() { t.do(command, "") }))
	}
	return all
}

// chooseView picks a view by its number, or by the arrows.
func (f *frame) chooseView(string) {
	var options []form.Option
	for i, v := range f.tabling.views() {
		options = append(options, form.Option{Key: strconv.Itoa(i), Label: v.Name, More: v.Line})
	}
	fm := form.New(words.X("claims.view"), words.X("claims.view.lead"), words.X("claims.view.do"))
	fm.Add("view", form.NewChoice("", options, options[0].Key))
	f.ask(fm, func() error {
		i, err := strconv.Atoi(fm.Value("view"))
		if err != nil {
			return model.Refuse("field.malformed", "field", words.X("claims.view"), "why", words.X("form.unchosen"))
		}
		f.answered(fm, false)
		f.toClaims("")
		f.tabling.see(f.tabling.views()[i])
		return nil
	})
}

// keepView keeps the filter and the order of now under a name.
func (f *frame) keepView(string) {
	t := f.tabling
	fm := form.New(words.X("claims.keep"), cmp.Or(t.line, words.X("table.view.all")), words.X("form.save"))
	fm.Add("name", form.NewLine(words.X("claims.keep.name"), ""))
	f.ask(fm, func() error {
		name := strings.TrimSpace(fm.Value("name"))
		if err := filled(fm, "name"); err != nil {
			return err
		}
		for _, v := range shippedViews {
			if words.X(v.Name) == name {
				return model.Refuse("field.malformed", "field", words.X("claims.keep.name"), "why", words.X("claims.keep.shipped"))
			}
		}
		f.prefs.keepView(view{name, strings.TrimSpace(t.line), t.panel.Order().String()})
		f.answered(fm, false)
		t.arrange()
		f.bar.say(words.X("claims.keep.done", "name", name), false)
		return nil
	})
}

// forgetView forgets a view of the person's own.
func (f *frame) forgetView(string) {
	var options []form.Option
	for _, v := range f.prefs.views() {
		options = append(options, form.Option{Key: v.Name, Label: v.Name, More: v.Line})
	}
	if len(options) == 0 {
		f.bar.say(words.X("claims.forget.none"), true)
		return
	}
	fm := form.New(words.X("claims.forget"), "", words.X("claims.forget.do"))
	fm.Add("view", form.NewChoice("", options, options[0].Key))
	f.ask(fm, func() error {
		f.prefs.forgetView(fm.Value("view"))
		f.answered(fm, false)
		f.tabling.arrange()
		return nil
	})
}

// views are the person's own; each is kept as its name, filter and order on lines of their own.
func (p prefs) views() []view {
	var all []view
	for _, kept := range p.state.StringList("views") {
		if parts := strings.SplitN(kept, "\n", 3); len(parts) == 3 {
			all = append(all, view{parts[0], parts[1], parts[2]})
		}
	}
	return all
}

func (p prefs) keepView(v view) {
	line := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	p.setViews(append(p.without(v.Name), view{line(v.Name), line(v.Line), v.Order}))
}

func (p prefs) forgetView(name string) { p.setViews(p.without(name)) }

func (p prefs) without(name string) []view {
	return slices.DeleteFunc(p.views(), func(v view) bool { return v.Name == name })
}

func (p prefs) setViews(all []view) {
	kept := make([]string, len(all))
	for i, v := range all {
		kept[i] = v.Name + "\n" + v.Line + "\n" + v.Order
	}
	p.state.SetStringList("views", kept)
}

// mostChoices is how many values of a facet are offered; any other can be typed.
const mostChoices = 25

// choices are what can be picked of a facet, with how many claims have it among those that the other terms leave.
func (t *tabling) choices(facet table.Facet) []table.Choice {
	key := string(facet)
	others := filter.Without(t.line, key)
	all := []table.Choice{{Label: words.X("table.any"), On: others == t.line, Do: func() { t.panel.SetFilter(others) }}}
	if facet == "date" || facet == "due" {
		return append(all, t.dates(key)...)
	}
	f, err := filter.ParseLine(others, sheet.ListedKeys, filter.Setting{Me: t.who.Name, Today: t.now()})
	if err != nil {
		return nil // what is typed is not understood, and that is told
	}
	wanted := filter.Wanted(t.line, key)
	for _, tally := range table.Tallied(table.Arranged(t.all, f, t.order), key, mostChoices) {
		all = append(all, table.Choice{
			Label: t.facetSaid(key, tally.Value) + "  ·  " + strconv.Itoa(tally.Count), On: slices.Contains(wanted, tally.Value),
			Do: func() { t.panel.SetFilter(filter.Toggle(t.line, key, tally.Value)) },
		})
	}
	return all
}

var datesOffered = map[string][]struct{ name, term string }{
	"due": {
		{"table.due.over", "due<today"},
		{"table.due.today", "due=today"},
		{"table.due.week", "due<=today+7"},
		{"table.due.none", "due="},
	},
	"date": {
		{"table.date.week", "date>=today-7"},
		{"table.date.month", "date>=today-30"},
		{"table.date.year", "date>=today-365"},
		{"table.date.none", "date="},
	},
}

func (t *tabling) dates(key string) []table.Choice {
	var all []table.Choice
	for _, d := range datesOffered[key] {
		line := filter.With(t.line, d.term)
		all = append(all, table.Choice{Label: words.X(d.name), On: line == t.line, Do: func() { t.panel.SetFilter(line) }})
	}
	return all
}

// facetSaid is a value that is filtered by, in the person's words.
func (t *tabling) facetSaid(key, value string) string {
	switch {
	case value == "" && key == "rating":
		return look.Unrated().Glyph + " " + words.X("table.unrated")
	case value == "":
		return words.X("table.none")
	case key == "stage":
		return words.X("stage." + value)
	case key == "flag":
		return flagged(value)
	case key == "rating":
		for _, l := range t.all {
			if l == nil {
				continue
			}
			for _, r := range l.Rated {
				if r.Rating.Key == value {
					sign, label := ratedAs(r)
					return sign.Glyph + " " + label
				}
			}
		}
	}
	return value
}

// ratedAs is how a rating is told, and its label.
func ratedAs(r sheet.Rated) (look.Sign, string) {
	if r.Rating.Glyph == "" {
		return look.Unrated(), r.Rating.Label
	}
	return look.Rating(r.Rating), ratingLabel(r.Scale, r.Rating)
}

// verdictsSaid is how a claim's current verdicts are told, and their labels.
func verdictsSaid(l *sheet.Listed) (look.Sign, string) {
	sign := look.Unrated()
	if len(l.Rated) == 0 {
		return sign, words.X("table.unrated")
	}
	var labels []string
	for _, r := range l.Rated {
		var label string
		if sign, label = ratedAs(r); !slices.Contains(labels, label) {
			labels = append(labels, label)
		}
	}
	if slices.Contains(l.Flags, model.Disputed) {
		sign = look.Disputed()
	}
	return sign, strings.Join(labels, " / ")
}
