package cli

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"touchstone/model"
	"touchstone/model/workspace"

	"github.com/spf13/cobra"
)

// demoResult is what demo prints: where everything is.
type demoResult struct {
	Workspace string `json:"workspace"`
	Export    string `json:"export"`
	Picture   string `json:"picture,omitempty"`
}

func (p *program) demo() *cobra.Command {
	return &cobra.Command{
		Use:   "demo [FOLDER]",
		Short: "Check a sample article, to look at",
		Long: "Makes a workspace in which two people checked the sample article, writes its export beside it and, in a build with a\n" +
			"window, a picture of the desk. A demo that is there already is kept.",
		Example: "  touchstone demo\n  touchstone -w touchstone-demo/desk.db list claims",
		Args:    args(cobra.MaximumNArgs(1)),
		RunE: func(_ *cobra.Command, given []string) error {
			folder := "touchstone-demo"
			if len(given) > 0 {
				folder = given[0]
			}
			return p.showDemo(folder)
		},
	}
}

func (p *program) showDemo(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("make the demo's folder: %w", err)
	}
	made := demoResult{Workspace: filepath.Join(folder, "desk.db"), Export: filepath.Join(folder, "export.json")}
	p.workspace = made.Workspace
	anna, err := stranger("Anna")
	if err != nil {
		return err
	}
	err = p.open(Create, func(d Desk) error {
		if seq, err := d.Seq(); err != nil || seq > 0 {
			return err
		}
		return p.checkSample(d, anna)
	})
	if err == nil {
		err = p.open(Look, func(d Desk) error { return p.exportTo(d, exportHow{to: made.Export}) })
	}
	if err == nil && p.Picture != nil {
		made.Picture = filepath.Join(folder, "desk.png")
		looking := p.Parts
		looking.Identity = func(string) (model.Identity, error) { return anna, nil }
		err = ReplaceFile(made.Picture, func(w io.Writer) error { return p.Picture(made.Workspace, looking, w) })
	}
	if err != nil {
		return err
	}
	p.line("workspace  %s", made.Workspace)
	p.line("export     %s", made.Export)
	if made.Picture != "" {
		p.line("picture    %s", made.Picture)
	}
	return p.value(made)
}

// stranger is a person of the demo. Nobody keeps their key: what they did can be looked at and answered, and not continued.
func stranger(name string) (model.Identity, error) {
	_, key, err := ed25519.GenerateKey(nil)
	return model.Identity{Name: name, Key: key}, err
}

// demoing does the demo's work, and stops at the first failure.
type demoing struct {
	p    *program
	desk Desk
	text string // of the sample
	id   string // the text's
	err  error
}

func (p *program) checkSample(d Desk, anna model.Identity) error {
	bo, err := stranger("Björn")
	if err != nil {
		return err
	}
	sample, err := p.Samples.Open("harbour.txt")
	if err != nil {
		return err
	}
	doc, err := p.ReadFrom("harbour.txt", sample)
	if err = errors.Join(err, sample.Close()); err != nil {
		return err
	}
	for name, value := range map[string]string{"outlet": "Norrvåg-Bladet", "published": "2025-03-12"} {
		if err := doc.Fields.Set(name, value); err != nil {
			return err
		}
		doc.Found[name] = model.FoundGiven
	}
	w := &demoing{p: p, desk: d, text: doc.Text, id: model.Hash([]byte(doc.Text))}
	w.do(anna, model.Load(doc, "", p.Now()))
	w.piles(anna, bo)
	w.others(anna, bo)
	return w.err
}

func (w *demoing) do(who model.Identity, action model.Action) workspace.Receipt {
	var r workspace.Receipt
	if w.err != nil {
		return r
	}
	ws, err := workspace.New(w.desk, workspace.Settings{Who: who, Now: w.p.Now, Nonce: w.p.Nonce})
	if err == nil {
		r, err = ws.Do(action)
	}
	w.err = err
	return r
}

// mark makes a claim of every passage with these words.
func (w *demoing) mark(who model.Identity, quote, by string) string {
	if w.err != nil {
		return ""
	}
	var places [][]model.Fragment
	if places, w.err = model.Places(w.text, quote, model.Which{All: true}); w.err != nil {
		return ""
	}
	stated := model.ClaimStated{Statement: strings.ToUpper(quote[:1]) + quote[1:], Said: &model.Said{By: by, When: "2025-03"}}
	return w.do(who, model.Mark(stated, w.id, places)).Stream(model.NounClaim).ID()
}

func (w *demoing) attribute(who model.Identity, claim string, links ...string) {
	chain := make([]model.Link, len(links))
	for i, l := range links {
		if w.err == nil {
			chain[i], w.err = model.ParseLink(l)
		}
	}
	w.do(who, model.Attribute(claim, chain, "", nil))
}

// cite cites a web page, and returns its id.
func (w *demoing) cite(who model.Identity, claim, url, title, stance, quote string) string {
	ev := model.Evident{Stance: stance, Quote: quote, Fields: model.Fields{}}
	for name, value := range map[string]string{"url": url, "title": title, "kind": "document", "accessed": "2025-03-13"} {
		w.err = errors.Join(w.err, ev.Fields.Set(name, value))
	}
	return w.do(who, model.Cite(claim, ev)).Stream(model.NounEvidence).ID()
}

func (w *demoing) judge(who model.Identity, claim, rating, rationale string, cites ...string) {
	w.decide(who, claim, model.Judgement{Rating: rating, Rationale: rationale, Cites: cites})
}

func (w *demoing) decide(who model.Identity, claim string, j model.Judgement) string {
	j.Scale = w.p.Scales()[0]
	given := w.do(who, model.Judge(claim, j)).Of(model.KindVerdictGiven)
	if len(given) == 0 {
		return ""
	}
	return given[0]
}

// piles is a claim with everything: two places, a chain, evidence, a dispute and how it was settled.
func (w *demoing) piles(anna, bo model.Identity) {
	claim := w.mark(anna, "14 of the quay’s 52 concrete piles are damaged", "The Ministry of Ports")
	w.attribute(anna, claim, "Telagra|reports", "The Ministry of Ports|confirms")
	report := w.cite(anna, claim, "https://example.org/inspection-2025", "Inspection report, March 2025", "refutes",
		"13 piles are cracked; 4 are closed to all load.")
	w.judge(anna, claim, "mostly-true", "The report counts 13 of 52, not 14.", report)
	w.judge(bo, claim, "false", "Damaged means closed to load. That is 4 of 52.", report)
	settled := w.decide(anna, claim, model.Judgement{
		Rating: "half-true", Rationale: "13 piles are cracked and 4 are closed. “Damaged” fits the first number, the harm the second.",
		Cites: []string{report}, All: true, Reason: "We agreed on what damaged means.",
		Correction: "13 of the quay’s 52 concrete piles are cracked; 4 are closed",
	})
	w.do(bo, model.StandBehind(settled, model.RoleSecond, "Checked the figures again."))
}

func (w *demoing) others(anna, bo model.Identity) {
	travel := w.mark(bo, "About 2,300 people travel daily between the town and the island of Ekö", "Våglinjen")
	w.attribute(bo, travel, "Våglinjen|according to")
	tickets := w.cite(bo, travel, "https://example.org/tickets", "Ticket statistics 2024", "supports", "2,297 passengers a day on average")
	w.judge(bo, travel, "true", "The statistics give 2,297 a day over the year.", tickets)

	inspected := w.mark(anna, "The quay has been inspected every year", "René Halvardsson")
	log := w.cite(anna, inspected, "https://example.org/harbour-log", "The harbour office’s log", "refutes", "Last inspection: October 2018")
	w.judge(anna, inspected, "false", "The office’s own log has no inspection after October 2018.", log)

	sales := w.mark(bo, "The island’s only grocery shop has lost 40 percent of its sales", "Noël Achterberg")
	w.judge(anna, sales, "mostly-false", "The trade association’s figures show a rise of a tenth.")
	w.judge(bo, sales, "half-true", "The owner counts March alone, the association the quarter. Both may be right.")

	w.mark(anna, "the harbour will stay closed for at least three weeks", "The Ministry of Ports")
}
