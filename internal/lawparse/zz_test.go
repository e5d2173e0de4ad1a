package lawparse

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

func TestZZ(t *testing.T) {
	m, _ := filepath.Glob(os.Getenv("ZZ"))
	for _, f := range m {
		b, _ := os.ReadFile(f)
		p := &parser{law: &Law{Text: string(b)}, text: string(b)}
		p.scan()
		if p.infoEnd < 0 {
			p.splitFront()
		}
		fmt.Println("==", f, "front", p.frontEnd())
		for i := range p.segments {
			if i > 14 {
				break
			}
			s := &p.segments[i]
			x := s.text(p.text)
			if len(x) > 150 {
				x = x[:150]
			}
			fmt.Printf("%q %v %v\n", x, titleEnds(x), splitMarksZ(x))
			fmt.Println(i, s.form, p.front(s), x)
		}
		fmt.Printf("%+v\n", p.frontTitle())
		l := Parse(string(b), Hint{Title: "文件名"})
		fmt.Printf("%+v\n", l.Header)
	}
}
func splitMarksZ(x string) []string { a, b := splitMarks(x); return append([]string{a}, b...) }
