// Package exchangetest checks exports in tests: against the schema, and every quoted stretch against its text.
//
// Rule: only tests import it, so that the program itself carries no validator.
//
// Why not otherwise: a validator of our own would agree with our own mistakes; github.com/santhosh-tekuri/jsonschema passes
// the official test suite and was released in June 2026.
package exchangetest
