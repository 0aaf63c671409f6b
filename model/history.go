package model

import (
	"slices"
	"time"
)

// Step is one thing somebody did, for the history: who, when, what, why.
type Step struct {
	Event    Event
	Why      string      // the reason given, where one was
	Undone   *Withdrawal // taken back later, by whom and why
	Effected time.Time   // when it can have happened at the earliest: max(at, at of all it comes after)
}

// Steps returns every step of a stream in causal order, taken back or not.
func Steps(stream Stream, events []Event) []Step {
	f := newFolding(stream, events)
	steps := make([]Step, len(f.order))
	times := effected(f.order)
	for i, e := range f.order {
		steps[i] = Step{Event: *e, Why: why(e.Fact), Undone: f.withdrawn[e.ID], Effected: times[e.ID]}
	}
	return steps
}

// AsOf returns the events of one stream that had happened by then in causal time: an event counts as no earlier than those
// it comes after, so that a wrong clock cannot put an answer before its question.
func AsOf(stream Stream, events []Event, then time.Time) []Event {
	f := newFolding(stream, events)
	times := effected(f.order)
	var out []Event
	for _, e := range f.order {
		if !times[e.ID].After(then) {
			out = append(out, *e)
		}
	}
	return out
}

func effected(order []*Event) map[string]time.Time {
	times := make(map[string]time.Time, len(order))
	for _, e := range order {
		t := e.At
		for _, a := range e.After {
			if earlier, here := times[a]; here && earlier.After(t) {
				t = earlier
			}
		}
		times[e.ID] = t
	}
	return times
}

func why(f Fact) string {
	switch f := f.(type) {
	case Retracted:
		return f.Reason
	case VerdictGiven:
		return f.Reason
	case AppearanceRemoved:
		return f.Reason
	case AttributionRemoved:
		return f.Reason
	case AppearanceGone:
		return f.Why
	case EvidenceFlagged:
		return f.Why
	}
	return ""
}

// Names returns the ids of other streams that a fact names, by noun: the sources of an attribution, the evidence and scale
// of a verdict, the other claim of a join. Texts are not streams; see Texts.
func Names(f Fact) []Stream {
	var out []Stream
	add := func(noun Noun, ids ...string) {
		for _, id := range ids {
			if id != "" {
				out = append(out, StreamOf(noun, id))
			}
		}
	}
	switch f := f.(type) {
	case AttributionMade:
		add(NounSource, f.Sources...)
	case EvidenceCited:
		add(NounEvidence, f.Evidence)
	case QuestionAnswered:
		add(NounEvidence, f.Evidence)
	case VerdictGiven:
		add(NounScale, f.Scale)
		add(NounEvidence, f.Cites...)
	case ClaimsJoined:
		add(NounClaim, f.With)
	case ClaimsKeptApart:
		add(NounClaim, f.With)
	case ClaimSplit:
		add(NounClaim, f.Into)
	case ClaimStated:
		add(NounClaim, f.From)
	case ArticlesJoined:
		add(NounArticle, f.With)
	case SourcesMerged:
		add(NounSource, f.With)
	case Described:
		if f.noun == NounDesk {
			add(NounScale, f.Fields.Text("scale"))
		}
	}
	return out
}

// Texts returns the ids of the texts that a fact names, each once.
func Texts(f Fact) []string {
	var ids []string
	switch f := f.(type) {
	case ArticleCaptured:
		ids = append(ids, f.Text)
	case PassageMarked:
		ids = append(ids, f.Text)
	case ProposalRejected:
		ids = append(ids, f.Text)
	case AppearanceAdded:
		ids = append(ids, f.Text)
	case AppearanceGone:
		ids = append(ids, f.Text)
	}
	return slices.Compact(ids)
}

// Blobs returns the ids of the original files that a fact names.
func Blobs(f Fact) []string {
	switch f := f.(type) {
	case ArticleCaptured:
		if f.Origin.SHA256 != "" {
			return []string{f.Origin.SHA256}
		}
	case Described:
		if id := f.Fields.Text("file"); f.noun == NounEvidence && id != "" {
			return []string{id}
		}
	}
	return nil
}

// NamedBy reports whether a fact that stands in these events, and that another batch wrote, names the thing of a stream.
func NamedBy(stream Stream, events []Event, thing Stream, batch string) bool {
	f := newFolding(stream, events)
	for e := range f.live() {
		if e.Batch != batch && slices.Contains(Names(e.Fact), thing) {
			return true
		}
	}
	return false
}

// Standing returns the ids of the events of one stream that stand.
func Standing(stream Stream, events []Event) map[string]bool {
	ids := map[string]bool{}
	for e := range newFolding(stream, events).live() {
		ids[e.ID] = true
	}
	return ids
}

// Reach returns the end of the last stretch of text that a fact points at, in code points; 0 where it points at none. It
// counts what stands beside the fact's own text id.
func Reach(f Fact) int {
	var all []Fragment
	switch f := f.(type) {
	case ArticleCaptured:
		if len(f.Blocks) > 0 {
			return f.Blocks[len(f.Blocks)-1].End
		}
	case PassageMarked:
		all = f.Fragments
	case ProposalRejected:
		all = f.Fragments
	case AppearanceAdded:
		all = f.Fragments
	}
	if len(all) == 0 {
		return 0
	}
	return all[len(all)-1].End
}
