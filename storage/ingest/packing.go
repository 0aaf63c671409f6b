package ingest

import (
	"bufio"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

const (
	packings   = 2       // that one page may be in: a server's and a cache's
	zstdWindow = 8 << 20 // bytes; what RFC 9659 allows on the web
)

// unpacked reads a body out of the codings that it was sent in, the last one first. It gives whatever length comes out: the
// caller stops at the limit.
func unpacked(codings string, body io.Reader) (io.ReadCloser, error) {
	out := io.NopCloser(body)
	var all []string
	for c := range strings.SplitSeq(codings, ",") {
		if c = strings.ToLower(strings.TrimSpace(c)); c != "" && c != "identity" {
			all = append(all, c)
		}
	}
	if len(all) > packings {
		return nil, packing(codings, errors.New("too many"))
	}
	for i := len(all) - 1; i >= 0; i-- {
		next, err := unpack(all[i], out)
		if err != nil {
			return nil, err
		}
		out = next
	}
	return out, nil
}

func unpack(coding string, body io.Reader) (io.ReadCloser, error) {
	var out io.ReadCloser
	var err error
	switch coding {
	case "gzip", "x-gzip":
		in := bufio.NewReader(body)
		if _, err := in.Peek(1); errors.Is(err, io.EOF) { // an empty page, which some servers do not pack
			return io.NopCloser(in), nil
		}
		out, err = gzip.NewReader(in)
	case "deflate":
		out, err = zlib.NewReader(body)
	case "br":
		out = io.NopCloser(brotli.NewReader(body))
	case "zstd":
		var decoder *zstd.Decoder
		decoder, err = zstd.NewReader(body, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(zstdWindow), zstd.WithDecoderLowmem(true))
		if err == nil {
			out = decoder.IOReadCloser()
		}
	default:
		err = errors.New("unknown")
	}
	if err != nil {
		return nil, packing(coding, err)
	}
	return unpacking{out, coding}, nil
}

// unpacking tells damage to what is packed from damage to the connection.
type unpacking struct {
	io.ReadCloser
	coding string
}

func (u unpacking) Read(b []byte) (int, error) {
	n, err := u.ReadCloser.Read(b)
	var network net.Error
	if err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, context.Canceled) || errors.As(err, &network) {
		return n, err
	}
	return n, packing(u.coding, err)
}

func packing(coding string, err error) *Error {
	return &Error{
		Code: "page.packing", What: "the page came packed as " + plain(errors.New(coding)) + ", and cannot be unpacked (" + plain(err) + ")",
		Do: "open it in a browser, and save it", Err: err,
	}
}
