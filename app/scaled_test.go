//go:build !headless

package app

import (
	"testing"

	"touchstone/assets"
	"touchstone/model"
)

// In English the shipped scales say what their files say; somebody's own scale says what they wrote, whatever its key.
func TestScalesAreWorded(t *testing.T) {
	for _, s := range assets.Scales() {
		if got := scaleName(s); got != s.Name {
			t.Errorf("%s is called %q, not %q", s.Key, got, s.Name)
		}
		for _, r := range s.Ratings {
			if label, means := ratingLabel(s, r), ratingMeans(s, r); label != r.Label || means != r.Definition {
				t.Errorf("%s %s is called %q and means %q", s.Key, r.Key, label, means)
			}
		}
	}
	own := &model.Scale{Key: "truth-six", Name: "Ours", Ratings: []model.Rating{{Key: "true", Label: "Right", Definition: "It is."}}}
	if scaleName(own) != "Ours" || ratingLabel(own, own.Ratings[0]) != "Right" || ratingMeans(own, own.Ratings[0]) != "It is." {
		t.Error("somebody's own scale is worded as a shipped one")
	}
}
