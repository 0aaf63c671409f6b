package lint

import (
	"cmp"
	"slices"

	"touchstone/model"
)

// Level says how bad a finding is.
type Level string

// The levels.
const (
	Error   Level = "error"   // a reader of the format refuses it, or it cannot be right
	Warning Level = "warning" // it stands on weak feet, or reads badly
)

// Rule is one thing that is looked for.
type Rule struct {
	Key    string
	Level  Level
	Source string // who asks for it, with an address where there is one
	find   func(subject, finder)
}

// Finding is a rule that a claim breaks.
type Finding struct {
	Rule   string `json:"rule"`
	Level  Level  `json:"level"`
	Thing  string `json:"thing"` // the id of the verdict, evidence or appearance to look at, else the claim's
	Why    string `json:"why"`
	Source string `json:"source"`

	// How tells apart the faults of a rule that knows several, "" for the only one. With the rule's key and the values, by
	// name, others word the finding in their language.
	How    string            `json:"-"`
	Values map[string]string `json:"-"`
}

// finder is told of every fault: the thing to look at, "" for the claim, how it breaks the rule where there are several ways, why
// it does in English, and the names and values of what differs from one such fault to the next.
type finder func(thing, how, why string, values ...string)

// Surroundings hands in what a claim names. A thing that is not known is nil.
type Surroundings struct {
	Evidence func(id string) *model.Evidence
	Scale    func(id string) *model.Scale
	// Text returns a text by its id; "" where it is not here.
	Text func(id string) string
	// Captured returns the texts that an article of that web address was captured with; none where it is not here.
	Captured func(url string) []string
}

// subject is one claim on the table.
type subject struct {
	*model.Claim
	Surroundings
}

// Check looks at a claim and returns what it finds, errors first, in the order of the rules.
func Check(c *model.Claim, s Surroundings) []Finding {
	all := []Finding{}
	for _, r := range Rules() {
		r.find(subject{c, s}, func(thing, how, why string, values ...string) {
			f := Finding{Rule: r.Key, Level: r.Level, Thing: cmp.Or(thing, c.ID()), Why: why, Source: r.Source, How: how, Values: map[string]string{}}
			for i := 0; i+1 < len(values); i += 2 {
				f.Values[values[i]] = values[i+1]
			}
			all = append(all, f)
		})
	}
	slices.SortStableFunc(all, func(a, b Finding) int { return cmp.Compare(a.Level, b.Level) })
	return all
}

const (
	google   = "Google, ClaimReview structured data, https://developers.google.com/search/docs/appearance/structured-data/factcheck"
	schema   = "schema.org Rating, https://schema.org/Rating"
	ifcn     = "IFCN Code of Principles, https://ifcncodeofprinciples.poynter.org/the-commitments"
	averitec = "AVeriTeC, annotation guidelines, https://arxiv.org/abs/2305.13117"
	polnear  = "PolNeAR, annotation guidelines, https://github.com/networkdynamics/PolNeAR"
	w3c      = "W3C Web Annotation, text quote selector, https://www.w3.org/TR/annotation-model/#text-quote-selector"
)

// Rules are the rules in the order in which findings are told.
func Rules() []Rule {
	return []Rule{
		{"claim-empty", Error, google, empty},
		{"rating-missing", Error, google, unrated},
		{"rating-unknown", Error, google, unknown},
		{"url-missing", Error, google, unpublished},
		{"scale-bounds", Error, schema, bounds},
		{"words-not-in-text", Error, w3c, outside},
		{"quote-not-in-capture", Error, w3c, misquoted},
		{"claim-long", Warning, google, long},
		{"rating-in-claim", Warning, google, named},
		{"claim-negated", Warning, averitec, negated},
		{"rationale-without-evidence", Warning, ifcn, baseless},
		{"archive-missing", Warning, averitec, unarchived},
		{"single-secondary-source", Warning, ifcn, secondary},
		{"chain-without-origin", Warning, polnear, unsourced},
	}
}
