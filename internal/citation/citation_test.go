package citation

import (
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// checkSpans holds what must be true of the citations of any text: they lie in
// it, in order and apart, and each says what it names.
func checkSpans(t *testing.T, text string, cites []Citation) {
	t.Helper()
	valid := utf8.ValidString(text)
	for i, c := range cites {
		if c.Span.Start < 0 || c.Span.End > len(text) || c.Span.Start >= c.Span.End {
			t.Fatalf("citation %d: span %v outside the text", i, c.Span)
		}
		if valid && !utf8.ValidString(c.Span.Of(text)) {
			t.Fatalf("citation %d: span %v cuts a character", i, c.Span)
		}
		if i > 0 && c.Span.Start < cites[i-1].Span.End {
			t.Fatalf("citations %d and %d overlap or are out of order: %q and %q", i-1, i, cites[i-1].Span.Of(text), c.Span.Of(text))
		}
		switch {
		case c.Kind == KindCase:
		case c.Status == Ambiguous:
			if len(c.Targets) > 0 || len(c.Candidates) == 0 {
				t.Fatalf("citation %d, %q, is ambiguous with %d targets and the candidates %v", i, c.Span.Of(text), len(c.Targets),
					c.Candidates)
			}
		case len(c.Targets) == 0:
			t.Fatalf("citation %d, %q, is %s without a target", i, c.Span.Of(text), c.Status)
		}
		for _, target := range c.Targets {
			if again, err := statute.ParseProvision(target.Address.Provision.String()); err != nil || again != target.Address.Provision {
				t.Fatalf("citation %d: target %s is no address: %v", i, target.Address, err)
			}
		}
	}
}

// checkEverywhere cites a text as one of no law, as an article of a law in
// several places, as an amendment and as a text with clauses.
func checkEverywhere(t *testing.T, a, b string, dict *Dictionary, laws *fakeLaws) {
	t.Helper()
	text := a + "\n" + b
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("%q: %v\n%s", text, r, debug.Stack())
		} else if t.Failed() {
			t.Logf("the text: %q", text)
		}
	}()
	segments := func(first, second string) []Segment {
		list := []Segment{{Span: statute.Span{End: len(a)}}, {Span: statute.Span{Start: len(a) + 1, End: len(text)}, Unit: 1}}
		for i, at := range [...]string{first, second} {
			if p, err := statute.ParseProvision(at); err == nil {
				list[i].At = p
			}
		}
		return list
	}
	for _, doc := range [...]*CitingText{
		{Text: text},
		{Text: text, Title: "甲院关于适用《车辆法》的通知", Segments: segments("", "")},
		{Text: text, Law: "车辆法", Version: "2021-06-01", Segments: segments("1", "13/k2")},
		{Text: text, Law: "车辆法", Version: "2021-06-01", Segments: segments("9-1", "13/k1/x2")},
		{Text: text, Law: "宅院法", Segments: segments("1", "2/k2")},
		{Text: text, Title: "关于修改《车辆法》的决定", Law: "关于修改《车辆法》的决定", Numbered: statute.KindClause, Segments: segments("1", "2")},
		{Text: text, Title: "甲院关于适用《诉讼法》的解释", Law: "甲院关于适用《诉讼法》的解释", Numbered: statute.KindClause, Segments: segments("1", "2")},
	} {
		cites := Cite(doc, dict, laws)
		checkSpans(t, text, cites)
		if again := Cite(doc, dict, laws); fmt.Sprint(again) != fmt.Sprint(cites) {
			t.Fatal("the same text gives other citations the second time")
		}
	}
}

func FuzzCite(f *testing.F) {
	for _, s := range []string{
		"《车辆法》第十条第一款第（二）项、第（三）项至第（五）项", "前款、前两款、前条、本条第一款、该条、各该条", "住宅法典第一编第六章第三节", "（2016）甲法民再98号",
		"《甲》（以下简称《乙》）。《乙》第3条“本法第三条“前款””", "第1条至第99999999条", "2012年修正的车辆法（2021年）第九条之一", "附件一、附件二", "第一、二、三项", "《《《》》》", "罚则法分则第四章",
	} {
		f.Add(s, s)
	}
	laws := collection(f, testLaws)
	dict := laws.dictionary()
	f.Fuzz(func(t *testing.T, a, b string) { checkEverywhere(t, a, b, dict, laws) })
}

// tokens are the words of citations and what may stand around them.
var tokens = strings.Fields("第 一 二 十 三 99 1 ０ 廿 ③ （一） (2) （ ） 条 款 项 目 之一 编 章 节 分则 总则 附件 附录 本 该 同 前 上 各该 两 本法 该法 本条例 其 前款 前条 本条 该条 至 、 ， " +
	"。 和 及 或者 - 的 规定 所列 " +
	"《 》 《车辆法》 《中华人民共和国住宅法典》 《甲院关于适用〈诉讼法〉的解释》 《租车合同》 车辆法 住宅法典 罚则法 诉法解释 停放办法 租赁编 宅院法 管理办法 司法解释 解释 解释（三） 实施条例 日本 某市 甲部 最高人民法院 中华人民共和国 " +
	"2012年 修正的 修正前的 （2012年修订） 原 以下简称 （以下简称 简称 “ ” ： ； 约定 合同 协议 甲释〔2022〕3号 〔2022〕 3号 第9001号 国务院令 国务院令第9001号 （2016）甲法民再98号 指导案例24号 检例第39号 " +
	"§ §§ Article Art. and of the Data Law PIPL 577 # | ☑ 后者 前者 见 被 解释（二） 实施条例 2019京01民终12号 1000号 川 0191 民初 通告 手册 之二 之三 ， " +
	"依照 违反 根据 1035、1036 条例 办法 作为 改为 增加 修改 删除")

// FuzzCiteTokens makes texts of such words: each byte is one, 0 a new line.
func FuzzCiteTokens(f *testing.F) {
	f.Add([]byte{1, 2, 3}, []byte{4, 5, 6})
	laws := collection(f, testLaws)
	dict := laws.dictionary()
	f.Fuzz(func(t *testing.T, a, b []byte) {
		if len(a)+len(b) > 4000 {
			t.Skip("longer than it needs to be")
		}
		checkEverywhere(t, ofTokens(a), ofTokens(b), dict, laws)
	})
}

func ofTokens(bytes []byte) string {
	var b strings.Builder
	for _, c := range bytes {
		if c == 0 {
			b.WriteByte('\n')
		} else {
			b.WriteString(tokens[int(c)%len(tokens)])
		}
	}
	return b.String()
}

// Many texts of such words, the same in each run.
func TestTokens(t *testing.T) {
	laws := collection(t, testLaws)
	dict := laws.dictionary()
	rng := rand.New(rand.NewPCG(7, 11))
	texts := 20_000
	if testing.Short() {
		texts = 3_000
	}
	for range texts {
		var halves [2]string
		for i := range halves {
			words := make([]byte, 1+rng.IntN(14))
			for j := range words {
				words[j] = byte(rng.IntN(256))
			}
			halves[i] = ofTokens(words)
		}
		checkEverywhere(t, halves[0], halves[1], dict, laws)
	}
}

// A text in which a quotation never closes, or closes too often, must not take
// what follows for quoted.
func TestQuotationsEnd(t *testing.T) {
	laws := collection(t, testLaws)
	for text, want := range map[string]string{
		"罚则法第十条规定：“违反第三条\n第四条": "第十条=罚则法/10; 第三条=罚则法/3; 第四条=车辆法/4",
		"”””罚则法第十条，”第三条":       "第十条=罚则法/10; 第三条=罚则法/3",
		"罚则法第十条规定：“甲（乙”第三条":    "第十条=罚则法/10; 第三条=罚则法/3",
	} {
		first := strings.Index(text, "\n")
		segments := []Segment{{Span: statute.Span{End: len(text)}}}
		if first >= 0 {
			segments = []Segment{{Span: statute.Span{End: first}}, {Span: statute.Span{Start: first + 1, End: len(text)}, Unit: 1}}
		}
		if got := cited(&CitingText{Text: text, Law: "车辆法", Version: "2021-06-01", Segments: segments}, laws); got != want {
			t.Errorf("%q:\n got %s\nwant %s", text, got, want)
		}
	}
}

// An amendment speaks of the law that it changes, and quotes its new wording.
func TestAmendment(t *testing.T) {
	laws := collection(t, testLaws)
	text := "一、修改《车辆法》\n将第十二条修改为：\n“违反本法第三条的，处罚。\n“前款规定的处罚，由甲部决定。”\n在第十三条中增加一款作为第二款：“单位犯前款罪的，依照第一款处罚。”\n二、修改《诉讼法》\n删除第五条、第六条。"
	doc := &CitingText{Text: text, Amends: true, Subject: "车辆法"}
	want := "第十二条=车辆法/12; 第三条=车辆法/3; 前款=车辆法/12/k1; 第十三条=车辆法/13; 第二款=车辆法/13/k2!; 前款=车辆法/13/k1; 第一款=车辆法/13/k1; 第五条=诉讼法/5; 第六条=诉讼法/6"
	if got := cited(doc, laws); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// An amendment means the text before it, the new wording the text after it.
// Where it names the next law in a line of its own, it goes on to that.
func TestAmendedText(t *testing.T) {
	laws := collection(t, testLaws)
	text := "一、将第十六条第二款删除。\n增加一条，作为第九条之二。\n将第十六条修改为：“违反本法第十六条的，处罚。”\n二、《诉讼法》\n删除第五条。"
	var segments []Segment
	for at := 0; at < len(text); {
		end := len(text)
		if i := strings.Index(text[at:], "\n"); i >= 0 {
			end = at + i
		}
		segments = append(segments, Segment{Span: statute.Span{Start: at, End: end}, Unit: len(segments)})
		at = end + 1
	}
	key := "甲会关于修改《车辆法》的决定"
	doc := &CitingText{Text: text, Title: key, Law: key, Version: "2021-06-01", Day: "2021-06-01", Numbered: statute.KindClause,
		Segments: segments}
	want := "第十六条第二款=车辆法@2012-03-01/16/k2; 第九条之二=车辆法/9-2; 第十六条=车辆法@2012-03-01/16; 第十六条=车辆法/16; 第五条=诉讼法/5"
	if got := cited(doc, laws); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// A text about a law: bare articles are that law's, and wording is quoted.
func TestCommentary(t *testing.T) {
	laws := collection(t, testLaws)
	text := "甲院发布《甲院关于审理租赁案件若干问题的规定》（以下简称《规定》）。\n《规定》第2条至第4条说明责任。其中，第2条列举情形，该条还规定例外；第10条对住宅法典第1036条细化。\n《规定》第10条第1款规定：“物业公司违反本规定第二条的。" +
		"”为何制定本条？\n《车辆法》\n第十二条 停放车辆的，登记。\n前款规定的登记免费。"
	var segments []Segment
	for at := 0; at < len(text); {
		end := len(text)
		if i := strings.Index(text[at:], "\n"); i >= 0 {
			end = at + i
		}
		segments = append(segments, Segment{Span: statute.Span{Start: at, End: end}})
		at = end + 1
	}
	const rule = "甲院关于审理租赁案件若干问题的规定"
	want := strings.ReplaceAll("第2条至第4条=R/2 R/3 R/4; 第2条=R/2; 该条=R/2; 第10条=R/10; 第1036条=住宅法典/1036; 第10条第1款=R/10/k1; 第二条=R/2; 本条=R/2; "+
		"第十二条=车辆法/12; 前款=车辆法/12/k1", "R/", rule+"/")
	if got := cited(&CitingText{Text: text, Segments: segments}, laws); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// The version is the one that the text names, else the one of its day, else
// today's; the citation says which.
func TestVersions(t *testing.T) {
	laws := collection(t, testLaws)
	for _, c := range []struct {
		day, text       string
		version, stated string
		basis           Basis
	}{
		{"2018-05-01", "车辆法第十二条", "2012-03-01", "", ByDate},
		{"2022-05-01", "车辆法第十二条", "2021-06-01", "", ByDate},
		{"2001-05-01", "车辆法第十二条", "2021-06-01", "", StandIn},
		{"", "车辆法第十二条", "2021-06-01", "", ByDefault},
		{"2022-05-01", "2012年车辆法第十二条", "2012-03-01", "2012", ByStatement},
		{"2022-05-01", "1999年车辆法第十二条", "2021-06-01", "1999", StandIn},
		{"2022-05-01", "修正前的车辆法第十二条", "2012-03-01", Former, ByStatement},
	} {
		cites := Cite(&CitingText{Text: c.text, Day: statute.Date(c.day)}, laws.dictionary(), laws)
		if len(cites) != 1 || cites[0].Version != c.version || cites[0].Stated != c.stated || cites[0].Basis != c.basis {
			t.Errorf("%s on %q: %+v; want version %s by %s", c.text, c.day, cites, c.version, c.basis)
		}
		if a := cites[0].Targets[0].Address; (a.Version == "") != (c.version == "2021-06-01") {
			t.Errorf("%s on %q: target %s", c.text, c.day, a)
		}
	}
	own := &CitingText{Text: "依照本法第十六条", Law: "车辆法", Version: "2012-03-01"}
	if cites := Cite(own, laws.dictionary(), laws); cites[0].Version != "2012-03-01" || cites[0].Basis != ByItself {
		t.Errorf("an old text speaks of %+v", cites)
	}
}

func TestDefine(t *testing.T) {
	laws := collection(t, testLaws)
	for text, want := range map[string]string{
		"《中华人民共和国车辆法》（以下简称车辆法典）":               "车辆法典=中华人民共和国车辆法",
		"中华人民共和国住宅法典(下称“住宅典”)":                 "住宅典=中华人民共和国住宅法典",
		"最高人民法院《关于停放的规定》（法释〔2001〕1号，以下简称《规定》）": "规定=最高人民法院关于停放的规定",
		"《车辆法》、《罚则法》（以下分别简称为《甲》、《乙》）":          "甲=车辆法,乙=罚则法",
		"停车名单（以下简称名单），《车辆登记表》（以下简称《登记表》）":      "",
		"《车辆法》是法律。（以下简称甲法）":                    "",
		"以下将《车辆法》称为“甲法”，《罚则法》以下称“乙法”。":         "甲法=车辆法,乙法=罚则法",
		"《车辆法》，以下简称“甲法”；《罚则法》（“乙法”）":           "甲法=车辆法,乙法=罚则法",
		"《车辆法》（“甲法”的说法）、《登记表》（“表”）、本办法所指《车辆法》": "",
		"“甲规”指《甲院关于停放的规定》，“乙法”是指2012年车辆法":      "甲规=甲院关于停放的规定,乙法=车辆法",
		"| 《甲法》 | 指 | 《车辆法》 |\n乙法：指罚则法":        "甲法=车辆法,乙法=罚则法",
		"“甲”“乙”指车辆法，名单：指车辆":                    "",
	} {
		var got []string
		for _, a := range Define(text, laws.dictionary()) {
			got = append(got, a.Name+"="+a.Law.Text)
		}
		if g := strings.Join(got, ","); g != want {
			t.Errorf("%s: got %s; want %s", text, g, want)
		}
	}
}

func BenchmarkCite(b *testing.B) {
	laws := collection(b, testLaws)
	dict := laws.dictionary()
	text := repeated("违反本法第十三条第一款第（二）项、第（三）项规定的，由县级以上人民政府主管部门责令改正，处以罚款；构成犯罪的，依照罚则法第二百三十六条的规定追究刑事责任。\n前款规定的罚款，由甲部决定。\n", 1<<20)
	doc := &CitingText{Text: text, Law: "车辆法"}
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Cite(doc, dict, laws)
	}
}
