package model

import "slices"

// Stage is how far the checking of a claim has come.
type Stage string

// The stages, in order.
const (
	Spotted   Stage = "spotted"   // no verdict stands
	Checked   Stage = "checked"   // one does
	Seconded  Stage = "seconded"  // as many others as the policy asks for stand behind it
	Approved  Stage = "approved"  // an editor let it out
	Published Stage = "published" // it is out
)

var stages = []Stage{Spotted, Checked, Seconded, Approved, Published}

// The flags of a claim: what needs somebody's attention.
const (
	Disputed      = "disputed"       // current verdicts of different class
	NeedsReview   = "needs-review"   // what a verdict rests on changed, a carried place is unconfirmed, a joined claim differs
	NotCheckable  = "not-checkable"  // a person said so
	CorrectionDue = "correction-due" // published, then superseded or withdrawn
)

// Policy is what the desk asks of a verdict.
type Policy struct {
	Editors []string // who may approve; none named: anybody but the author
	Seconds int      // how many must stand behind a verdict; 0 counts as 1
}

// Surroundings is what a claim's status depends on outside its own stream. Absent evidence and scales are nil.
type Surroundings struct {
	Evidence func(id string) *Evidence
	Scale    func(id string) *Scale
	Policy   Policy
	Joined   []*Claim // the other claims of its group of live joins
}

// Status is where a claim stands. It is computed, never stored.
type Status struct {
	Stage       Stage
	Flags       []string // sorted
	Contradicts []string // claims it is joined with, through others or directly, and kept apart from
}

// Assess says where a claim stands. With several current verdicts that agree the stage is that of the one that came furthest: what
// is out stays out when a colleague says the same. Where they differ it is that of the one that came least far.
func Assess(c *Claim, s Surroundings) Status {
	heads := c.Heads()
	disputed := len(classes(heads, s.Scale)) > 1
	status := Status{Stage: stageOfAll(heads, s.Policy, !disputed)}
	flag := func(set bool, f string) {
		if set {
			status.Flags = append(status.Flags, f)
		}
	}
	flag(correctionDue(c), CorrectionDue)
	flag(disputed, Disputed)
	flag(restsOnFlagged(c, heads, s) || unconfirmed(c) || joinedDiffers(heads, s), NeedsReview)
	flag(c.Checkable != nil && !*c.Checkable, NotCheckable)
	for _, j := range s.Joined {
		if slices.Contains(c.KeptApart, j.ID()) || slices.Contains(j.KeptApart, c.ID()) {
			status.Contradicts = addID(status.Contradicts, j.ID())
		}
	}
	return status
}

func stageOfAll(heads []Verdict, p Policy, agreed bool) Stage {
	if len(heads) == 0 {
		return Spotted
	}
	far := func(a, b Verdict) int {
		return slices.Index(stages, stageOf(a, p)) - slices.Index(stages, stageOf(b, p))
	}
	if agreed {
		return stageOf(slices.MaxFunc(heads, far), p)
	}
	return stageOf(slices.MinFunc(heads, far), p)
}

func stageOf(v Verdict, p Policy) Stage {
	seconds, approved := 0, false
	people := map[string]bool{}
	for _, s := range v.Seconds {
		switch {
		case s.Role == RoleApprove:
			approved = approved || len(p.Editors) == 0 || slices.Contains(p.Editors, s.By)
		case !people[s.By]:
			people[s.By] = true
			seconds++
		}
	}
	switch {
	case len(v.Published) > 0:
		return Published
	case approved:
		return Approved
	case seconds >= max(p.Seconds, 1):
		return Seconded
	default:
		return Checked
	}
}

// classes returns the classes of verdicts. A rating on a scale that is not at hand is a class of its own.
func classes(verdicts []Verdict, scale func(string) *Scale) map[string]bool {
	set := map[string]bool{}
	for _, v := range verdicts {
		if r, known := scale(v.Scale).Rating(v.Rating); known {
			set[string(r.Class)] = true
		} else {
			set[v.Scale+"/"+v.Rating] = true
		}
	}
	return set
}

// correctionDue: something published no longer stands, and nothing that stands was published instead.
func correctionDue(c *Claim) bool {
	due := false
	for _, v := range c.Verdicts {
		if len(v.Published) == 0 {
			continue
		}
		if v.Head {
			return false
		}
		due = true
	}
	return due
}

// restsOnFlagged looks at the evidence that the current verdicts cite. A verdict that cites none rests on all the claim's
// evidence, and so does a claim without a verdict.
func restsOnFlagged(c *Claim, heads []Verdict, s Surroundings) bool {
	rests := map[string]bool{}
	all := len(heads) == 0
	for _, h := range heads {
		all = all || len(h.Cites) == 0
		for _, id := range h.Cites {
			rests[id] = true
		}
	}
	for _, cited := range c.Evidence {
		if all {
			rests[cited.Evidence] = true
		}
	}
	for id := range rests {
		if _, flagged := s.Evidence(id).Flagged(); flagged {
			return true
		}
	}
	return false
}

func unconfirmed(c *Claim) bool {
	return slices.ContainsFunc(c.Appearances, func(a Appearance) bool { return !a.Confirmed })
}

func joinedDiffers(heads []Verdict, s Surroundings) bool {
	if len(heads) == 0 {
		return false
	}
	mine := classes(heads, s.Scale)
	for _, j := range s.Joined {
		for class := range classes(j.Heads(), s.Scale) {
			if !mine[class] {
				return true
			}
		}
	}
	return false
}
