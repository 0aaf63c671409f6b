package model

import (
	"encoding/json"
	"slices"
)

// described holds one described value: every setting that no later one replaced, in causal order.
type described struct {
	settings []setting
}

type setting struct {
	by    *Event
	value json.RawMessage
}

// set gives described values. A setting replaces those of its own ancestry; others stand beside it.
func (f *folding) set(e *Event, prefix string, fields Fields) {
	for name, value := range fields {
		if name == "foreign" {
			continue
		}
		r := f.registers[prefix+name]
		if r == nil {
			r = &described{}
			f.registers[prefix+name] = r
		}
		r.settings = slices.DeleteFunc(r.settings, func(s setting) bool { return f.before(s.by, e) })
		r.settings = append(r.settings, setting{e, value})
	}
}

// values reads registers under a prefix.
type values struct {
	f      *folding
	prefix string
}

func (f *folding) values(prefix string) values { return values{f, prefix} }

// into fills v with the shown value of a register: the last by depth, then id. A value of a shape that a newer version
// brought is left out here and still stands in Unknown fields of its event.
func (v values) into(name string, target any) values {
	if r := v.f.registers[v.prefix+name]; r != nil {
		_ = json.Unmarshal(r.settings[len(r.settings)-1].value, target) // checked when the event was decoded
	}
	return v
}

func (v values) text(name string, target *string) values { return v.into(name, target) }

// conflicts returns the registers whose standing values differ: all their values, the shown one last.
func (f *folding) conflicts() map[string][]json.RawMessage {
	var all map[string][]json.RawMessage
	for name, r := range f.registers {
		differ := false
		for _, s := range r.settings[1:] {
			differ = differ || !sameJSON(s.value, r.settings[0].value)
		}
		if !differ {
			continue
		}
		if all == nil {
			all = map[string][]json.RawMessage{}
		}
		for _, s := range r.settings {
			if !slices.ContainsFunc(all[name], func(v json.RawMessage) bool { return sameJSON(v, s.value) }) {
				all[name] = append(all[name], s.value)
			}
		}
	}
	return all
}

// foundings returns the facts that describe a thing: those that stand, or all where none does. Something that was taken back
// while a colleague went on to name it can still be read.
func (f *folding) foundings(describes func(*Event) bool) (all []*Event, alive bool) {
	for e := range f.live() {
		if describes(e) {
			all = append(all, e)
		}
	}
	if len(all) > 0 {
		return all, true
	}
	for _, e := range f.order {
		if describes(e) {
			all = append(all, e)
		}
	}
	return all, false
}

// describe sets what a thing's own descriptions say, and reports whether any stands.
func (f *folding) describe() bool {
	all, alive := f.foundings(func(e *Event) bool {
		_, ok := e.Fact.(Described)
		return ok
	})
	for _, e := range all {
		if d, ok := e.Fact.(Described); ok {
			f.set(e, "", d.Fields)
		}
	}
	return alive
}
