package release

import (
	"strings"
	"testing"
)

const released = `# 买到过期的糕点，可以要求赔偿

<!-- INFO END -->

## 甲某诉乙商店买卖合同纠纷案

## 基本案情

甲某在乙商店买了一盒糕点。

糕点已过期两日。

## 裁判结果

商店退款并赔偿。
`

func TestRead(t *testing.T) {
	r := Read(released, "文件名")
	if r.Title != "甲某诉乙商店买卖合同纠纷案" {
		t.Errorf("title %q; want the first heading that ends in 案", r.Title)
	}
	var headings []string
	for _, p := range r.Passages {
		headings = append(headings, p.Heading)
		for _, q := range p.Paragraphs {
			if got := q.Span.Of(released); got != q.Text {
				t.Errorf("span gives %q; want %q", got, q.Text)
			}
		}
	}
	if got := strings.Join(headings, " "); got != "甲某诉乙商店买卖合同纠纷案 基本案情 裁判结果" {
		t.Errorf("headings %q", got)
	}
	if !IsCase(released) {
		t.Error("not taken for a case")
	}
}

func TestHead(t *testing.T) {
	r := Read("来源:最高人民法院 时间:2021-07-28 18:21:51 作者:\n今日，发布规定。\n", "名")
	if r.Publisher != "最高人民法院" || r.Date != "2021-07-28" || r.Title != "名" {
		t.Errorf("got %q %q %q", r.Publisher, r.Date, r.Title)
	}
	if IsCase(r.Text) {
		t.Error("taken for a case")
	}
}

func FuzzRead(f *testing.F) {
	f.Add(released)
	f.Add("来源:甲 时间:2021-07-28\n##\n#\n")
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range Read(s, "").Passages {
			for _, q := range p.Paragraphs {
				if q.Span.Start < 0 || q.Span.End > len(s) || q.Span.Of(s) != q.Text {
					t.Fatalf("span %v does not give %q", q.Span, q.Text)
				}
			}
		}
	})
}

// A press release without a title has that of what it issues.
func TestTitleOfPressRelease(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"今日,某某最高人民法院正式发布《某某最高人民法院关于渡口的规定》(以下简称《规定》)。\n答记者问:\n为什么?\n": "某某最高人民法院发布《某某最高人民法院关于渡口的规定》并答记者问",
		"近日，渡口管理局公布了《渡口办法》，共三条。\n":                                   "渡口管理局发布《渡口办法》",
		"渡口热闹起来了。\n": "渡口热闹起来了。",
	} {
		if got := Read(text, "").Title; got != want {
			t.Errorf("%q has the title %q; want %q", text, got, want)
		}
	}
}
