// Touchstone checks facts: a window, and the same by command.
package main

import (
	"os"
	"os/user"
	"path/filepath"
	"time"

	"touchstone/app"
	"touchstone/app/cli"
	"touchstone/assets"
	"touchstone/model"
	"touchstone/storage"
	"touchstone/storage/exchange"
	"touchstone/storage/ingest"

	"github.com/adrg/xdg"
)

var version = "dev"

func main() {
	data := filepath.Join(xdg.DataHome, "touchstone")
	keys, prefs := storage.Keys{Folder: filepath.Join(data, "keys")}, storage.ReadPreferences(filepath.Join(xdg.ConfigHome, "touchstone"))
	name := "me"
	if u, err := user.Current(); err == nil && u.Username != "" {
		name = u.Username
	}
	os.Exit(cli.Run(os.Args[1:], cli.Parts{
		Version: version,
		Stdin:   os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Terminal: isTerminal(os.Stderr),
		DefaultWorkspace: filepath.Join(data, "workspace.db"),
		Getenv:           os.Getenv,
		Open: func(path string, how cli.Access, progress func(done, total int)) (cli.Desk, error) {
			return storage.Open(path, storage.Access(how), time.Now, progress)
		},
		Identity: func(as string) (model.Identity, error) {
			return prefs.Identity(keys, name, as, os.Getenv("TOUCHSTONE_AS"))
		},
		Files: ingest.Files, ReadFile: ingest.ReadFile, ReadFrom: ingest.ReadFrom, Decode: ingest.DecodeFile, AsDecoded: ingest.AsDecoded,
		Fetch: ingest.Fetcher{Version: version}.Fetch, Listed: ingest.Items, Reread: ingest.RereadSame, Columns: ingest.Columns(), Head: ingest.Head,
		Export: exchange.Export, Import: exchange.Read, Formats: exchange.Formats(), History: exchange.History, HistoryFormats: exchange.HistoryFormats(),
		Schema: assets.ExportSchema, Scales: assets.Scales,
		Preferences: prefs, Languages: os.DirFS(filepath.Join(xdg.ConfigHome, "touchstone", "languages")), BackupFolder: filepath.Join(data, "backups"),
		Samples: assets.Samples(), StateFolder: filepath.Join(xdg.StateHome, "touchstone"),
		Window: app.Window, Picture: app.Picture, Keys: app.Keys, Now: time.Now, Nonce: storage.Nonce,
	}))
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
