package web_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// The page of a newspaper and the press release of the seeds: cases of reports under a title of their own, with organ
// and kind, found by any of their words; figures of the right story; who speaks, with the office; issuer and time.
func TestSeeds(t *testing.T) {
	t.Parallel()
	h := siteOf(t, ingest.Options{Paths: []string{testlaw.Shared(t, "seeds")}})
	for words, want := range map[string][]string{
		"售楼处": {"长春市南关区涉及", "的行政公益诉讼案", "吉林省长春市南关区人民检察院", "检察公益诉讼"},
		"薛某":  {"如皋市“内鬼”", "信息刑事案 "},
		"杨楼村": {"“安全阀” ", "浙江省丽水市庆元县人民检察院", "检察公益诉讼"},
		"连南":  {"连南瑶族自治县规范", "系列行政公益诉讼案", "广东省连南瑶族自治县人民检察院"},
		"周某某": {"广州市中级人民法院判决某电子商务公司", "广州市中级人民法院"},
	} {
		body := text(t, get(t, h, "/cases?q="+url.QueryEscape(words)))
		for _, w := range want {
			if !strings.Contains(body, w) {
				t.Errorf("/cases?q=%s lacks %s:\n%s", words, w, body)
			}
		}
	}
	if body := text(t, get(t, h, "/cases?kind="+url.QueryEscape("检察公益诉讼"))); !strings.Contains(body, "3 件") {
		t.Errorf("the cases of public interest are\n%s", body)
	}
	comments := source(t, get(t, h, "/commentaries"))
	if n := strings.Count(comments, "speaker="); n != 11 {
		t.Errorf("%d people speak", n)
	}
	if strings.Contains(comments, `<span class="count"></span>`) {
		t.Error("somebody speaks without an office")
	}
	release := text(t, get(t, h, commentary(t, h, "并答记者问")))
	for _, want := range []string{"发布机关 最高人民法院", "2021年7月28日 18:21", "人脸识别"} {
		if !strings.Contains(release, want) {
			t.Errorf("the release lacks %q", want)
		}
	}
	report := text(t, get(t, h, commentary(t, h, "筑牢信息保护")))
	for _, want := range []string{"法治日报", "约 2022年11月4日", "记者 ", "4个、4家、15家、5000余人次"} {
		if !strings.Contains(report, want) {
			t.Errorf("the report lacks %q", want)
		}
	}
	if strings.Contains(report, "数字101件") || strings.Contains(report, "116.25万条、") {
		t.Error("a figure of 南通 is of the case of 如皋")
	}
	figuresOfSeeds(t, h)
}

// figuresOfSeeds holds the figures of the seeds against those that a reader finds there.
func figuresOfSeeds(t *testing.T, h http.Handler) {
	t.Helper()
	var list struct {
		Figures []struct{ Number, Unit, Change, Region, Subject string }
	}
	if err := json.Unmarshal([]byte(source(t, get(t, h, "/figures?format=json"))), &list); err != nil {
		t.Fatal(err)
	}
	ofGuizhou := 0
	have := map[string]string{}
	for _, f := range list.Figures {
		if f.Region == "贵州" {
			ofGuizhou++
		}
		have[f.Number+f.Unit] = strings.Join([]string{f.Region, f.Subject, f.Change}, "|")
		if n := len([]rune(f.Subject)); n == 1 || n > 18 || strings.HasPrefix(f.Subject, "的") {
			t.Errorf("%s%s counts %q", f.Number, f.Unit, f.Subject)
		}
	}
	for number, want := range map[string]string{"4098件": "|审结相关案件|同比上升60.2%", "5188件": "全国|立案办理公益诉讼案件|",
		"116.25万条": "南通市|涉及信息|", "101件": "南通市|办理此类案件|", "15家": "吉林省长春市南关区|售楼处|", "1880家": "贵州|各类调解组织|同比上升85%",
		"6049人": "贵州|调解员|同比增加147%", "11名": "|抓获在逃人员|", "35个": "|“e警务”便民服务站|"} {
		if have[number] != want {
			t.Errorf("%s is %q; want %q", number, have[number], want)
		}
	}
	if ofGuizhou != 14 {
		t.Errorf("%d figures are of 贵州", ofGuizhou)
	}
}

// commentary is the path of the commentary whose title has some words.
func commentary(t *testing.T, h http.Handler, words string) string {
	t.Helper()
	for _, line := range strings.Split(source(t, get(t, h, "/commentaries")), "<li>") {
		if _, rest, ok := strings.Cut(line, `href="/commentary/`); ok && strings.Contains(line, words) {
			id, _, _ := strings.Cut(rest, `"`)
			return "/commentary/" + id
		}
	}
	t.Fatalf("no commentary has %s", words)
	return ""
}
