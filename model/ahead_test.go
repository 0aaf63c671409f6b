package model_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"touchstone/model"
)

func TestATriedActionSeesWhatTheBatchWroteBeforeIt(t *testing.T) {
	s := newStore(model.Fold)
	nonces := 0
	b := model.NewBatch(s, fmt.Sprintf("%032x", 7), time.Unix(0, 0), func() string { nonces++; return fmt.Sprintf("%032x", nonces) })
	claim := model.StreamOf(model.NounClaim, model.Hash([]byte("an item")))
	var source model.Stream
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(b.Try(func(_ model.View, b *model.Batch) (err error) {
		fields := model.Fields{}
		must(fields.Set("name", "Żeglarz  Daily"))
		source, err = b.Found(model.NounSource, model.Describe(model.NounSource, fields))
		must(err)
		_, err = b.Write(claim, model.ClaimStated{Statement: "The bridge is unsafe"})
		return err
	}))
	if err := b.Try(func(_ model.View, b *model.Batch) error {
		_, err := b.Write(claim, model.ClaimStated{Statement: "Something else"})
		must(err)
		b.Texts["x"] = "x"
		return errors.New("no")
	}); err == nil || len(b.Events) != 2 || len(b.Texts) > 0 {
		t.Fatalf("a failed action left %d events and %d texts behind", len(b.Events)-2, len(b.Texts))
	}
	must(b.Try(func(v model.View, b *model.Batch) error {
		ids, err := v.SourcesNamed("żeglarz daily")
		if len(ids) != 1 || ids[0] != source.ID() {
			t.Errorf("the batch's own source is found as %v", ids)
		}
		must(err)
		state, err := v.State(claim)
		if c := state.(*model.Claim); c.Statement != "The bridge is unsafe" {
			t.Errorf("the batch's own claim reads %q", c.Statement)
		}
		must(err)
		_, err = b.Write(claim, model.NoteWritten{Text: "seen"})
		return err
	}))
	if last := b.Events[2]; len(last.After) != 1 || last.After[0] != b.Events[1].ID {
		t.Errorf("the note comes after %v, not after %s", last.After, b.Events[1].ID)
	}
}
