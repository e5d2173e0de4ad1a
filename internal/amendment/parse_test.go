package amendment

import (
	"strings"
	"testing"
)

// operations writes what was read of an instrument, one operation a line.
func operations(i *Instrument) []string {
	var list []string
	for _, o := range i.Operations {
		s := o.Clause + " " + string(o.Kind)
		for _, p := range o.At {
			s += " " + p.Chinese()
		}
		for k, p := range o.To {
			if k == 0 {
				s += " →"
			}
			s += " " + p.Chinese()
		}
		if o.Law != "" {
			s = o.Law + ": " + s
		}
		for _, w := range []string{o.Old, o.New, strings.Join(o.Text, "/")} {
			if w != "" {
				s += " |" + w
			}
		}
		list = append(list, s)
	}
	for _, u := range i.Unread {
		list = append(list, "? "+u.Source)
	}
	return list
}

func TestParse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"amendment", `一、将刑法第七条修改为：“渡船超载的，处罚金。
“单位犯前款罪的，对单位判处罚金。”
二、在刑法第七条后增加一条，作为第七条之一：“渡工醉酒的，处拘役。”
三、在刑法第九条中增加一款作为第二款：“夜间加倍。”
原第二款作为第三款，修改为：“雨天减半。”
四、删去刑法第十条第二款。
五、本修正案自公布之日起施行。`, `1 replace 第七条 |渡船超载的，处罚金。/单位犯前款罪的，对单位判处罚金。
2 insert 第七条 → 第七条之一 |渡工醉酒的，处拘役。
3 insert 第九条 → 第九条第二款 |夜间加倍。
3 renumber 第九条第二款 → 第九条第三款
3 replace 第九条第二款 |雨天减半。
4 delete 第十条第二款`},
		{"decision", `将第二条改为第三条，第一款第二项修改为：“（二）渡船有救生圈；”
增加一条，作为第二条：“渡口由乡镇管理。”
将第四条、第五条合并，改为第五条，修改为：“禁止超载。”
将第六条第一款中的“船工”修改为“渡工”，“每船”修改为“每艘渡船”。
在第七条中的“枯水期”后增加“、封冻期”。
删去第八条中的“并处警告”。
本决定自2031年1月1日起施行。
《渡口管理办法》根据本决定作相应修改并对条文顺序作相应调整，重新公布。`, ` renumber 第二条 → 第三条
 replace 第二条第一款第（二）项 |（二）渡船有救生圈；
 insert → 第二条 |渡口由乡镇管理。
 merge 第四条 第五条 → 第五条 |禁止超载。
 words 第六条第一款 |船工 |渡工
 words 第六条第一款 |每船 |每艘渡船
 words 第七条 |枯水期 |、封冻期
 words 第八条 |并处警告
 adjust`},
		{"package", `一、修改《关于渡口的规定》
1.将引言修改为：
“为了管理渡口，制定本规定。”
2.删除第三条、第五条。
3.条文顺序作相应调整。
二、修改《关于渡船的批复》
将第二段修改为：
“渡船应当登记。”`, `关于渡口的规定: 1/k1/x1 replace 引言 |为了管理渡口，制定本规定。
关于渡口的规定: 1/k1/x2 delete 第三条 第五条
关于渡口的规定: 1/k1/x3 adjust
关于渡船的批复: 2 replace 正文第二段 |渡船应当登记。`},
		{"constitution", `第三条 宪法第八条第一款：“渡口归国家。”修改为：“渡口归国家所有。”
第四条 宪法第九条增加一款，作为第一款：“渡船应当登记。”第一款、第二款相应改为第二款、第三款。`,
			`3 words 第八条第一款 |渡口归国家。 |渡口归国家所有。
4 insert 第九条 → 第九条第一款 |渡船应当登记。
4 renumber 第九条第一款 第九条第二款 → 第九条第二款 第九条第三款`},
		{"chapter", `增加一章“渡口保障”，作为第三章，分为两条，包括第七条至第八条。
增加二条，分别作为第七条、第八条：
“第七条 渡口有灯。
“第八条 渡船有灯。”
将名称修改为：“渡口条例”。`, ` insert 第七条 第八条 → 第三章标题 |渡口保障
 insert → 第七条 |渡口有灯。
 insert → 第八条 |渡船有灯。
 rename 名称 |渡口条例`},
		{"laws by short names", `一、《最高法院关于渡口的规定（一）》(法释〔2011〕3号，以下简称《规定（一）》)第三条中的“渡轮”修改为“渡船”。
二、删去《最高法院关于渡口的规定（二）》(法释〔2012〕4号，以下简称《规定（二）》)第二条第一项，并将该条修改为：“渡船应当登记。”
三、《规定（一）》第四条改为第五条。`, `最高法院关于渡口的规定（一）: 1 words 第三条 |渡轮 |渡船
最高法院关于渡口的规定（二）: 2 delete 第二条第（一）项
最高法院关于渡口的规定（二）: 2 replace 第二条 |渡船应当登记。
最高法院关于渡口的规定（一）: 3 renumber 第四条 → 第五条`},
		{"not understood", `一、将第三条酌情修改为合适的文字。`, `? 将第三条酌情修改为合适的文字`},
	} {
		if got := strings.Join(operations(ParseLines(strings.Split(c.text, "\n"))), "\n"); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// A quotation that its source does not close ends where the next clause begins; a full stop
// behind its mark belongs to it.
func TestQuotations(t *testing.T) {
	t.Parallel()
	got := ParseLines([]string{"一、将第一条修改为：“渡口有‘夜间’标志。", "“渡船有灯。", "二、将第二条修改为：“渡工有证”。"})
	want := "1 replace 第一条 |渡口有“夜间”标志。/渡船有灯。\n2 replace 第二条 |渡工有证。"
	if s := strings.Join(operations(got), "\n"); s != want {
		t.Errorf("%s\nwant\n%s", s, want)
	}
}
