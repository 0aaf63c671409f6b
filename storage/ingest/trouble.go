package ingest

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"syscall"
)

// brokenOff words why a connection that was tried gave no page.
func brokenOff(err error) *Error {
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	again := "try again later"
	switch {
	case errors.As(err, &certificate):
		return &Error{
			Code: "network.certificate", What: "the server's certificate does not hold (" + plain(certificate.Err) + ")",
			Do: "check the address and this computer's clock; nothing was read", Err: err,
		}
	case errors.As(err, &record), errors.As(err, &alert), errors.Is(err, http.ErrSchemeMismatch):
		return &Error{Code: "network.tls", What: "the server does not speak HTTPS there (" + plain(err) + ")", Do: "check the address", Err: err}
	case errors.Is(err, syscall.ECONNREFUSED):
		return &Error{Code: "network.refused", What: "the server refuses the connection", Do: "check the address, or " + again, Err: err}
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return &Error{Code: "network.unreachable", What: "the server cannot be reached", Do: "check the connection", Err: err}
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), errors.Is(err, syscall.ECONNRESET):
		return &Error{Code: "network.cut", What: "the connection ended before the page did", Do: again, Err: err}
	}
	return &Error{Code: "network.failed", What: "the page could not be fetched (" + plain(err) + ")", Do: again, Err: err}
}

// plain is an error without the address around it, which stands before it already.
func plain(err error) string {
	var outer *url.Error
	if errors.As(err, &outer) {
		err = outer.Err
	}
	return strings.Join(strings.Fields(strings.ToValidUTF8(err.Error(), "?")), " ")
}

// refusals are what servers say instead of a page.
var refusals = map[int]Error{
	http.StatusUnauthorized:               {Code: "page.login", What: "the page asks for a login", Do: "open it in a browser, and save it"},
	http.StatusPaymentRequired:            {Code: "page.paid", What: "the page is for those who pay", Do: "open it in a browser, and save it"},
	http.StatusForbidden:                  {Code: "page.forbidden", What: "the server does not give this page to programs, or to anybody", Do: "open it in a browser, and save it"},
	http.StatusNotFound:                   {Code: "page.missing", What: "there is no such page", Do: "check the address, or look for an archived copy"},
	http.StatusGone:                       {Code: "page.gone", What: "the page was taken away", Do: "look for an archived copy"},
	http.StatusUnavailableForLegalReasons: {Code: "page.law", What: "the page is withheld for legal reasons", Do: "look for an archived copy"},
	http.StatusProxyAuthRequired:          {Code: "page.login", What: "a proxy asks for a login", Do: "open it in a browser, and save it"},
	http.StatusRequestTimeout:             {Code: "network.slow", What: "the server lost patience", Do: "try again"},
	http.StatusTooEarly:                   {Code: "network.busy", What: "the server does not answer yet", Do: "try again"},
	http.StatusTooManyRequests:            {Code: "network.busy", What: "the server was asked too often", Do: "wait, and try again"},
}

// answered words a status that is not a page.
func answered(status int, header http.Header) *Error {
	failure, known := refusals[status]
	switch {
	case known:
	case status >= 500:
		failure = Error{Code: "network.server", What: "the server is in trouble", Do: "try again later"}
	default:
		failure = Error{Code: "page.status", What: "the server sends no page", Do: "open it in a browser, and save it"}
	}
	failure.What += fmt.Sprintf(" (status %d)", status)
	if after := header.Get("Retry-After"); strings.HasPrefix(failure.Code, "network.") && seconds(after) {
		failure.Do = "try again in " + after + " seconds"
	}
	return &failure
}

// seconds reports whether a Retry-After is a number of seconds, and not a date or anything else.
func seconds(after string) bool {
	return after != "" && len(after) < 7 && strings.Trim(after, "0123456789") == ""
}
