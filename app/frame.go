//go:build !headless

package app

import (
	"time"

	"touchstone/app/claims"
	"touchstone/app/docview"
	"touchstone/app/form"
	"touchstone/app/library"
	"touchstone/app/look"
	"touchstone/app/sources"
	"touchstone/app/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// frame is the window: its panels, what they show now, and the workspace behind them.
type frame struct {
	*session
	app    fyne.App
	window fyne.Window // nil where only a picture is drawn
	prefs  prefs
	rows   []command // the command table with the keys of now, nil for not yet

	library *library.Panel
	view    *docview.View
	panel   *claims.Panel
	sources *sources.Panel
	bar     *bar
	header  *header
	middle  *fyne.Container // the article, or what to do first
	tools   *fyne.Container
	welcome *fyne.Container // the first steps, where no article is shown
	begin   *form.Press     // the first of their buttons
	left    *container.Split
	right   *container.Split
	object  fyne.CanvasObject

	shown     *shown    // the article, nil for none
	claim     string    // the claim in focus, "" for none
	last      string    // the claim that was in focus last, wherever it stands; "" for none
	source    string    // the source that is shown in the claim's place, "" for none
	before    string    // the claim that was in focus before the source
	reshaping string    // the appearance whose words are being chosen anew, "" for none
	turned    look.Mode // the mode that the one of now took the place of
	outFormat string    // of the last export, "" for none yet
	outScope  string
	byPerson  bool // claims are painted in the colours of those who marked them
	reviewing *reviewing
	chronicle *chronicle
	then      *backThen
	tabling   *tabling
	intake    *intake       // what is looked at before it is stored, nil for nothing
	dialog    dialog.Dialog // Fyne's list of files, nil while it is not open
	waiting   *form.Form    // the form that waits for a page to be fetched, nil for none
	proposing proposing
	offering  bool // one of several drafts is being finished
	linting   linting
	stops     []func()
	elsewhere []fyne.Shortcut // those that stand for a command's on other keyboards
	counted   *counted
	panes     [2]float64 // how the width is divided, as it was kept last
	backed    time.Time  // when a backup was last thought of
}

// newFrame makes the window's content for a session.
func newFrame(a fyne.App, s *session) *frame {
	f := &frame{session: s, app: a}
	f.prefs = newPrefs(s.parts.Preferences, a.Preferences(), func(err error) {
		if f.bar != nil {
			f.failed(err)
		}
	})
	words.Speak(f.prefs.text(prefLanguage))
	f.view = docview.New(docview.Host{
		Selected: f.selected, Chosen: f.marked, Menu: f.contextMenu, Rune: f.typed, Key: f.pressed,
		Shortcut: f.otherwise, Modifiers: form.Held, Colours: look.Article, Copied: a.Clipboard().SetContent, Size: f.prefs.size, Apart: f.prefs.apart,
		Card: f.card, Reshaped: f.pulled,
		Same: func(numbers string) string { return words.X("article.same", "numbers", numbers) },
	})
	f.furnish()
	f.attach(s)
	f.tellFaults()
	return f
}

// furnish makes everything that has words of its own.
func (f *frame) furnish() {
	f.table()
	f.counted = nil
	f.app.Settings().SetTheme(f.themed())
	f.bar = newBar(f.run.Cancel)
	f.library = library.New(library.Host{IDs: f.ids, Row: f.row, Opened: f.opened, Focus: f.focus, Rune: f.typed, Key: f.pressed})
	f.panel = claims.New(claims.Host{Do: f.do, Can: f.can, Go: f.goTo, Open: f.open, Rune: f.typed, Key: f.pressed})
	f.sources = f.newSources()
	f.reviewing = f.newReviewing()
	f.chronicle = f.newChronicle()
	f.then = &backThen{bar: f.newPastBar()}
	f.tabling = newTabling(f)
	f.header = newHeader(func() { f.do("article.review", "") })
	f.header.open.Rune, f.header.open.Key = f.typed, f.pressed
	f.welcome = container.NewStack()
	f.middle = container.NewStack()
	f.layOut()
}

// refurnish says everything anew, in another language or with other keys. What is shown stays.
func (f *frame) refurnish() {
	f.closeReview()
	tabled := f.tabling.on
	f.tabling.reset()
	fm, kind, left, right := f.panel.Form(), f.library.Kind(), f.left.Offset, f.right.Offset
	hidden, offered := !f.left.Leading.Visible(), f.bar.asked != ""
	f.furnish()
	f.left.Offset, f.right.Offset = left, right
	if hidden {
		f.left.Leading.Hide()
	}
	f.run.told = f.bar.running
	f.library.Turn(kind)
	if f.shown != nil {
		f.library.Choose(library.Articles, f.shown.article.ID())
	}
	f.showMiddle()
	f.remark()
	f.showClaim()
	if f.source != "" {
		f.showSource()
	}
	if fm != nil {
		f.panel.Ask(fm)
	}
	f.showAside()
	if f.window != nil {
		f.window.SetContent(f.object)
		f.hangMenu()
		f.bindOthers()
	}
	if tabled {
		f.toClaims("")
	}
	if offered { // in the new words
		f.offerDrafts()
	}
}

// attach shows another session's workspace.
func (f *frame) attach(s *session) {
	if f.then.on {
		f.leavePast()
		f.setMode(f.prefs.mode())
	}
	f.session = s
	s.tell = f.changed
	f.run.told = f.bar.running
	f.run.failed = func(_ job, err error) { f.failed(err) }
	f.shown, f.claim, f.last = nil, "", ""
	f.closeSource(false)
	f.closeHistory(false)
	f.prefs.opened(s.desk.Path())
	f.run.Forget() // what was begun was begun for the other one
	f.intake, f.waiting = nil, nil
	f.panel.Ask(nil)
	f.closeReview()
	f.tabling.reset()
	f.showAside()
	f.library.Reload()
	f.showFirst()
	f.offerDrafts()
}

// layOut puts the panels side by side.
func (f *frame) layOut() {
	article := container.NewBorder(f.header.object, nil, nil, nil, f.middle)
	paper := &paper{}
	paper.ExtendBaseWidget(paper)
	f.right = container.NewHSplit(container.New(least(240), paper, article), container.New(aside{}, f.reviewing.aside))
	f.left = container.NewHSplit(container.New(broad(150), f.library.Object()), f.right)
	f.left.Offset, f.right.Offset = f.prefs.panes()
	f.tools = f.toolbar()
	f.object = container.NewBorder(container.NewVBox(container.New(layout.NewCustomPaddedLayout(2, 2, 4, 4), f.tools), widget.NewSeparator(), f.then.bar.object),
		container.NewVBox(widget.NewSeparator(), f.bar.object), nil, nil, f.left)
}

// least is a panel that is at least so wide, whatever it shows: panels do not move when a form opens in one.
type least float32

func (l least) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(float32(l), 100) }

func (l least) Layout(all []fyne.CanvasObject, size fyne.Size) {
	for _, o := range all {
		o.Resize(size)
		o.Move(fyne.NewPos(0, 0))
	}
}

// aside is the panel on the right. It is so wide that the buttons of a form stand beside each other, however large letters are.
type aside struct{ least }

func (aside) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(100+11*theme.TextSize(), 100)
}

// broad is a panel that is at least so wide, and as wide as what it always shows: where letters are large that is more.
type broad float32

func (b broad) MinSize(all []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(max(float32(b), all[0].MinSize().Width), 100)
}

func (broad) Layout(all []fyne.CanvasObject, size fyne.Size) { all[0].Resize(size) }

// paper is what the article stands on.
type paper struct{ widget.BaseWidget }

func (p *paper) CreateRenderer() fyne.WidgetRenderer {
	return &paperRenderer{back: canvas.NewRectangle(theme.Color(look.Paper)), of: look.Paper}
}

type paperRenderer struct {
	back *canvas.Rectangle
	of   fyne.ThemeColorName
}

func (r *paperRenderer) Layout(s fyne.Size)           { r.back.Resize(s) }
func (r *paperRenderer) MinSize() fyne.Size           { return fyne.NewSize(1, 1) }
func (r *paperRenderer) Destroy()                     {}
func (r *paperRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.back} }
func (r *paperRenderer) Refresh() {
	r.back.FillColor = theme.Color(r.of)
	r.back.Refresh()
}

// firstSteps says what to do in an empty workspace.
func (f *frame) firstSteps() fyne.CanvasObject {
	title := widget.NewLabelWithStyle(words.X("welcome.title"), fyne.TextAlignCenter, fyne.TextStyle{Bold: true})
	title.SizeName = theme.SizeNameHeadingText
	title.Wrapping = fyne.TextWrapWord
	steps := container.NewVBox()
	for _, key := range []string{"welcome.load", "welcome.mark", "welcome.judge", "welcome.share"} {
		l := widget.NewLabel(words.X(key))
		l.Wrapping = fyne.TextWrapWord
		steps.Add(l)
	}
	button := func(id string, importance widget.Importance) *form.Press {
		b := form.NewPress(words.X(id+".short"), func() { f.do(id, "") })
		b.Importance, b.Rune, b.Key = importance, f.typed, f.pressed
		return b
	}
	f.begin = button("article.load", widget.HighImportance)
	buttons := container.NewHBox(f.begin,
		button("article.paste", widget.MediumImportance), button("help.sample", widget.MediumImportance))
	signed := widget.NewLabel(words.X("welcome.person", "name", f.who.Name))
	signed.Importance, signed.Alignment, signed.Wrapping = widget.LowImportance, fyne.TextAlignCenter, fyne.TextWrapWord
	all := container.NewVBox(title, steps, container.NewCenter(buttons), signed, container.NewCenter(button("team.person", widget.LowImportance)))
	return container.NewVScroll(container.New(layout.NewCustomPaddedLayout(40, 20, 40, 40), all))
}

// start begins what goes on while the window is open: other processes' work is looked for, drafts are stored, the clock
// goes.
func (f *frame) start() {
	f.stops = append(f.stops,
		f.run.Every(500*time.Millisecond, func() {
			f.flush()
			f.poll()
			f.adopt()
			f.keepPanes()
		}),
		f.run.Every(time.Minute, f.keepBackup),
		f.run.Every(200*time.Millisecond, func() {
			if f.bar.clock(f.parts.Now()) {
				f.restyle() // another day: how far away a date is is another
				f.tabling.renew(true)
			}
		}))
}

// stop ends that, and closes the workspace.
func (f *frame) stop() error {
	for _, s := range f.stops {
		s()
	}
	f.keepPanes()
	f.tabling.reset()
	f.run.Forget()
	return f.Close()
}

// focus gives the keyboard to something of the window.
func (f *frame) focus(what fyne.Focusable) {
	if f.window != nil && what != nil {
		f.window.Canvas().Focus(what)
	}
}

// contextMenu are the commands for what is selected.
func (f *frame) contextMenu(at fyne.Position) {
	if f.window == nil {
		return
	}
	menu := fyne.NewMenu("")
	for _, c := range f.table() {
		switch c.ID {
		case "claim.mark", "appearance.add", "attribution.add", "evidence.cite", "verdict.give", "edit.copy", "appearance.remove":
			if f.missing(c.On) == "" {
				menu.Items = append(menu.Items, fyne.NewMenuItem(c.Name(), func() { f.runs(c, "") }))
			}
		}
	}
	widget.ShowPopUpMenuAtPosition(menu, f.window.Canvas(), at)
}
