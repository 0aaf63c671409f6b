package exchange

import (
	"bufio"
	"cmp"
	_ "embed"
	"errors"
	"html/template"
	"strings"

	"touchstone/model"
	"touchstone/model/workspace"

	"golang.org/x/text/language"
)

const htmlName = "html"

//go:embed packet.html.tmpl
var packetTemplate string

var packetPage = template.Must(template.New("packet").Funcs(template.FuncMap{
	"web": webAddress, "brief": brief, "moment": moment, "place": func(i int) int { return i + 1 },
}).Parse(packetTemplate))

// brief is a title as the frame of a browser shows it: 70 characters at most.
func brief(title string) string {
	if points := []rune(title); len(points) > 70 {
		return strings.TrimSpace(string(points[:69])) + "…"
	}
	return title
}

// moment is a stamp as people read it; anything else stays as it is.
func moment(stamp string) string {
	if len(stamp) >= len("2006-01-02T15:04:05Z") && strings.HasSuffix(stamp, "Z") && stamp[10] == 'T' {
		return stamp[:10] + " " + stamp[11:16] + " UTC"
	}
	return stamp
}

// report is the format of the review packet: one page that needs nothing but itself.
func report() workspace.Format {
	return workspace.Format{Name: htmlName, Extensions: []string{".html"}, Write: writeHTML}
}

// printedText is a text of an article on a page.
type printedText struct {
	At, Text string
	Blocks   []block
}

// writeHTML writes the page piece by piece: memory holds one text or one note at a time.
func writeHTML(to workspace.Outgoing, from workspace.Exportable, only []model.Stream) (said workspace.Written, err error) {
	p, err := newPacket(from, only)
	if err != nil {
		return said, err
	}
	out := bufio.NewWriter(to)
	write := func(part string, data any) error { return packetPage.ExecuteTemplate(out, part, data) }
	steps := []func() error{
		func() error {
			return write("head", struct {
				*packet
				Title, Contents string
			}{p, p.title(), p.contents()})
		},
		func() error { return p.eachArticle(func(data any) error { return write("article", data) }) },
		func() error { return write("claims", p) },
		func() error {
			due, err := p.eachNote(func(n *note) error { return write("note", n) })
			return cmp.Or(err, write("corrections", due))
		},
		func() error { return write("foot", nil) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return said, errors.Join(err, out.Flush())
		}
	}
	return p.written(), out.Flush()
}

// title is the title of the only article, or a count of them.
func (p *packet) title() string {
	if len(p.Articles) == 1 && p.Articles[0].Title != "" {
		return "Review: " + p.Articles[0].Title
	}
	return "Review of " + workspace.Written{}.With("article", len(p.Articles)).String()
}

func (p *packet) written() workspace.Written {
	return Summary{Articles: len(p.Articles), Claims: p.Claims, Events: p.sum.Events}.Written()
}

func (p *packet) contents() string {
	return p.written().String()
}

// article is one article on its page.
type article struct {
	At      int // among the packet's articles, from 0
	Article *paper
	Lang    string // a language tag, "" for none that is one
	Texts   []printedText
}

// eachArticle prints one article after another.
func (p *packet) eachArticle(use func(any) error) error {
	for i, a := range p.Articles {
		one := article{At: i, Article: a, Lang: tagged(a.Language)}
		for _, capture := range a.texts {
			blocks, err := p.blocks(capture)
			if err != nil {
				return err
			}
			one.Texts = append(one.Texts, printedText{capture.At, capture.Text, blocks})
		}
		if err := use(one); err != nil {
			return err
		}
	}
	return nil
}

// eachNote works out one note after another, and returns the corrections that are due.
func (p *packet) eachNote(use func(*note) error) ([]*correction, error) {
	var due []*correction
	for number := 1; number < len(p.notes); number++ {
		n, err := p.note(number)
		if err == nil {
			err = use(n)
		}
		if err != nil {
			return nil, err
		}
		if n.Corrected != nil {
			due = append(due, n.Corrected)
		}
	}
	return due, nil
}

// tagged is a language as pages name it, "" for what is none.
func tagged(lang string) string {
	tag, err := language.Parse(lang)
	if err != nil || tag == language.Und {
		return ""
	}
	return tag.String()
}
