package storage_test

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"touchstone/model"
	"touchstone/model/workspace"
)

const bridge = "The bridge over the river is unsafe, the mayor said on Friday. Engineers found cracks in three of its pillars, and it will " +
	"be closed for repairs until spring. Until then buses will take another way, the council decided."

func (d *desk) near(words string) []workspace.Near {
	d.t.Helper()
	var found []workspace.Near
	err := d.file.Read(func(r workspace.Reader) (err error) {
		found, err = r.Near(words)
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return found
}

func TestNear(t *testing.T) {
	d := newDesk(t)
	w := d.as("Anna")
	other := strings.Replace(bridge, "on Friday", "yesterday", 1)
	third := strings.Replace(other, "three of its pillars", "many pillars", 1)
	for _, text := range []string{other, "Wheat prices fell in Chicago after days of rain, traders said.", bridge, third} {
		do(t, w, model.Load(document(text), "", d.now()))
	}
	found := d.near(bridge)
	if len(found) != 2 || found[0].Text != model.Hash([]byte(other)) || found[1].Text != model.Hash([]byte(third)) || found[0].Overlap < 0.8 {
		t.Errorf("%+v", found)
	}
	if found := d.near("…"); len(found) != 0 {
		t.Errorf("no words are near %+v", found)
	}
	d.clean()
}

// The table by which they are found is an index: it is made again where it is missing, and verify sees what is wrong with it.
func TestNearIsAnIndex(t *testing.T) {
	for _, c := range []struct {
		change string
		faults int
	}{{"DELETE FROM near", 1}, {"INSERT INTO near VALUES (7, x'')", 1}, {"UPDATE near SET signature = x'00'", 1}, {"DROP TABLE near", 0}} {
		d := newDesk(t)
		do(t, d.as("Anna"), model.Load(document(bridge), "", d.now()))
		if err := d.file.Close(); err != nil {
			t.Fatal(err)
		}
		db, err := sql.Open("sqlite", d.path)
		if err == nil {
			_, err = db.Exec(c.change)
		}
		if err == nil {
			err = db.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		again := open(t, d.path)
		faults, err := again.file.Verify(nil)
		if err != nil || len(faults) != c.faults {
			t.Errorf("%s: %v, %v", c.change, faults, err)
		}
		if err := again.file.Rebuild(nil); err != nil {
			t.Fatal(err)
		}
		again.clean()
		if found := again.near(bridge + " More later."); len(found) != 1 {
			t.Errorf("%s, and made again: %v", c.change, found)
		}
	}
}

// BenchmarkNear looks for the texts near one among 100 000.
func BenchmarkNear(b *testing.B) {
	d := newDesk(b)
	w := d.as("Anna")
	word := func(n int) string { return fmt.Sprintf("%c%c%d", 'a'+n%26, 'a'+n/26%26, n/676%300) }
	var actions []model.Action
	for i := range 100_000 {
		text := strings.Builder{}
		for j := range 100 {
			text.WriteString(word(i*7919+j*104729+i*j) + " ")
		}
		actions = append(actions, model.Load(document(text.String()), "", d.now()))
		if len(actions) == 512 || i == 99_999 {
			if _, err := w.DoMany(actions); err != nil {
				b.Fatal(err)
			}
			actions = nil
		}
	}
	b.ResetTimer()
	b.Run("lookup", func(b *testing.B) {
		for i := range b.N {
			d.near(fmt.Sprint(bridge, i))
		}
	})
	b.Run("add", func(b *testing.B) {
		for i := range b.N {
			do(b, w, model.Load(document(fmt.Sprint(bridge, b.N, i)), "", d.now()))
			d.near(fmt.Sprint(bridge, b.N, i))
		}
	})
}
