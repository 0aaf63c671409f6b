// Package anchor finds marked passages again in a text that changed.
package anchor
