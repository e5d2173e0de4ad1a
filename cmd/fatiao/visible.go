package main

import (
	"fmt"
	"io"
	"os"
	"unicode/utf8"
)

// visible makes characters that command a terminal, or turn the order of its text
// around, visible: names of files, titles and texts come from others. What is escaped is
// written as JSON has it (\u001b), so JSON stays what it was.
func visible(s string) string {
	out, _ := appendVisible(make([]byte, 0, len(s)), []byte(s), true)
	return string(out)
}

// appendVisible appends what is shown of text. An unfinished character at its end is
// left over, unless it is the last text.
func appendVisible(out, text []byte, last bool) (shown, left []byte) {
	for len(text) > 0 {
		if !last && !utf8.FullRune(text) {
			return out, text
		}
		r, size := utf8.DecodeRune(text)
		switch {
		case r == utf8.RuneError && size == 1:
			out = append(out, string(utf8.RuneError)...) // a lone byte may command a terminal, too
		case commands(r):
			out = fmt.Appendf(out, `\u%04x`, r)
		default:
			out = append(out, text[:size]...)
		}
		text = text[size:]
	}
	return out, nil
}

// commands reports whether a terminal obeys a character instead of showing it.
func commands(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r < ' ', r >= 0x7f && r <= 0x9f: // controls
		return true
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069: // the direction of text
		return true
	}
	return false
}

// visibleWriter makes visible what is written through it.
type visibleWriter struct {
	w    io.Writer
	left []byte // of a character that is not whole yet
}

func (v *visibleWriter) Write(b []byte) (int, error) {
	out, left := appendVisible(make([]byte, 0, len(v.left)+len(b)), append(v.left, b...), false)
	v.left = append([]byte(nil), left...)
	if _, err := v.w.Write(out); err != nil {
		return 0, err
	}
	return len(b), nil
}

// Close writes what was left over.
func (v *visibleWriter) Close() error {
	_, err := io.WriteString(v.w, visible(string(v.left)))
	v.left = nil
	return err
}

// asStored is the output of a command that writes what is stored to the byte, for other
// programs.
func asStored(out io.Writer) io.Writer {
	if v, ok := out.(*visibleWriter); ok {
		return v.w
	}
	return out
}

// warn prints a line on standard error.
func warn(format string, args ...any) { fmt.Fprintln(os.Stderr, visible(fmt.Sprintf(format, args...))) }
