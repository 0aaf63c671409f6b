package model

// Deed says what kind of thing a batch did, for undo and redo.
type Deed int

// The deeds.
const (
	Ordinary  Deed = iota
	Undoing        // retracts an ordinary batch, or a redo's doing
	Redoing        // retracts an undo
	Importing      // brings in another format, and is not undone
)

// DeedOf tells undo and redo from ordinary batches: they hold nothing but retractions without a reason. target returns the
// events of the batch that an event belongs to.
func DeedOf(events []Event, batchOf func(event string) ([]Event, error)) (Deed, error) {
	deed := Ordinary
	for _, e := range events {
		if ForeignOf(e.Fact) != nil {
			return Importing, nil
		}
		r, ok := e.Fact.(Retracted)
		if !ok || r.Reason != "" {
			return Ordinary, nil
		}
		if deed != Ordinary {
			continue
		}
		target, err := batchOf(r.Events[0])
		if err != nil {
			return Ordinary, err
		}
		inner, err := DeedOf(target, batchOf)
		if err != nil {
			return Ordinary, err
		}
		if deed = Undoing; inner == Undoing {
			deed = Redoing
		}
	}
	return deed, nil
}

// TakeBack retracts a batch's own facts, one retraction in each stream it touched. Undo takes back an ordinary batch, redo
// takes back an undo. What others have built on stays: a source, evidence or scale that it founded and another batch names, an article in
// which claims of others stand by now, and who the author is.
func TakeBack(events []Event) Action {
	return func(v View, b *Batch) error {
		byStream := map[Stream][]string{}
		var order []Stream
		claims := 0
		for _, e := range events {
			kept, n, err := keptByOthers(v, e)
			if err != nil {
				return err
			}
			claims += n
			if kept {
				continue
			}
			if byStream[e.Stream] == nil {
				order = append(order, e.Stream)
			}
			byStream[e.Stream] = addID(byStream[e.Stream], e.ID)
		}
		if len(order) == 0 && claims > 0 {
			return Refuse("article.claimed", "count", itoa(claims))
		}
		if len(order) == 0 {
			return Refuse("undo.named")
		}
		for _, s := range order {
			if _, err := b.Write(s, Retracted{Events: byStream[s]}); err != nil {
				return err
			}
		}
		return nil
	}
}

// keptByOthers reports whether an event stays when its batch is undone, and how many claims keep it.
func keptByOthers(v View, e Event) (kept bool, claims int, err error) {
	switch e.Stream.Noun() {
	case NounPerson:
		return true, 0, nil
	case NounSource, NounEvidence, NounScale:
		founding, err := founds(v, e)
		if err != nil || !founding {
			return false, 0, err
		}
		named, err := namedElsewhere(v, e)
		return named, 0, err
	case NounArticle:
		captured, ok := e.Fact.(ArticleCaptured)
		if !ok {
			return false, 0, nil
		}
		return claimsOfOthers(v, captured.Text, e.Batch)
	default:
		return false, 0, nil
	}
}

// founds reports whether an event is of the batch that first described a thing, and describes it. What was described later, a
// flag or a merge is taken back whoever names the thing.
func founds(v View, e Event) (bool, error) {
	describes := func(e *Event) bool {
		switch e.Fact.(type) {
		case Described, ScaleDefined:
			return true
		}
		return false
	}
	if !describes(&e) {
		return false, nil
	}
	events, err := v.Events(e.Stream)
	if err != nil {
		return false, err
	}
	for other := range newFolding(e.Stream, events).live() {
		if describes(other) {
			return other.Batch == e.Batch, nil
		}
	}
	return false, nil
}

func namedElsewhere(v View, e Event) (bool, error) {
	streams, err := v.Naming(e.Stream)
	if err != nil {
		return false, err
	}
	for _, s := range streams {
		events, err := v.Events(s)
		if err != nil {
			return false, err
		}
		if NamedBy(s, events, e.Stream, e.Batch) {
			return true, nil
		}
	}
	return false, nil
}

func claimsOfOthers(v View, text, batch string) (bool, int, error) {
	ids, err := v.ClaimsIn(text)
	if err != nil {
		return false, 0, err
	}
	articles, err := v.ArticlesOf(text)
	if err != nil {
		return false, 0, err
	}
	if len(articles) > 1 {
		return false, 0, nil // the text stays loaded through another article
	}
	n := 0
	for _, id := range ids {
		s := StreamOf(NounClaim, id)
		events, err := v.Events(s)
		if err != nil {
			return false, 0, err
		}
		f := newFolding(s, events)
		for e := range f.live() {
			if added, ok := e.Fact.(AppearanceAdded); ok && added.Text == text && e.Batch != batch {
				n++
				break
			}
		}
	}
	return n > 0, n, nil
}
