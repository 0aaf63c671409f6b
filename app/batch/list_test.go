package batch

import (
	"testing"

	"fyne.io/fyne/v2/test"
)

func TestTheTitlesOfRowsStandUnderOneAnotherWhateverTheirSigns(t *testing.T) {
	test.NewTempApp(t)
	r := newShownRow()
	r.Resize(r.MinSize().AddWidthHeight(300, 0))
	left := func(sign string) float32 {
		r.show(Row{Tick: sign, Title: "The bridge"}, func() {})
		return r.body.Objects[0].Position().X
	}
	if a, b, c := left("☑"), left("☐"), left("–"); a != b || b != c {
		t.Errorf("titles begin at %v, %v and %v", a, b, c)
	}
}
