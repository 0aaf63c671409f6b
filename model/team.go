package model

import (
	"slices"
	"strings"
)

// Join says that two claims are the same; apart says that they are not, however alike. It is written in both claims.
func Join(a, b string, apart bool) Action {
	return func(v View, batch *Batch) error {
		if a == b {
			return Refuse("claim.same")
		}
		one, err := findClaim(v, a)
		if err != nil {
			return err
		}
		other, err := findClaim(v, b)
		if err != nil {
			return err
		}
		already := func(x, y *Claim) bool {
			return !apart && slices.Contains(x.Joined, y.ID()) || apart && slices.Contains(x.KeptApart, y.ID())
		}
		if already(one, other) && already(other, one) {
			return Refuse(map[bool]string{false: "claim.joined", true: "claim.keptapart"}[apart])
		}
		for _, pair := range [][2]*Claim{{one, other}, {other, one}} {
			var f Fact = ClaimsJoined{With: pair[1].ID()}
			if apart {
				f = ClaimsKeptApart{With: pair[1].ID()}
			}
			if _, err := batch.Write(pair[0].Stream, f); err != nil {
				return err
			}
		}
		return nil
	}
}

// JoinArticles says that two articles are the same work. It is written in both.
func JoinArticles(a, b string) Action {
	return func(v View, batch *Batch) error {
		if a == b {
			return Refuse("article.same")
		}
		one, err := find[*Article](v, NounArticle, a)
		if err != nil {
			return err
		}
		other, err := find[*Article](v, NounArticle, b)
		if err != nil {
			return err
		}
		if slices.Contains(one.Joined, b) && slices.Contains(other.Joined, a) {
			return Refuse("claim.joined")
		}
		if _, err := batch.Write(one.Stream, ArticlesJoined{With: b}); err != nil {
			return err
		}
		_, err = batch.Write(other.Stream, ArticlesJoined{With: a})
		return err
	}
}

// AddSource registers a source. Its fields must hold a name.
func AddSource(fields Fields) Action {
	return func(_ View, b *Batch) error {
		if strings.TrimSpace(fields.Text("name")) == "" {
			return Refuse("source.unnamed")
		}
		if kind := fields.Text("kind"); kind != "" && !slices.Contains(SourceKinds, kind) {
			return Refuse("source.kind", "kind", kind, "known", strings.Join(SourceKinds, ", "))
		}
		_, err := b.Found(NounSource, Describe(NounSource, fields))
		return err
	}
}

// MergeSources says that a source is the same as another, which is shown in its place.
func MergeSources(source, with string) Action {
	return func(v View, b *Batch) error {
		if source == with {
			return Refuse("source.same")
		}
		one, err := find[*Source](v, NounSource, source)
		if err != nil {
			return err
		}
		other, err := find[*Source](v, NounSource, with)
		if err != nil {
			return err
		}
		if slices.Contains(other.Merged, source) {
			return Refuse("source.circle", "name", other.Name)
		}
		if slices.Contains(one.Merged, with) {
			return Refuse("nothing.changes")
		}
		_, err = b.Write(one.Stream, SourcesMerged{With: with})
		return err
	}
}

// SetPolicy sets what the desk asks of a verdict. scale is the default scale that the fields name, nil for none; a shipped
// one is defined in the workspace by this.
func SetPolicy(scale *Scale, fields Fields) Action {
	return func(v View, b *Batch) error {
		if scale != nil {
			if err := defineScale(v, b, scale); err != nil {
				return err
			}
		}
		return DescribeThing(DeskStream, fields)(v, b)
	}
}
