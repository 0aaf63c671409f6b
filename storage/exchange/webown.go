package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"touchstone/model"
)

// What Web Annotations of this program say beyond the standard: names of an own vocabulary, which others may leave out.
const (
	ownURN         = "urn:touchstone:" // and an id of 64 characters
	ownKind        = "ts:kind"         // claim, attribution, verdict or note
	ownOf          = "ts:claim"        // the id of the claim's annotation
	ownForm        = "ts:form"         // of an attribution
	ownRole        = "ts:role"         // of an attribution's body: source, mention or cue
	ownPassages    = "ts:passages"     // lists of those targets that are the parts of one passage
	ownCollections = "ts:collections"  // in a collection: those that its annotations came in
	ownText        = "ts:text"         // the sha256 of the text, in a state
	ownClaim       = "claim"
	ownAttribution = "attribution"
	ownVerdict     = "verdict"
	ownNote        = "note"
	roleSource     = "source"
	roleMention    = "mention"
	roleCue        = "cue"
)

// ownContext is the context of this program's own annotations.
var ownContext = []any{webContext, object{"ts": ownURN}}

// ownWebContext reports whether a context is this program's.
func ownWebContext(v any) bool {
	all, ok := v.([]any)
	if !ok || len(all) != 2 || all[0] != any(webContext) {
		return false
	}
	second, ok := all[1].(object)
	return ok && len(second) == 1 && word(second["ts"]) == ownURN
}

// nameOf is what a review is called: by the name of a colleague's verdict that it is, which that keeps wherever it goes, else by
// one of its own. A verdict of this workspace has its name already, and a name is given once.
func (w *webWriter) nameOf(r model.Review, own string) (string, error) {
	id, ours := strings.CutPrefix(r.URL, ownURN)
	if raw, err := hex.DecodeString(id); !ours || err != nil || len(raw) != sha256.Size || w.named[id] {
		return own, nil //nolint:nilerr // it is no name of ours
	}
	if _, here, err := w.from.Event(id); err != nil || here {
		return own, err
	}
	w.named[id] = true
	return r.URL, nil
}

// annotation is a Web Annotation as this program writes it.
type annotation struct {
	Context    any            `json:"@context"`
	ID         string         `json:"id"`
	Type       string         `json:"type"`
	Kind       string         `json:"ts:kind"`
	Claim      string         `json:"ts:claim,omitempty"`
	Form       string         `json:"ts:form,omitempty"`
	Motivation string         `json:"motivation"`
	Creator    *webAgent      `json:"creator,omitempty"`
	Created    string         `json:"created"`
	Generator  webAgent       `json:"generator"`
	Body       []*webResource `json:"body,omitempty"`
	Target     webTargets     `json:"target"`
	Passages   []webPassage   `json:"ts:passages,omitempty"`
}

// webTargets is what an annotation is about: parts of texts, or without any a thing as a whole, by its IRI.
type webTargets struct {
	parts []*webResource
	whole string
}

// MarshalJSON writes one target without brackets.
func (t webTargets) MarshalJSON() ([]byte, error) {
	switch len(t.parts) {
	case 0:
		return plainJSON(t.whole)
	case 1:
		return plainJSON(t.parts[0])
	}
	return plainJSON(t.parts)
}

// webPassage says by their ids which targets are the parts of one passage, in its order.
type webPassage struct {
	Type  string   `json:"type"` // List
	Items []string `json:"items"`
}

type webAgent struct {
	ID   string `json:"id,omitempty"`
	Type string `json:"type"`
	Name string `json:"name,omitempty"`
}

// webResource is a body, a target or a part of one.
type webResource struct {
	ID       string        `json:"id,omitempty"`
	Type     string        `json:"type"`
	Role     string        `json:"ts:role,omitempty"`
	Rating   string        `json:"ts:rating,omitempty"`
	Scale    string        `json:"ts:scale,omitempty"`
	Purpose  string        `json:"purpose,omitempty"`
	Value    string        `json:"value,omitempty"`
	Format   string        `json:"format,omitempty"`
	Language string        `json:"language,omitempty"`
	Source   string        `json:"source,omitempty"`
	Selector []webSelected `json:"selector,omitempty"`
	State    *webState     `json:"state,omitempty"`
}

// webSelected is one selector. A quote and a position stand beside each other and select the same words: refined by the
// position, a quote would be a part of itself.
type webSelected struct {
	Type   string `json:"type"`
	Exact  string `json:"exact,omitempty"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
	Start  *int   `json:"start,omitempty"` // code points
	End    *int   `json:"end,omitempty"`
}

type webState struct {
	Type       string `json:"type"`
	SourceDate string `json:"sourceDate"`
	Text       string `json:"ts:text"`
}
