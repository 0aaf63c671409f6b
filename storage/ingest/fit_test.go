package ingest

import (
	"fmt"
	gofmt "go/format"
	"math"
	"os"
	"strings"
	"testing"
	"time"
)

// TestFit finds the weights anew and writes weights.go, when TOUCHSTONE_FIT is set; first it says by cross-validation what
// weights that were found so are worth on pages that they were not found on.
func TestFit(t *testing.T) {
	if os.Getenv("TOUCHSTONE_FIT") == "" {
		t.Skip("TOUCHSTONE_FIT=1 finds the weights anew (minutes)")
	}
	whole, parts := sheets(t)
	var rows []labelled
	for _, s := range whole {
		p := pageFrom(t, s.data)
		rows = append(rows, labelled{p, wholeLabels(p, s), true})
	}
	for _, s := range parts {
		p := pageFrom(t, s.data)
		rows = append(rows, labelled{p, partLabels(p, s), false})
	}
	const folds = 5
	for _, penalty := range []float64{0.003, chosen, 0.012} {
		texts := make([]string, len(rows))
		for fold := range folds {
			var in []labelled
			for k, r := range rows {
				if k%folds != fold {
					in = append(in, r)
				}
			}
			one, two := fitBoth(in, penalty)
			for k := fold; k < len(rows); k += folds {
				texts[k] = rows[k].textBy(one, two)
			}
		}
		f1, p, r := wholeF1(whole, texts[:len(whole)])
		t.Logf("penalty %.3f, pages held out: whole articles F1 %.4f (precision %.4f, recall %.4f); segments F1 %.4f",
			penalty, f1, p, r, partsF1(parts, texts[len(whole):]))
	}
	one, two := fitBoth(rows, chosen)
	writeWeights(t, one, two)
}

// chosen is the penalty on the squares of the weights. Its neighbours give nearly the same.
const chosen = 0.006

// labelled is a page of which it is known which passages are the article's: 1, 0, or -1 for those of which nothing is known.
type labelled struct {
	*page
	labels []float64
	whole  bool
}

func (l labelled) textBy(one, two []float64) string {
	odds := sums(two, l.second(sums(one, l.first())))
	var g gathered
	for i, s := range l.passages {
		if odds[i] > 0 {
			g.add(s.kind, s.level, s.words)
		}
	}
	return g.text.String()
}

type example struct {
	x    []float64
	y, w float64
}

// fitBoth finds the weights of both times.
func fitBoth(pages []labelled, penalty float64) (one, two []float64) {
	var first, second []example
	for _, p := range pages {
		first = append(first, p.examples(p.first())...)
	}
	one = fit(first, penalty)
	for _, p := range pages {
		second = append(second, p.examples(p.second(sums(one, p.first())))...)
	}
	return one, fit(second, penalty)
}

func (l labelled) first() [][]float64 {
	xs := make([][]float64, len(l.passages))
	for i := range xs {
		xs[i] = l.scale.of(i)[:]
	}
	return xs
}

func (l labelled) second(odds []float64) [][]float64 {
	var xs [][]float64
	for i, x := range settle(l.passages, odds) {
		xs = append(xs, append(x[:], l.scale.of(i)[1:wTraits]...))
	}
	return xs
}

// examples weighs every page the same, and in it a passage by its length.
func (l labelled) examples(xs [][]float64) []example {
	total, n := 0.0, 0
	weight := func(i int) float64 { return float64(l.passages[i].size) + 10 }
	for i := range l.passages {
		if l.labels[i] >= 0 {
			total += weight(i)
			n++
		}
	}
	var all []example
	for i := range l.passages {
		switch {
		case l.labels[i] < 0:
		case l.whole:
			all = append(all, example{xs[i], l.labels[i], weight(i) / total})
		default:
			all = append(all, example{xs[i], l.labels[i], 0.7 / float64(n)})
		}
	}
	return all
}

// fit finds the weights of a logistic regression, with a penalty on their squares.
func fit(examples []example, penalty float64) []float64 {
	n := len(examples[0].x)
	w, m, v, g := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	total := 0.0
	for _, s := range examples {
		total += s.w
	}
	type pair struct {
		j int
		x float64
	}
	sparse := make([][]pair, len(examples))
	for i, s := range examples {
		for j, x := range s.x {
			if x != 0 {
				sparse[i] = append(sparse[i], pair{j, x})
			}
		}
	}
	const rounds = 200
	for round := 1; round <= rounds; round++ {
		for j := range g {
			g[j] = penalty * w[j]
		}
		g[0] = 0
		for i, s := range examples {
			odds := 0.0
			for _, p := range sparse[i] {
				odds += w[p.j] * p.x
			}
			d := (1/(1+math.Exp(-odds)) - s.y) * s.w / total
			for _, p := range sparse[i] {
				g[p.j] += d * p.x
			}
		}
		rate := 0.15 * (1 - float64(round-1)/rounds)
		for j := range w {
			m[j] = 0.9*m[j] + 0.1*g[j]
			v[j] = 0.999*v[j] + 0.001*g[j]*g[j]
			w[j] -= rate * (m[j] / (1 - math.Pow(0.9, float64(round)))) / (math.Sqrt(v[j]/(1-math.Pow(0.999, float64(round)))) + 1e-9)
		}
	}
	return w
}

func sums(weights []float64, xs [][]float64) []float64 {
	all := make([]float64, len(xs))
	for i, x := range xs {
		for j, w := range weights {
			all[i] += w * x[j]
		}
	}
	return all
}

func pageFrom(t testing.TB, data []byte) *page {
	t.Helper()
	text, _ := decodeHTML(data, "")
	until := time.Now().Add(time.Hour)
	root, err := parsePage(text, until)
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPage(root, until)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// wholeLabels gives for each passage the share of its words that are the article's.
func wholeLabels(p *page, s sheet) []float64 {
	body := " " + strings.Join(token.FindAllString(s.body, -1), " ") + " "
	labels := make([]float64, len(p.passages))
	for i := range p.passages {
		words := token.FindAllString(p.passages[i].words, -1)
		if len(words) == 0 {
			labels[i] = -1
			continue
		}
		hit, n := 0, 0
		for j := 0; j < max(1, len(words)-3); j++ {
			n++
			if strings.Contains(body, " "+strings.Join(words[j:min(len(words), j+4)], " ")+" ") {
				hit++
			}
		}
		labels[i] = float64(hit) / float64(n)
		if len(words) < 4 { // may stand there by accident
			labels[i] *= 0.999
		}
	}
	for i := range labels { // short ones count where a neighbour does
		if words := token.FindAllString(p.passages[i].words, -1); len(words) < 4 && labels[i] > 0.5 {
			near := false
			for _, j := range []int{i - 2, i - 1, i + 1, i + 2} {
				near = near || j >= 0 && j < len(labels) && labels[j] == 1
			}
			if !near {
				labels[i] = 0
			}
		}
	}
	return labels
}

func partLabels(p *page, s sheet) []float64 {
	labels := make([]float64, len(p.passages))
	for i := range labels {
		labels[i] = -1
		words := spacedOut(p.passages[i].words)
		for _, w := range s.without {
			if strings.Contains(words, spacedOut(w)) {
				labels[i] = 0
			}
		}
		for _, w := range s.with {
			if strings.Contains(words, spacedOut(w)) {
				labels[i] = 1
			}
		}
	}
	return labels
}

func writeWeights(t *testing.T, w1, w2 []float64) {
	var b strings.Builder
	b.WriteString("package ingest\n\n")
	table := func(doc, name, size string, names []string, w []float64) {
		fmt.Fprintf(&b, "%s\nvar %s = [%s]float64{\n", doc, name, size)
		for i, x := range w {
			if x = math.Round(x*1000) / 1000; x != 0 {
				fmt.Fprintf(&b, "\t%s: %.3f,\n", names[i], x)
			}
		}
		b.WriteString("}\n\n")
	}
	base, traits, again := constants(t, "weigh.go", "wBias", "wTraits"), constants(t, "traits.go", "isComment", "manyTraits"), constants(t, "decide.go", "sBias", "sMany")
	one := append([]string{}, base...)
	for i := range traits {
		one = append(one, fmt.Sprintf("wTraits + %d", i))
	}
	for i := range traits {
		one = append(one, fmt.Sprintf("wTraitsFar + %d", i))
	}
	two := append([]string{}, again...)
	for _, n := range base[1:] {
		two = append(two, "sMany - 1 + "+n)
	}
	table("// firstWeights is what speaks for a passage by itself, and what against it.", "firstWeights", "weighed", one, w1)
	table("// secondWeights is the same once more, with its neighbours in view.", "secondWeights", "settled", two, w2)
	code, err := gofmt.Source([]byte(strings.TrimSpace(b.String()) + "\n"))
	if err == nil {
		err = os.WriteFile("weights.go", code, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// constants reads the names between two of them in a file of this package.
func constants(t *testing.T, file, from, to string) (names []string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	in := false
	for line := range strings.Lines(string(data)) {
		name, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		if name == to {
			return names
		}
		in = in || name == from
		if in && name != "" {
			names = append(names, name)
		}
	}
	t.Fatal(to, "not found in", file)
	return nil
}
