package corpus

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
)

// A Word document that unpacks to too much is refused, also where it lies about its size;
// its pictures do not matter. What package docx bounds is tested there.
func TestDOCXBombs(t *testing.T) {
	const begin, end = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`,
		`</w:body></w:document>`
	paragraph := "<w:p><w:r><w:t>" + strings.Repeat("狗", 1000) + "</w:t></w:r></w:p>"
	bomb := []byte(begin + strings.Repeat(paragraph, 5000) + end)
	small := []byte(begin + "<w:p><w:r><w:t>狗</w:t></w:r></w:p>" + end)
	lying := zipOf(t, map[string][]byte{"word/document.xml": bomb})
	// The size in the directory at the end, 24 bytes into its entry.
	directory := bytes.LastIndex(lying, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(lying[directory+24:], 1000)
	for name, data := range map[string][]byte{"text": zipOf(t, map[string][]byte{"word/document.xml": bomb}), "a lie": lying} {
		text, _, err := docxText(data)
		if err == nil {
			t.Errorf("%s: %d bytes give %d characters", name, len(data), len(text))
		} else {
			inWords(t, err)
		}
	}
	text, _, err := docxText(zipOf(t, map[string][]byte{"word/document.xml": small, "word/media/a.png": make([]byte, 64<<20)}))
	if err != nil || strings.TrimSpace(text) != "狗" {
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
		text, _, err := docxText(zipOf(t, map[string][]byte{"word/document.xml": []byte(`<?xml version="1.0"?><!DOCTYPE d [` + entity +
			`]><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>狗&x;&lxxx;</w:t></w:r></w:p></w:body></w:document>`)}))
		if err == nil && strings.TrimSpace(text) != "狗" {
			t.Errorf("%s: read as %q", name, text)
		}
	}
}
