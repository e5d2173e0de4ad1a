package gseanalysis

import (
	"strings"
	"testing"
)

// What is marked are whole words: nothing of a word whose other part means something else.
func TestWholeWords(t *testing.T) {
	s, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text, strs, want string
		all              bool
	}{
		{"依照民法典，人民法院应当受理。", "民法", "依照【民法典】，人民法院应当受理。", false},
		{"人民法院应当受理。", "民法", "【人民法院】应当受理。", true},
		{"人民法院应当受理。", "法院", "人民【法院】应当受理。", false},
		{"人民法院应当受理。", "人民", "【人民】法院应当受理。", false},
		{"支付违约金。", "违约 约金", "支付【违约金】。", false},
		{"约定租金。", "定租", "约定租金。", false},
		{"第三十七条规定的期限。", "三十", "第三十七条规定的期限。", false},
		{"2019年3月。", "201", "【2019】年3月。", true},
		{"没有字词。", "另外", "没有字词。", true},
		{"", "另外", "", true},
	} {
		marked := s.WholeWords(c.text, Places(c.text, strings.Fields(c.strs)), c.all)
		var b strings.Builder
		runes, at := []rune(c.text), 0
		for _, m := range marked {
			b.WriteString(string(runes[at:m[0]]) + "【" + string(runes[m[0]:m[1]]) + "】")
			at = m[1]
		}
		if got := b.String() + string(runes[at:]); got != c.want {
			t.Errorf("%q in %q: %q; want %q", c.strs, c.text, got, c.want)
		}
	}
}
