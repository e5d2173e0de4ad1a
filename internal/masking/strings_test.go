package masking

import (
	"testing"
)

// In what is no text whoever is hidden is hidden, whole, by the given name alone, with a blank in it, and by a
// name that is a word; what names nobody stays.
func TestHide(t *testing.T) {
	t.Parallel()
	m := maskOf(loanA + "第三人：方便，男，1980年1月2日出生。\n经审理查明，方便借给羊小双二万元。\n" + held_)
	for _, s := range []string{"羊小双的案子", "小双借贷.txt", "羊 小 双.docx", "方便（卷二）"} {
		if shown := m.Hide(s); !m.Tells(s) || m.Tells(shown) {
			t.Errorf("%s is shown as %s", s, shown)
		}
	}
	for _, s := range []string{"民事判决书", "甲县法院2021年卷宗"} {
		if shown := m.Hide(s); m.Tells(s) || shown != s {
			t.Errorf("%s is shown as %s", s, shown)
		}
	}
}

// What has fewer numbers than a list of numbered items has is not looked at by their pattern.
func TestHasNumbers(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]bool{
		"1.谷大明6200元、2.谷小明300元、3.安祥100元": true, "1、谷大明6200\u30002、谷小明300 3、安祥100": true, "８1．谷大明2，22．安祥3，3．安好4": true,
		"2021年5月1日，谷大明转账1.5万元、2.5万元。": false, "": false, ".": false,
	} {
		if found := len(numberedItem.FindAllString(line, -1)); hasNumbers(line) != want || found >= leastNumbered && !want {
			t.Errorf("%s: %v, and %d items", line, hasNumbers(line), found)
		}
	}
}
