package storage

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"touchstone/model"
)

// Keys is the folder of the keys by which people on this computer sign. They are never in a workspace.
type Keys struct{ Folder string }

// keyFile is how a key is kept.
type keyFile struct {
	Name string `json:"name"`
	Key  string `json:"key"` // the seed of the Ed25519 private key, base64
}

// All returns the people who have a key here, by id.
func (k Keys) All() ([]model.Identity, error) {
	names, err := filepath.Glob(filepath.Join(k.Folder, "*.json"))
	if err != nil {
		return nil, err
	}
	var all []model.Identity
	for _, name := range names {
		who, err := readKey(name)
		if err != nil {
			return nil, err
		}
		all = append(all, who)
	}
	return all, nil
}

func readKey(path string) (model.Identity, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return model.Identity{}, fmt.Errorf("read the key: %w", err)
	}
	var f keyFile
	if err := json.Unmarshal(data, &f); err != nil {
		return model.Identity{}, fmt.Errorf("%s is not a key: %w", path, err)
	}
	seed, err := base64.StdEncoding.DecodeString(f.Key)
	if err != nil || len(seed) != ed25519.SeedSize {
		return model.Identity{}, fmt.Errorf("%s is not a key: its seed is malformed", path)
	}
	return model.Identity{Name: f.Name, Key: ed25519.NewKeyFromSeed(seed)}, nil
}

// Named returns the key of that name, without regard to case, or makes one.
func (k Keys) Named(name string) (model.Identity, error) {
	name = strings.Join(strings.Fields(name), " ")
	all, err := k.All()
	if err != nil {
		return model.Identity{}, err
	}
	for _, who := range all {
		if model.FoldName(who.Name) == model.FoldName(name) {
			return who, nil
		}
	}
	return k.make(name)
}

// Pick returns the key of the first name that is given, else the only key there is, else one under the fallback's name.
func (k Keys) Pick(fallback string, names ...string) (model.Identity, error) {
	for _, name := range names {
		if strings.TrimSpace(name) != "" {
			return k.Named(name)
		}
	}
	return k.Only(fallback)
}

// Preferred returns the person named in the preferences in a folder, "" for none.
func Preferred(folder string) string {
	var prefs struct {
		Person string `json:"person"`
	}
	data, err := os.ReadFile(filepath.Join(folder, "preferences.json"))
	if err != nil || json.Unmarshal(data, &prefs) != nil {
		return "" // preferences are a convenience
	}
	return prefs.Person
}

// Only returns the only key there is, or one under the fallback's name.
func (k Keys) Only(fallback string) (model.Identity, error) {
	all, err := k.All()
	if err != nil {
		return model.Identity{}, err
	}
	if len(all) == 1 {
		return all[0], nil
	}
	return k.Named(fallback)
}

// make writes a new key. Two programs that make one of the same name at once get one key: the file's name is made from the
// person's, and it is only ever created.
func (k Keys) make(name string) (model.Identity, error) {
	fail := func(err error) (model.Identity, error) {
		return model.Identity{}, explain(k.Folder, "make a key for "+name, err)
	}
	if err := os.MkdirAll(k.Folder, 0o700); err != nil {
		return fail(err)
	}
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return fail(err)
	}
	data, err := json.Marshal(keyFile{Name: name, Key: base64.StdEncoding.EncodeToString(private.Seed())})
	if err != nil {
		return fail(err)
	}
	path := filepath.Join(k.Folder, model.Hash([]byte(model.FoldName(name)))[:16]+".json")
	half, err := os.CreateTemp(k.Folder, ".key-*")
	if err != nil {
		return fail(err)
	}
	_, err = half.Write(data)
	err = errors.Join(err, half.Chmod(0o600), half.Sync(), half.Close())
	if err == nil {
		err = os.Link(half.Name(), path) // fails where another program was quicker
	}
	err = errors.Join(dropExist(err), os.Remove(half.Name()))
	if err != nil {
		return fail(err)
	}
	return readKey(path)
}

func dropExist(err error) error {
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

// Nonce returns 16 random bytes in hex.
func Nonce() string {
	b := make([]byte, 16)
	_, _ = rand.Read(b) // never fails (crypto/rand)
	return hex.EncodeToString(b)
}
