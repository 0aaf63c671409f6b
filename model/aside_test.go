package model

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestSetAside(t *testing.T) {
	got, err := torn().SetAside(3, 3)
	if err != nil {
		t.Fatal(err)
	}
	want := Document{
		Text:   "Tätle\n\nTwo.",
		Blocks: []Block{{Kind: Heading, Level: 1, Start: 0, End: 5}, {Kind: Paragraph, Start: 7, End: 11}},
		Cuts: []Cut{
			{Text: "Menu", Kind: Item, Level: 1},
			{Text: "Share", Kind: Paragraph, Place: 2, Before: 1},
			{Text: "One 😀.", Kind: Paragraph, Place: 3, Before: 1},
			{Text: "Two.", Kind: Caption, Place: 4, Before: 1},
			{Text: "Foot", Kind: Paragraph, Place: 6, Before: 2},
		},
		Origin: Origin{Aside: []int{3}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if got.Places()[1] != 5 {
		t.Errorf("the places are %v", got.Places())
	}
	last, err := torn().SetAside(5)
	if err != nil || last.Text != "Tätle\n\nOne 😀." || last.Cuts[4].Before != 2 {
		t.Errorf("%+v, %v", last, err)
	}
}

// Plain text is laid out as it was: only the words go, and what stands between them and the next ones.
func TestSetAsideLeavesTheRestAsItStands(t *testing.T) {
	const text = "\n  Title\nOne\n\n\n\tTwo \nThree\n\n"
	d := Document{Text: text, Blocks: []Block{{Start: 3, End: 8}, {Start: 9, End: 12}, {Start: 16, End: 19}, {Start: 21, End: 26}}}
	d.Origin.Pages = []int{0, 16, 21}
	for _, c := range []struct {
		places []int
		text   string
		pages  []int
	}{
		{[]int{0}, "\n  One\n\n\n\tTwo \nThree\n\n", []int{0, 10, 15}},
		{[]int{1}, "\n  Title\nTwo \nThree\n\n", []int{0, 9, 14}},
		{[]int{1, 2}, "\n  Title\nThree\n\n", []int{0, 9, 9}},
		{[]int{2, 3}, "\n  Title\nOne\n\n", []int{0, 12, 12}},
		{[]int{0, 1, 2}, "\n  Three\n\n", []int{0, 3, 3}},
	} {
		got, err := d.SetAside(c.places...)
		if err != nil || got.Text != c.text || !slices.Equal(got.Origin.Pages, c.pages) {
			t.Errorf("%v: %q %v, %v", c.places, got.Text, got.Origin.Pages, err)
		}
	}
	if d.Text != text || len(d.Cuts) > 0 || d.Blocks[0].Start != 3 || d.Origin.Pages[1] != 16 {
		t.Error("the document itself changed")
	}
}

func TestSetAsideRefuses(t *testing.T) {
	for _, places := range [][]int{{-1}, {2}, {1, 9}} {
		if _, err := torn().SetAside(places...); err == nil {
			t.Errorf("%v was set aside", places)
		}
	}
	var problem *Problem
	if _, err := torn().SetAside(1, 3, 5); !errors.As(err, &problem) || problem.Code != "document.empty" {
		t.Errorf("all was set aside: %v", err)
	}
}

// Whatever is put back and set aside, in whatever steps: every passage is once in the text or among the cuts, in the order of
// the page, every block has its words, and the origin names what a person changed.
func TestPassagesAreNeverLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := torn()
		passages := map[int]string{}
		for place, words := range []string{"Menu", "Tätle", "Share", "One 😀.", "Two.", "Two.", "Foot"} {
			passages[place] = words
		}
		in := map[int]bool{1: true, 3: true, 5: true}
		d := whole
		for range rapid.IntRange(1, 8).Draw(t, "steps") {
			place := rapid.IntRange(0, 6).Draw(t, "place")
			change := d.Restore
			if in[place] {
				change = d.SetAside
			}
			next, err := change(place)
			if err != nil {
				var problem *Problem
				if errors.As(err, &problem) && len(d.Blocks) == 1 {
					continue
				}
				t.Fatal(err)
			}
			d, in[place] = next, !in[place]
		}
		points := []rune(d.Text)
		for i, place := range d.Places() {
			if got := string(points[d.Blocks[i].Start:d.Blocks[i].End]); !in[place] || got != passages[place] {
				t.Fatalf("at place %d stands %q", place, got)
			}
		}
		for i, c := range d.Cuts {
			if in[c.Place] || c.Text != passages[c.Place] || i > 0 && d.Cuts[i-1].Place >= c.Place {
				t.Fatalf("cut %d: %+v", i, c)
			}
		}
		if len(d.Blocks)+len(d.Cuts) != len(passages) {
			t.Fatalf("%d blocks and %d cuts", len(d.Blocks), len(d.Cuts))
		}
		for place := range passages {
			own := place%2 == 1
			if slices.Contains(d.Origin.Aside, place) != (own && !in[place]) || slices.Contains(d.Origin.Restored, place) != (!own && in[place]) {
				t.Fatalf("place %d: aside %v, restored %v", place, d.Origin.Aside, d.Origin.Restored)
			}
		}
	})
}
