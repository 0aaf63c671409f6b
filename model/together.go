package model

import (
	"errors"
	"slices"
)

// Together does the same to many things in one batch, so that one undo takes all of it back. Each action sees what those before it
// wrote. One that finds its thing so already is passed over; where all are, that is refused. Any other refusal of one refuses all:
// nothing is half done.
func Together(actions ...Action) Action {
	return func(_ View, b *Batch) error {
		before := len(b.Events)
		for _, a := range actions {
			var problem *Problem
			err := b.Try(a)
			if errors.As(err, &problem) && problem.Code == "nothing.changes" {
				continue
			}
			if err != nil {
				return err
			}
		}
		if len(b.Events) == before {
			return Refuse("nothing.changes")
		}
		return nil
	}
}

// DescribeClaim describes a claim, adds tags to those that it has, and takes others off.
func DescribeClaim(claim string, fields Fields, tags, without []string) Action {
	return func(v View, b *Batch) error {
		c, err := findClaim(v, claim)
		if err != nil {
			return err
		}
		all := Fields{}
		for name, value := range fields {
			all[name] = value
		}
		kept := slices.DeleteFunc(slices.Clone(c.Tags), func(t string) bool { return slices.Contains(without, t) })
		for _, t := range tags {
			if !slices.Contains(kept, t) {
				kept = append(kept, t)
			}
		}
		if !slices.Equal(kept, c.Tags) {
			if err := all.Set("tags", kept); err != nil {
				return err
			}
		}
		return DescribeThing(c.Stream, all)(v, b)
	}
}
