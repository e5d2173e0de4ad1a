package query

import "testing"

func TestParseRef(t *testing.T) {
	for s, want := range map[string]string{
		"民法典/1036/k1/x2": "民法典 1036/k1/x2", "民法典1036": "民法典 1036", "民法典 1036": "民法典 1036", "《民法典》第1036条": "民法典 1036",
		"民法典第一千零三十六条第一款第（二）项": "民法典 1036/k1/x2", "刑法/133-1": "刑法 133-1", "刑法133-1": "刑法 133-1", "刑法287之二": "刑法 287-2",
		"《刑法》第287条之二": "刑法 287-2", "刑法第一百三十三条之一第一款": "刑法 133-1/k1", "人脸识别规定第10条第1款": "人脸识别规定 10/k1", "人脸识别规定 10": "人脸识别规定 10",
		"PIPL 13": "PIPL 13", "法释〔2021〕15号": "法释〔2021〕15号 ", "法释〔2021〕15号第10条": "法释〔2021〕15号 10", "民法典": "民法典 ", "公司法@2018-10-26/16": "公司法@2018-10-26 16",
		"公司法@2018-10-26第16条": "公司法@2018-10-26 16", "民法典第四编第六章": "民法典 b4/z6", "刑法附件一": "刑法 附件1", "刑法分则第四章": "刑法 分则/z4", "《刑法》分则": "刑法 分则", "中华人民共和国民法典第10条": "中华人民共和国民法典 10",
		"刑法修正案（十一）": "刑法修正案（十一） ", "民法典一千零三十六": "民法典 1036", "劳动法四十四": "劳动法 44", "民法典１０３６": "民法典 1036",
		"张三": "张三 ", "统一": "统一 ", "小区能不能强制刷脸": "小区能不能强制刷脸 ", "2023年的劳动合同": "2023年的劳动合同 ",
		"民法典第1036条第2项": "民法典 1036/x2",
	} {
		r := ParseRef(s)
		if r == nil {
			t.Errorf("ParseRef(%q) = nil", s)
			continue
		}
		got := r.Name
		if r.Version != "" {
			got += "@" + r.Version
		}
		if got += " " + r.Provision.String(); got != want {
			t.Errorf("ParseRef(%q) = %q; want %q", s, got, want)
		}
	}
}

func TestParse(t *testing.T) {
	q := Parse("合同 “不可抗力” \"定金\" “没有关上")
	if len(q.Phrases) != 2 || q.Phrases[0] != "不可抗力" || q.Phrases[1] != "定金" || q.Text != "合同 没有关上" {
		t.Errorf("got %+v", q)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"民法典1036", "“”", "\"", "第", "刑法第(", "a@b/1", "附件"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q := Parse(s)
		_ = q.String()
		if q.Ref != nil && q.Ref.Name == "" {
			t.Fatalf("Parse(%q) has a reference without a name", s)
		}
	})
}
