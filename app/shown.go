//go:build !headless

package app

import (
	"slices"
	"strings"

	"touchstone/app/docview"
	"touchstone/app/form"
	"touchstone/app/library"
	"touchstone/app/look"
	"touchstone/app/page"
	"touchstone/app/words"
	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/span"
	"touchstone/model/workspace"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// shown is the article that is on the screen: one of its texts, and the claims that stand in it.
type shown struct {
	article *model.Article
	capture int // which of its captures, from 0
	text    string
	id      string // the text's
	index   *span.Index
	claims  map[string]*model.Claim
	order   []string // the claims by where they first stand

	told  map[string]telling // what the text tells of each claim, as far as it is read
	whole bool               // all of it is read
	asked int                // how often it was read
	since map[string]bool    // the claims that were read by themselves since
}

func (s *shown) at() model.Capture { return s.article.Captures[s.capture] }

// show opens an article at its newest capture.
func (f *frame) show(id string) {
	var next *shown
	err := f.read(func(r workspace.Reader, _ *sheet.Builder) error {
		a, err := stateOf[*model.Article](r, model.NounArticle, id)
		if err != nil {
			return err
		}
		if a == nil || !a.Live() {
			return model.Refuse("id.unknown", "noun", "article", "id", id[:min(10, len(id))])
		}
		next = &shown{article: a}
		return nil
	})
	if err != nil {
		f.failed(err)
		return
	}
	f.closeReview()
	f.tabling.close()
	f.shown = next
	f.prefs.showing(id)
	f.library.Choose(library.Articles, id)
	f.showCapture(len(next.article.Captures) - 1)
}

// showCapture shows one of the article's texts.
func (f *frame) showCapture(i int) {
	next := &shown{article: f.shown.article, capture: i}
	err := f.read(func(r workspace.Reader, _ *sheet.Builder) (err error) {
		next.id = next.at().Text
		next.text, err = r.Text(next.id)
		return err
	})
	if err != nil {
		f.failed(err)
		return
	}
	next.index = span.NewIndex(next.text)
	f.shown = next
	if f.claim != "" {
		f.last, f.claim = f.claim, ""
	}
	blocks, err := next.blocks()
	if err != nil {
		f.failed(err)
		return
	}
	f.view.Set(next.text, blocks)
	f.panel.Show(nil)
	f.showMiddle()
	f.remark()
}

// blocks are the capture's, in bytes, furniture dimmed.
func (s *shown) blocks() ([]docview.Block, error) {
	var dim span.Fragments
	for _, p := range s.article.Passages {
		if p.Text != s.id || p.As != "furniture" {
			continue
		}
		f, err := model.Bytes(s.index, p.Fragments)
		if err != nil {
			return nil, err
		}
		dim = append(dim, f...)
	}
	all := make([]docview.Block, 0, len(s.at().Blocks))
	for _, b := range s.at().Blocks {
		f, err := model.Bytes(s.index, []model.Fragment{{Start: b.Start, End: b.End}})
		if err != nil {
			return nil, err
		}
		furniture := slices.ContainsFunc(dim, func(d span.Span) bool { return d.Start <= f[0].Start && d.End >= f[0].End })
		all = append(all, docview.Block{Span: f[0], Kind: b.Kind, Level: b.Level, Dim: furniture})
	}
	return all, nil
}

// showMiddle shows the article, or what to do where there is none.
func (f *frame) showMiddle() {
	f.middle.RemoveAll()
	switch {
	case f.intake != nil:
		f.header.show(nil)
		f.middle.Add(f.intake.object)
	case f.tabling.on:
		f.header.show(nil)
		f.middle.Add(f.tabling.panel.Object())
	case f.shown == nil && f.then.on:
		f.header.show(nil)
		f.middle.Add(page.Text(words.X("past.nothing"), page.Dim))
	case f.shown == nil:
		f.header.show(nil)
		f.welcome.Objects = []fyne.CanvasObject{f.firstSteps()}
		f.middle.Add(f.welcome)
	default:
		f.header.show(f.shown)
		if f.reviewing.on {
			f.middle.Add(f.reviewing.beside)
		} else {
			f.middle.Add(f.view)
		}
	}
	f.middle.Refresh()
	f.title()
}

func (f *frame) title() {
	if f.window == nil {
		return
	}
	name := f.desk.Path()
	if f.shown != nil {
		name = f.shown.article.Title + " — " + name
	}
	f.window.SetTitle(words.X("window.title", "what", name))
}

// showFirst shows the article that was open last, or the first one.
func (f *frame) showFirst() {
	last, err := f.stands(f.prefs.last())
	var ids []string
	if err == nil && !last {
		ids, err = f.desk.List(model.NounArticle)
	}
	if err != nil {
		f.failed(err)
	}
	switch {
	case last:
		f.show(f.prefs.last())
	case len(ids) > 0:
		f.show(ids[0])
	default:
		f.showMiddle()
		f.count()
	}
	if f.shown != nil && f.begin != nil && f.focused() == f.begin { // which is gone with the first steps
		f.toArticle("")
	}
}

// stands reports whether an article is here.
func (f *frame) stands(article string) (here bool, err error) {
	if article == "" {
		return false, nil
	}
	err = f.read(func(r workspace.Reader, _ *sheet.Builder) error {
		a, err := stateOf[*model.Article](r, model.NounArticle, article)
		here = a != nil && a.Live()
		return err
	})
	return here, err
}

// outstanding says above the article how many claims are to be settled in its latest text.
func (f *frame) outstanding() {
	open := 0
	if a := f.shown.article; len(a.Captures) > 1 && !f.reviewing.on {
		err := f.read(func(r workspace.Reader, _ *sheet.Builder) (err error) {
			open, err = model.Outstanding(r, a)
			return err
		})
		if err != nil {
			f.failed(err)
		}
	}
	f.header.settle(open)
}

// signOf is how a claim's state is told.
func signOf(r model.View, b *sheet.Builder, c *model.Claim) (look.Sign, error) {
	heads := c.Heads()
	if len(heads) == 0 {
		return look.Unrated(), nil
	}
	status, err := b.Status(c)
	if err != nil {
		return look.Sign{}, err
	}
	if slices.Contains(status.Flags, model.Disputed) {
		return look.Disputed(), nil
	}
	sign, _, err := ratingOf(r, heads[len(heads)-1])
	return sign, err
}

// ratingOf is a verdict's rating: how it is told, and its label.
func ratingOf(r model.View, v model.Verdict) (look.Sign, string, error) {
	scale, err := stateOf[*model.Scale](r, model.NounScale, v.Scale)
	if err != nil || scale == nil {
		return look.Unrated(), v.Rating, err
	}
	rating, known := scale.Rating(v.Rating)
	if !known {
		return look.Unrated(), v.Rating, nil
	}
	return look.Rating(rating), ratingLabel(scale, rating), nil
}

// header is the line above an article: what it is, from where, of when.
type header struct {
	title, detail *widget.Label
	open          *form.Press // how many claims are to be settled in a newer text
	object        *fyne.Container
}

func newHeader(review func()) *header {
	h := &header{open: form.NewPress("", review), title: widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true}), detail: widget.NewLabel("")}
	h.title.Truncation, h.detail.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	h.detail.Importance, h.detail.SizeName = widget.LowImportance, theme.SizeNameCaptionText
	h.open.Hide()
	line := container.NewBorder(nil, nil, nil, container.NewCenter(h.open), container.New(&tight{}, h.title, h.detail))
	h.object = container.NewVBox(line, widget.NewSeparator())
	return h
}

// settle offers to settle so many places of claims.
func (h *header) settle(open int) {
	h.open.Hidden = open == 0
	h.open.SetText("⚠ " + words.N("article.outstanding", open))
	h.object.Refresh()
}

func (h *header) show(s *shown) {
	if s == nil {
		h.object.Hide()
		return
	}
	a := s.article
	h.title.SetText(a.Title)
	var parts []string
	for _, p := range []string{a.Byline, a.Outlet, day(a.Published), a.URL} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if n := len(a.Captures); n > 1 {
		parts = append(parts, words.X("article.capture", "nth", s.capture+1, "count", n))
	}
	parts = append(parts, words.X("article.hash", "hash", s.id[:7]))
	h.detail.SetText(strings.Join(parts, " · "))
	h.object.Show()
}

// day is the day of a date: the time of day stays in the description.
func day(date string) string { return words.Day(date) }

// tight sets two labels closer than they are by themselves.
type tight struct{}

// tightly is how much closer.
func tightly() float32 { return 2*theme.InnerPadding() - 2 }

func (tight) MinSize(all []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(60, all[0].MinSize().Height+all[1].MinSize().Height-tightly())
}

func (tight) Layout(all []fyne.CanvasObject, size fyne.Size) {
	top := all[0].MinSize().Height
	all[0].Resize(fyne.NewSize(size.Width, top))
	all[0].Move(fyne.NewPos(8, 0))
	all[1].Resize(fyne.NewSize(size.Width-16, all[1].MinSize().Height))
	all[1].Move(fyne.NewPos(8, top-tightly()))
}
