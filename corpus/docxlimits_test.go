package corpus

import (
	"bytes"
	"encoding/binary"
	"runtime"
	"strings"
	"testing"
	"time"
)

// A small file does not unpack to more than a large one would: neither as text nor as
// a picture, nor where it says that it is smaller than it is.
func TestDOCXBombs(t *testing.T) {
	const begin, end = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`,
		`</w:body></w:document>`
	paragraph := "<w:p><w:r><w:t>狗</w:t></w:r></w:p>"
	bomb := []byte(begin + strings.Repeat(paragraph, (maxXML+1<<20)/len(paragraph)) + end)
	small := []byte(begin + paragraph + end)
	lying := zipOf(t, map[string][]byte{"word/document.xml": bomb})
	// The size in the directory at the end, 24 bytes into its entry.
	directory := bytes.LastIndex(lying, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(lying[directory+24:], 1000)
	for name, data := range map[string][]byte{
		"text":      zipOf(t, map[string][]byte{"word/document.xml": bomb}),
		"a picture": zipOf(t, map[string][]byte{"word/document.xml": small, "word/media/a.png": make([]byte, 64<<20)}),
		"relations": zipOf(t, map[string][]byte{"word/document.xml": small, "word/_rels/document.xml.rels": bomb}),
		"a lie":     lying,
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		text, err := docxText(data)
		runtime.ReadMemStats(&after)
		if err == nil {
			t.Errorf("%s: %d bytes give %d characters", name, len(data), len(text))
		} else {
			inWords(t, err)
		}
		if took, taken := time.Since(start), after.TotalAlloc-before.TotalAlloc; took > 5*time.Second || taken > 64<<20 {
			t.Errorf("%s: %d bytes took %s and %d MB", name, len(data), took, taken>>20)
		}
	}
	if text, err := docxText(zipOf(t, map[string][]byte{"word/document.xml": small})); err != nil || strings.TrimSpace(text) != "狗" {
		t.Errorf("a good file: %q, %v", text, err)
	}
}

// Entities of a document are not followed: neither into other files, nor into each other.
func TestDOCXEntities(t *testing.T) {
	var laughs strings.Builder
	for i := 1; i < 30; i++ {
		laughs.WriteString("<!ENTITY l" + strings.Repeat("x", i) + ` "&l` + strings.Repeat("x", i-1) + ";&l" + strings.Repeat("x", i-1) +
			`;">`)
	}
	for name, entity := range map[string]string{"a file": `<!ENTITY x SYSTEM "file:///etc/hostname">`,
		"an address": `<!ENTITY x SYSTEM "http://127.0.0.1:9/">`, "each other": `<!ENTITY l "ha">` + laughs.String()} {
		text, err := docxText(zipOf(t, map[string][]byte{"word/document.xml": []byte(`<?xml version="1.0"?><!DOCTYPE d [` + entity +
			`]><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>狗&x;&lxxx;</w:t></w:r></w:p></w:body></w:document>`)}))
		if err == nil && strings.TrimSpace(text) != "狗" {
			t.Errorf("%s: read as %q", name, text)
		}
	}
}
