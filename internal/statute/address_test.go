package statute

import "testing"

func TestAddressRoundTrip(t *testing.T) {
	for _, s := range []string{
		"民法典", "民法典/1036", "民法典/1036/k1", "民法典/1036/k1/x2", "刑法/287-2/k1/x3", "刑法/287/x3/m1",
		"公司法@2018-10-26/16", "公司法@undated",
		"公司法@undated-2013/16", "民法典/b4/z6", "民法典/b3/f1/z2/j1", "刑法/分则/z4", "刑法/附件2", "基本法/附件1/7", "基本法/附件1/7/k2/x1",
		"最高人民法院关于适用《中华人民共和国民事诉讼法》的解释/226",
	} {
		a, err := ParseAddress(s)
		if err != nil {
			t.Errorf("ParseAddress(%q): %v", s, err)
		} else if a.String() != s {
			t.Errorf("ParseAddress(%q) writes back %q", s, a)
		}
	}
}

func TestAddressErrors(t *testing.T) {
	for _, s := range []string{
		"", "/1", "民法典/", "民法典//1", "民法典/k1", "民法典/1/x2/k1", "民法典/1/k0", "民法典/0", "民法典/01", "民法典/1-0",
		"民法典/1/k1-2", "民法典/b4/1", "民法典/附件", "民法典/附件一", "民法典/附件1/k1", "民法典/附件1/b2", "民法典/7/附件1", "民法典/附件1/附件2",
		"民法典/1/2", "民法典/1/q3", "公司法@2018/16", "民 法典/1",
		"民法典/99999999999999999999",
	} {
		if a, err := ParseAddress(s); err == nil {
			t.Errorf("ParseAddress(%q) = %+v; want an error", s, a)
		}
	}
}

func TestChinese(t *testing.T) {
	for s, want := range map[string]string{
		"1036/k1/x2": "第一千零三十六条第一款第（二）项", "287-2/k1": "第二百八十七条之二第一款", "b4/z6": "第四编第六章", "附件1": "附件一",
		"附件1/7/k2": "附件一第七条第二款", "分则/z4": "分则第四章",
	} {
		p, err := ParseProvision(s)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Chinese(); got != want {
			t.Errorf("%s in Chinese is %q; want %q", s, got, want)
		}
	}
}

func TestKey(t *testing.T) {
	for title, want := range map[string]string{
		"中华人民共和国民法典":                  "民法典",
		"中华人民共和国刑法修正案（十一）":            "刑法修正案（十一）",
		"最高人民法院  最高人民检察院关于办理盗窃案件的解释":  "最高人民法院、最高人民检察院关于办理盗窃案件的解释",
		"最高人民法院最高人民检察院公安部关于办理盗窃案件的意见": "最高人民法院、最高人民检察院、公安部关于办理盗窃案件的意见",
		"中共中央国务院、公安部司法部关于渡口的意见":       "中共中央、国务院、公安部、司法部关于渡口的意见",
		"国务院组织法": "国务院组织法", "国务院": "国务院",
		"最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释":     "最高人民法院关于适用《中华人民共和国民事诉讼法》的解释",
		"最高人民法院关于执行《中华人民共和国刑法》 确定罪名的补充规定": "最高人民法院关于执行《中华人民共和国刑法》确定罪名的补充规定",
		"中华人民共和国":     "中华人民共和国",
		"GB/T16180标准": "GB／T16180标准",
	} {
		if got := Key(title); got != want {
			t.Errorf("Key(%q) = %q; want %q", title, got, want)
		}
	}
}

func TestSplitIssuers(t *testing.T) {
	issuers, rest := SplitIssuers("最高人民法院、最高人民检察院关于办理盗窃案件的解释")
	if len(issuers) != 2 || rest != "关于办理盗窃案件的解释" {
		t.Errorf("got %q, %q", issuers, rest)
	}
	if issuers, rest := SplitIssuers("国务院组织法"); issuers != nil || rest != "国务院组织法" {
		t.Errorf("got %q, %q", issuers, rest)
	}
}

func TestDateAt(t *testing.T) {
	for s, want := range map[string]Date{
		"2021年8月1日施行": "2021-08-01", "二〇二一年八月一日": "2021-08-01", "2021-08-01": "2021-08-01",
		"2021年13月1日": "", "2021年2月30日": "", "8月1日": "", "21年8月1日": "", "2020 年 5 月 28 日": "2020-05-28", "2020年 5月28 日起": "2020-05-28",
		"2020.5.28": "2020-05-28", "２０２０年５月２８日": "2020-05-28", "2020/5/28": "2020-05-28", "二○○九年十二月十四日": "2009-12-14",
		"2020．5．28": "2020-05-28", " 2020-05-28": "", "3.15": "", "2020.13.1": "", "一九九七年三月十四日": "1997-03-14",
		"二0二0年五月二十八日": "2020-05-28", "二OO九年十二月十四日": "2009-12-14", "二0二0年": "", "二十0年五月一日": "",
	} {
		if got, n := DateAt(s); got != want || (n > 0) != (want != "") {
			t.Errorf("DateAt(%q) = %q, %d; want %q", s, got, n, want)
		}
	}
}

// FuzzParseAddress holds the grammar to one spelling for each address.
func FuzzParseAddress(f *testing.F) {
	for _, s := range []string{"民法典/1036/k1/x2", "公司法@2018-10-26/16", "民法典/b4/z6", "刑法/分则/z4", "x/附件3", "a/1-2", "/", "@"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := ParseAddress(s)
		if err != nil {
			return
		}
		if a.String() != s {
			t.Fatalf("ParseAddress(%q) writes back %q", s, a)
		}
		if p, err := ParseProvision(a.Provision.String()); err != nil || p != a.Provision {
			t.Fatalf("provision %+v of %q does not survive: %+v, %v", a.Provision, s, p, err)
		}
	})
}
