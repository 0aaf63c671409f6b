package assets

import _ "embed" // for the schema

// ExportSchema is the JSON Schema of an export.
//
//go:embed schema/export.schema.json
var ExportSchema []byte
