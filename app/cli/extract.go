package cli

import (
	"strings"

	"touchstone/model"

	"github.com/spf13/cobra"
)

// extracted is what extract prints of a file. Blocks count code points of its text.
type extracted struct {
	File      string            `json:"file"`
	Title     string            `json:"title"`
	Byline    string            `json:"byline"`
	Outlet    string            `json:"outlet"`
	Published string            `json:"published"`
	Modified  string            `json:"modified"`
	URL       string            `json:"url"`
	Language  string            `json:"language"`
	Text      string            `json:"text"`
	Blocks    []model.Block     `json:"blocks"`
	Found     map[string]string `json:"found"`
	Origin    model.Origin      `json:"origin"`
}

func (p *program) extract() *cobra.Command {
	return &cobra.Command{
		Use:   "extract FILE…",
		Short: "Read articles and show what was found, storing nothing",
		Long: "Reads files as load does and shows the article's text, what was found about it and where. - is standard input, a folder\n" +
			"stands for the articles in it. Offsets are Unicode characters of the text; of plain text they are those of the file.",
		Example: "  touchstone extract page.html\n  touchstone extract --json saved/ | jq .title",
		Args:    args(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, paths []string) error {
			return p.extractAll(paths)
		},
	}
}

// extractAll shows every file that the paths stand for. One that fails is told, and the others go on.
func (p *program) extractAll(paths []string) error {
	failed := 0
	all := p.toLoad(paths)
	for _, one := range all {
		doc, err := p.read(one)
		if err == nil {
			err = p.showExtracted(one.file, doc)
		}
		switch {
		case err == nil:
			continue
		case exitCode(err) == exitUnavailable:
			return err
		}
		failed++
		if told := p.fail(one.file, err); told != nil {
			return told
		}
	}
	if failed > 0 {
		return partly{failed: failed, of: len(all)}
	}
	return nil
}

func (p *program) showExtracted(file string, doc model.Document) error {
	row := extracted{
		File: file, Title: doc.Fields.Text("title"), Byline: doc.Fields.Text("byline"), Outlet: doc.Fields.Text("outlet"),
		Published: doc.Fields.Text("published"), Modified: doc.Fields.Text("modified"), URL: doc.Fields.Text("url"),
		Language: doc.Fields.Text("language"), Found: doc.Found, Origin: doc.Origin,
	}
	row.Text, row.Blocks = p.AsDecoded(doc)
	for _, name := range model.DescribableFields(model.NounArticle) {
		if value := doc.Fields.Text(name); value != "" {
			p.line("%-10s %s  (%s)", name, oneLine(value), doc.Found[name])
		}
	}
	for paragraph := range strings.SplitSeq("\n"+row.Text+"\n", "\n") { // a line of its own each: line breaks would be cleaned away
		p.line("%s", paragraph)
	}
	return p.value(row)
}
