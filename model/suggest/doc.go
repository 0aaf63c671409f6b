// Package suggest proposes.
package suggest
