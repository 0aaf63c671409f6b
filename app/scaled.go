//go:build !headless

package app

import (
	"slices"

	"touchstone/app/words"
	"touchstone/assets"
	"touchstone/model"
)

// Shipped scales are in English, so that their ids are the same everywhere; the window words them in its language. A scale that
// somebody made says what they wrote.

func shipped(s *model.Scale) bool {
	return slices.ContainsFunc(assets.Scales(), func(o *model.Scale) bool { return o.ID() == s.ID() })
}

// scaleName is what a scale is called.
func scaleName(s *model.Scale) string {
	if shipped(s) {
		return words.X("scale." + s.Key)
	}
	return s.Name
}

// ratingLabel is what a rating is called.
func ratingLabel(s *model.Scale, r model.Rating) string {
	if shipped(s) {
		return words.X("scale." + s.Key + "." + r.Key)
	}
	return r.Label
}

// ratingMeans is what a rating means.
func ratingMeans(s *model.Scale, r model.Rating) string {
	if shipped(s) {
		return words.X("scale." + s.Key + "." + r.Key + ".means")
	}
	return r.Definition
}
