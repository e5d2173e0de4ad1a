package corpus

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io"
)

// The documents that ship with the binary. defaults/provenance.json says for
// each where it was published and what was done to it.
//
//go:embed defaults
var defaultFiles embed.FS

// Default is an embedded document.
type Default struct {
	File       *File
	Title      string
	Provenance string
}

// EmbeddedPrefix starts the paths of embedded sources.
const EmbeddedPrefix = "内置:"

// Defaults returns the documents that a first start loads into an empty data
// folder.
func Defaults() ([]Default, error) {
	data, err := defaultFiles.ReadFile("defaults/provenance.json")
	if err != nil {
		return nil, fmt.Errorf("reading the provenance of the embedded documents: %w", err)
	}
	var list []struct{ File, Category, Title, Provenance string }
	if err := json.Unmarshal(data, &list); err != nil {
		return nil, fmt.Errorf("reading the provenance of the embedded documents: %w", err)
	}
	defaults := make([]Default, len(list))
	for i, l := range list {
		content, err := defaultFiles.ReadFile("defaults/" + l.File)
		if err != nil {
			return nil, fmt.Errorf("reading the embedded document %s: %w", l.File, err)
		}
		defaults[i] = Default{
			File: &File{Path: EmbeddedPrefix + l.File, Name: stem(l.File), Category: l.Category, Size: int64(len(content)),
				open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }},
			Title: l.Title, Provenance: l.Provenance,
		}
	}
	return defaults, nil
}
