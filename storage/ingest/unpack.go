package ingest

import (
	"archive/zip"
	"io"
	"time"
)

// unpacker bounds what comes out of a ZIP. Its own word for a size is believed only where it speaks against it: bytes are
// counted as they come out.
type unpacker struct {
	left  int64     // bytes that may still come out, of all entries together
	ratio int64     // an entry may not grow to more than this times its packed size, once it is larger than small
	small int64     // bytes
	until time.Time // zero for no end

	locked, swells, full func(name string) error // how the one who asked says so of an entry
}

// open gives the unpacked bytes of an entry as a stream, which fails where they become too many.
func (u *unpacker) open(name string, f *zip.File) (io.ReadCloser, error) {
	packed := int64(min(f.CompressedSize64, 1<<40)) //nolint:gosec // bounded
	switch size := f.UncompressedSize64; {
	case f.Flags&1 != 0:
		return nil, u.locked(name)
	case size > uint64(max(u.small, u.ratio*packed)): //nolint:gosec // above 0
		return nil, u.swells(name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	return &comingOut{ReadCloser: r, of: u, name: name, most: max(u.small, u.ratio*packed)}, nil
}

// comingOut is an entry on its way out.
type comingOut struct {
	io.ReadCloser
	of         *unpacker
	name       string
	read, most int64
}

func (p *comingOut) Read(b []byte) (int, error) {
	n, err := p.ReadCloser.Read(b)
	p.read += int64(n)
	p.of.left -= int64(n)
	switch {
	case p.of.left < 0:
		return 0, p.of.full(p.name)
	case p.read > p.most:
		return 0, p.of.swells(p.name)
	case !p.of.until.IsZero() && time.Now().After(p.of.until):
		return 0, slow()
	}
	return n, err
}
