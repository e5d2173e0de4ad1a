package pages

import (
	"testing"

	"github.com/fatiao/fatiao/internal/statute"
)

// The longest term is marked, each once, and never inside a citation.
func TestTermMarker(t *testing.T) {
	at := statute.Address{Law: "网络安全法"}
	m := termMarker{left: []definedTerm{{"网络安全", at}, {"网络", at}, {"数据", at}}}
	got := ""
	for _, p := range m.mark([]linked{{Text: "国家保障网络安全、网络和网络安全的"}, {Text: "《数据法》", Cite: true}, {Text: "数据"}}) {
		if p.Cite {
			p.Text = "[" + p.Text + "]"
		}
		got += p.Text
	}
	if want := "国家保障[网络安全]、[网络]和网络安全的[《数据法》][数据]"; got != want {
		t.Errorf("marked %s, want %s", got, want)
	}
	for term, want := range map[string]bool{"船": false, "三日": false, "船舶": true} {
		if isExplained(term) != want {
			t.Errorf("isExplained(%s) is not %v", term, want)
		}
	}
}
