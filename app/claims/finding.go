package claims

import (
	"slices"

	"touchstone/app/page"
	"touchstone/app/words"

	"fyne.io/fyne/v2/container"
)

// Finding is what a publisher would stumble on in the claim.
type Finding struct {
	Grave          bool // a reader of it refuses the claim
	Words          string
	Source, Link   string // who asks for it, and where
	Mend           string // what puts it right, with its key, in words
	Command, About string // the same as a command, and what that is about
}

// Find shows what was found in the claim of that id, if it is still the one that is shown. What is the same as before is not
// drawn again.
func (p *Panel) Find(claim string, all []Finding) {
	if p.claim == nil || p.claim.ID != claim || p.looked && slices.Equal(all, p.found) {
		return
	}
	p.found, p.looked = all, true
	if p.form != nil || p.instead != nil { // drawn with the claim
		return
	}
	p.findings()
	p.keep(p.scroll.Offset)
}

// findings writes the list: what is refused first, then what reads badly, and where the rules are from.
func (p *Panel) findings() {
	p.list.RemoveAll()
	if p.list.Hidden = !p.looked; p.list.Hidden {
		return
	}
	p.list.Add(page.Section(words.X("claim.findings")))
	if len(p.found) == 0 {
		p.list.Add(page.Text(words.X("claim.findings.none"), page.Dim))
		return
	}
	rows, sources := container.NewVBox(), page.Close()
	links := map[string]bool{}
	for _, f := range p.found {
		glyph := "· "
		if f.Grave {
			glyph = "⚠ "
		}
		rows.Add(page.NewJump(noSign, func() { p.host.Do(f.Command, f.About) }, p.keys(),
			page.Line{Words: glyph + f.Words}, page.Line{Words: f.Mend + " · " + f.Source, As: page.Dim}))
		if !links[f.Link] {
			links[f.Link] = true
			sources.Add(page.Link(f.Source, f.Link, p.reveal))
		}
	}
	p.list.Add(rows)
	p.list.Add(page.Text(words.X("claim.findings.sources"), page.Dim))
	p.list.Add(sources)
}
