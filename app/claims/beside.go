package claims

import (
	"touchstone/app/look"
	"touchstone/app/page"
	"touchstone/app/words"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

var noSign look.Sign

func (p *Panel) keys() page.Keys { return page.Keys{Rune: p.host.Rune, Key: p.key, Seen: p.reveal} }

func (p *Panel) evidence(all *fyne.Container, c *Claim) {
	all.Add(page.Section(words.X("claim.evidence")))
	if len(c.Evidence) == 0 {
		all.Add(page.Text(words.X("claim.evidence.none"), page.Dim))
	}
	for _, e := range c.Evidence {
		body := page.Close()
		if e.URL != "" {
			body.Add(page.Link(e.Title, e.URL, p.reveal))
		} else {
			body.Add(page.Text(e.Title, page.Plain))
		}
		if e.Flag != "" {
			body.Add(page.Text(e.Flag, page.Alert))
		}
		body.Add(page.Text(e.Detail, page.Dim))
		if e.Quote != "" {
			body.Add(page.Text(words.Quoted(e.Quote), page.Plain))
		}
		if e.Archived != "" {
			body.Add(page.Link(words.X("evidence.archive"), e.Archived, p.reveal))
		}
		if e.Copy != "" {
			body.Add(page.Text(e.Copy, page.Dim))
		}
		commands := []string{"evidence.describe", "evidence.flag"}
		if e.Quote != "" {
			commands = append(commands, "evidence.passage")
		}
		if e.Copy != "" {
			commands = append(commands, "evidence.save")
		}
		all.Add(page.Card(noSign, container.NewVBox(body, p.buttons(e.ID, commands...))))
	}
}

// questions are a tree: each question with its answers, and what they rest on.
func (p *Panel) questions(all *fyne.Container, c *Claim) {
	if len(c.Questions) == 0 {
		return
	}
	all.Add(page.Section(words.X("claim.questions")))
	for _, q := range c.Questions {
		tree := page.Close(page.Text("? "+q.Text, page.Plain), page.Text(q.Who, page.Dim))
		for _, a := range q.Answers {
			answer := page.Close(page.Text("↳ "+a.Text, page.Plain), page.Text(a.Who, page.Dim))
			if a.Rests != "" {
				answer.Add(page.Text(words.X("verdict.rests", "title", a.Rests), page.Dim))
			}
			tree.Add(page.Indented(answer))
		}
		all.Add(tree)
		all.Add(page.Indented(p.buttons(q.ID, "question.answer")))
	}
}

// related are other claims that people said something about.
func (p *Panel) related(all *fyne.Container, c *Claim) {
	if len(c.Related) == 0 {
		return
	}
	all.Add(page.Section(words.X("claim.related")))
	for _, r := range c.Related {
		if r.Contradicts {
			all.Add(page.Text(words.X("claim.contradicts"), page.Warning))
		}
		all.Add(page.NewJump(r.Sign, func() { p.host.Open(r.ID) }, p.keys(),
			page.Line{Words: r.Statement}, page.Line{Words: r.How, As: page.Dim}))
	}
}

// reviews are other people's published checks: never verdicts of this desk.
func (p *Panel) reviews(all *fyne.Container, c *Claim) {
	if len(c.Reviews) == 0 {
		return
	}
	all.Add(page.Section(words.X("claim.reviews")))
	for _, r := range c.Reviews {
		all.Add(page.Close(page.Link(r.Title, r.URL, p.reveal), page.Text(r.Detail, page.Dim)))
	}
}

func (p *Panel) notes(all *fyne.Container, c *Claim) {
	if len(c.Notes) == 0 {
		return
	}
	all.Add(page.Section(words.X("claim.notes")))
	for _, n := range c.Notes {
		p.note = page.Close(page.Text(n.Who+" · "+n.When, page.Dim), page.Markdown(n.Text))
		all.Add(p.note)
	}
	all.Add(p.buttons("", "claim.note"))
}

// ShowNote scrolls to the note that was written last. It has not been painted yet: only its place among the others is known.
func (p *Panel) ShowNote() {
	content, is := p.scroll.Content.(*fyne.Container)
	if p.note != nil && is {
		page.RevealAt(p.scroll, content.Objects[0].Position().Y+p.note.Position().Y, p.note.Size().Height)
	}
}
