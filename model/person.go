package model

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// The kinds of fact about people and the desk.
const (
	KindPersonNamed Kind = "person.named"
	KindPolicySet   Kind = "policy.set"
)

func init() {
	register(NounPerson, map[Kind]func(json.RawMessage) (Fact, error){KindPersonNamed: describedBy(NounPerson)})
	register(NounDesk, map[Kind]func(json.RawMessage) (Fact, error){KindPolicySet: describedBy(NounDesk)})
}

// Person is somebody who writes events.
type Person struct {
	Trunk
	Name, Affiliation, Key string // Key: the Ed25519 public key in base64
}

func foldPerson(f *folding) State {
	p := &Person{Trunk: f.trunk}
	for e := range f.live() {
		if fact, ok := e.Fact.(Described); ok && e.By == p.ID() { // only they themselves name a person
			f.set(e, "", fact.Fields)
		}
	}
	v := f.values("")
	v.text("name", &p.Name).text("affiliation", &p.Affiliation).text("key", &p.Key)
	p.Conflicts = f.conflicts()
	return p
}

// Desk is what a team agreed on.
type Desk struct {
	Trunk
	Scale   string   // the id of the scale verdicts are given on by default
	Editors []string // who may approve; none named: anybody but the author
	Seconds int      // how many seconds a verdict needs; 0 counts as 1
}

func foldDesk(f *folding) State {
	d := &Desk{Trunk: f.trunk}
	for e := range f.live() {
		if fact, ok := e.Fact.(Described); ok {
			f.set(e, "", fact.Fields)
		}
	}
	f.values("").text("scale", &d.Scale).into("editors", &d.Editors).into("seconds", &d.Seconds)
	d.Conflicts = f.conflicts()
	return d
}

// Identity is a person who can sign.
type Identity struct {
	Name        string
	Affiliation string // told when the person is introduced in a workspace, "" for none
	Key         ed25519.PrivateKey
}

// ID returns the person's id: the first 32 hex characters of the sha256 of the public key.
func (i Identity) ID() string { return personID(i.public()) }

// PublicKey returns the public key as person.named holds it.
func (i Identity) PublicKey() string { return base64.StdEncoding.EncodeToString(i.public()) }

func (i Identity) public() ed25519.PublicKey {
	pub, _ := i.Key.Public().(ed25519.PublicKey) // an Ed25519 key's public half is one
	return pub
}

func personID(key ed25519.PublicKey) string { return Hash(key)[:32] }

func publicKey(encoded string) (ed25519.PublicKey, error) {
	raw, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil || len(raw) != ed25519.PublicKeySize {
		return nil, errors.New("not an Ed25519 public key in base64")
	}
	return raw, nil
}

// Seal is a person's signature under a batch. It travels whole with any of the batch's events.
type Seal struct {
	Batch string   `json:"batch"`
	By    string   `json:"by"`
	IDs   []string `json:"ids"` // in the order written
	Sig   string   `json:"sig"` // Ed25519, base64
}

// Sign seals events that were written in this order.
func (i Identity) Sign(batch string, ids []string) Seal {
	s := Seal{Batch: batch, By: i.ID(), IDs: ids}
	s.Sig = base64.StdEncoding.EncodeToString(ed25519.Sign(i.Key, s.message()))
	return s
}

func (s Seal) message() []byte {
	return []byte("touchstone seal 0\n" + s.Batch + "\n" + strings.Join(s.IDs, "\n"))
}

// Verify checks the seal against its author's public key as person.named holds it.
func (s Seal) Verify(key string) error {
	pub, err := publicKey(key)
	if err != nil {
		return fmt.Errorf("seal of batch %.10s: %w", s.Batch, err)
	}
	if personID(pub) != s.By {
		return fmt.Errorf("seal of batch %.10s: the key is not its author's", s.Batch)
	}
	sig, err := base64.StdEncoding.DecodeString(s.Sig)
	if err != nil || !ed25519.Verify(pub, s.message(), sig) {
		return fmt.Errorf("seal of batch %.10s: the signature does not fit", s.Batch)
	}
	return nil
}

// KeyIn returns the public key that one of a person's events carries, "" if none does. It counts whether or not the event
// still stands: a key is proved by the person's id alone.
func KeyIn(events []Event) string {
	for _, e := range events {
		d, ok := e.Fact.(Described)
		if !ok || e.Kind != KindPersonNamed {
			continue
		}
		key := d.Fields.Text("key")
		if pub, err := publicKey(key); err == nil && personID(pub) == e.Stream.ID() {
			return key
		}
	}
	return ""
}
