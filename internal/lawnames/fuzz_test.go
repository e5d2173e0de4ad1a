package lawnames

import (
	"strings"
	"testing"
	"unicode"

	"github.com/fatiao/fatiao/internal/statute"
)

// FuzzRead: any file gives names that stand for something, or an error in the
// user's words.
func FuzzRead(f *testing.F) {
	f.Add("\ufeff# 名称\n\n狗法\t《中华人民共和国养犬法》\t通称\n")
	f.Add("狗法\n")
	f.Add("狗法\t《》\n")
	f.Add("\t\t\n#\n\x00\t\xff")
	f.Add(strings.Repeat("长", 30_000) + "\t养犬法")
	f.Fuzz(func(t *testing.T, file string) {
		list, err := Read(strings.NewReader(file))
		if err != nil {
			if list != nil || !strings.ContainsFunc(err.Error(), func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
				t.Fatalf("%d names with the error %v", len(list), err)
			}
			return
		}
		if len(list) > strings.Count(file, "\n")+1 {
			t.Fatalf("%d names from %q", len(list), file)
		}
		for _, a := range list {
			if statute.NormName(a.Name) == "" || a.Key == "" || a.Origin != "user" {
				t.Fatalf("%+v from %q", a, file)
			}
		}
	})
}
