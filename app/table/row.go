package table

import (
	"image/color"
	"strings"
	"time"

	"touchstone/app/look"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Row is what is shown of a line.
type Row struct {
	Cells [Columns]string
	Sign  look.Sign // of its rating
	Late  bool      // it was due before today
	Wants bool      // its stage and flags want attention
}

// state is how a row stands among the others.
type state struct {
	at, chosen, focused bool
}

// shownRow draws a Row.
type shownRow struct {
	widget.BaseWidget
	panel *Panel
	index int
	line  *Line
	row   Row
	state state
	held  fyne.KeyModifier // when it was pressed
}

func newShownRow(p *Panel) *shownRow {
	r := &shownRow{panel: p}
	r.ExtendBaseWidget(r)
	return r
}

// show shows a line. What it says is asked for when it is another one.
func (r *shownRow) show(i int, l *Line, s state) {
	if r.index = i; r.line != l || r.panel.stale {
		r.line, r.row = l, r.panel.host.Row(l)
	}
	r.state = s
	r.Refresh()
}

// MouseDown notices what is held.
func (r *shownRow) MouseDown(e *desktop.MouseEvent) { r.held = e.Modifier }

// MouseUp does nothing.
func (r *shownRow) MouseUp(*desktop.MouseEvent) {}

// Tapped opens the claim; on the tick, or with Ctrl or Shift held, it chooses.
func (r *shownRow) Tapped(e *fyne.PointEvent) {
	r.panel.clicked = time.Now()
	held := r.held
	r.held = 0
	r.panel.tapped(r.index, held, e.Position.X < tickWidth())
}

// AccessibilityLabel says the row, title by title.
func (r *shownRow) AccessibilityLabel() string {
	var parts []string
	for c, cell := range r.row.Cells {
		if cell != "" {
			parts = append(parts, Column(c).Title()+": "+cell)
		}
	}
	return strings.Join(parts, ", ")
}

// AccessibilityRole is a button: Enter opens it. Fyne knows no rows.
func (r *shownRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// TappedSecondary offers what can be done.
func (r *shownRow) TappedSecondary(e *fyne.PointEvent) { r.panel.menu(r.index, e.AbsolutePosition) }

// CreateRenderer draws it.
func (r *shownRow) CreateRenderer() fyne.WidgetRenderer {
	d := &rowRenderer{row: r, back: canvas.NewRectangle(color.Transparent), tick: canvas.NewText("", color.Transparent), glyph: canvas.NewText("", color.Transparent)}
	d.back.CornerRadius = 3
	d.glyph.TextStyle.Bold = true
	for c := range d.cells {
		d.cells[c] = canvas.NewText("", color.Transparent)
	}
	d.objects = []fyne.CanvasObject{d.back, d.tick, d.glyph}
	for _, c := range d.cells {
		d.objects = append(d.objects, c)
	}
	d.Refresh()
	return d
}

const cellGap = 10

// tickWidth is the room of the box before a row, as wide as letters are large.
func tickWidth() float32 { return 12 + theme.TextSize() }

type rowRenderer struct {
	row         *shownRow
	back        *canvas.Rectangle
	tick, glyph *canvas.Text
	cells       [Columns]*canvas.Text
	objects     []fyne.CanvasObject
}

// MinSize is the height of a row: its letters, and a little above and below.
func (d *rowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(10, fyne.MeasureText("Å", theme.TextSize(), fyne.TextStyle{}).Height+6)
}

// Layout sets the cells below the columns' titles.
func (d *rowRenderer) Layout(s fyne.Size) {
	d.back.Resize(s)
	size := theme.TextSize()
	columns := widths(s.Width-tickWidth(), size)
	set := func(t *canvas.Text, x, width float32) {
		t.Resize(fyne.NewSize(width, s.Height))
		t.Move(fyne.NewPos(x, 0))
	}
	set(d.tick, 6, tickWidth()-6)
	x := tickWidth()
	for c, width := range columns {
		t := d.cells[c]
		if t.Hidden = width == 0; width == 0 {
			continue
		}
		at, room := x, width-cellGap
		if Column(c) == Rating {
			set(d.glyph, x, size*1.3)
			at, room = at+size*1.3, room-size*1.3
		}
		t.Text = d.row.panel.letters.fit(d.row.row.Cells[c], room, t.TextSize)
		set(t, at, room)
		x += width
	}
}

// Refresh writes the row again.
func (d *rowRenderer) Refresh() {
	r := d.row
	ink, dim := theme.Color(theme.ColorNameForeground), theme.Color(theme.ColorNamePlaceHolder)
	d.tick.Text, d.tick.Color, d.tick.TextSize = "☐", dim, theme.TextSize()
	if r.state.chosen {
		d.tick.Text, d.tick.Color = "☑", theme.Color(theme.ColorNamePrimary)
	}
	d.glyph.Text, d.glyph.Color, d.glyph.TextSize = r.row.Sign.Glyph, r.row.Sign.Ink, theme.TextSize()
	for c, t := range d.cells {
		t.Color, t.TextSize = dim, theme.CaptionTextSize()
		if Column(c) == Statement || Column(c) == Rating {
			t.Color, t.TextSize = ink, theme.TextSize()
		}
	}
	if r.row.Late {
		d.cells[Due].Color = theme.Color(theme.ColorNameWarning)
	}
	if r.row.Wants {
		d.cells[Stage].Color = theme.Color(theme.ColorNameWarning)
	}
	d.back.FillColor, d.back.StrokeWidth = color.Transparent, 0
	switch {
	case r.state.chosen:
		d.back.FillColor = theme.Color(theme.ColorNameSelection)
	case r.state.at:
		d.back.FillColor = theme.Color(theme.ColorNameHover)
	}
	if r.state.at {
		d.back.StrokeColor, d.back.StrokeWidth = dim, 1
		if r.state.focused {
			d.back.StrokeColor, d.back.StrokeWidth = theme.Color(theme.ColorNamePrimary), 2
		}
	}
	d.Layout(r.Size())
	for _, o := range d.objects {
		o.Refresh()
	}
}

// Destroy does nothing.
func (d *rowRenderer) Destroy() {}

// Objects are the cells.
func (d *rowRenderer) Objects() []fyne.CanvasObject { return d.objects }
