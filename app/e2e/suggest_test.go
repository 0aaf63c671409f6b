package e2e

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

const tidings = "The quay 🚢\n\n“The quay is safe,” said Marta Ekblad, a spokeswoman. It cost 40 million crowns in 2016, more than any other.\n\n" +
	"Brink told the Post that the piles are cracked.\n\nThe quay is closed, Russian media reports according to TT.\n"

// words are what offsets in code points stand for.
func words(t *testing.T, body string, spans any) string {
	t.Helper()
	points := []rune(body)
	var out []string
	for _, s := range list(spans) {
		pair := list(s)
		out = append(out, string(points[int(pair[0].(float64)):int(pair[1].(float64))]))
	}
	return strings.Join(out, " ")
}

func TestProposalsOfAFile(t *testing.T) {
	d := newDesk(t)
	body := "\r\n" + strings.ReplaceAll(tidings, "é", "e\u0301") // offsets are those of the file as it stands
	row := d.row("suggest", "--plain", d.write("tidings.txt", body))
	var got []string
	for _, one := range list(row["attributions"]) {
		a := one.(map[string]any)
		got = append(got, words(t, body, a["source"])+"|"+words(t, body, a["cue"])+"|"+words(t, body, a["content"])+"|"+text(a["form"]))
		if text(a["reason"]) == "" || a["confidence"].(float64) <= 0 {
			t.Errorf("%v gives no reason", a)
		}
	}
	want := []string{
		"Marta Ekblad, a spokeswoman|said|“The quay is safe,”|direct", "Brink|told|that the piles are cracked|indirect",
		"TT|according to|The quay is closed, Russian media reports|indirect", "Russian media|reports|The quay is closed|indirect",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	inner := list(row["attributions"])[3].(map[string]any)
	if inner["within"] != 2.0 || list(row["attributions"])[2].(map[string]any)["within"] != nil {
		t.Errorf("the inner step stands within %v", inner["within"])
	}
	best, worth := "", 0.0
	sentences := list(row["sentences"])
	for _, one := range sentences {
		s := one.(map[string]any)
		if score := s["score"].(float64); score > worth {
			best, worth = words(t, body, []any{[]any{s["start"], s["end"]}}), score
		}
	}
	if len(sentences) != 5 || !strings.HasPrefix(best, "It cost 40 million") {
		t.Errorf("%d sentences, the first to check is %q", len(sentences), best)
	}
	if out := d.do("suggest", d.write("tidings.txt", body)); !strings.Contains(out, "Marta Ekblad") || !utf8.ValidString(out) {
		t.Errorf("printed %q", out)
	}
	d.refuses(3, "missing.txt", "suggest", "missing.txt", d.write("tidings.txt", body))
	d.refuses(3, "missing.txt", "suggest", "missing.txt")
	d.refuses(2, "arg", "suggest")
}

// What the workspace knows fills in: names, and what somebody turned down.
func TestProposalsOfAnArticle(t *testing.T) {
	d := newDesk(t)
	article := text(d.row("--as", "Anna", "load", d.write("tidings.txt", tidings))["article"])
	d.do("--as", "Anna", "source", "add", "--name", "Olle Brink", "--aliases", "Brink")
	d.do("--as", "Anna", "reject", article, "--quote", "that the piles are cracked", "--what", "attribution")
	d.do("--as", "Anna", "reject", article, "--quote", "“The quay is safe,” said Marta Ekblad, a spokeswoman.", "--what", "claim")
	d.do("--as", "Anna", "source", "add", "--name", "Marta Ekblad (ministry)", "--aliases", "Marta Ekblad")
	before := len(list(d.row("suggest", "--plain", article)["attributions"]))
	row := d.row("suggest", article)
	if after := len(list(row["attributions"])); before != 4 || after != 3 {
		t.Errorf("%d proposals by the text alone, %d after one was turned down", before, after)
	}
	if speaker := list(row["attributions"])[0].(map[string]any)["speaker"]; speaker != "Marta Ekblad (ministry)" {
		t.Errorf("the speaker is %v, not the source that is known by that name", speaker)
	}
	if first := list(row["sentences"])[1].(map[string]any); first["score"] != 0.0 {
		t.Errorf("a sentence that was turned down scores %v", first["score"])
	}
	d.refuses(3, "no article", "suggest", "0000000")
}
