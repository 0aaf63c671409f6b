package exchange

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"touchstone/model"
	"touchstone/model/sheet"
	"touchstone/model/workspace"
)

const csvName = "csv"

// table is the format of tables (RFC 4180): out one row a claim with its current verdict, in one claim a row.
func table() workspace.Format {
	return workspace.Format{Name: csvName, Extensions: []string{".csv", ".tsv"}, Read: readTable, Write: writeTable}
}

// columns are the headings of a table that is written. Those that are fields come in again under the same names.
var columns = []string{
	"id", "statement", "language", "said_by", "said_when", "said_where", "said_url", "stage", "flags", "rating", "label", "scale",
	"rationale", "correction", "judged_by", "judged_at", "types", "tags", "articles", "article_urls", "quotes", "evidence",
	"published", "reviews",
}

// writeTable writes every live claim.
func writeTable(to workspace.Outgoing, from workspace.Exportable, only []model.Stream) (said workspace.Written, err error) {
	buffered := bufio.NewWriter(to)
	if to.BOM {
		_, _ = buffered.WriteString("\ufeff") // a bufio.Writer keeps its first error for Flush
	}
	w := csv.NewWriter(buffered)
	w.UseCRLF = true
	written := 0
	rows := sheet.NewBuilder(from)
	if err := w.Write(columns); err != nil {
		return said, err
	}
	err = eachClaim(from, only, func(c outgoingClaim) error {
		cells, err := c.row(rows)
		if err != nil {
			return err
		}
		written++
		out := make([]string, len(columns))
		for i, name := range columns {
			out[i] = harmless(cells[name])
		}
		return w.Write(out)
	})
	w.Flush()
	return said.With("claim", written), errors.Join(err, w.Error(), buffered.Flush())
}

// formulas are the characters by which a spreadsheet takes a cell for something to run.
const formulas = "=+-@\t\r"

// harmless puts an apostrophe before what a spreadsheet would run, and before apostrophes in front of such, so that it can be
// taken off again.
func harmless(cell string) string {
	if rest := strings.TrimLeft(cell, "'"); rest != "" && strings.IndexByte(formulas, rest[0]) >= 0 {
		return "'" + cell
	}
	return cell
}

// meant takes the apostrophe of harmless off.
func meant(cell string) string {
	if rest := strings.TrimLeft(cell, "'"); rest != cell && rest != "" && strings.IndexByte(formulas, rest[0]) >= 0 {
		return cell[1:]
	}
	return cell
}

func (c outgoingClaim) row(rows *sheet.Builder) (map[string]string, error) {
	status, err := rows.Status(c.Claim)
	if err != nil {
		return nil, err
	}
	cells := map[string]string{
		"id": c.ID(), "statement": c.Statement, "language": c.Language, "said_by": c.Said.By, "said_when": c.Said.When,
		"said_where": c.Said.Where, "said_url": c.Said.URL, "stage": string(status.Stage), "flags": strings.Join(status.Flags, " "),
		"types": strings.Join(c.Types, ", "), "tags": strings.Join(c.Tags, ", "),
	}
	var published, reviews []string
	for _, p := range c.Publications {
		published = append(published, p.URL)
	}
	for _, r := range c.Reviews {
		reviews = append(reviews, strings.TrimSpace(strings.Join([]string{r.Publisher, r.Rating, r.URL}, " ")))
	}
	cells["published"], cells["reviews"] = strings.Join(published, "\n"), strings.Join(reviews, "\n")
	for _, step := range []func(map[string]string, *sheet.Builder) error{c.judged, c.printed, c.rests} {
		if err := step(cells, rows); err != nil {
			return nil, err
		}
	}
	return cells, nil
}

// judged writes the current verdict; where people disagree all that stand, one a line.
func (c outgoingClaim) judged(cells map[string]string, rows *sheet.Builder) error {
	for _, h := range c.Heads() {
		scale, err := c.scale(h.Scale)
		if err != nil {
			return err
		}
		rating, _ := scale.Rating(h.Rating)
		for name, value := range map[string]string{
			"rating": h.Rating, "label": rating.Label, "scale": scale.Key, "rationale": h.Rationale, "correction": h.Correction,
			"judged_by": rows.Name(h.By), "judged_at": h.At.Format(model.TimeLayout),
		} {
			if cells[name] != "" && value != "" {
				value = cells[name] + "\n" + value
			}
			if value != "" {
				cells[name] = value
			}
		}
	}
	return nil
}

// printed writes the articles in which a claim stands, and its words there.
func (c outgoingClaim) printed(cells map[string]string, _ *sheet.Builder) error {
	var titles, addresses, quotes []string
	seen := map[string]bool{}
	for _, a := range sheet.ByPlace(c.Claim) {
		text, err := c.from.Text(a.Text)
		if err != nil {
			return err
		}
		var words []string
		points := []rune(text)
		for _, f := range a.Fragments {
			if f.End <= len(points) {
				words = append(words, string(points[f.Start:f.End]))
			}
		}
		quotes = append(quotes, strings.Join(words, " … "))
		ids, err := c.from.ArticlesOf(a.Text)
		if err != nil {
			return err
		}
		for _, id := range ids {
			state, err := c.from.State(model.StreamOf(model.NounArticle, id))
			if err != nil {
				return err
			}
			if article, ok := state.(*model.Article); ok && !seen[id] {
				seen[id] = true
				titles, addresses = append(titles, article.Title), append(addresses, article.URL)
			}
		}
	}
	cells["articles"], cells["article_urls"] = strings.Join(titles, "\n"), strings.TrimSpace(strings.Join(addresses, "\n"))
	cells["quotes"] = strings.Join(quotes, "\n")
	return nil
}

// rests writes what a claim rests on: addresses, or titles where there are none.
func (c outgoingClaim) rests(cells map[string]string, _ *sheet.Builder) error {
	var all []string
	for _, cited := range c.Evidence {
		ev, err := c.evidence(cited.Evidence)
		if err != nil {
			return err
		}
		name := ev.URL
		if name == "" {
			name = ev.Title
		}
		all = append(all, name)
	}
	cells["evidence"] = strings.Join(all, "\n")
	return nil
}

// readTable takes a claim from each row.
func readTable(from workspace.Incoming, take func(workspace.Foreign) error) error {
	bounded := &rows{Reader: from}
	in := bufio.NewReader(bounded)
	if mark, _ := in.Peek(3); string(mark) == "\ufeff" {
		_, _ = in.Discard(3) // they were peeked
	}
	start, _ := in.Peek(1 << 12)
	r := csv.NewReader(in)
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = separator(start), -1, true
	head, err := r.Read()
	if errors.Is(err, io.EOF) {
		return errors.New("the file is empty")
	}
	if err != nil {
		return err
	}
	t := &tableRow{heading: head, as: map[string]int{}}
	if err := t.mapped(from.Map); err != nil {
		return err
	}
	if from.Scales != nil {
		if t.scales, err = from.Scales(); err != nil {
			return err
		}
	}
	if t.scale = from.Scale; t.scale != "" && len(t.ofScale()) == 0 {
		return model.Refuse("scale.unknown", "scale", t.scale)
	}
	line := 1
	for {
		bounded.read = 0
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("behind line %d: %w", line, err)
		}
		line, _ = r.FieldPos(0)
		if err := take(t.foreign(fmt.Sprintf("line %d", line), cells)); err != nil {
			return err
		}
	}
}

// rows is a table on its way in. One of which a row does not end would stand in memory whole.
type rows struct {
	io.Reader
	read int // since the row before
}

func (r *rows) Read(b []byte) (int, error) {
	n, err := r.Reader.Read(b)
	if r.read += n; r.read > longestItem {
		return 0, errLong
	}
	return n, err
}

// separator is what stands most often in the first line: a comma, a semicolon or a tab.
func separator(start []byte) rune {
	line, _, _ := bytes.Cut(start, []byte("\n"))
	best, most := ',', 0
	for _, c := range ",;\t" {
		if n := bytes.Count(line, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}

// tableRow reads rows under a heading.
type tableRow struct {
	heading []string
	as      map[string]int // field -> column
	scales  []*model.Scale
	scale   string
	cells   []string
}

// mapped finds the columns: those that are named by a mapping, field=heading, and the others by their own names.
func (t *tableRow) mapped(named map[string]string) error {
	at := map[string]int{}
	for i, h := range t.heading {
		t.heading[i] = strings.TrimSpace(meant(h))
		at[strings.ToLower(t.heading[i])] = i
	}
	for _, f := range workspace.TableFields {
		if i, here := at[f]; here {
			t.as[f] = i
		}
	}
	for field, heading := range named {
		i, here := at[strings.ToLower(heading)]
		if !here {
			return model.Refuse("word.unknown", "field", "column", "word", heading, "known", strings.Join(t.heading, ", "))
		}
		t.as[field] = i
	}
	if _, here := t.as["statement"]; !here {
		return model.Refuse("table.unmapped", "columns", strings.Join(t.heading, ", "))
	}
	return nil
}

// cell is a field of the row at hand.
func (t *tableRow) cell(field string) string {
	if i, here := t.as[field]; here && i < len(t.cells) {
		return strings.TrimSpace(meant(t.cells[i]))
	}
	return ""
}

func (t *tableRow) foreign(where string, cells []string) workspace.Foreign {
	t.cells = cells
	claim, err := t.claim()
	if err != nil {
		return workspace.Foreign{Name: where, Err: err}
	}
	return bringIn(where, claim)
}

func (t *tableRow) claim() (*model.ForeignClaim, error) {
	row := object{}
	for i, cell := range t.cells {
		if !utf8.ValidString(cell) {
			return nil, errors.New("not UTF-8: save the table as UTF-8")
		}
		if i < len(t.heading) && cell != "" {
			row[t.heading[i]] = meant(cell)
		}
	}
	raw, err := model.CanonicalOf(row)
	if err != nil {
		return nil, err
	}
	claim := &model.ForeignClaim{
		Foreign: model.Foreign{Format: csvName, Raw: raw}, Fields: model.Fields{},
		Stated: model.ClaimStated{Statement: strings.Join(strings.Fields(t.cell("statement")), " "), Language: t.cell("language")},
	}
	if claim.Stated.Statement == "" {
		return nil, errors.New("a row without a statement")
	}
	said := model.Said{By: t.cell("said_by"), When: t.cell("said_when"), Where: t.cell("said_where"), URL: t.cell("said_url")}
	if said.When != "" && model.CheckDate(said.When) != nil {
		if said.When = day(said.When); said.When == "" {
			return nil, fmt.Errorf("said_when: %q is not a date such as 2025, 2025-03 or 2025-03-14", t.cell("said_when"))
		}
	}
	if said != (model.Said{}) {
		claim.Stated.Said = &said
	}
	for _, name := range []string{"types", "tags"} {
		if words := t.cell(name); words != "" {
			value, err := model.ParseField(model.NounClaim, name, words)
			if err == nil {
				err = claim.Fields.Set(name, value)
			}
			if err != nil {
				return nil, err
			}
		}
	}
	return claim, t.checked(claim)
}

// checked reads evidence, others' reviews and a verdict.
func (t *tableRow) checked(claim *model.ForeignClaim) error {
	for _, address := range strings.Fields(t.cell("evidence")) {
		if webAddress(address) != "" {
			fields := model.Fields{}
			_ = fields.Set("url", address) // a text always encodes
			claim.Evidence = append(claim.Evidence, model.Evident{Fields: fields})
		}
	}
	review := model.ReviewFound{
		Publisher: t.cell("review_publisher"), URL: t.cell("review_url"), Rating: t.cell("review_rating"),
		Date: day(t.cell("review_date")), Name: t.cell("review_name"), Description: t.cell("review_description"),
	}
	if review.Publisher+review.URL != "" {
		claim.Reviews = []model.ReviewFound{review}
	}
	rating := t.cell("rating")
	if rating == "" {
		return nil
	}
	if t.cell("rationale") == "" {
		return errors.New("a rating without a rationale")
	}
	for _, s := range t.ofScale() {
		for _, r := range s.Ratings {
			if strings.EqualFold(r.Key, rating) || strings.EqualFold(r.Label, rating) {
				claim.Verdict = &model.Judgement{Scale: s, Rating: r.Key, Rationale: t.cell("rationale"), Correction: t.cell("correction")}
				return nil
			}
		}
	}
	return fmt.Errorf("no scale here has a rating %q: name the scale, or leave the column out", rating)
}

// ofScale are the scales that a rating may be on: the named one, else all, the default first.
func (t *tableRow) ofScale() []*model.Scale {
	if t.scale == "" {
		return t.scales
	}
	for _, s := range t.scales {
		if s.Key == t.scale || strings.EqualFold(s.Name, t.scale) {
			return []*model.Scale{s}
		}
	}
	return nil
}
