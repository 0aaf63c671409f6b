package ingest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"syscall"
	"time"
)

// dialTime is how long one address of a host may take to answer, so that one dead address does not use up the whole time.
const dialTime = 10 * time.Second

// inward are the addresses beyond those that netip knows by name which lead nowhere on the public internet, or past its rules
// into the network that this computer stands in (IANA's special-purpose registries).
var inward = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("192.88.99.0/24"), netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("198.51.100.0/24"), netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("::/96"), netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("100::/64"),
	netip.MustParsePrefix("2001::/23"), netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("3fff::/20"),
	netip.MustParsePrefix("5f00::/16"), netip.MustParsePrefix("fec0::/10"),
}

var (
	nat64   = netip.MustParsePrefix("64:ff9b::/96") // the last four bytes are an IPv4 address
	sixToIV = netip.MustParsePrefix("2002::/16")    // bytes 2 to 5 are
)

// public reports whether an address lies on the public internet. One that carries an IPv4 address is what that one is.
func public(a netip.Addr) bool {
	a = a.Unmap()
	if a.Zone() != "" || !a.IsValid() {
		return false
	}
	if a.Is6() {
		b := a.As16()
		switch {
		case nat64.Contains(a):
			return public(netip.AddrFrom4([4]byte(b[12:16])))
		case sixToIV.Contains(a):
			return public(netip.AddrFrom4([4]byte(b[2:6])))
		}
	}
	if !a.IsGlobalUnicast() || a.IsPrivate() { // loopback, link-local, multicast and unspecified are no global unicast
		return false
	}
	for _, p := range inward {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

func private(host string, a netip.Addr) *Error {
	at := host
	if a.String() != host {
		at += " (" + a.String() + ")"
	}
	return &Error{
		Code: "page.private", What: at + " is not on the public internet",
		Do: "say --allow-private if you mean a page of your own network",
	}
}

// dialer connects to hosts whose every address is permitted. The addresses that were looked at are those it connects to, and
// control looks once more at the one that the system really uses: a name that means one thing when it is checked and another
// when it is used gains nothing.
type dialer struct {
	lookup func(ctx context.Context, host string) ([]netip.Addr, error)
	permit func(netip.Addr) bool
}

func (d dialer) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	addresses, err := d.addresses(ctx, host)
	if err != nil {
		return nil, err
	}
	var failed error
	for _, a := range addresses {
		conn, err := (&net.Dialer{Timeout: dialTime, Control: d.control}).DialContext(ctx, network, net.JoinHostPort(a.String(), port))
		if err == nil {
			return conn, nil
		}
		failed = errors.Join(failed, err)
	}
	return nil, failed
}

// addresses are those of a host. A name of which one address is not permitted is refused whole, for nobody honest has such.
func (d dialer) addresses(ctx context.Context, host string) ([]netip.Addr, error) {
	all := []netip.Addr{}
	if a, err := netip.ParseAddr(host); err == nil {
		all = append(all, a)
	} else if all, err = d.lookup(ctx, host); err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, &net.DNSError{Err: "no address", Name: host, IsNotFound: true}
	}
	for i, a := range all {
		if all[i] = a.Unmap(); !d.permit(all[i]) {
			return nil, private(host, a)
		}
	}
	return all, nil
}

func (d dialer) control(_, address string, _ syscall.RawConn) error {
	a, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("connect to %s: %w", address, err)
	}
	if !d.permit(a.Addr()) {
		return private(a.Addr().String(), a.Addr())
	}
	return nil
}
