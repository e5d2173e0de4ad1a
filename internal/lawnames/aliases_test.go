package lawnames

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/statute"
)

func TestByHand(t *testing.T) {
	aliases, err := ByHand()
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string][]string{}
	for _, a := range aliases {
		norm := statute.NormName(a.Name)
		keys[norm] = append(keys[norm], a.Key)
	}
	other := map[string]bool{}
	for a := range otherTitles() {
		other[statute.NormName(a.Name)+a.Key] = true
	}
	isOther := func(norm, key string) bool { return other[norm+key] }
	for norm, of := range keys {
		of = slices.DeleteFunc(of, func(k string) bool { return len(of) > 1 && isOther(norm, k) })
		if len(of) > 1 && norm != "基本法" && norm != "证据规定" {
			t.Errorf("%s means %v", norm, of)
		}
	}
	if !slices.Equal(keys[statute.NormName("法释[2021]15号")], []string{"最高人民法院关于审理使用人脸识别技术处理个人信息相关民事案件适用法律若干问题的规定"}) {
		t.Error("a document number with other brackets is not known")
	}
	for name, want := range map[string]string{ // names in wide use
		"环境侵权惩罚性赔偿解释": "最高人民法院关于审理生态环境侵权纠纷案件适用惩罚性赔偿的解释",
		"婚编解释二":       "最高人民法院关于适用《中华人民共和国民法典》婚姻家庭编的解释（二）", "消保法实施条例": "消费者权益保护法实施条例",
	} {
		if got := keys[statute.NormName(name)]; !slices.Equal(got, []string{want}) {
			t.Errorf("%s means %v", name, got)
		}
	}
	// A law under another title than that which its nickname leads to.
	present, former := "最高人民法院关于限制被执行人高消费及有关消费的若干规定", "最高人民法院关于限制被执行人高消费的若干规定"
	for _, loaded := range [][]string{{present}, {former}} {
		names := New(loaded, aliases)
		for _, name := range []string{"限高规定", "限制消费规定", present} {
			if got := names.Resolve(name); !slices.Equal(got, loaded) {
				t.Errorf("with %v loaded %s means %v", loaded, name, got)
			}
		}
	}
	if got := New(nil, aliases).Resolve("限高规定"); !slices.Equal(got, []string{former}) {
		t.Errorf("限高规定 means %v", got)
	}
	if got := New(nil, aliases).Resolve(present); len(got) > 0 {
		t.Errorf("%s means %v", present, got)
	}
	if len(Known()) < 1000 {
		t.Errorf("%d titles are known", len(Known()))
	}
}

// A user's file has the form of the one that ships with the program. What is
// wrong with it is said with the line.
func TestRead(t *testing.T) {
	got, err := Read(strings.NewReader("\ufeff# 名称\n\n甲解释\t《中华人民共和国甲法》\t通称\n甲解释\t乙 法\r\n"))
	want := []Alias{{"甲解释", "甲法", OriginUser}, {"甲解释", "乙法", OriginUser}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %v; want %v", got, err, want)
	}
	for _, bad := range []string{"# x\n只有名称\n", "# x\n\t甲法\n", "# x\n甲\t\n", "# x\n甲\t《》\n"} {
		if _, err := Read(strings.NewReader(bad)); err == nil || !strings.Contains(err.Error(), "第 2 行") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestNormName(t *testing.T) {
	for a, b := range map[string]string{
		"《中华人民共和国民法典》": "民法典", "刑法修正案(八)": "刑法修正案（八）", "最高人民法院关于适用〈民事诉讼法〉的解释": "最高人民法院关于适用《中华人民共和国民事诉讼法》的解释", "PIPL": "pipl",
	} {
		if statute.NormName(a) != statute.NormName(b) {
			t.Errorf("%q and %q differ: %q, %q", a, b, statute.NormName(a), statute.NormName(b))
		}
	}
}
