package search

import (
	"testing"

	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/query"
)

func TestRespelt(t *testing.T) {
	words, err := gseanalysis.Load()
	if err != nil {
		t.Fatal(err)
	}
	synonyms, err := query.LoadSynonyms()
	if err != nil {
		t.Fatal(err)
	}
	r := newRespeller(words, synonyms)
	for written, meant := range map[string]string{
		"网络爆力":     "网络暴力",     // by sound
		"泻露个人信息":   "泄露个人信息",   // by sound, of a character with two
		"抚养废怎么算":   "抚养费怎么算",   // behind a word
		"劳动仲栽时效":   "劳动仲裁时效",   // by shape
		"诈编罪":      "诈骗罪",      // by shape
		"企业破厂":     "企业破产",     // sounds that many do not keep apart
		"土地承包经营全":  "土地承包经营权",  // a word of the law that the dictionary does not have
		"劳动争义怎么仲裁": "劳动争议怎么仲裁", // the longest word
	} {
		if got := r.respelt(written); len(got) == 0 || got[0] != meant {
			t.Errorf("%s is %v; want %s", written, got, meant)
		}
	}
	for _, text := range []string{"多少人用过", "谁能提起公益诉讼", "酒驾第一次罚多少", "老板不签合同双倍工资", "二房东跑路了", "出租屋热水器坏了谁修", "GDPR", "",
		"违约金太高可以调低吗"} {
		if got := r.respelt(text); len(got) > 0 {
			t.Errorf("%s is written right and said to mean %v", text, got)
		}
	}
}
