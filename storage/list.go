package storage

import (
	"iter"
	"slices"
	"strings"

	"touchstone/model"
)

// List returns the ids of what stands, in the order in which people see it: articles by when they were captured, claims by
// place, sources by name, the rest by id.
func (f *File) List(noun model.Noun) ([]string, error) {
	var ids []string
	err := f.at(func(t *tx) error {
		var err error
		switch noun {
		case model.NounArticle:
			ids, err = t.strings("SELECT id FROM article ORDER BY at, id")
		case model.NounClaim:
			ids, err = t.strings("SELECT id FROM claim WHERE live = 1 ORDER BY text = '', text, start, id")
		case model.NounSource:
			ids, err = t.sourcesByName()
		default:
			ids, err = t.standing(noun)
		}
		return err
	})
	return ids, err
}

// sourcesByName are all sources as people look for them: whatever case their names begin with. SQLite folds no letter outside ASCII.
// Names are offered by this list at every letter that is typed, so each is folded once.
func (t *tx) sourcesByName() ([]string, error) {
	rows, err := t.strings("SELECT name || char(0) || id FROM source")
	for i, row := range rows {
		rows[i] = strings.ToLower(row) // an id has no capitals
	}
	slices.Sort(rows)
	for i, row := range rows {
		rows[i] = row[strings.LastIndexByte(row, 0)+1:]
	}
	return rows, err
}

// Count says how many of a noun stand that List returns; of articles, claims and sources that is quick.
func (f *File) Count(noun model.Noun) (n int, err error) {
	tables := map[model.Noun]string{model.NounArticle: "article", model.NounClaim: "brief", model.NounSource: "source"}
	if tables[noun] == "" {
		ids, err := f.List(noun)
		return len(ids), err
	}
	err = f.at(func(t *tx) error { return t.row("SELECT count(*) FROM " + tables[noun]).Scan(&n) })
	return n, err
}

func (t *tx) standing(noun model.Noun) ([]string, error) {
	var ids []string
	for s, err := range t.Streams(noun) {
		if err != nil {
			return nil, err
		}
		state, err := t.State(s)
		if err != nil {
			return nil, err
		}
		if thing, ok := state.(interface{ Live() bool }); !ok || thing.Live() {
			ids = append(ids, s.ID())
		}
	}
	return ids, nil
}

// eventKinds are the nouns whose ids are those of events, and which kinds those are; "" is any.
var eventKinds = map[string]model.Kind{
	"appearance": model.KindAppearanceAdded, "attribution": model.KindAttributionMade, "verdict": model.KindVerdictGiven,
	"question": model.KindQuestionAsked, "event": "",
}

// Resolve returns the whole ids that begin with a prefix: of a noun with streams, of appearance, attribution, verdict,
// question or event, or of batch.
func (f *File) Resolve(noun, prefix string) ([]string, error) {
	var ids []string
	end := prefix + "g" // past every hex character
	err := f.at(func(t *tx) error {
		var err error
		kind, byEvent := eventKinds[noun]
		switch {
		case noun == "batch":
			ids, err = t.strings("SELECT DISTINCT batch FROM seal WHERE batch >= ? AND batch < ? ORDER BY batch", prefix, end)
		case noun == "text":
			ids, err = t.strings("SELECT id FROM text WHERE id >= ? AND id < ? ORDER BY id", prefix, end)
		case byEvent:
			ids, err = t.strings("SELECT id FROM event WHERE id >= ? AND id < ? AND (? = '' OR kind = ?) ORDER BY id",
				prefix, end, string(kind), string(kind))
		default:
			ids, err = t.strings("SELECT DISTINCT stream FROM event WHERE stream >= ? AND stream < ? ORDER BY stream",
				noun+":"+prefix, noun+":"+end)
			for i, s := range ids {
				ids[i] = strings.TrimPrefix(s, noun+":")
			}
		}
		return err
	})
	return ids, err
}

// page is how many ids a walk reads at a time, so that it holds no statement open while its caller reads on.
const page = 1000

// Streams yields the streams of a noun by id.
func (t *tx) Streams(noun model.Noun) iter.Seq2[model.Stream, error] {
	last := string(noun) + ":"
	return pages(func() ([]model.Stream, error) {
		names, err := t.strings("SELECT DISTINCT stream FROM event WHERE stream > ? AND stream < ? ORDER BY stream LIMIT ?",
			last, string(noun)+";", page) // ; follows : in ASCII
		if len(names) > 0 {
			last = names[len(names)-1]
		}
		return streamsOf("", names), err
	})
}

// Nouns returns the nouns that have streams, those of newer versions too, in order.
func (t *tx) Nouns() ([]model.Noun, error) {
	var all []model.Noun
	for last := ""; ; {
		next, err := t.strings("SELECT coalesce(min(stream), '') FROM event WHERE stream > ?", last)
		if err != nil || next[0] == "" {
			return all, err
		}
		noun := model.Stream(next[0]).Noun()
		all, last = append(all, noun), string(noun)+";" // ; follows : in ASCII
	}
}

// ClaimOrder yields every claim by the place of its first live appearance, those without text last.
func (t *tx) ClaimOrder() iter.Seq2[model.Stream, error] {
	var all []string // ids alone, 64 bytes a claim
	var failed error
	return func(yield func(model.Stream, error) bool) {
		if all, failed = t.strings("SELECT id FROM claim ORDER BY text = '', text, start, id"); failed != nil {
			yield("", failed)
			return
		}
		for _, s := range all {
			if !yield(model.StreamOf(model.NounClaim, s), nil) {
				return
			}
		}
	}
}

// Raw returns the exact bytes of a stream's events in causal order.
func (t *tx) Raw(s model.Stream) ([][]byte, error) {
	var events []model.Event
	var bad error
	err := each(t, func(body []byte) {
		e, err := model.DecodeHeader(body)
		if err != nil && bad == nil {
			bad = err
		}
		events = append(events, e)
	}, "SELECT CAST(body AS BLOB) FROM event WHERE stream = ?", string(s))
	if err == nil {
		err = bad
	}
	if err != nil {
		return nil, err
	}
	raw := make([][]byte, 0, len(events))
	for _, e := range model.Causal(s, events) {
		raw = append(raw, e.Raw)
	}
	return raw, nil
}

// HasBlob reports whether an original file is here.
func (t *tx) HasBlob(id string) (bool, error) {
	here := false
	err := t.row("SELECT EXISTS (SELECT 1 FROM blob WHERE id = ?)", id).Scan(&here)
	return here, err
}

// Blob returns the bytes of an original file, which is here.
func (t *tx) Blob(id string) ([]byte, error) {
	var data []byte
	err := t.row("SELECT bytes FROM blob WHERE id = ?", id).Scan(&data)
	return data, err
}

// EventIDs yields the ids of all events in order.
func (t *tx) EventIDs() iter.Seq2[string, error] { return t.ids("event") }

// TextIDs yields the ids of all texts in order.
func (t *tx) TextIDs() iter.Seq2[string, error] { return t.ids("text") }

func (t *tx) ids(table string) iter.Seq2[string, error] {
	last := ""
	return pages(func() ([]string, error) {
		ids, err := t.strings("SELECT id FROM "+table+" WHERE id > ? ORDER BY id LIMIT ?", last, page)
		if len(ids) > 0 {
			last = ids[len(ids)-1]
		}
		return ids, err
	})
}

// Seals yields all seals by batch, then author.
func (t *tx) Seals() iter.Seq2[model.Seal, error] {
	batch, by := "", ""
	return pages(func() ([]model.Seal, error) {
		names, err := t.strings("SELECT batch || ' ' || by FROM seal WHERE (batch, by) > (?, ?) ORDER BY batch, by LIMIT ?",
			batch, by, page)
		if err != nil {
			return nil, err
		}
		seals := make([]model.Seal, len(names))
		for i, n := range names {
			batch, by, _ = strings.Cut(n, " ")
			if seals[i], _, err = t.Seal(batch, by); err != nil {
				return nil, err
			}
		}
		return seals, nil
	})
}

// pages yields what next returns until it returns nothing.
func pages[T any](next func() ([]T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for {
			got, err := next()
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			if len(got) == 0 {
				return
			}
			for _, v := range got {
				if !yield(v, nil) {
					return
				}
			}
		}
	}
}

func streamsOf(prefix string, names []string) []model.Stream {
	out := make([]model.Stream, len(names))
	for i, n := range names {
		out[i] = model.Stream(prefix + n)
	}
	return slices.Clip(out)
}
