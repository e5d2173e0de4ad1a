package corpus

import (
	"bytes"
	"errors"
	"io"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/ledongthuc/pdf"
)

// The library believes what a PDF says of itself: it sets aside as many rows as the
// file names objects, follows references in circles, and counts to any number. What
// would end the program (no memory, no stack) or never end cannot be caught behind
// it, so it is kept from happening here.

// The limits of one file.
const (
	pdfSeconds   = 5        // of work on a file, and one more for each megabyte
	maxFrames    = 20_000   // of the stack: references that contain each other
	maxProgram   = 8 << 20  // bytes of a page program, unpacked
	maxPrograms  = 96 << 20 // bytes of all that are run, each time that they are
	programRatio = 32       // and so many times the file
	formCost     = 8 << 10  // of them, that a drawing in a drawing counts as: each may draw itself sixty times
	maxToUnicode = 4 << 20  // bytes of a ToUnicode table, unpacked
	maxSize      = 1 << 22  // rows that are set aside, but not touched
	maxDistances = 1024     // entries of a list of differences between encodings
)

// errPDFWork ends work on a file from inside the library, which offers no other way.
var errPDFWork = errors.New("the PDF takes too much work")

// pdfGuard watches over the work on one file.
type pdfGuard struct {
	data     []byte
	until    time.Time
	programs int64               // bytes of programs that may still be run
	tables   map[string]*pdfFont // by their text: many pages have one table
}

func newPDFGuard(data []byte) *pdfGuard {
	return &pdfGuard{data: data, until: time.Now().Add(time.Duration(pdfSeconds+len(data)>>20) * time.Second), programs: maxPrograms + programRatio*int64(len(data)), tables: map[string]*pdfFont{}}
}

// ReadAt reads the file for the library. Whatever loops or descends there reads on.
func (g *pdfGuard) ReadAt(p []byte, at int64) (int, error) {
	g.check()
	var frame [1]uintptr
	if runtime.Callers(maxFrames, frame[:]) > 0 {
		panic(errPDFWork)
	}
	return bytes.NewReader(g.data).ReadAt(p, at)
}

// check panics where the time is up.
func (g *pdfGuard) check() {
	if time.Now().After(g.until) {
		panic(errPDFWork)
	}
}

// admit panics where a program is too long to run, or too many were run.
func (g *pdfGuard) admit(program pdf.Value) {
	streams := []pdf.Value{program}
	if program.Kind() == pdf.Array {
		streams = streams[:0]
		for i := range program.Len() {
			streams = append(streams, program.Index(i))
		}
	}
	var all []byte
	for _, s := range streams {
		if s.Kind() != pdf.Stream {
			continue
		}
		text, err := io.ReadAll(io.LimitReader(s.Reader(), maxProgram+1-int64(len(all))))
		if all = append(all, text...); err != nil || len(all) > maxProgram {
			panic(errPDFWork)
		}
		g.check()
	}
	if endless(all) {
		panic(errPDFWork)
	}
	g.spend(int64(len(all)) + 2048) // starting one costs as well
}

// spend takes bytes off what may still be run.
func (g *pdfGuard) spend(n int64) {
	if g.programs -= n; g.programs < 0 {
		panic(errPDFWork)
	}
}

// plausible reports whether the numbers by which the library sets memory aside, or
// counts, are those of a file of this size. Dictionaries of streams and tables of
// objects are always plain to see in the file; other places where the words occur
// have small numbers behind them.
func (g *pdfGuard) plausible() bool {
	objects := int64(200_000 + len(g.data)/4)
	for at := 0; ; {
		i := bytes.IndexByte(g.data[at:], '/')
		if i < 0 {
			break
		}
		at += i + 1
		name, rest := pdfName(g.data[at:])
		ok := true
		switch name {
		case "Size":
			ok = numbersUnder(rest, max(maxSize, 4*int64(len(g.data))), false) // also of an attachment
		case "Index":
			ok = numbersUnder(rest, objects, false)
		case "N":
			ok = numbersUnder(rest, objects, true)
		case "Columns":
			ok = numbersUnder(rest, 1<<20, true)
		case "W": // widths of columns, also of very many characters of a font
			ok = numbersUnder(rest, 1<<27, false)
		case "DecodeParms":
			ok = numbersUnder(rest, 1<<20, true)
		}
		if !ok {
			return false
		}
	}
	for at := 0; ; at += len(xref) {
		i := bytes.Index(g.data[at:], xref)
		if i < 0 {
			return true
		}
		at += i
		g.check()
		behindStart := bytes.HasSuffix(g.data[:at], []byte("start")) // an offset follows, not a table
		if behindStart && !numbersUnder(g.data[at+len(xref):], max(objects, int64(len(g.data))), false) ||
			!behindStart && !tableUnder(g.data[at+len(xref):], objects) {
			return false
		}
	}
}

var xref = []byte("xref")

// What ends a word.
const pdfSpace, pdfBrackets = " \t\r\n\f\x00", "/<>[](){}%"

func endsWord(c byte) bool { return strings.IndexByte(pdfSpace+pdfBrackets, c) >= 0 }

// pdfName reads a name behind its slash, with its escapes undone.
func pdfName(b []byte) (name string, rest []byte) {
	const longest = 48 // of the names that matter, all escaped
	var n []byte
	i := 0
	for ; i < len(b) && i < longest && !endsWord(b[i]); i++ {
		c := b[i]
		if c == '#' && i+2 < len(b) {
			if x, err := strconv.ParseUint(string(b[i+1:i+3]), 16, 8); err == nil {
				c = byte(x)
				i += 2
			}
		}
		n = append(n, c)
	}
	return string(n), b[min(i, len(b)):]
}

// numbersUnder reports whether the whole number at the start of b is not over the limit,
// or, in a list, the sum of those in it. What lies elsewhere is refused where
// it may be packed: packed, it cannot be seen.
func numbersUnder(b []byte, limit int64, refuseReference bool) bool {
	token, rest := pdfToken(b)
	list := token == "["
	if list {
		token, rest = pdfToken(rest)
	}
	total := int64(0)
	for n := 0; token != "" && token != "]" && (list || n < 3); n++ {
		v, err := strconv.ParseInt(token, 10, 64)
		switch {
		case token == "R" && n >= 2:
			return !refuseReference
		case errors.Is(err, strconv.ErrRange):
			return false
		case err != nil && !list:
			return true
		case err == nil && (list || n == 0):
			if total += max(0, v); v > limit || total > limit {
				return false
			}
		}
		token, rest = pdfToken(rest)
	}
	return true
}

// tableUnder reports whether a table of objects names none beyond the limit.
func tableUnder(b []byte, limit int64) bool {
	for {
		first, rest := pdfToken(b)
		second, behind := pdfToken(rest)
		start, err := strconv.ParseInt(first, 10, 64)
		count, err2 := strconv.ParseInt(second, 10, 64)
		if errors.Is(err, strconv.ErrRange) || errors.Is(err2, strconv.ErrRange) {
			return false
		}
		if err != nil || err2 != nil {
			return true // the end, or nothing that the library reads either
		}
		if start > limit || count > limit {
			return false
		}
		for b = behind; count > 0; count-- {
			for range 3 {
				if first, b = pdfToken(b); first == "" {
					return true
				}
			}
		}
	}
}

// pdfToken reads a bracket or a word, past white space and remarks; "" at the end.
func pdfToken(b []byte) (token string, rest []byte) {
	for {
		b = bytes.TrimLeft(b, pdfSpace)
		if len(b) == 0 || b[0] != '%' {
			break
		}
		end := bytes.IndexAny(b, "\r\n")
		if end < 0 {
			return "", nil
		}
		b = b[end:]
	}
	if len(b) == 0 {
		return "", nil
	}
	i := 1
	for !endsWord(b[0]) && i < len(b) && !endsWord(b[i]) {
		i++
	}
	const longest = 64 // of words that matter; digits beyond make a number too large, zeros or not
	if i > longest {
		return strings.Repeat("9", longest), b[i:]
	}
	return string(b[:i]), b[i:]
}
