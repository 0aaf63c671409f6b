package filter

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var (
	keys  = Keys{"rating": Word, "tag": Word, "statement": Text, "assignee": Name, "due": Date, "source": Word, "": Text}
	noon  = time.Date(2025, 3, 14, 12, 0, 0, 0, time.UTC)
	asked = Setting{Me: "Anna", Today: noon}
)

type row map[string][]string

func (r row) Values(key string) []string { return r[key] }

var bridge = row{
	"rating": {"false", "true"}, "statement": {"The bridge is Unsafe"}, "assignee": {"Anna"}, "due": {"2025-03-20"},
	"source": {"The mayor", "TT"}, "tag": nil, "": {"the bridge is unsafe\nthe mayor"},
}

func TestTermsHoldOrNot(t *testing.T) {
	for line, wanted := range map[string]bool{
		"":                                       true,
		"rating=false":                           true,
		"rating=FALSE":                           true,
		"rating=fals":                            false,
		"rating=half-true|true":                  true,
		"rating!=false":                          false,
		"rating!=half-true":                      true,
		"rating=":                                false,
		"rating!=":                               true,
		"tag=":                                   true,
		"tag!=":                                  false,
		"tag!=port":                              true,
		"statement=unsafe":                       true,
		"statement~BRIDGE":                       true,
		"source~MAY":                             true,
		"source=may":                             false,
		`source="the mayor"`:                     true,
		`source="nobody"|TT`:                     true,
		"assignee=me":                            true,
		"assignee=Björn|me":                      true,
		"due<2025-04-01":                         true,
		"due<2025-03-20":                         false,
		"due<=2025-03-20":                        true,
		"due>today":                              true,
		"due<today+6":                            false,
		"due<today+7":                            true,
		"due>=today+6":                           true,
		"due>today-3":                            true,
		"due=2025-03":                            true,
		"due=2025-03-20":                         true,
		"due=":                                   false,
		"due<2025-03":                            false, // the month says no more
		"due>2025-03":                            false,
		"bridge":                                 true,
		"bridge harbour":                         false,
		"bridge rating=true due<2026 TAG":        false,
		"bridge rating=true   due<2026 MAYOR":    true,
		`"bridge is" rating=true|false`:          true,
		`"is bridge"`:                            false,
		"harbour|bridge":                         true,
		`source="the mayor" assignee=me mayor  `: true,
	} {
		f, err := ParseLine(line, keys, asked)
		if err != nil {
			t.Errorf("%q: %v", line, err)
		} else if got := f.Fits(bridge); got != wanted {
			t.Errorf("%q fits: %v", line, got)
		}
	}
}

func TestWhatCannotBeMeantIsRefused(t *testing.T) {
	for line, says := range map[string]string{
		"ratting=false": "there are: assignee, due, rating, source, statement, tag", "rating<true": "not be compared", "due<soon": "soon", "due=today+": "today+",
		"due=today+x": "today+x", "due=todayish": "todayish", "due<2025-13-01": "2025-13-01",
	} {
		if _, err := ParseLine(line, keys, asked); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", line, err)
		}
	}
	if _, err := ParseLine("assignee=me", keys, Setting{}); err == nil {
		t.Error("nobody is me")
	}
	for _, word := range []string{"bridge", "", "=false"} {
		if _, err := Parse([]string{word}, keys, asked); err == nil {
			t.Errorf("%q is taken as KEY=VALUE", word)
		}
	}
}

// A shell hands over a term whole: spaces need no quotes there.
func TestATermThatIsGivenByItselfHoldsSpaces(t *testing.T) {
	for _, written := range []string{"source=the mayor", `source="the mayor"`, "source=nobody|the mayor", "statement=bridge is"} {
		f, err := Parse([]string{written}, keys, asked)
		if err != nil || !f.Fits(bridge) {
			t.Errorf("%q does not fit: %v", written, err)
		}
	}
}

func TestAValueIsPutInAndTakenOut(t *testing.T) {
	line := "bridge due<2026"
	for _, step := range []struct{ key, value, wanted string }{
		{"rating", "false", "bridge due<2026 rating=false"},
		{"source", "The mayor", `bridge due<2026 rating=false source="The mayor"`},
		{"rating", "true", `bridge due<2026 rating=false|true source="The mayor"`},
		{"rating", "false", `bridge due<2026 rating=true source="The mayor"`},
		{"rating", "true", `bridge due<2026 source="The mayor"`},
		{"source", "The mayor", "bridge due<2026"},
		{"assignee", "", "bridge due<2026 assignee="},
		{"assignee", "", "bridge due<2026"},
	} {
		if line = Toggle(line, step.key, step.value); line != step.wanted {
			t.Fatalf("%s=%s gives %q", step.key, step.value, line)
		}
	}
	if got := With(With(line, "due<today"), "tag=port"); got != "bridge due<today tag=port" {
		t.Errorf("with another term the line is %q", got)
	}
	if got := Without(line, "due"); got != "bridge" {
		t.Errorf("without a term the line is %q", got)
	}
}

// Whatever somebody types is read, and what is written of it is read the same; a value put in is there, and taken out it is gone.
func TestAnyLineIsReadAndWritten(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		line := rapid.StringOf(rapid.SampledFrom([]rune(`abt=!<>~|" "-+åü`))).Draw(r, "line")
		terms := read(line)
		if again := read(write(terms)); !slices.EqualFunc(terms, again, func(a, b raw) bool {
			return a.key == b.key && a.op == b.op && slices.Equal(a.wanted, b.wanted)
		}) {
			r.Fatalf("%q is read as %q, and written and read again as %q", line, terms, again)
		}
		value := rapid.StringOf(rapid.SampledFrom([]rune(`ab |"=`))).Draw(r, "value")
		had := slices.Contains(Wanted(line, "tag"), value)
		if now := Toggle(line, "tag", value); slices.Contains(Wanted(now, "tag"), value) == had {
			r.Fatalf("tag=%q is put into %q: %q", value, line, now)
		}
	})
}

func FuzzParseLine(f *testing.F) {
	for _, seed := range []string{`rating=false|"half true" bridge due<today+7`, `"`, `due<"`, "due=today-", "|", "=|="} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		parsed, err := ParseLine(line, keys, asked)
		if err != nil && err.Error() == "" {
			t.Error("a refusal says nothing")
		}
		parsed.Fits(bridge)
		again, errAgain := ParseLine(write(read(line)), keys, asked)
		if (err == nil) != (errAgain == nil) || err == nil && again.Fits(bridge) != parsed.Fits(bridge) {
			t.Errorf("%q means something else when it is written again", line)
		}
	})
}
