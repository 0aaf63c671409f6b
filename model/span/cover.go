package span

import "slices"

// Layer is one span of several that may overlap, with the number by which its owner knows it.
type Layer struct {
	Span
	Tag int
}

// Run is a stretch over which the same layers lie.
type Run struct {
	Span
	Tags []int // sorted, each once
}

// Cover cuts overlapping layers into runs: sorted, apart from each other, together exactly what the layers cover, no two
// neighbours with the same tags.
func Cover(layers []Layer) []Run {
	type edge struct{ at, tag, by int }
	edges := make([]edge, 0, 2*len(layers))
	for _, l := range layers {
		if !l.Empty() {
			edges = append(edges, edge{l.Start, l.Tag, 1}, edge{l.End, l.Tag, -1})
		}
	}
	slices.SortFunc(edges, func(a, b edge) int { return a.at - b.at })
	var runs []Run
	depth := map[int]int{}
	var active []int
	for i := 0; i < len(edges); {
		at := edges[i].at
		for ; i < len(edges) && edges[i].at == at; i++ {
			e := edges[i]
			was := depth[e.tag]
			depth[e.tag] += e.by
			place, _ := slices.BinarySearch(active, e.tag)
			switch now := depth[e.tag]; {
			case was == 0 && now != 0:
				active = slices.Insert(active, place, e.tag)
			case was != 0 && now == 0:
				active = slices.Delete(active, place, place+1)
			}
		}
		if len(active) == 0 {
			continue
		}
		s := Span{at, edges[i].at} // something is active, so an edge follows
		if n := len(runs); n > 0 && runs[n-1].End == at && slices.Equal(runs[n-1].Tags, active) {
			runs[n-1].End = s.End
			continue
		}
		runs = append(runs, Run{s, slices.Clone(active)})
	}
	return runs
}

// Diff returns where two covers differ: the spans whose tags are not the same, sorted, touching ones joined.
func Diff(before, after []Run) []Span {
	var edges []int
	for _, runs := range [][]Run{before, after} {
		for _, r := range runs {
			edges = append(edges, r.Start, r.End)
		}
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	var out Fragments
	i, j := 0, 0
	for k := 0; k+1 < len(edges); k++ {
		s := Span{edges[k], edges[k+1]}
		if !slices.Equal(tagsAt(before, &i, s.Start), tagsAt(after, &j, s.Start)) {
			out = append(out, s)
		}
	}
	return out.Normal()
}

// tagsAt returns the tags at an offset; i moves forward with it.
func tagsAt(runs []Run, i *int, at int) []int {
	for *i < len(runs) && runs[*i].End <= at {
		*i++
	}
	if *i < len(runs) && runs[*i].Start <= at {
		return runs[*i].Tags
	}
	return nil
}
