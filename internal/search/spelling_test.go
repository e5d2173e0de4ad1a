package search

import (
	"slices"
	"strings"
	"testing"
)

// Characters are read as the words in which they stand are, and otherwise as they mostly are.
func TestSpelling(t *testing.T) {
	s := NewSpeller()
	for name, want := range map[string]string{
		"会计法": "kuai ji fa", "注册会计师法": "zhu ce kuai ji shi fa", "工会法": "gong hui fa", "长江保护法": "chang jiang bao hu fa",
		"厂长工作条例": "chang zhang gong zuo tiao li", "银行业监督管理法": "yin hang ye jian du guan li fa", "行政处罚法": "xing zheng chu fa fa",
		"重庆市渡口条例": "chong qing shi du kou tiao li", "重大渡口规定": "zhong da du kou gui ding", "人民调解法": "ren min tiao jie fa",
		"渡口调查办法": "du kou diao cha ban fa", "退耕还林条例": "tui geng huan lin tiao li", "罚没财物管理办法": "fa mo cai wu guan li ban fa",
		"厦门渡口规定": "xia men du kou gui ding", "2021年灯火法（A）": "2 0 2 1 nian deng huo fa a", "": "",
	} {
		if got := s.Syllables(name); got != want {
			t.Errorf("%s is read %q; want %q", name, got, want)
		}
		full, initials := s.Spell(name)
		if joined := strings.ReplaceAll(want, " ", ""); full != joined || len(initials) != len(strings.Fields(want)) {
			t.Errorf("%s is spelt %q, %q", name, full, initials)
		}
	}
	if s.Syllables("安全灯法") >= s.Syllables("昂灯法") {
		t.Error("an quan stands behind ang")
	}
}

// Every word of the list is read otherwise than its characters alone, and its syllables are as many.
func TestReadings(t *testing.T) {
	if len(readings()) == 0 {
		t.Fatal("no readings")
	}
	for _, list := range readings() {
		for _, r := range list {
			alone := make([]string, 0, len(r.syllables))
			for _, c := range r.word {
				alone = append(alone, syllableOf(c))
			}
			if len(alone) != len(r.syllables) || slices.Equal(alone, r.syllables) {
				t.Errorf("%s is read %v, its characters %v", r.word, r.syllables, alone)
			}
		}
	}
}
