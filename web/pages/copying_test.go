package pages

import (
	"testing"

	"github.com/fatiao/fatiao/internal/statute"
)

func TestCitationForms(t *testing.T) {
	for _, c := range []struct{ title, key, number, at, judgment, scholar string }{
		{"中华人民共和国民法典", "民法典", "", "1036/k1/x2", "《中华人民共和国民法典》第一千零三十六条第一款第（二）项", "《民法典》第1036条第1款第2项"},
		{"中华人民共和国刑法", "刑法", "", "287-2", "《中华人民共和国刑法》第二百八十七条之二", "《刑法》第287条之2"},
		{"最高人民法院关于适用《中华人民共和国民事诉讼法》的解释", "最高人民法院关于适用《中华人民共和国民事诉讼法》的解释", "法释〔2022〕11号", "10",
			"《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》（法释〔2022〕11号）第十条", "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》（法释〔2022〕11号）第10条"},
		{"某条例", "某条例", "", "附件1", "《某条例》附件一", "《某条例》附件一"},
	} {
		p, err := statute.ParseProvision(c.at)
		if err != nil {
			t.Fatal(err)
		}
		if got := judgmentForm(c.title, c.number, p); got != c.judgment {
			t.Errorf("a judgment cites %s; want %s", got, c.judgment)
		}
		if got := scholarForm(c.key, c.number, p); got != c.scholar {
			t.Errorf("a scholar cites %s; want %s", got, c.scholar)
		}
	}
}
