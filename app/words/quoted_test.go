package words_test

import (
	"testing"

	"touchstone/app/words"
)

func TestAQuoteGetsMarksOnceAndInItsLanguage(t *testing.T) {
	words.Speak("en")
	defer words.Speak("en")
	for quote, want := range map[string]string{"The harbour": "“The harbour”", "“The harbour,”": "“The harbour,”", "”Hamnen”": "”Hamnen”", "": "“”", "“Yes”, he said": "““Yes”, he said”"} {
		if got := words.Quoted(quote); got != want {
			t.Errorf("%s became %s", quote, got)
		}
	}
	words.Speak("sv")
	if got := words.Quoted("Hamnen"); got != "”Hamnen”" {
		t.Error(got)
	}
}
