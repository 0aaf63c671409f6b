package exchange_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"touchstone/model"
	"touchstone/model/workspace"
	"touchstone/storage"
	"touchstone/storage/exchange"
)

// ferry is one item with everything that the data set has: nulls, absent copies, several answers, data for an address.
const ferry = `[{"claim":"The ferry carried 400 cars in a day. ","required_reannotation":false,"label":"Refuted","justification":"The port counted 212.",
"claim_date":"31-10-2020","speaker":null,"original_claim_url":"https://social.example/p/1","cached_original_claim_url":null,
"fact_checking_article":"https://checks.example/ferry","reporting_source":"Facebook","location_ISO_code":"SE",
"claim_types":["Numerical Claim","Quote Verification"],"fact_checking_strategies":["Numerical Comparison","Consultation"],
"questions":[{"question":"How many cars?","answers":[
{"answer":"212","answer_type":"Extractive","source_url":"https://port.example/2020","cached_source_url":"https://web.archive.org/x","source_medium":"Web table"},
{"answer":"No","answer_type":"Boolean","boolean_explanation":"It holds 90.","source_url":"Metadata","source_medium":"Metadata"}]},
{"question":"Who counted?","answers":[{"answer":"No answer could be found.","answer_type":"Unanswerable","source_url":"","source_medium":""}]},
{"question":"","answers":[]}],"extra":{"n":1.50}},
{"claim":"The mill stands.","label":"Supported","justification":"","claim_date":"spring","questions":[],"claim_types":[]}]`

// written exports everything in a format.
func written(t testing.TB, file *storage.File, format string, beside func(name string, content []byte)) []byte {
	t.Helper()
	var out bytes.Buffer
	for _, f := range exchange.Formats() {
		if f.Name != format {
			continue
		}
		to := workspace.Outgoing{Writer: &out, Name: "out.json"}
		if beside != nil {
			to.Beside = besideOf(beside)
		}
		if err := file.Export(func(from workspace.Exportable) error {
			_, err := f.Write(to, from, nil)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes()
}

func sameJSON(t testing.TB, got []byte, want string) bool {
	t.Helper()
	var a, b any
	if err := json.Unmarshal(got, &a); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(want), &b); err != nil {
		t.Fatal(err)
	}
	return reflect.DeepEqual(a, b)
}

func TestAveritecGoesOutAsItCame(t *testing.T) {
	file := open(t, filepath.Join(t.TempDir(), "desk.db"))
	w := person(t, file, "Anna")
	if got, err := brought(t, w, "averitec", ferry); err != nil || len(got) != 2 || got[0].Err != nil || got[1].Err != nil {
		t.Fatalf("%+v, %v", got, err)
	}
	if out := written(t, file, "averitec", nil); !sameJSON(t, out, ferry) {
		t.Errorf("out came\n%s", out)
	}
	c := seen(t, file)["The ferry carried 400 cars in a day."]
	if c == nil || len(c.Questions) != 2 || len(c.Questions[0].Answers) != 2 || len(c.Evidence) != 2 || len(c.Heads()) != 1 {
		t.Fatalf("the facts are %+v", c)
	}
	if c.Said.When != "2020-10-31" || c.Said.Where != "Facebook" || len(c.Heads()[0].Cites) != 2 || len(c.Types) != 2 {
		t.Errorf("said %+v, cites %v, types %v", c.Said, c.Heads()[0].Cites, c.Types)
	}
}

func TestWhatPeopleChangeOfAnImportedItemGoesOut(t *testing.T) {
	file := open(t, filepath.Join(t.TempDir(), "desk.db"))
	w := person(t, file, "Anna")
	if _, err := brought(t, w, "averitec", ferry); err != nil {
		t.Fatal(err)
	}
	c := seen(t, file)["The ferry carried 400 cars in a day."]
	do := func(a model.Action) workspace.Receipt {
		t.Helper()
		r, err := w.Do(a)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	scale, _ := scaleOf(t, "truth-six").Rating("mostly-false")
	do(model.Restate(c.ID(), model.ClaimStated{Statement: "The ferry took 400 cars.", Said: &model.Said{By: "Bo", When: "2020-11-01"}}))
	do(model.DescribeThing(model.StreamOf(model.NounEvidence, c.Questions[0].Answers[0].Evidence), fields(t, "archived", "https://archive.example/y")))
	do(model.Withdraw(c.Questions[1].ID, "asked twice"))
	asked := do(model.Ask(c.ID(), "When?")).Of(model.KindQuestionAsked)[0]
	do(model.AnswerQuestion(asked, model.QuestionAnswered{Answer: "In May", Type: "abstractive"}))
	do(model.Judge(c.ID(), model.Judgement{Scale: scaleOf(t, "truth-six"), Rating: scale.Key, Rationale: "Counted again.", All: true, Reason: "a recount"}))
	want := strings.NewReplacer(
		`"The ferry carried 400 cars in a day. "`, `"The ferry took 400 cars."`, `"31-10-2020"`, `"01-11-2020"`, `"speaker":null`, `"speaker":"Bo"`,
		"https://web.archive.org/x", "https://archive.example/y", "The port counted 212.", "Counted again.",
		`{"question":"Who counted?","answers":[{"answer":"No answer could be found.","answer_type":"Unanswerable","source_url":"","source_medium":""}]},`, "",
		`{"question":"","answers":[]}]`, `{"question":"","answers":[]},{"question":"When?","answers":[{"answer":"In May","answer_type":"Abstractive","source_url":"","source_medium":""}]}]`,
	).Replace(ferry)
	if out := written(t, file, "averitec", nil); !sameJSON(t, out, want) {
		t.Errorf("out came\n%s\nnot\n%s", out, want)
	}
}

func scaleOf(t testing.TB, key string) *model.Scale {
	t.Helper()
	for _, s := range shipped() {
		if s.Key == key {
			return s
		}
	}
	t.Fatal("no scale ", key)
	return nil
}

func TestTwoColleaguesWhoImportTheSameHaveItOnce(t *testing.T) {
	folder := t.TempDir()
	anna, björn := open(t, filepath.Join(folder, "anna.db")), open(t, filepath.Join(folder, "björn.db"))
	for name, file := range map[string]*storage.File{"Anna": anna, "Björn": björn} {
		if _, err := brought(t, person(t, file, name), "averitec", ferry); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(folder, "björn.json")
	export(t, björn, path)
	mergeFile(t, anna, path)
	c := seen(t, anna)["The ferry carried 400 cars in a day."]
	if len(c.Questions) != 2 || len(c.Questions[0].Answers) != 2 || len(c.Evidence) != 2 || len(c.Reviews) != 1 || len(c.Conflicts) > 0 {
		t.Errorf("%d questions, %d answers, %d cited, %d reviews, conflicts %v", len(c.Questions), len(c.Questions[0].Answers),
			len(c.Evidence), len(c.Reviews), c.Conflicts)
	}
	if out := written(t, anna, "averitec", nil); !sameJSON(t, out, ferry) {
		t.Errorf("out came\n%s", out)
	}
}

func TestTheDataSetGoesOutAsItCame(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "eval", "verdicts", "averitec-dev.json"))
	if err != nil {
		t.Skip("the data set is not here: ", err)
	}
	file := open(t, filepath.Join(t.TempDir(), "desk.db"))
	if _, err := brought(t, person(t, file, "Anna"), "averitec", string(data)); err != nil {
		t.Fatal(err)
	}
	if out := written(t, file, "averitec", nil); !sameJSON(t, out, string(data)) {
		t.Error("it does not")
	}
}

func FuzzAveritec(f *testing.F) {
	f.Add(ferry)
	f.Add(`{"claim":"x","questions":[{"question":"q","answers":[{"answer":"a","source_url":"http://[","answer_type":1}]},3],"claim_types":"x"}`)
	f.Fuzz(func(t *testing.T, content string) {
		in := workspace.Incoming{ReadSeeker: strings.NewReader(content), Scales: func() ([]*model.Scale, error) { return shipped(), nil }}
		_ = format(t, "averitec").Read(in, func(item workspace.Foreign) error {
			if item.Err == nil {
				try(t, item)
			}
			return nil
		})
	})
}

func TestAFileThatCannotBeReadToItsEndIsNoShorterOne(t *testing.T) {
	broken := errors.New("the disk is gone")
	for _, content := range []string{"", `{"claim":"One"}`} {
		from := struct {
			io.Reader
			io.Seeker
		}{io.MultiReader(strings.NewReader(content), iotest.ErrReader(broken)), nil}
		err := format(t, "averitec").Read(workspace.Incoming{ReadSeeker: from}, func(workspace.Foreign) error { return nil })
		if !errors.Is(err, broken) {
			t.Errorf("behind %q: %v", content, err)
		}
	}
}
