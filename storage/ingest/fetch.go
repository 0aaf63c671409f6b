package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"touchstone/model"

	"golang.org/x/net/publicsuffix"
)

const (
	fetchTime = 30 * time.Second // for one page, from the name of its host to its last byte
	redirects = 20
	headers   = 1 << 20 // bytes
)

// Fetcher fetches pages from the web: one page each time a person asks for one, and nothing that the page names.
type Fetcher struct {
	Version string // of this program, which says honestly who asks

	time   time.Duration // 0: fetchTime
	lookup func(ctx context.Context, host string) ([]netip.Addr, error)
	permit func(netip.Addr) bool // nil: public
}

// agent is what the program calls itself.
func (f Fetcher) agent() string {
	return "Touchstone/" + f.Version + " (fact-checking desk; fetches single pages when a person asks)"
}

// Fetch fetches a page and reads it. Where known says what the page was when it was last captured, the server is asked whether
// it changed since: unchanged is true, and the document empty, where it did not. Pages that are not on the public internet
// are fetched only where private allows it. Every failure is one *Error that names the address; one that may be gone later
// is Unavailable.
func (f Fetcher) Fetch(ctx context.Context, asked string, private bool, known model.Origin) (doc model.Document, unchanged bool, err error) {
	limit := f.time
	if limit == 0 {
		limit = fetchTime
	}
	ctx, stop := context.WithTimeout(ctx, limit)
	defer stop()
	p, err := f.get(ctx, asked, private, known)
	if err == nil && !p.unchanged {
		doc, err = p.read()
	}
	if err != nil {
		return model.Document{}, false, unfetched(asked, limit, err)
	}
	return doc, p.unchanged, nil
}

// answer is what a server sent.
type answer struct {
	asked, url *url.URL
	header     http.Header
	status     int
	data       []byte
	unchanged  bool
}

func (f Fetcher) get(ctx context.Context, asked string, private bool, known model.Origin) (*answer, error) {
	if _, err := model.CanonicalURL(asked); err != nil {
		return nil, &Error{Code: "page.address", What: "this is no address of a page", Do: err.Error(), Err: err}
	}
	to, err := url.Parse(strings.TrimSpace(asked))
	if err != nil {
		return nil, err // CanonicalURL has parsed it
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, to.String(), nil)
	if err != nil {
		return nil, err
	}
	f.introduce(request, known)
	client, err := f.client(private)
	if err != nil {
		return nil, err
	}
	defer client.CloseIdleConnections()
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close() //nolint:errcheck // only read
	p := &answer{asked: to, url: response.Request.URL, header: response.Header, status: response.StatusCode}
	if p.status == http.StatusNotModified && (known.ETag != "" || known.Modified != "") {
		p.unchanged = true
		return p, nil
	}
	if p.status < 200 || p.status > 299 {
		return nil, answered(p.status, response.Header)
	}
	if response.ContentLength > Limit {
		return nil, tooLarge()
	}
	body, err := unpacked(response.Header.Get("Content-Encoding"), response.Body)
	if err != nil {
		return nil, err
	}
	defer body.Close() //nolint:errcheck // only read
	p.data, err = io.ReadAll(io.LimitReader(body, Limit+1))
	if err == nil && len(p.data) > Limit {
		err = tooLarge()
	}
	return p, err
}

// introduce says who asks, and what of the page is here already.
func (f Fetcher) introduce(r *http.Request, known model.Origin) {
	r.Header.Set("User-Agent", f.agent())
	r.Header.Set("Accept", "text/html, application/xhtml+xml;q=0.9, text/markdown, text/plain;q=0.8, */*;q=0.5")
	r.Header.Set("Accept-Encoding", "gzip, br, zstd")
	if known.ETag != "" {
		r.Header.Set("If-None-Match", known.ETag)
	}
	if known.Modified != "" {
		r.Header.Set("If-Modified-Since", known.Modified)
	}
}

// client is made for one page: its cookies end with it. It asks no proxy of the environment, because the addresses that are
// checked would then be the proxy's and not the page's.
func (f Fetcher) client(private bool) (*http.Client, error) {
	jar, err := cookiejar.New(&cookiejar.Options{PublicSuffixList: publicsuffix.List})
	if err != nil {
		return nil, err
	}
	d := dialer{lookup: f.lookup, permit: f.permit}
	if d.lookup == nil {
		d.lookup = func(ctx context.Context, host string) ([]netip.Addr, error) {
			return net.DefaultResolver.LookupNetIP(ctx, "ip", host)
		}
	}
	if d.permit == nil {
		d.permit = public
	}
	if private {
		d.permit = func(netip.Addr) bool { return true }
	}
	return &http.Client{
		Jar: jar,
		Transport: &http.Transport{
			DialContext: d.dial, ForceAttemptHTTP2: true, DisableCompression: true, DisableKeepAlives: true,
			MaxResponseHeaderBytes: headers, TLSHandshakeTimeout: dialTime,
		},
		CheckRedirect: func(next *http.Request, before []*http.Request) error {
			if len(before) > redirects {
				return &Error{
					Code: "page.redirects", What: fmt.Sprintf("this address leads on more than %d times, the last time to %s", redirects, next.URL.Redacted()),
					Do: "open it in a browser, and save the page",
				}
			}
			if next.URL.Scheme != "http" && next.URL.Scheme != "https" || next.URL.Host == "" {
				return &Error{
					Code: "page.address", What: "this address leads on to " + next.URL.Redacted(), Do: "only http and https pages are fetched",
				}
			}
			return nil
		},
	}, nil
}

// unfetched words an error for people, by the address that was asked for.
func unfetched(asked string, limit time.Duration, err error) *Error {
	failure := troubleOf(limit, err)
	named := *failure
	named.File = asked
	if u, err := url.Parse(asked); err == nil {
		named.File = u.Redacted()
	}
	return &named
}

// Unavailable reports whether the failure may be gone later, as that of a network.
func (e *Error) Unavailable() bool { return strings.HasPrefix(e.Code, "network.") }

// Private reports whether it was a page's address alone that was refused, as one that is not on the public internet.
func (e *Error) Private() bool { return e.Code == "page.private" }

// Trouble is the kind of failure and the file or address that it is told of, for a window that says it in another language.
func (e *Error) Trouble() (code, file string) { return e.Code, e.File }

// troubleOf words what the network or a server did.
func troubleOf(limit time.Duration, err error) *Error {
	var known *Error
	var name *net.DNSError
	var timeout net.Error
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(err, context.Canceled):
		return &Error{Code: "network.stopped", What: "stopped", Do: "run the command again", Err: err}
	case errors.Is(err, context.DeadlineExceeded):
		return &Error{
			Code: "network.slow", What: fmt.Sprintf("the page was not here after %v", limit), Do: "try again later", Err: err,
		}
	case errors.As(err, &name) && name.IsNotFound:
		return &Error{Code: "network.host", What: "no host is called " + name.Name, Do: "check the address, and the connection", Err: err}
	case errors.As(err, &name):
		return &Error{Code: "network.names", What: "the name " + name.Name + " cannot be looked up (" + name.Err + ")", Do: "check the connection", Err: err}
	case errors.As(err, &timeout) && timeout.Timeout():
		return &Error{Code: "network.slow", What: "the server does not answer", Do: "try again later", Err: err}
	}
	return brokenOff(err)
}
