package query

import (
	"slices"
	"testing"
)

func TestTranslate(t *testing.T) {
	translations, err := LoadTranslations()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range [...]struct {
		text, want string
		words      []string
	}{
		{"probation period", "试用期", []string{"probation period"}},
		{"Trade secrets 赔偿", "商业秘密 赔偿", []string{"Trade secrets"}},
		{"willing", "willing", nil},
		{"goodwill", "goodwill", nil},
		{"欠薪唔俾点算", "欠薪不给怎么办", []string{"唔俾", "点算"}},
		{"没有遗嘱房子归谁", "没有遗嘱房子归谁", nil},
		{"VAT怎么交", "增值税怎么交", []string{"VAT"}},
	} {
		got, done := translations.Translate(c.text)
		var words []string
		for _, r := range done {
			words = append(words, r.From)
		}
		if got != c.want || !slices.Equal(words, c.words) {
			t.Errorf("Translate(%q) = %q by %q, want %q by %q", c.text, got, words, c.want, c.words)
		}
	}
}

func TestTranslationsOfOneForm(t *testing.T) {
	if _, err := readTranslations("tort"); err == nil {
		t.Error("a line with one column was read")
	}
}
