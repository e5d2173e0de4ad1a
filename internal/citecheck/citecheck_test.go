package citecheck_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/citecheck"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testbase"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// written puts findings down as 第二条=exists, with what differs and what is said of it.
func written(r *citecheck.Report) string {
	var list []string
	for _, f := range r.Findings {
		s := f.Span.Of(r.Text) + "=" + string(f.Verdict)
		if q := f.Quote; q != nil {
			s += " "
			if q.Same {
				s += "same"
			}
			for _, p := range q.Parts {
				s += map[citecheck.PartKind]string{citecheck.InBoth: "", citecheck.InDraft: "-",
					citecheck.InProvision: "+"}[p.Kind] + p.Text + "|"
			}
			if q.Former != "" {
				s += " former " + q.Former
			}
		}
		if f.Note != "" {
			s += " (" + f.Note + ")"
		}
		list = append(list, s)
	}
	return strings.Join(list, "; ")
}

func sources(base *kb.Base) citecheck.Sources {
	return citecheck.Sources{Finder: citegraph.New(base), Laws: base, History: lawhistory.New(base)}
}

func TestVerdicts(t *testing.T) {
	base, _ := testbase.Open(t, ingest.Options{Paths: []string{testlaw.Write(t, t.TempDir())},
		Now: func() time.Time { return time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC) }})
	for _, c := range []struct {
		name, text string
		day        statute.Date
		want       string
	}{
		{"there", "依照《车辆安全法》第二条处理。", "", "第二条=exists"},
		{"not there", "依照《车辆安全法》第九十九条处理。", "", "第九十九条=no_provision (《车辆安全法》没有第九十九条)"},
		{"no such item", "依照《车辆安全法》第三条第一款第（九）项处理。", "", "第三条第一款第（九）项=no_provision (《车辆安全法》第三条没有第一款第（九）项)"},
		{"not loaded", "依照《道路法》第二条处理。", "", "第二条=not_loaded"},
		{"repealed", "依照《车辆管理暂行条例》第一条处理。", "", "第一条=repealed (《车辆管理暂行条例》已被《车辆安全法》废止，2022年9月1日起不再有效)"},
		{"repealed since", "依照《车辆管理暂行条例》第一条处理。", "2022-08-31",
			"第一条=repealed_since (《车辆管理暂行条例》已被《车辆安全法》废止，2022年9月1日起不再有效)"},
		{"changed since", "依照《车辆安全法》第二条处理。", "2020-05-01", "第二条=changed_since (引用的是 2019-03-01 的文本，其后已修改；现在可能是《车辆安全法》第三条)"},
		{"not yet", "依照《车辆安全法》第二条处理。", "2019-06-30", "第二条=not_yet (《车辆安全法》2019年7月1日起才施行)"},
		{"repealed and not loaded", "依照《最高人民法院关于审理名誉权案件若干问题的解答》第七条处理。", "2021-12-01", "第七条=repealed " +
			"(《最高人民法院关于审理名誉权案件若干问题的解答》没有收录；已被《最高人民法院关于废止部分司法解释及相关规范性文件的决定（法释〔2020〕16号）》废止，2021年1月1日起不再有效)"},
		{"not loaded, and in force on that day", "依照《最高人民法院关于审理名誉权案件若干问题的解答》第七条处理。", "2020-12-01", "第七条=unverifiable " +
			"(《最高人民法院关于审理名誉权案件若干问题的解答》没有收录；已被《最高人民法院关于废止部分司法解释及相关规范性文件的决定（法释〔2020〕16号）》废止，2021年1月1日起不再有效)"},
		{"another law's number", "依照《车辆安全法》（国务院令第9001号）第二条处理。", "",
			"第二条=name_mismatch (文号是《车辆管理暂行条例》的)"},
		{"another law's number and no such article", "依照《车辆安全法》（国务院令第9001号）第九十九条处理。", "",
			"第九十九条=name_mismatch (《车辆安全法》没有第九十九条；文号是《车辆管理暂行条例》的)"},
		{"a whole law with another's number", "《车辆安全法》（国务院令第9001号）已经施行。", "",
			"《车辆安全法》=name_mismatch (文号是《车辆管理暂行条例》的)"},
		{"its own number", "依照《车辆管理暂行条例》（国务院令第9001号）第一条处理。", "",
			"第一条=repealed (《车辆管理暂行条例》已被《车辆安全法》废止，2022年9月1日起不再有效)"},
		{"numbers alone", "依照国务院令第9001号处理，参照最高检指导案例924号和（2021）虚01民终3号判决，见国务院令第9002号。", "2022-08-31", "国务院令第9001号=repealed_since " +
			"(《车辆管理暂行条例》已被《车辆安全法》废止，2022年9月1日起不再有效); 指导案例924号=not_loaded; 国务院令第9002号=not_loaded"},
		{"quoted to the letter", "《车辆安全法》第四条规定：“车辆每年检验一次。”", "", "第四条=exists same"},
		{"a part is quoted", "《车辆安全法》第二条第二款规定：“驾驶人，是指握着方向盘的人”。", "", "第二条第二款=exists same"},
		{"left out", "《车辆安全法》第二条第一款规定：“本法所称车辆……由人驾驶的交通工具。”", "", "第二条第一款=exists same"},
		{"misquoted", "《车辆安全法》第四条规定：“车辆每年检验两次。”", "", "第四条=misquoted 车辆每年检验|-两|+一|次。|"},
		{"an item is quoted with what stands above the items", "《车辆安全法》第三条规定：“驾驶人应当：（三）礼让行人。”", "", "第三条=exists same"},
		{"other numerals", "《车辆安全法》第四条规定：“车辆每年检验1次等”。", "", "第四条=exists same"},
		{"told to the letter without quotation marks", "《车辆安全法》第四条规定：车辆每年检验一次。", "", "第四条=exists same"},
		{"misquoted without quotation marks", "《车辆安全法》第二条第一款规定：本法所称车辆，是指有轮子并由牛驾驶的交通工具。原告的车辆没有轮子。", "",
			"第二条第一款=misquoted 本法所称车辆，是指有轮子并由|-牛|+人|驾驶的交通工具。|"},
		{"a word near the end", "《车辆安全法》第二条规定：本法所称车辆，是指有轮子并由人驾驶的交通器具。", "",
			"第二条=misquoted 本法所称车辆，是指有轮子并由人驾驶的交通|-器|+工|具。|"},
		{"a word is left out", "《车辆安全法》第二条第一款规定：本法所称车辆，是指有轮子并驾驶的交通工具。", "",
			"第二条第一款=misquoted 本法所称车辆，是指有轮子并|+由人|驾驶的交通工具。|"},
		{"shortened", "《车辆安全法》第二条规定：本法所称车辆，是指交通工具。", "", "第二条=exists"},
		{"told in other words", "《车辆安全法》第二条规定：有轮子而且有人驾驶的交通工具都是车辆。", "", "第二条=exists"},
		{"applied", "《车辆安全法》第二条第一款规定：被告的三轮车，是指有轮子并由人驾驶的交通工具。", "", "第二条第一款=exists"},
		{"an annex", "代理词\n审判长：\n被告的车辆不是车辆。\n附：\n《车辆安全法》\n第二条　本法所称车辆，是指有轮子并由牛驾驶的交通工具。\n第四条　车辆每年检验一次。", "",
			"第二条=misquoted 本法所称车辆，是指有轮子并由|-牛|+人|驾驶的交通工具。| (文书没有写明日期，按今天的文本（2022-06-15）核对); " +
				"第四条=exists same (文书没有写明日期，按今天的文本（2022-06-15）核对)"},
		{"a word is stressed", "《车辆安全法》第四条所称“检验”是指。", "", "第四条=exists"},
		{"quoted from the earlier text", "《车辆安全法》第二条规定：“驾驶人应当系好安全带。”", "",
			"第二条=misquoted -驾驶人应当系好安全带|+本法所称车辆，是指有轮子并由人驾驶的交通工具。\n本法所称驾驶人，是指握着方向盘的人|。| former 2019-03-01 (与 2019-03-01 的文本相符，与现在核对的文本不符)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := reading.Citable(c.text)
			doc.Day = c.day
			r, err := citecheck.Check(context.Background(), sources(base), doc, "2026-03-04")
			if err != nil {
				t.Fatal(err)
			}
			if got := written(r); got != c.want {
				t.Errorf("%s\ngot  %s\nwant %s", c.text, got, c.want)
			}
			all := 0
			for _, n := range r.Counts {
				all += n
			}
			if all != len(r.Findings) {
				t.Errorf("%d findings are counted as %d", len(r.Findings), all)
			}
		})
	}
}

// A report gives the text as it was sent: with the line ends of its layout, in its own
// characters.
func TestTextAsSent(t *testing.T) {
	base, _ := testbase.Open(t, ingest.Options{Paths: []string{testlaw.Write(t, t.TempDir())},
		Now: func() time.Time { return time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC) }})
	const broken = "原告主张被告驾驶车辆时没有系好安全带因此应当\n承担相应的责任，被告不同意原告的意见并且认为\n自己没有过错，双方为此争执多年而没有结果，后\n" +
		"来诉至本院。本院认为，依照《车辆安全法》第二\n条第二款规定：“驾驶人，是指握着方向盘的人”\n，以及第三条的规定处理本案所涉的全部争议，并\n由双方当事人各自承担一半的费用。"
	for text, want := range map[string]string{
		broken: "第二\n条第二款=exists same; 第三条=exists",
		"依照《車輛安全法》第二條處理。": "第二條=exists",
	} {
		r, err := citecheck.Check(t.Context(), sources(base), reading.Citable(text), "2026-03-04")
		if err != nil {
			t.Fatal(err)
		}
		if got := written(r); r.Text != text || got != want {
			t.Errorf("of %q\n%s\nwant %s", r.Text, got, want)
		}
	}
}
