package ingest

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
)

type example struct {
	x    []float64
	y, w float64
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
		for _, s := range examples {
			d := (logistic(dot(w, s.x)) - s.y) * s.w / total
			for j, x := range s.x {
				if x != 0 {
					g[j] += d * x
				}
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

func dot(w, x []float64) float64 {
	s := 0.0
	for j, v := range x {
		if v != 0 {
			s += v * w[j]
		}
	}
	return s
}

func logistic(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

type row struct {
	p      *page
	labels []float64
	whole  bool
}

func examplesOf(rows []row, xs [][][]float64) []example {
	var all []example
	for k, r := range rows {
		total, n := 0.0, 0
		for i, p := range r.p.passages {
			if r.labels[i] >= 0 {
				total += weightOf(p)
				n++
			}
		}
		for i, p := range r.p.passages {
			if r.labels[i] < 0 {
				continue
			}
			w := weightOf(p) / total
			if !r.whole {
				w = 0.7 / float64(n)
			}
			all = append(all, example{x: xs[k][i], y: r.labels[i], w: w})
		}
	}
	return all
}

func weightOf(p passage) float64 { return float64(p.size) + 10 }

func stage1(p *page) [][]float64 {
	xs := make([][]float64, len(p.passages))
	for i := range xs {
		xs[i] = p.scale.of(i)[:]
	}
	return xs
}

func stage2(p *page, odds []float64) [][]float64 {
	var xs [][]float64
	for i, x := range settle(p.passages, odds) {
		xs = append(xs, append(x[:], p.scale.of(i)[1:wTraits]...))
	}
	return xs
}

func TestTrain(t *testing.T) {
	whole, parts := sheets(t)
	var rows []row
	for _, s := range whole {
		p := newPage2(t, s.data)
		rows = append(rows, row{p, labelsOf(p, s), true})
	}
	for _, s := range parts {
		p := newPage2(t, s.data)
		rows = append(rows, row{p, partLabels(p, s), false})
	}
	const folds = 5
	for _, penalty := range penalties() {
		fmt.Println("penalty", penalty)
		var x1, x2 [][][]float64
		for _, r := range rows {
			x1 = append(x1, stage1(r.p))
		}
		w1 := fit(examplesOf(rows, x1), penalty)
		for _, r := range rows {
			x2 = append(x2, stage2(r.p, logits(w1, stage1(r.p))))
		}
		w2 := fit(examplesOf(rows, x2), penalty)
		writeWeights(t, w1, w2)
		if os.Getenv("ONLY") != "" {
			return
		}
		for _, two := range []bool{false, true} {
			texts := make([]string, len(rows))
			trainTexts := make([]string, len(rows))
			for fold := range folds {
				var in []row
				var x1 [][][]float64
				for k, r := range rows {
					if k%folds != fold {
						in, x1 = append(in, r), append(x1, stage1(r.p))
					}
				}
				w1 := fit(examplesOf(in, x1), penalty)
				var w2 []float64
				if two {
					var x2 [][][]float64
					for _, r := range in {
						x2 = append(x2, stage2(r.p, logits(w1, stage1(r.p))))
					}
					w2 = fit(examplesOf(in, x2), penalty)
				}
				for k, r := range rows {
					z := logits(w1, stage1(r.p))
					if two {
						z = logits(w2, stage2(r.p, z))
					}
					text := r.p.textOf(func(i int) bool { return z[i] > 0 })
					if k%folds == fold {
						texts[k] = text
						show(two, k, whole, text, r, z)
					} else {
						trainTexts[k] = text
					}
				}
			}
			report := func(name string, texts []string) {
				f1, p, r := wholeF1(whole, texts[:len(whole)])
				fmt.Printf("two=%v %-6s zyte %.4f (p %.4f r %.4f)  segments %.4f\n", two, name, f1, p, r, partsF1(parts, texts[len(whole):]))
			}
			report("train", trainTexts)
			report("held", texts)
		}
	}
}

func logits(w []float64, xs [][]float64) []float64 {
	z := make([]float64, len(xs))
	for i, x := range xs {
		z[i] = dot(w, x)
	}
	return z
}

func newPage2(t testing.TB, data []byte) *page { return pageFrom(t, data) }

func penalties() (all []float64) {
	for _, w := range strings.Fields(os.Getenv("PENALTY")) {
		x := 0.0
		fmt.Sscan(w, &x)
		all = append(all, x)
	}
	return all
}

func mean1(p *page) float64 {
	a, b := 0.0, 0.0
	for _, s := range p.passages {
		a += s.read * float64(s.size)
		b += float64(s.size)
	}
	return a / b
}

func show(two bool, k int, whole []sheet, text string, r row, z []float64) {
	if !two || os.Getenv("SHOW") == "" || k >= len(whole) {
		return
	}
	a, b := wholeScore(whole[k].body, text)
	if f := 2 * a * b / (a + b); !(f > 0.95) {
		fmt.Printf("PAGE %d %s p %.3f r %.3f reads %.2f\n", k, whole[k].id[:8], a, b, mean1(r.p))
		for i, s := range r.p.passages {
			if (z[i] > 0) != (r.labels[i] > 0.5) && r.labels[i] >= 0 {
				fmt.Printf("   %d kept=%v read=%.1f z=%.1f %s %.90s\n", i, z[i] > 0, s.read, z[i], s.kind, s.words)
			}
		}
	}
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
	for i, n := range traits {
		one = append(one, fmt.Sprintf("wTraits + %d", i))
		_ = n
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
	if err := os.WriteFile("weights.go", []byte(strings.TrimSpace(b.String())+"\n"), 0o600); err != nil {
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
