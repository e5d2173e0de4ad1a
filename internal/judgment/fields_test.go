package judgment

import (
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/testjudgment"
)

const criminal = "甲省乙县人民法院\n刑事判决书\n（2031）甲0123刑初5号\n公诉机关乙县人民检察院。\n被告人羊双，男，1990年生。\n" +
	"乙县人民检察院以乙检刑诉〔2031〕56号起诉书指控被告人羊双犯盗窃罪，向本院提起公诉。本院依法组成合议庭审理了本案。\n经审理查明，羊双偷牛。\n" +
	"本院认为，羊双有罪。依照《中华人民共和国刑法》第二百六十四条，判决如下：\n"

const signedBelow = "\n（此页无正文）\n审判长　马公\n审判员　孙平\n二〇三一年五月一日\n本件与原件核对无异\n书记员　李记\n"

// Each punishment has its crime; those of earlier judgments are none of this one.
func TestSentences(t *testing.T) {
	t.Parallel()
	for decision, want := range map[string]string{
		"被告人羊双犯盗窃罪，判处有期徒刑一年；犯诈骗罪，判处有期徒刑二年，并处罚金一千元；决定执行有期徒刑二年六个月。": "盗窃罪 有期徒刑一年|诈骗罪 有期徒刑二年|盗窃罪、诈骗罪 有期徒刑二年六个月",
		"一、被告人羊双犯盗窃罪，判处有期徒刑一年；\n二、被告人牛大犯盗窃罪，判处拘役三个月。":             "盗窃罪 有期徒刑一年|盗窃罪 拘役三个月",
		"被告人羊双犯侵犯公民个人信息罪，判处有期徒刑一年。":                               "侵犯公民个人信息罪 有期徒刑一年",
		"被告人羊双犯盗窃罪，有期徒刑八个月，并处罚金二千元。":                              "盗窃罪 有期徒刑八个月",
		"一、撤销乙县人民法院（2029）甲0123刑初9号刑事判决中对羊双判处有期徒刑一年，缓刑二年的缓刑部分；\n二、被告人羊双犯盗窃罪，判处有期徒刑六个月；与原判处有期徒刑一年并罚，决定执行有期徒刑一年三个月。" +
			"": "盗窃罪 有期徒刑六个月|盗窃罪 有期徒刑一年三个月",
		"被告人羊双犯盗窃罪，判处有期徒刑一年，缓刑二年。":                     "盗窃罪 有期徒刑一年，缓刑二年",
		"一、被告人羊双、牛大犯盗窃罪；\n二、判处羊双有期徒刑一年；\n三、判处有期徒刑十个月。": "盗窃罪 有期徒刑一年|盗窃罪 有期徒刑十个月",
	} {
		j := Read(criminal + decision + signedBelow)
		var got []string
		for _, s := range j.Sentences {
			got = append(got, s.Charge+" "+s.Text.Text)
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%s\n\t%q; want %q", decision, got, want)
		}
		if testjudgment.Texts(j.Judges) != "马公 孙平" || j.Clerk.Text != "李记" || j.Date != "2031-05-01" {
			t.Errorf("signed by %v, %s, %s", j.Judges, j.Clerk.Text, j.Date)
		}
	}
	above := Read(criminal + "被告人羊双犯盗窃罪，判处有期徒刑一年。\n审判长　马公\n审判员　孙平\n本件与原件核对无异\n二〇三一年五月一日\n书记员　李记\n")
	if testjudgment.Texts(above.Judges) != "马公 孙平" || above.Clerk.Text != "李记" || above.Date != "2031-05-01" {
		t.Errorf("with the mark above the day signed by %v, %s, %s", above.Judges, above.Clerk.Text, above.Date)
	}
	one := Read(criminal + "被告人羊双犯侵犯公民个人信息罪，判处有期徒刑一年。" + signedBelow)
	if got := testjudgment.Texts(one.Charges); got != "侵犯公民个人信息罪" {
		t.Errorf("charges %q", got)
	}
}

// Judgments in the form of a summary name the parties as fields.
func TestSummaryJudgment(t *testing.T) {
	t.Parallel()
	const head = "甲省乙县人民法院\n刑事判决书\n（2031）甲0123刑初5号\n"
	const rest = "指控罪名：盗窃罪。\n本院认为，指控成立。依照《中华人民共和国刑法》第二百六十四条，判决如下：\n被告人羊双犯盗窃罪，判处拘役一个月。\n审判员　马公\n二〇三一年五月一日\n书记员　李记\n"
	for _, parties := range []string{
		"公诉机关：乙县人民检察院\n起诉书文号：乙检刑诉〔2031〕56号\n被告人：羊双，男，1990年生。\n",
		"公诉机关：乙县人民检察院起诉书文号：乙检刑诉〔2031〕56号被告人：羊双，男，1990年生。",
	} {
		j := Read(head + parties + rest)
		var got []string
		for _, p := range j.Parties {
			got = append(got, p.Role.Text+" "+p.Name.Text)
		}
		if strings.Join(got, ",") != "公诉机关 乙县人民检察院,被告人 羊双" || testjudgment.Texts(j.Charges) != "盗窃罪" {
			t.Errorf("%q: %q, %v", parties, got, j.Charges)
		}
	}
}

// Rulings whose head is lost are judgments, and what only begins like one is none.
func TestHeadless(t *testing.T) {
	t.Parallel()
	const body = "罪犯羊双，男，1990年生。现在甲省乙监狱服刑。\n甲省乙市中级人民法院于2029年1月1日作出（2029）甲01刑初3号刑事判决，以被告人羊双犯盗窃罪，判处有期徒刑五年。\n" +
		"本院经审理查明，罪犯羊双确有悔改表现。\n本院认为，符合减刑条件。依照《中华人民共和国刑法》第七十八条，裁定如下：\n对罪犯羊双减去有期徒刑六个月。\n" +
		"审判长　马公\n审判员　孙平\n二〇三一年五月一日\n书记员　李记\n"
	for head, number := range map[string]string{"": "", "（2031）甲01刑更12号\n": "（2031）甲01刑更12号",
		"刑事裁定书\n（2031）甲01刑更12号\n": "（2031）甲01刑更12号"} {
		if !Is(head + body) {
			t.Errorf("%q is taken for no ruling", head)
			continue
		}
		j := Read(head + body)
		if j.Number.Text != number || j.Outcome.Name != "减刑" || j.Date != "2031-05-01" || len(j.Parties) == 0 ||
			j.Parties[0].Name.Text != "羊双" {
			t.Errorf("%q: %q %q %q %v", head, j.Number.Text, j.Outcome.Name, j.Date, j.Parties)
		}
		if got := testjudgment.Texts(j.Charges); number != "" && got != "盗窃罪" {
			t.Errorf("%q: charges %q", head, got)
		}
	}
	if Is("罪犯羊双的故事\n他服刑五年。本院的人说，裁定如下：减刑。") {
		t.Error("a story is taken for a ruling")
	}
}
