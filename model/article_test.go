package model_test

import (
	"os"
	"strings"
	"testing"

	"touchstone/model"
)

// Where the pages of an original begin goes with the capture, in their order.
func TestPagesOfACapture(t *testing.T) {
	raw, err := os.ReadFile("testdata/events/article.captured-ab192d8671c1.json")
	if err != nil {
		t.Fatal(err)
	}
	with := func(pages string) []byte {
		before, after, is := strings.Cut(string(raw), `"origin":{`)
		if !is {
			t.Fatal("no origin in the event")
		}
		origin, rest, _ := strings.Cut(after, "}")
		return []byte(before + `"origin":{` + origin + `,"pages":` + pages + "}" + rest)
	}
	e, err := model.Decode(with("[0,3,3,7]"))
	if err != nil {
		t.Fatal(err)
	}
	if got := e.Fact.(model.ArticleCaptured).Origin.Pages; len(got) != 4 || got[3] != 7 {
		t.Errorf("pages %v", got)
	}
	for _, wrong := range []string{"[0,5,3]", "[-1]"} {
		if _, err := model.Decode(with(wrong)); err == nil || !strings.Contains(err.Error(), "out of order") {
			t.Errorf("pages %s: %v", wrong, err)
		}
	}
}
