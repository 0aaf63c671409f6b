package words

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"text/template"

	"touchstone/assets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	parsing "github.com/nicksnyder/go-i18n/v2/i18n/template"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// Language is one that the window speaks.
type Language struct {
	Tag  string // as in BCP 47: "sv"
	Name string // as it calls itself
}

// tongue is what is known of the languages, and which one is spoken.
var tongue struct {
	sync.RWMutex
	bundle  *i18n.Bundle
	tags    []language.Tag // English first: it is spoken where no other fits
	spoken  *i18n.Localizer
	tag     language.Tag
	numbers *message.Printer
	key     func(command string) string
	system  string // the tag of the system's language
	asked   bool   // Fyne was told of a language
}

// spoken is the language that is spoken; without Speak the system's.
func spoken() *i18n.Localizer {
	tongue.RLock()
	l := tongue.spoken
	tongue.RUnlock()
	if l == nil {
		Speak("")
		return spoken()
	}
	return l
}

// begin takes in the languages that the program brings along. The lock is held.
func begin() {
	if tongue.bundle != nil {
		return
	}
	tongue.system = string(lang.SystemLocale()) // before anybody tells it otherwise
	tongue.bundle = i18n.NewBundle(language.English)
	tongue.bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
	tongue.tags = []language.Tag{language.English}
	shipped, err := fs.Sub(assets.I18n, "i18n")
	if err == nil {
		err = add(shipped)
	}
	if err != nil {
		fyne.LogError("the words of a language cannot be read", err) // the tests read all of them
	}
}

// Add takes in further languages: a file each at the top of a folder, named by its tag, such as de.json. What one of them lacks is
// said in English. A file that cannot be read is told of, and the others count.
func Add(folder fs.FS) error {
	tongue.Lock()
	defer tongue.Unlock()
	begin()
	tongue.spoken = nil // one of them may be the system's
	return add(folder)
}

func add(folder fs.FS) error {
	files, err := fs.Glob(folder, "*.json")
	if err != nil {
		return err
	}
	for _, name := range files {
		data, failed := fs.ReadFile(folder, name)
		if failed == nil {
			var file *i18n.MessageFile
			if file, failed = tongue.bundle.ParseMessageFileBytes(data, path.Base(name)); failed == nil && !slices.Contains(tongue.tags, file.Tag) {
				tongue.tags = append(tongue.tags, file.Tag)
			}
		}
		if failed != nil {
			err = errors.Join(err, fmt.Errorf("%s holds no words of a language: %w", name, failed))
		}
	}
	return err
}

// Speak lets everything be said in a language from now on: the one of a tag, "" for the system's. One that is not known is English.
func Speak(tag string) {
	tongue.Lock()
	defer tongue.Unlock()
	begin()
	wanted, err := language.Parse(cmp.Or(tag, tongue.system))
	if err != nil {
		wanted = language.English
	}
	_, at, sure := language.NewMatcher(tongue.tags).Match(wanted)
	if sure == language.No { // the nearest may be one that shares the script alone
		at = 0
	}
	tongue.tag = tongue.tags[at]
	tongue.spoken = i18n.NewLocalizer(tongue.bundle, tongue.tag.String())
	tongue.numbers = message.NewPrinter(tongue.tag)
	if tongue.asked = tongue.asked || tag != ""; tongue.asked {
		window(tongue.tag.String())
	}
}

// window lets Fyne's own words, as in its list of files, be of the language, where it has them. It asks the system; on Linux and
// its like that is asked by this name.
func window(tag string) {
	if err := os.Setenv("LANGUAGE", tag); err != nil {
		return // its words are in the system's language then
	}
	_ = lang.AddTranslationsForLocale([]byte("{}"), "en") // so that it asks again
}

// Spoken is the tag of the language that is spoken.
func Spoken() string {
	spoken()
	tongue.RLock()
	defer tongue.RUnlock()
	return tongue.tag.String()
}

// Languages are those that can be spoken, English first.
func Languages() []Language {
	spoken()
	tongue.RLock()
	defer tongue.RUnlock()
	all := make([]Language, len(tongue.tags))
	for i, tag := range tongue.tags {
		name, err := i18n.NewLocalizer(tongue.bundle, tag.String()).Localize(&i18n.LocalizeConfig{MessageID: "language.name"}) //nolint:misspell // as the library spells it
		if all[i] = (Language{tag.String(), name}); err != nil {
			all[i].Name = tag.String()
		}
	}
	return all
}

// Keys says where words ask for the key of a command, as in {{key "claim.mark"}}, which it is now.
func Keys(of func(command string) string) {
	tongue.Lock()
	defer tongue.Unlock()
	tongue.key = of
}

func keyOf(command string) string {
	tongue.RLock()
	of := tongue.key
	tongue.RUnlock()
	if of == nil {
		return command
	}
	return of(command)
}

// filling reads what is to be filled into words. It is read once: what key gives is asked for every time.
type filling struct{}

// Cacheable says that it need be read once only.
func (filling) Cacheable() bool { return true }

// Parse reads a line of words.
func (filling) Parse(words, left, right string) (parsing.ParsedTemplate, error) {
	return (&parsing.TextParser{Funcs: template.FuncMap{"key": keyOf}}).Parse(words, left, right)
}

// listOf are the words of a key that are separated by spaces.
func listOf(key string) []string { return strings.Fields(X(key)) }
