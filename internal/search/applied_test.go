package search_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/search"
)

// Cases that cite the numbers of an earlier text apply what these became, and nothing that has
// the numbers today; the counts are those of the lists behind them.
func TestCasesFollowArticles(t *testing.T) {
	dir := t.TempDir()
	const adopted = "2001年3月1日第九届虚构代表大会常务委员会第三次会议通过\n"
	files := map[string]string{
		"旧.md": "# 中华人民共和国泊船法\n\n" + adopted + `
第一条 船舶应当在划定的泊位停泊，不得占用航道。

第二条 占用航道的，处警告或者罚款。

船长没有证书的，加重处罚。

第三条 本法自2001年7月1日起施行。
`,
		"新.md": "# 中华人民共和国泊船法\n\n" + adopted + "2011年6月1日第十一届虚构代表大会常务委员会第九次会议修订\n" + `
第一条 船舶应当在划定的泊位停泊，不得占用航道。

第二条 船员应当持有证书，并且每年接受一次检验。

第三条 占用航道的，处警告或者罚款。

船长没有证书的，加重处罚。

第四条 本法自2011年10月1日起施行。
`}
	for i, cited := range []string{"第一条、第二条", "第二条", "第二条第二款"} {
		files[fmt.Sprintf("案%d.txt", i)] = fmt.Sprintf(`虚构省某县人民法院
民事判决书
（2005）虚0191民初%d号
原告羊某某，男，汉族。
被告牛某某，男，汉族。
原告羊某某与被告牛某某船舶停泊纠纷一案，本院审理终结。
本院认为，被告占用航道。依照《中华人民共和国泊船法》%s的规定，判决如下：
驳回原告的诉讼请求。
审判员 马某
二〇〇五年三月四日
`, i+1, cited)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	store, err := generation.OpenStore(filepath.Join(t.TempDir(), "data"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ingest.Run(t.Context(), ingest.Options{Store: store, Paths: []string{dir}, Now: now}); err != nil {
		t.Fatal(err)
	}
	opened, err := search.OpenCurrent(t.Context(), store, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := opened.Close(); err != nil {
			t.Error(err)
		}
	})
	cases := func(law string) *search.CaseList {
		t.Helper()
		found, err := opened.Service.Cases(t.Context(), search.CaseRequest{Chosen: map[string]string{engine.FieldApplies: law}})
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	for law, want := range map[string]int{"泊船法1": 1, "泊船法2": 0, "泊船法3": 3, "泊船法3第2款": 1, "泊船法": 3} {
		if got := cases(law).Total; got != want {
			t.Errorf("%d cases apply %s; want %d", got, law, want)
		}
	}
	all, err := opened.Service.Cases(t.Context(), search.CaseRequest{})
	if err != nil {
		t.Fatal(err)
	}
	counts := all.Facets["article"]
	if len(counts) != 2 || !slices.ContainsFunc(counts, func(c search.Count) bool { return c.Value == "泊船法/3" }) {
		t.Errorf("counted are %+v", counts)
	}
	for _, c := range counts {
		if got := cases(c.Value).Total; got != c.Count {
			t.Errorf("%d cases are counted for %s, %d are listed", c.Count, c.Value, got)
		}
	}
}
