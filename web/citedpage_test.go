package web_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/ingest"
)

// crime is an article that punishes a crime with all kinds of texts that cite it. The words of all of them are invented;
// the numbers and the names of the crimes are those that the program knows.
var crime = map[string]string{
	"法律/刑法.md": "# 中华人民共和国刑法\n\n1997年3月14日 第八届虚构代表大会第五次会议修订\n\n1997年10月1日 施行\n\n<!-- INFO END -->\n\n" +
		"第六十七条 犯罪以后自己来说的，可以从轻处罚。\n\n第二百六十四条 盗窃公私财物，数额较大的，处虚构的刑罚。\n\n第二百六十五条 偷接别人电话的，依照本法第二百六十四条的规定处罚。\n",
	"司法解释/解释一.md": "# 最高人民法院关于办理盗窃刑事案件适用法律若干问题的解释\n\n2013年3月8日 最高人民法院审判委员会第9571次会议通过\n\n" +
		"2013年4月4日 施行\n\n<!-- INFO END -->\n\n第一条 盗窃一千元以上的，应当认定为刑法第二百六十四条规定的数额较大。\n",
	"司法解释/解释二.md": "# 最高人民法院关于办理盗窃油气刑事案件适用法律若干问题的解释\n\n2018年9月28日 最高人民法院审判委员会第9750次会议通过\n\n" +
		"2018年10月1日 施行\n\n<!-- INFO END -->\n\n第一条 盗窃油气的，依照刑法第二百六十四条的规定定罪处罚。\n",
	"司法解释/解释三.md": "# 最高人民法院关于适用《中华人民共和国刑法》若干问题的解释\n\n2015年5月5日 最高人民法院审判委员会第9700次会议通过\n\n" +
		"2015年6月1日 施行\n\n<!-- INFO END -->\n\n第一条 偷电话线的，依照刑法第二百六十四条的规定定罪处罚。\n",
	"行政法规/条例.md": "# 巡逻条例\n\n2011年2月1日 国务院令第9041号公布\n\n2011年3月1日 施行\n\n<!-- INFO END -->\n\n第一条 根据《中华人民共和国刑法》，制定本条例。\n\n" +
		"第二条 违反《中华人民共和国刑法》第二百六十四条的，应当报案；自己来说的，适用该法第六十七条。\n",
	"案例/判决.txt": "虚构县人民法院\n刑事判决书\n\n（2020）虚0101刑初19号\n\n公诉机关虚构县人民检察院。\n\n被告人甲某，男，1980年5月6日出生。\n\n" +
		"虚构县人民检察院指控被告人甲某犯盗窃罪，于2020年2月3日向本院提起公诉。本院公开开庭审理了本案，现已审理终结。\n\n" +
		"经审理查明，2019年5月4日夜，被告人甲某从乙公司的仓库取走货物。\n\n本院认为，被告人甲某盗窃公私财物，其行为已构成盗窃罪。" +
		"依照《中华人民共和国刑法》第二百六十四条、第六十七条之规定，判决如下：\n\n被告人甲某犯盗窃罪，判处拘役三个月。\n\n审判长 丙某\n\n二〇二〇年三月五日\n\n书记员 丁某\n",
	"解读/答问.txt": "盗窃解释答记者问\n\n2018年11月2日\n\n记者问：多少算多？\n\n答：《中华人民共和国刑法》第二百六十四条说的数额较大，以解释为准。\n",
}

// Those who cite an article stand under it by kind: what refines it first, the newest before the others and those about
// its crime before both, under short names; then cases, regulations, explanations and other laws; then what is cited
// together with it. The law names what carries it out, and a question about the crime is answered by all of them.
func TestCitedPage(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range crime {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h := siteOf(t, ingest.Options{Paths: []string{dir}})
	for path, want := range map[string][]string{
		"/law/刑法/264": {"第二百六十四条 盗窃罪", "盗窃公私财物", "被以下文件引用", "司法解释 3 处", "盗窃解释", "盗窃一千元以上", "盗窃油气解释 2018-09-28",
			"刑法解释 2015-05-05", "偷电话线", "案例 1 处", "刑初19号", "行政法规 1 处", "巡逻条例", "解读 1 处", "以解释为准", "法律 1 处", "偷接别人电话",
			"常被一起引用", "刑法 第六十七条"},
		"/law/刑法":          {"配套规定和解释 3 件：行政法规 1、相关司法解释 1、解读 1", "巡逻条例", "若干问题的解释", "答问"},
		"/search?q=偷东西判几年": {"最相关的", "最相关的条文", "第二百六十四条 盗窃罪", "司法解释 盗窃解释 第一条", "案例", "刑初19号"},
	} {
		body := text(t, get(t, h, path))
		at := 0
		for _, w := range want {
			i := strings.Index(body[at:], w)
			if i < 0 {
				t.Errorf("%s has no %q behind what stands before it:\n%s", path, w, body[at:])
				break
			}
			at += i + len(w)
		}
	}
}
