package corpus

import (
	"bytes"
	"compress/zlib"
	"io"
)

// endless reports whether a program, or a stream of packed objects, ends inside <…>: the
// library reads on there, from nothing, for ever.
func endless(program []byte) bool {
	for len(program) > 0 {
		i := bytes.IndexAny(program, "%(<")
		if i < 0 {
			return false
		}
		kind := program[i]
		program = program[i+1:]
		switch {
		case kind == '%':
			end := bytes.IndexAny(program, "\r\n")
			if end < 0 {
				return false
			}
			program = program[end:]
		case kind == '(':
			program = pdfStringEnd(program)
		case bytes.HasPrefix(program, []byte("<")):
			program = program[1:]
		default:
			end := bytes.IndexByte(program, '>')
			if end < 0 {
				return true
			}
			program = program[end+1:]
		}
	}
	return false
}

// endlessObjects reports whether a stream of packed objects is endless. Streams lie in
// the file as they are; those that are encrypted are not seen.
func (g *pdfGuard) endlessObjects() bool {
	const far = 4096 // of the word from its stream, and of the end of its text
	for at := 0; ; {
		i := bytes.Index(g.data[at:], []byte("stream"))
		if i < 0 {
			return false
		}
		at += i + len("stream")
		g.check()
		if head := g.data[max(0, at-far):at]; !bytes.Contains(head, []byte("Stm")) && !bytes.Contains(head, []byte("#")) {
			continue
		}
		body := bytes.TrimPrefix(bytes.TrimPrefix(g.data[at:], []byte("\r")), []byte("\n"))
		if z, err := zlib.NewReader(bytes.NewReader(body)); err == nil {
			text, _ := io.ReadAll(io.LimitReader(z, maxPrograms)) // as much as there is
			g.spend(int64(len(text)))
			if endless(text) {
				return true
			}
			continue
		}
		if end := bytes.Index(body, []byte("endstream")); end >= 0 && end < maxProgram && bytes.Contains(g.data[max(0, at-far):at], []byte("ObjStm")) && endless(body[:end]) {
			return true
		}
	}
}
