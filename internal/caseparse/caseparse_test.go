package caseparse

import (
	"strings"
	"testing"
)

const release = `# 买到过期的糕点，可以要求赔偿

<!-- INFO END -->

## 甲某诉乙商店买卖合同纠纷案

## 基本案情

甲某在乙商店买了一盒糕点。

糕点已过期两日。

## 裁判结果

商店退款并赔偿。
`

func TestParse(t *testing.T) {
	r := Parse(release, "文件名")
	if r.Title != "甲某诉乙商店买卖合同纠纷案" {
		t.Errorf("title %q; want the first heading that ends in 案", r.Title)
	}
	var headings []string
	for _, p := range r.Passages {
		headings = append(headings, p.Heading)
		for _, q := range p.Paragraphs {
			if got := q.Span.Of(release); got != q.Text {
				t.Errorf("span gives %q; want %q", got, q.Text)
			}
		}
	}
	if got := strings.Join(headings, " "); got != "甲某诉乙商店买卖合同纠纷案 基本案情 裁判结果" {
		t.Errorf("headings %q", got)
	}
	if !IsCase(release) {
		t.Error("not taken for a case")
	}
}

func TestHead(t *testing.T) {
	r := Parse("来源:最高人民法院 时间:2021-07-28 18:21:51 作者:\n今日，发布规定。\n", "名")
	if r.Publisher != "最高人民法院" || r.Date != "2021-07-28" || r.Title != "名" {
		t.Errorf("got %q %q %q", r.Publisher, r.Date, r.Title)
	}
	if IsCase(r.Text) {
		t.Error("taken for a case")
	}
}

func FuzzParse(f *testing.F) {
	f.Add(release)
	f.Add("来源:甲 时间:2021-07-28\n##\n#\n")
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range Parse(s, "").Passages {
			for _, q := range p.Paragraphs {
				if q.Span.Start < 0 || q.Span.End > len(s) || q.Span.Of(s) != q.Text {
					t.Fatalf("span %v does not give %q", q.Span, q.Text)
				}
			}
		}
	})
}

// The day of a judgment stands behind its judges; dates in its text are not it.
func TestSignedOn(t *testing.T) {
	const head = "甲市乙区人民法院\n民事判决书\n（2020）甲01民初1号\n原告称，二〇一九年一月一日双方签了合同。审判员甲于二〇一九年三月一日主持调解，未果。\n"
	for end, want := range map[string]string{
		"审　判　员　　某　某\n二〇二〇年五月一日\n书记员　某":                           "2020-05-01",
		"审判长某某审判员某某人民陪审员某某二○二○年十二月三十一日书记员某某附：本案适用的法律二〇〇一年一月一日施行": "2020-12-31",
		"判决如下：":     "",
		"":          "",
		"二〇二〇年五月一日": "",
		"审判员某\n二〇二〇年十三月一日": "",
	} {
		if got := string(Parse(head+end, "").Date); got != want {
			t.Errorf("%q: %q; want %q", end, got, want)
		}
	}
	if got := Parse("甲说，审判员某某二〇二〇年五月一日到了。", "").Date; got != "" {
		t.Errorf("a text that is no judgment is of %s", got)
	}
}
