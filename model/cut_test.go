package model

import (
	"reflect"
	"testing"
)

func torn() Document {
	return Document{
		Text:   "Tätle\n\nOne 😀.\n\nTwo.",
		Blocks: []Block{{Kind: Heading, Level: 1, Start: 0, End: 5}, {Kind: Paragraph, Start: 7, End: 13}, {Kind: Paragraph, Start: 15, End: 19}},
		Cuts: []Cut{
			{Text: "Menu", Kind: Item, Level: 1},
			{Text: "Share", Kind: Paragraph, Place: 2, Before: 1},
			{Text: "Two.", Kind: Caption, Place: 4, Before: 2},
			{Text: "Foot", Kind: Paragraph, Place: 6, Before: 3},
		},
	}
}

func TestRestore(t *testing.T) {
	got, err := torn().Restore(6, 4, 4)
	if err != nil {
		t.Fatal(err)
	}
	want := Document{
		Text: "Tätle\n\nOne 😀.\n\nTwo.\n\nTwo.\n\nFoot",
		Blocks: []Block{
			{Kind: Heading, Level: 1, Start: 0, End: 5},
			{Kind: Paragraph, Start: 7, End: 13},
			{Kind: Caption, Start: 15, End: 19},
			{Kind: Paragraph, Start: 21, End: 25},
			{Kind: Paragraph, Start: 27, End: 31},
		},
		Repeats: 1,
		Cuts:    []Cut{{Text: "Menu", Kind: Item, Level: 1}, {Text: "Share", Kind: Paragraph, Place: 2, Before: 1}},
		Origin:  Origin{Restored: []int{4, 6}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if again, err := torn().Restore(4, 6); err != nil || !reflect.DeepEqual(again, want) {
		t.Errorf("another order gives another document: %+v, %v", again, err)
	}
	if same, err := torn().Restore(); err != nil || !reflect.DeepEqual(same, torn()) {
		t.Errorf("restoring nothing changes something: %+v, %v", same, err)
	}
}

func TestRestoreStepByStep(t *testing.T) {
	at := torn()
	var err error
	for _, place := range []int{6, 0, 4, 2} {
		if at, err = at.Restore(place); err != nil {
			t.Fatal(err)
		}
	}
	all, err := torn().Restore(0, 2, 4, 6)
	if err != nil || !reflect.DeepEqual(at, all) || len(all.Cuts) != 0 || len(all.Blocks) != 7 {
		t.Errorf("one by one %+v\nat once   %+v, %v", at, all, err)
	}
}

func TestRestoreRefuses(t *testing.T) {
	for _, places := range [][]int{{-1}, {1}, {0, 9}} {
		if _, err := torn().Restore(places...); err == nil {
			t.Errorf("%v was restored", places)
		}
	}
}
