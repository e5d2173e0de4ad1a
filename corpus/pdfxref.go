package corpus

import (
	"bytes"
	"compress/zlib"
	"io"
	"strconv"
)

// packedInPacked reports whether the file says of a stream of packed objects that it is
// itself packed in one. The library would look for it there without end, and a stack
// that runs over ends the program. The table of objects is read here as the
// library reads it; what is written in an unusual way counts as packed.
func (g *pdfGuard) packedInPacked() bool {
	tail := g.data[max(0, len(g.data)-200):]
	i := bytes.LastIndex(tail, []byte("startxref"))
	if i < 0 || bytes.Count(tail, []byte("startxref")) > 1 && bytes.Count(tail, []byte("%%EOF")) < 2 {
		return i >= 0
	}
	token, _ := pdfToken(tail[i+len("startxref"):])
	offset, err := strconv.ParseInt(token, 10, 64)
	if err != nil {
		return false // the library does not read on either
	}
	packed, streams := map[int64]bool{}, map[int64]bool{}
	for seen := map[int64]bool{}; offset >= 0 && offset < int64(len(g.data)) && !seen[offset]; {
		seen[offset] = true
		dict, body, ok := streamAt(g.data[offset:])
		if first, _ := pdfToken(g.data[offset:]); !ok {
			return first != "xref" // a plain table, whose objects all lie in the file as they are
		}
		if !packedRows(dict, body, packed, streams) {
			return true
		}
		if offset, ok = dict["Prev"].(int64); !ok {
			break
		}
	}
	for s := range streams {
		if packed[s] {
			return true
		}
	}
	return false
}

// streamAt reads the head of a stream that is an object; body begins behind it.
func streamAt(b []byte) (dict map[string]any, body []byte, ok bool) {
	for _, want := range [...]string{"", "", "obj", "<", "<"} {
		var token string
		if token, b = pdfToken(b); token == "" || want != "" && token != want {
			return nil, nil, false
		}
	}
	dict, b = pdfDict(b, 0)
	token, b := pdfToken(b)
	if token != "stream" {
		return nil, nil, false
	}
	return dict, bytes.TrimPrefix(bytes.TrimPrefix(b, []byte("\r")), []byte("\n")), true
}

// packedRows notes the objects of a table that are packed, and the streams that they are
// packed in. It reports false for a table that it cannot read.
func packedRows(dict map[string]any, body []byte, packed, streams map[int64]bool) bool {
	length, _ := dict["Length"].(int64)
	var r io.Reader = bytes.NewReader(body[:min(max(0, length), int64(len(body)))])
	filter, parms := only(dict["Filter"]), only(dict["DecodeParms"])
	switch {
	case filter == nil:
	case filter == "FlateDecode":
		z, err := zlib.NewReader(r)
		if err != nil {
			return false
		}
		r = z
	default:
		return false
	}
	rows, err := io.ReadAll(io.LimitReader(r, maxPrograms))
	if err != nil && len(rows) == 0 {
		return false
	}
	if p, ok := parms.(map[string]any); ok && filter != nil && p["Predictor"] != nil {
		columns, _ := p["Columns"].(int64)
		if p["Predictor"] != int64(12) || columns <= 0 || columns > 1<<20 {
			return false
		}
		rows = unpredicted(rows, int(columns))
	} else if !ok && parms != nil {
		return false
	}
	widths, _ := dict["W"].([]any)
	var w []int
	total := 0
	for _, x := range widths {
		n, ok := x.(int64)
		if !ok || n < 0 || n > 1<<20 {
			return false
		}
		w, total = append(w, int(n)), total+int(n)
	}
	if len(w) < 3 || total == 0 {
		return false
	}
	index, ok := dict["Index"].([]any)
	if !ok {
		index = []any{int64(0), dict["Size"]}
	}
	for ; len(index) >= 2; index = index[2:] {
		start, ok := index[0].(int64)
		count, ok2 := index[1].(int64)
		if !ok || !ok2 {
			return false
		}
		for i := int64(0); i < count && len(rows) >= total; i++ {
			if w[0] > 0 && bigEndian(rows[:w[0]]) == 2 {
				packed[start+i] = true
				streams[bigEndian(rows[w[0]:w[0]+w[1]])&0xffffffff] = true
			}
			rows = rows[total:]
		}
	}
	return true
}

// only is the one element of a list, or the value itself.
func only(v any) any {
	if list, ok := v.([]any); ok {
		switch len(list) {
		case 0:
			return nil
		case 1:
			return list[0]
		}
	}
	return v
}

// unpredicted adds to each row the one above it.
func unpredicted(rows []byte, columns int) []byte {
	var out []byte
	above := make([]byte, columns)
	for ; len(rows) > columns; rows = rows[1+columns:] {
		for i := range above {
			above[i] += rows[1+i]
		}
		out = append(out, above...)
	}
	return out
}

func bigEndian(b []byte) int64 {
	n := int64(0)
	for _, c := range b {
		n = n<<8 | int64(c)
	}
	return n
}

// maxNesting bounds how deep values are read.
const maxNesting = 20

// odd is a value that is neither a number, a name, a list nor a dictionary.
type odd struct{}

// pdfDict reads a dictionary behind its opening brackets.
func pdfDict(b []byte, depth int) (map[string]any, []byte) {
	dict := map[string]any{}
	for {
		token, rest := pdfToken(b)
		switch token {
		case "/":
			var key string
			key, rest = pdfName(rest)
			dict[key], b = pdfValue(rest, depth)
		case ">":
			_, rest = pdfToken(rest) // the second
			return dict, rest
		case "":
			return dict, nil
		default:
			b = rest // the library stops here
		}
	}
}

// pdfValue reads a value.
func pdfValue(b []byte, depth int) (any, []byte) {
	token, rest := pdfToken(b)
	switch {
	case depth > maxNesting:
		return odd{}, nil
	case token == "/":
		return asValue(pdfName(rest))
	case token == "<" && bytes.HasPrefix(rest, []byte("<")):
		return asValue(pdfDict(rest[1:], depth+1))
	case token == "<":
		_, rest, _ = bytes.Cut(rest, []byte(">"))
		return odd{}, rest
	case token == "(":
		return odd{}, pdfStringEnd(rest)
	case token == "[":
		list := []any{}
		for {
			if token, behind := pdfToken(rest); token == "]" || token == "" {
				return list, behind
			}
			var v any
			v, rest = pdfValue(rest, depth+1)
			list = append(list, v)
		}
	case token == "null":
		return nil, rest
	}
	n, err := strconv.ParseInt(token, 10, 64)
	if err != nil {
		return odd{}, rest
	}
	if second, behind := pdfToken(rest); second != "" && second[0] >= '0' && second[0] <= '9' {
		if r, end := pdfToken(behind); r == "R" {
			return odd{}, end // a reference, which the library cannot follow yet
		}
	}
	return n, rest
}

func asValue[T any](v T, rest []byte) (any, []byte) { return v, rest }

// pdfStringEnd is what follows a string in brackets, behind its opening one.
func pdfStringEnd(b []byte) []byte {
	depth := 1
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return b[i+1:]
			}
		}
	}
	return nil
}
