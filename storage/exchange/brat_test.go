package exchange_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"touchstone/model"
	"touchstone/model/workspace"
)

// standoff is what an .ann file says, without its ids: events by their roles' spans, other lines by the spans they name.
func standoff(t *testing.T, ann, text string) []string {
	t.Helper()
	points := []rune(text)
	spans := map[string]string{}
	events := map[string]string{}
	var out []string
	lines := strings.Split(strings.TrimSuffix(ann, "\n"), "\n")
	for _, line := range lines {
		parts := strings.SplitN(line, "\t", 3)
		if line == "" || line[0] != 'T' {
			continue
		}
		kind, offsets, _ := strings.Cut(parts[1], " ")
		var words []string
		for pair := range strings.SplitSeq(offsets, ";") {
			var start, end int
			if _, err := fmt.Sscanf(pair, "%d %d", &start, &end); err != nil || end > len(points) {
				t.Fatalf("%s: %v", line, err)
			}
			words = append(words, string(points[start:end]))
		}
		if got := strings.Join(words, " "); got != parts[2] {
			t.Errorf("%s: the offsets point at %q", line, got)
		}
		spans[parts[0]] = kind + "@" + strings.Join(words, "|") + fmt.Sprint(len(strings.Fields(string(points[:offsetOf(offsets)]))))
	}
	for range 3 { // events name events
		for _, line := range lines {
			if line != "" && line[0] == 'E' {
				id, rest, _ := strings.Cut(line, "\t")
				fields := strings.Fields(rest)
				for i, f := range fields {
					role, ref, _ := strings.Cut(f, ":")
					fields[i] = role + ":" + spans[ref] + events[ref]
				}
				slices.Sort(fields[1:])
				events[id] = "(" + strings.Join(fields, " ") + ")"
			}
		}
	}
	for _, e := range events {
		out = append(out, e)
	}
	for _, line := range lines {
		if line == "" {
			continue
		}
		switch line[0] {
		case 'T':
			out = append(out, spans[line[:strings.Index(line, "\t")]])
		case 'E':
		default:
			_, rest, _ := strings.Cut(line, "\t")
			out = append(out, regexp.MustCompile(`\b[TE]\d+\b`).ReplaceAllStringFunc(rest, func(id string) string {
				return spans[id] + events[id]
			}))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func offsetOf(offsets string) (start int) {
	_, _ = fmt.Sscanf(offsets, "%d", &start)
	return start
}

// bratPairs are real .ann files with their texts.
func bratPairs(t *testing.T) map[string]string {
	t.Helper()
	top := "../../../shared/eval/interchange"
	pairs := map[string]string{}
	polnear, _ := filepath.Glob(top + "/brat-polnear/attributions/*.ann")
	for _, ann := range polnear {
		base := strings.TrimSuffix(filepath.Base(ann), ".ann")
		text := top + "/brat-polnear/text/" + base[:strings.LastIndex(base, "_")] + ".txt"
		if _, err := os.Stat(text); err == nil {
			pairs[ann] = text
		}
	}
	for _, pattern := range []string{"/brat/example-data/*/*/*.ann", "/brat/example-data/*/*/*/*.ann"} {
		more, _ := filepath.Glob(top + pattern)
		for _, ann := range more {
			pairs[ann] = strings.TrimSuffix(ann, ".ann") + ".txt"
		}
	}
	if len(pairs) == 0 {
		t.Skip("the real brat files are not here")
	}
	return pairs
}

func TestRealBratFilesGoOutAsTheyCame(t *testing.T) {
	files, marks := 0, 0
	for ann, text := range bratPairs(t) {
		raw, err := os.ReadFile(ann)
		if err != nil {
			t.Fatal(err)
		}
		words, err := os.ReadFile(text)
		if err != nil {
			t.Fatal(err)
		}
		d := newDesk(t)
		if err := os.WriteFile(filepath.Join(d.folder, "doc.txt"), words, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, o := range d.taken("brat", "doc.ann", raw, "") {
			if o.Status != workspace.StatusNew && o.Status != workspace.StatusKnown || o.Err != nil {
				t.Errorf("%s: %s is %s: %v %v", filepath.Base(ann), o.Name, o.Status, o.Notes, o.Err)
			}
		}
		if len(bytes.TrimSpace(raw)) == 0 {
			continue // nothing is marked there
		}
		out := string(d.export("brat", "back.ann"))
		stored, err := os.ReadFile(filepath.Join(d.folder, "back.txt"))
		if err != nil {
			t.Fatal(err)
		}
		came, left := standoff(t, string(raw), string(words)), standoff(t, out, string(stored))
		files, marks = files+1, marks+len(came)
		for _, line := range came {
			if !slices.Contains(left, line) {
				t.Errorf("%s: gone: %s", filepath.Base(ann), line)
			}
		}
		for _, line := range left {
			if !slices.Contains(came, line) {
				t.Errorf("%s: not there before: %s", filepath.Base(ann), line)
			}
		}
		before := d.seq()
		for _, o := range d.taken("brat", "doc.ann", raw, "") {
			if o.Status != workspace.StatusKnown {
				t.Errorf("%s: imported twice, %s is %s", filepath.Base(ann), o.Name, o.Status)
			}
		}
		if d.seq() != before {
			t.Errorf("%s: importing twice added something", filepath.Base(ann))
		}
	}
	if t.Logf("%d files, %d different marks", files, marks); marks < 1000 {
		t.Error("hardly anything was compared")
	}
}

func TestOffsetsOfBratCountWhatTheWordsSay(t *testing.T) {
	const text = "Tide 🌊 tables.\r\nThe cafe\u0301 sank, said Bo.\r\nIt rained.\r\n"
	lf := strings.ReplaceAll(text, "\r\n", "\n")
	line := func(in, words string) string {
		start := len([]rune(in[:strings.Index(in, words)]))
		return fmt.Sprintf("Content %d %d\t%s", start, start+len([]rune(words)), words)
	}
	for name, c := range map[string]struct{ span, note string }{
		"as it is":         {line(text, "The cafe\u0301 sank"), ""},
		"one line end":     {line(lf, "It rained"), "line end"},
		"wrong":            {"Content 1 10\tIt rained", "are wrong"},
		"UTF-16 elsewhere": {"Content 18 27\tThe cafe\u0301 sank", "are wrong"},
	} {
		d := newDesk(t)
		if err := os.WriteFile(filepath.Join(d.folder, "a.txt"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		ann := "T1\t" + c.span + "\nT2\tCue 0 4\tTide\nE1\tAttribution-no-source:T2 Content:T1 Cue:T2\n"
		all := d.taken("brat", "a.ann", []byte(ann), "")
		o := all[1]
		if o.Status != workspace.StatusNew || c.note == "" != (len(o.Notes) == 0) || !strings.Contains(strings.Join(o.Notes, ""), c.note) {
			t.Errorf("%s: %s %v %v", name, o.Status, o.Notes, o.Err)
			continue
		}
		_, marked, _ := strings.Cut(c.span, "\t")
		stored := strings.ReplaceAll(lf, "e\u0301", "é")
		got := d.claim(o.Stream).Appearances[0].Fragments
		if w := words(stored, got); len(w) != 1 || w[0] != strings.ReplaceAll(marked, "e\u0301", "é") {
			t.Errorf("%s: it stands at %q", name, w)
		}
	}
}

func TestDamagedBratLinesAreNamedAndTheOthersComeIn(t *testing.T) {
	d := newDesk(t)
	if err := os.WriteFile(filepath.Join(d.folder, "a.txt"), []byte("Bo said it rained."), 0o600); err != nil {
		t.Fatal(err)
	}
	ann := "T1\tContent 8 17\tit rained\nT2\tCue 3 7\tsaid\nT1\tCue 0 1\tB\nT3\tCue 9 3\tx\nT4\tCue a b\tx\nT5 Cue 1 2 x\n?\nE1\tAttribution:T2 Content:T1\nE2\tAttribution:T2 Content:T9\nE3\n"
	told := map[workspace.Status]int{}
	for _, o := range d.taken("brat", "a.ann", []byte(ann), "") {
		told[o.Status]++
		if o.Status == workspace.StatusDamaged && (o.Err == nil || strings.Contains(o.Err.Error(), "\n")) {
			t.Errorf("%s: %v", o.Name, o.Err)
		}
	}
	if told[workspace.StatusNew] != 2 || told[workspace.StatusDamaged] != 7 {
		t.Errorf("%v", told)
	}
	if _, err := d.take("brat", "missing.ann", []byte(ann), ""); err == nil || !strings.Contains(err.Error(), "missing.txt") {
		t.Errorf("without its text: %v", err)
	}
}

func TestSeveralTextsGoOutAsOneZIPAndComeBack(t *testing.T) {
	from, text := worked(t)
	_, other := from.load("Another text.\nIts claim", "")
	from.do(model.Mark(model.ClaimStated{Statement: "x"}, other, [][]model.Fragment{{{Start: 8, End: 17}}}))
	raw := from.export("brat", "all.zip")
	if again := from.export("brat", ""); !bytes.Equal(raw, again) {
		t.Error("two exports of one workspace differ")
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil || len(z.File) != 4 {
		t.Fatal(err, len(z.File))
	}
	for i := 0; i < len(z.File); i += 2 {
		var parts [2]string
		for j := range parts {
			r, err := z.File[i+j].Open()
			if err != nil {
				t.Fatal(err)
			}
			data, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			parts[j] = string(data)
		}
		standoff(t, parts[1], parts[0]) // every offset points at its words
	}
	to := newDesk(t)
	places := map[string]bool{}
	for _, o := range to.taken("brat", "all.zip", raw, "") {
		if o.Status != workspace.StatusNew {
			t.Errorf("%s is %s: %v %v", o.Name, o.Status, o.Notes, o.Err)
		}
		if o.Stream.Noun() == model.NounClaim {
			for _, a := range to.claim(o.Stream).Appearances {
				in := map[string]string{text: harbour, other: "Another text.\nIts claim"}[a.Text]
				places[strings.Join(words(in, a.Fragments), "|")] = true
				for _, l := range a.Attributions {
					places["cue "+strings.Join(words(in, l.Cue), "|")] = true
				}
			}
		}
	}
	for _, want := range []string{"The bridge is unsafe", "A 🧜|漢字も", "text.|Its", "cue said"} {
		if !places[want] {
			t.Errorf("%q did not come back: %v", want, places)
		}
	}
}
