package corpus

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/ledongthuc/pdf"
)

// pdfFont maps the codes of a font to text.
type pdfFont struct {
	width   int // bytes of a code; 0 where the library decodes
	unicode map[int]string
	library pdf.TextEncoding
}

func (p *pageText) font(name string, resources pdf.Value) *pdfFont {
	if f, ok := p.fonts[name]; ok {
		return f
	}
	v := resources.Key("Font").Key(name)
	f := &pdfFont{}
	table := v.Key("ToUnicode")
	if table.Kind() == pdf.Stream {
		f.width, f.unicode = readToUnicode(table, p.guard)
		if v.Key("Subtype").Name() == "Type0" {
			f.width = max(f.width, 2)
		}
	}
	if len(f.unicode) == 0 {
		f.width, f.unicode = 1, nil
		// The library would read a table that says nothing once more, and count to
		// whatever number it finds there.
		if e := v.Key("Encoding"); (table.Kind() != pdf.Stream || e.Kind() == pdf.Dict) && e.Key("Differences").Len() <= maxDistances {
			f.width, f.library = 0, (&pdf.Font{V: v}).Encoder()
		}
	}
	p.fonts[name] = f
	return f
}

func (f *pdfFont) decode(s string) string {
	if f == nil {
		return ""
	}
	if f.width == 0 {
		return f.library.Decode(s)
	}
	var b strings.Builder
	for ; len(s) >= f.width; s = s[f.width:] {
		code := 0
		for i := 0; i < f.width; i++ {
			code = code<<8 | int(s[i])
		}
		b.WriteString(f.unicode[code])
	}
	return b.String()
}

// maxRangeCodes bounds a range of a ToUnicode table.
const maxRangeCodes = 1 << 16

// readToUnicode reads the bfchar and bfrange lines of a ToUnicode table.
func readToUnicode(table pdf.Value, guard *pdfGuard) (width int, codes map[int]string) {
	r := table.Reader()
	data, err := io.ReadAll(io.LimitReader(r, maxToUnicode))
	if err = errors.Join(err, r.Close()); err != nil {
		return 0, nil
	}
	guard.spend(int64(len(data)))
	if known, ok := guard.tables[string(data)]; ok {
		return known.width, known.unicode
	}
	defer func() { guard.tables[string(data)] = &pdfFont{width: width, unicode: codes} }()
	codes = map[int]string{}
	var section string
	var hex []string // the strings of the open line
	for _, token := range cmapTokens(string(data)) {
		switch token {
		case "begincodespacerange", "beginbfchar", "beginbfrange":
			section, hex = token, nil
			continue
		case "endcodespacerange", "endbfchar", "endbfrange":
			section = ""
			continue
		}
		if section == "" {
			continue
		}
		hex = append(hex, token)
		switch {
		case section == "begincodespacerange" && len(hex) == 2:
			width = max(width, len(hex[0])/2)
			hex = nil
		case section == "beginbfchar" && len(hex) == 2:
			codes[hexInt(hex[0])] = hexText(hex[1], 0)
			hex = nil
		case section == "beginbfrange" && len(hex) == 3 && hex[2] != "[":
			from, to := hexInt(hex[0]), hexInt(hex[1])
			guard.spend(16 * min(maxRangeCodes, max(0, int64(to-from))))
			for c := from; c <= to && c-from < maxRangeCodes; c++ {
				codes[c] = hexText(hex[2], c-from)
			}
			hex = nil
		case section == "beginbfrange" && token == "]":
			from := hexInt(hex[0])
			for i, h := range hex[3 : len(hex)-1] {
				codes[from+i] = hexText(h, 0)
			}
			hex = nil
		}
	}
	return max(width, 1), codes
}

// cmapTokens cuts a table into words, brackets and the digits of <hex> strings.
func cmapTokens(s string) []string {
	s = strings.NewReplacer("<", " ", ">", " ", "[", " [ ", "]", " ] ").Replace(s)
	return strings.Fields(s)
}

func hexInt(s string) int {
	n, err := strconv.ParseUint(s, 16, 32)
	if err != nil {
		return -1
	}
	return int(n)
}

// hexText is the UTF-16 text of a hex string, its last unit raised by add.
func hexText(s string, add int) string {
	var units []uint16
	for ; len(s) >= 4; s = s[4:] {
		units = append(units, uint16(hexInt(s[:4])))
	}
	if len(units) == 0 {
		return ""
	}
	units[len(units)-1] += uint16(add)
	return strings.Map(func(r rune) rune {
		if r == 0 {
			return -1
		}
		return r
	}, string(utf16.Decode(units)))
}
