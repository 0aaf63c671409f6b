package assets

import (
	"embed"
	"io/fs"
	"slices"
	"sync"

	"touchstone/model"
)

// I18n holds the words of the window, one file a language in folder i18n.
//
//go:embed i18n/*.json
var I18n embed.FS

// Icon is the program's picture, as SVG.
//
//go:embed icon.svg
var Icon []byte

// Signs is a font of the signs that stand for ratings and states, and of arrows; see font/LICENSE.txt.
//
//go:embed font/signs.ttf
var Signs []byte

//go:embed scales/*.json samples/*
var files embed.FS

// scaleFiles are the built-in scales in the order in which they are offered; the first is a new workspace's.
var scaleFiles = []string{"truth-six", "averitec", "x-fact", "true-false"}

var scales = sync.OnceValue(func() []*model.Scale {
	var all []*model.Scale
	for _, name := range scaleFiles {
		data, err := files.ReadFile("scales/" + name + ".json")
		if err != nil {
			panic("assets: " + err.Error()) // cannot happen in a program that was built: the tests read all of them
		}
		scale, err := model.ParseScale(data)
		if err != nil {
			panic("assets: " + name + ": " + err.Error())
		}
		all = append(all, scale)
	}
	return all
})

// Scales returns the built-in scales: truth-six, averitec, x-fact, true-false. The scales themselves are shared and not to be
// changed.
func Scales() []*model.Scale { return slices.Clone(scales()) }

// Samples returns the sample articles, such as harbour.txt.
func Samples() fs.FS {
	sub, err := fs.Sub(files, "samples")
	if err != nil { // the name is a valid one
		panic("assets: " + err.Error())
	}
	return sub
}
