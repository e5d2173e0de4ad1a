package ingest

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/reading"
)

// FuzzUpload reads any file that is sent in, under any name: as text in which
// citations are looked for, or not at all, for a reason in the user's words. What an
// ingest would store of it stays inside its text, too.
func FuzzUpload(f *testing.F) {
	const draft = "甲市人民法院\n民事判决书\n（2020）甲01民初1号\n原告张三。被告李四。\n本院认为，依照《养犬法》第三条，判决如下：\n一、李四赔偿张三三百元。\n审判员 王五\n二〇二〇年一月二日"
	f.Add("判决.txt", []byte(draft))
	f.Add("判决.html", []byte("<p>"+strings.ReplaceAll(draft, "\n", "</p><p>")+"</p>"))
	f.Add("养犬法.md", []byte("# 养犬法\n\n## 第一章 总则\n\n第一条 牵狗。\n\n第二条 依照《民法典》第一条。\n"))
	f.Add("常见问题.txt", []byte("问：狗咬人？\n答：赔。\n问：谁赔？\n答：主人。"))
	f.Add("a.jsonl", []byte(`{"fact":"狗咬人","type":"case"}`))
	f.Add("x.docx", []byte("PK\x03\x04"))
	f.Add("", []byte{0xff, 0xfe, 0x11, 0x62})
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		start := time.Now()
		// PDFium is stopped here: it may take ten seconds, after which go ends a fuzzing
		// process.
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		doc, err := reading.Upload(ctx, name, content)
		switch {
		case bytes.HasPrefix(content, []byte("%PDF-")) && errors.Is(err, context.DeadlineExceeded): // it was stopped
		case err != nil && !strings.ContainsFunc(err.Error(), func(r rune) bool { return unicode.Is(unicode.Han, r) }):
			t.Fatalf("an error that the user cannot read: %v", err)
		case err == nil && (!utf8.ValidString(doc.Text) || strings.TrimSpace(doc.Text) == ""):
			t.Fatalf("read as %q", doc.Text)
		}
		reader := &corpus.Reader{Words: reading.Words}
		err = errOf(reader.Read(ctx, corpus.Memory(name, content), func(d *corpus.Document) error {
			docs, err := convert(d, "甲.txt", false)
			if err != nil {
				t.Fatal(err)
			}
			for _, stored := range docs {
				for _, p := range stored.Passages {
					for _, part := range p.Parts {
						if part.Start < 0 || part.End < part.Start || part.End > len(stored.Text) {
							t.Fatalf("a paragraph at %d to %d of %d bytes", part.Start, part.End, len(stored.Text))
						}
					}
				}
				for _, g := range stored.Diagnostics {
					if g.Span.Start < 0 || g.Span.End < g.Span.Start || g.Span.End > len(stored.Text) {
						t.Fatalf("%+v lies outside of %d bytes", g, len(stored.Text))
					}
				}
			}
			return nil
		}, func(string, error) {}))
		if took := time.Since(start); took > 25*time.Second { // the first PDF compiles PDFium where it is not in the user's cache
			t.Fatalf("%d bytes took %s (%v)", len(content), took, err)
		}
	})
}

func errOf(_ corpus.Source, err error) error { return err }
