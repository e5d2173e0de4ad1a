package query

import (
	"strings"
	"testing"
)

func TestSynonyms(t *testing.T) {
	s, err := LoadSynonyms()
	if err != nil {
		t.Fatal(err)
	}
	got := s.For("能不能强制刷脸", nil)
	if len(got) != 1 || got[0].From != "刷脸" || strings.Join(got[0].To, "、") != "人脸识别、人脸信息" {
		t.Errorf("刷脸 is %v", got)
	}
	if got := s.For("失信被执行人就是老赖", nil); got != nil {
		t.Errorf("老赖 is %v beside the words of the law", got)
	}
	if got := s.For("公租房可以住多久", nil); len(got) != 1 || got[0].From != "公租房" {
		t.Errorf("公租房 is %v; 租房 is only a part of it", got)
	}
	pension := "养老保险"
	if got := s.For(pension+"怎么领", [][2]int{{0, len(pension)}}); got != nil {
		t.Errorf("养老 in 养老保险 is %v", got)
	}
	if got := s.For("公租房和租房", nil); len(got) != 2 {
		t.Errorf("公租房 and 租房 are %v", got)
	}
	seen := map[string]bool{}
	for _, r := range s.list {
		if seen[r.From] {
			t.Errorf("%s is there twice", r.From)
		}
		seen[r.From] = true
	}
	if _, err := readSynonyms("# 表\n刷脸\t人脸识别\n"); err == nil || !strings.Contains(err.Error(), "第 2 行") {
		t.Errorf("a line without a reason: %v", err)
	}
}
