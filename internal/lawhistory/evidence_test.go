package lawhistory_test

import (
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/kb"
)

// A law of 2010 whose text of 2012 is made from an amendment, and whose text of 2015 is loaded
// with the decision that made it.
var rafts = map[string]string{
	"木筏法(2010-01-01).md": "# 木筏法\n\n2010年1月1日 虚构代表大会常务委员会第一次会议通过\n\n<!-- INFO END -->\n\n第一条 木筏应当登记。\n\n" +
		"第二条 木筏不得载客。\n\n第三条 违反的，处警告。\n\n第四条 本法自2010年2月1日起施行。\n",
	"木筏法修正案.md": "# 木筏法修正案\n\n2012年3月1日 虚构代表大会常务委员会第九次会议通过\n\n<!-- INFO END -->\n\n" +
		"一、在木筏法第二条后增加一条，作为第二条之一：“木筏应当有灯。”\n\n二、将木筏法第三条修改为：“违反的，由渡口管理机构处罚款。”\n\n" +
		"三、本修正案自2012年5月1日起施行。\n",
	"关于修改木筏法的决定.md": "# 虚构代表大会常务委员会关于修改《木筏法》的决定\n\n2015年6月1日 虚构代表大会常务委员会第五次会议通过\n\n<!-- INFO END -->\n\n" +
		"一、将第二条之一改为第三条。\n\n二、将第三条改为第四条，将其中的“罚款”修改为“五百元罚款”。\n\n三、条文顺序作相应调整。\n\n本决定自2015年7月1日起施行。\n",
	"木筏法(2015-06-01).md": "# 木筏法\n\n2010年1月1日 虚构代表大会常务委员会第一次会议通过\n\n" +
		"根据2012年3月1日《木筏法修正案》第一次修正\n\n根据2015年6月1日《关于修改〈木筏法〉的决定》第二次修正\n\n<!-- INFO END -->\n\n" +
		"第一条 木筏应当登记。\n\n第二条 木筏不得载客。\n\n第三条 木筏应当有灯。\n\n第四条 违反的，由渡口管理机构处五百元罚款。\n\n" +
		"第五条 本法自2010年2月1日起施行。\n",
}

// The history of an article names the clauses by which it became what it is.
func TestEvidence(t *testing.T) {
	_, book := openWith(t, rafts)
	for from, want := range map[string]string{
		"木筏法@2015-06-01/4": "木筏法@2015-06-01/4 《虚构代表大会常务委员会关于修改《木筏法》的决定》第二条改变序号 《虚构代表大会常务委员会关于修改《木筏法》的决定》第二条修改文字; " +
			"木筏法@2012-03-01/3 《木筏法修正案》第二条修改; 木筏法@2010-01-01/3",
		"木筏法@2015-06-01/3": "木筏法@2015-06-01/3 《虚构代表大会常务委员会关于修改《木筏法》的决定》第一条改变序号; 木筏法@2012-03-01/2-1 《木筏法修正案》第一条增加",
		"木筏法@2015-06-01/2": "木筏法@2015-06-01/2; 木筏法@2012-03-01/2; 木筏法@2010-01-01/2",
	} {
		stages, err := book.Trail(t.Context(), address(t, from))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range stages {
			line := s.Provisions[0].String()
			for _, c := range s.Clauses {
				line += " " + c.Chinese() + c.Kind
			}
			got = append(got, line)
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%s:\n%s\nwant\n%s", from, s, want)
		}
	}
	// What an amendment changed is changed, however little, and what it left is the same.
	for from, want := range map[string]string{
		"木筏法@2012-03-01/3":   "木筏法@2012-03-01/3 [木筏法@2015-06-01/4] changed certain",
		"木筏法@2010-01-01/2":   "木筏法@2010-01-01/2 [木筏法@2012-03-01/2] same certain",
		"木筏法@2012-03-01/2-1": "木筏法@2012-03-01/2-1 [木筏法@2015-06-01/3] moved certain",
	} {
		s, err := book.Next(t.Context(), address(t, from))
		if got := write(s); err != nil || got != want {
			t.Errorf("%s: %s, %v\nwant %s", from, got, err, want)
		}
	}
	s, err := book.Next(t.Context(), address(t, "木筏法@2010-01-01/3"))
	if err != nil {
		t.Fatal(err)
	}
	clauses, err := book.Evidence(t.Context(), s)
	if err != nil || len(clauses) != 1 || clauses[0].Address.String() != "木筏法修正案@2012-03-01/2" {
		t.Errorf("evidence of %s: %+v, %v", write(s), clauses, err)
	}
	texts, err := book.Texts(t.Context(), "木筏法")
	if err != nil || len(texts) != 3 || len(texts[0].Amendings) != 1 || texts[0].Amendings[0].Outcome != kb.OutcomeProof ||
		texts[1].Amendings[0].Outcome != kb.OutcomeComputed || texts[1].Version.Computed != "木筏法修正案" || len(texts[2].Amendings) != 0 {
		t.Errorf("texts %+v, %v", texts, err)
	}
}
