package ingest

import (
	"slices"
	"strings"
	"testing"

	"touchstone/model"
)

func captured(doc model.Document) model.Capture {
	return model.Capture{Text: model.Hash([]byte(doc.Text)), Origin: doc.Origin, Blocks: doc.Blocks}
}

func TestReread(t *testing.T) {
	for name, data := range map[string][]byte{
		"a.txt": []byte("A title\r\nSome words below it."), "a.md": []byte("# A title\n\nSome *words* below it."), "a.html": harbour(t),
		"a.mht": []byte(saved(string(harbour(t)), "base64", "")),
	} {
		doc := must(t, name, data)
		again, err := Reread(data, captured(doc), doc.Text)
		if err != nil || !again.Same || again.Newer || len(again.Gone)+len(again.New) > 0 {
			t.Errorf("%s: %+v, %v", name, again, err)
		}
	}
}

func TestRereadRestores(t *testing.T) {
	doc := must(t, "a.html", harbour(t))
	back, err := doc.Restore(doc.Cuts[0].Place, doc.Cuts[len(doc.Cuts)-1].Place)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Reread(doc.Bytes, captured(back), back.Text)
	if err != nil || !again.Same {
		t.Errorf("what was put back is not there again: %v %v, %v", again.Gone, again.New, err)
	}
}

func TestRereadSetsAside(t *testing.T) {
	for name, data := range map[string][]byte{
		"a.txt": []byte("A title\r\nBy Ann Lee\r\n\r\nSome words below it.\r\nMore of them."), "a.md": []byte("# A title\n\nOne.\n\n- two\n- three"),
		"a.html": harbour(t), "a.mht": []byte(saved(string(harbour(t)), "base64", "")),
	} {
		doc := must(t, name, data)
		if len(doc.Cuts) > 0 {
			var err error
			if doc, err = doc.Restore(doc.Cuts[0].Place); err != nil {
				t.Fatal(err)
			}
		}
		places := doc.Places()
		less, err := doc.SetAside(places[1], places[len(places)-1])
		if err != nil {
			t.Fatal(err)
		}
		again, err := Reread(doc.Bytes, captured(less), less.Text)
		if err != nil || !again.Same {
			t.Errorf("%s: what was set aside is there again: gone %v, new %v, %v", name, again.Gone, again.New, err)
		}
		later := captured(less)
		later.Origin.Version, later.Origin.Aside = "0", []int{places[0], places[1]} // counted otherwise by then
		if again, err := Reread(doc.Bytes, later, less.Text); err != nil || len(again.Gone) > 0 {
			t.Errorf("%s: words that were kept went by their number: %v, %v", name, again.Gone, err)
		}
	}
}

func TestRereadSaysWhatChanged(t *testing.T) {
	doc := must(t, "a.md", []byte("# A title\n\nOne.\n\nTwo.\n\nTwo."))
	then := must(t, "a.md", []byte("# A title\n\nTwo.\n\nThree."))
	was := captured(then)
	was.Origin, was.Origin.Version = doc.Origin, "0"
	again, err := Reread(doc.Bytes, was, then.Text)
	if err != nil || again.Same || !again.Newer || !slices.Equal(again.Gone, []string{"Three."}) || !slices.Equal(again.New, []string{"One.", "Two."}) {
		t.Errorf("%+v, %v", again, err)
	}
	if _, err := Reread([]byte("other bytes"), captured(doc), doc.Text); err == nil || !strings.Contains(err.Error(), "these are not the bytes that were read") {
		t.Error(err)
	}
	was.Origin.Media = "text/none"
	if _, err := Reread(doc.Bytes, was, doc.Text); err == nil || !strings.Contains(err.Error(), "text/none is not read by this version") {
		t.Error(err)
	}
}

func TestAsDecoded(t *testing.T) {
	for _, raw := range []string{
		"One\r\n  two\r\n\r\nthree", "e\u0301tude a\u030a\r\nn\u0303o\rl\u0323\u0307ast", "\ufefftitle\r\nwords", "no change\nat all", "\u1100\u1161\u11a8\r\n한글", "a \u0301b\r\nc",
	} {
		doc := must(t, "a.txt", []byte(raw))
		text, blocks := AsDecoded(doc)
		if text != strings.TrimPrefix(raw, "\ufeff") {
			t.Fatalf("%q became %q", raw, text)
		}
		stored, decoded := []rune(doc.Text), []rune(text)
		for i, b := range blocks {
			was := doc.Blocks[i]
			if got, want := clean(string(decoded[b.Start:b.End])), string(stored[was.Start:was.End]); got != want {
				t.Errorf("%q: block %d is %q, want %q", raw, i, got, want)
			}
		}
	}
	page := must(t, "a.html", harbour(t))
	if text, blocks := AsDecoded(page); text != page.Text || len(blocks) != len(page.Blocks) {
		t.Error("a page has no other words than those it was read as")
	}
}
