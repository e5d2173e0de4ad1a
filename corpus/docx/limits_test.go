package docx

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"testing"
)

// peak is how many bytes more than before the heap has while f runs. The
// heap holds what is not yet collected too, so the pace of collection is the
// default one, whatever the environment says.
func peak(f func()) uint64 {
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	runtime.GC()
	heap := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(heap)
	before, most := heap[0].Value.Uint64(), uint64(0)
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	for {
		metrics.Read(heap)
		most = max(most, heap[0].Value.Uint64())
		select {
		case <-done:
			return most - min(before, most)
		default:
			runtime.Gosched()
		}
	}
}

// What is small as a file takes little memory, whatever it unpacks to.
func TestBombs(t *testing.T) {
	const most = 64 << 20
	many := func(text string, size int) string { return strings.Repeat(text, size/len(text)) }
	of := func(body string) []byte { return file(t, body, nil) }
	for name, c := range map[string]struct {
		make func() []byte // which keeps nothing
		ok   bool
	}{
		"markup": {make: func() []byte {
			return of(many(`<w:proofErr w:type="spellStart" w:id="a long name of nothing that is read"/>`, maxMain+1))
		}},
		"text":     {make: func() []byte { return of(many(p(strings.Repeat("狗", 1000)), maxText*3/2)) }},
		"one word": {make: func() []byte { return of(p(many("狗", maxToken*2))) }},
		"a tag":    {make: func() []byte { return of(`<w:p ` + many(`a="" `, maxToken*2) + `/>`) }},
		"a value":  {make: func() []byte { return of(`<w:p a="` + many("a", maxToken*2) + `"/>`) }},
		"depth":    {make: func() []byte { return of(strings.Repeat("<w:sdt><w:sdtContent>", 300_000)) }},
		"tables":   {make: func() []byte { return of(strings.Repeat("<w:tbl><w:tr><w:tc>", 100_000)) }},
		"wide rows": {make: func() []byte {
			return of(many(`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>`, 16<<20))
		}},
		"fields": {make: func() []byte { return of("<w:p>" + many(char("begin")+instr("PAGE"), 8<<20) + "</w:p>") }, ok: true},
		"open lines": {make: func() []byte {
			return of(many(`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>`+run("狗")+`</w:p>`, 8<<20))
		}, ok: true},
		"relations": {make: func() []byte {
			return file(t, p("狗"), parts{"word/_rels/document.xml.rels": "<R>" + many("<Relationship/>", maxPart+1)})
		}},
		"styles":      {make: func() []byte { return file(t, p("狗"), parts{"styles": many(`<w:style w:styleId="x"/>`, maxPart+1)}) }},
		"definitions": {make: func() []byte { return file(t, p("狗"), parts{"numbering": numbered(maxNumbers + 2)}) }},
		"long numbers": {make: func() []byte {
			return file(t, many(item(1, 0, ""), 16<<20), parts{"numbering": listOf(0, lvl(0, "lowerLetter", many("%1", 200), "")) +
				num(1, 0, "")})
		}},
		"notes": {make: func() []byte {
			return file(t, `<w:p>`+many(`<w:r><w:footnoteReference w:id="1"/></w:r>`, 4<<20)+`</w:p>`,
				parts{"footnotes": `<w:footnote w:id="1">` + p(many("狗", 1<<20)) + `</w:footnote>`})
		}, ok: true},
		"a picture": {make: func() []byte { return file(t, p("狗"), parts{"word/media/a.png": many("\x00", 64<<20)}) }, ok: true},
	} {
		t.Run(name, func(t *testing.T) {
			data := c.make()
			if len(data) > 4<<20 {
				t.Fatalf("the file has %d bytes", len(data))
			}
			var err error
			var d *Document
			if taken := peak(func() { d, err = Read(data) }); taken > most {
				t.Errorf("%d bytes took %d MB", len(data), taken>>20)
			}
			if c.ok != (err == nil) || err != nil && !errors.Is(err, ErrTooMuch) {
				t.Errorf("read as %.80v, %v", d, err)
			}
		})
	}
}

func numbered(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<w:num w:numId="%d"/>`, i)
	}
	return b.String()
}

// FuzzRead reads Word documents with any body, definitions and notes.
func FuzzRead(f *testing.F) {
	f.Add("<w:p>"+run("第一条　牵狗。")+fieldOf(" REF a ", run("第三条"))+"</w:p>", "", "", "")
	f.Add(item(1, 0, "总则")+item(1, 1, "甲")+styled("T", "乙"), law(),
		`<w:style w:styleId="T"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`, "")
	f.Add(`<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>`, "", "", `<w:footnote w:id="2">`+p("注")+`</w:footnote>`)
	f.Add("<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>"+p("甲|乙")+"</w:tc></w:t"+
		"r></w:tbl>", "", "", "")
	f.Add(`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><mc:AlternateContent><mc:Choice><w:pict><v:textbox><w:txbxContent>`+p("框")+
		`</w:txbxContent></v:textbox></w:pict></mc:Choice></mc:AlternateContent></w:r><m:oMath><m:d><m:e><m:r><m:t>x</m:t></m:r></m`+
		`:e></m:d></m:oMath></w:p>`,
		"", "", "")
	f.Add("<w:p>"+fieldOf(`EQ \o\ac(○,1)`, "-")+fieldOf(`EQ \o\ad(\s\up 9(((,`, "-")+fieldOf("SYMBOL 254 \\f Wingdings",
		"-")+"</w:p>", "", "", "")
	f.Fuzz(func(t *testing.T, body, numbering, styles, notes string) {
		d, err := Read(file(t, body, parts{"numbering": numbering, "styles": styles, "footnotes": notes}))
		switch {
		case errors.Is(err, ErrDamaged), errors.Is(err, ErrTooMuch), errors.Is(err, ErrEmbedded):
		case err != nil:
			t.Fatalf("an error without a kind: %v", err)
		case len(d.Text) > maxText+1<<16:
			t.Fatalf("%d bytes of text", len(d.Text))
		case strings.ContainsRune(d.Text, 0):
			t.Fatalf("a control in %q", d.Text)
		}
	})
}
