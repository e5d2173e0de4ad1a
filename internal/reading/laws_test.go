package reading_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/judgment"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/release"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// A decision and the law that it republishes are two documents; the law has the day of
// the decision where it has none of its own.
func TestRepublishedLaw(t *testing.T) {
	t.Parallel()
	all := reading.ReadAll(&corpus.Document{Title: "决定", Text: "某市人民代表大会常务委员会关于修改《某市渡口条例》的决定\n（2020年5月28日某市人民代表大会常务委员会第3次会议通过）\n" +
		"一、将第二条修改为：“灯坏了换。”\n本决定自公布之日起施行。《某市渡口条例》根据本决定作相应修改，重新公布。\n" +
		"某市渡口条例\n第一条 灯要亮。\n第二条 灯坏了换。\n"}, reading.Named)
	if len(all) != 2 {
		t.Fatalf("%d documents; want 2", len(all))
	}
	if key := all[0].Law.Header.Key; !strings.HasSuffix(key, "的决定") || len(all[0].Law.Articles()) != 0 {
		t.Errorf("the decision is %s with %d articles", key, len(all[0].Law.Articles()))
	}
	law := all[1].Law
	if law.Header.Key != "某市渡口条例" || len(law.Articles()) != 2 || law.Header.Label != "2020-05-28" || all[1].Kind != statute.DocLaw {
		t.Errorf("the law is %s of %s with %d articles", law.Header.Key, law.Header.Label, len(law.Articles()))
	}
}

// A header may break off in the name of what a session adopted. What it adopted has that
// day, and so has the law behind it, which would else be taken for the text of the first day.
func TestHeaderBrokenOff(t *testing.T) {
	t.Parallel()
	const title = "最高人民法院关于适用《渡口法》若干问题的解释（二）"
	all := reading.ReadAll(&corpus.Document{Text: "# " + title + "的补充规定\n\n2003年12月4日 最高人民法院审判委员会第9次会议通过\n\n" +
		"2017年2月20日 最高人民法院审判委员会第10次会议最高人民法院《关于适用〈渡口法〉若干问题的解释（二）\n\n<!-- INFO END -->\n\n" +
		"增加一款：\n\n夜里要点灯。\n\n附件：" + title + "\n\n第一条 灯要亮。\n\n夜里要点灯。\n\n第二条 灯坏了换。\n\n第三条 本解释自2004年4月1日起施行。\n"},
		reading.Named)
	if len(all) != 2 {
		t.Fatalf("%d documents; want 2", len(all))
	}
	for _, r := range all {
		if h := r.Law.Header; h.Label != "2017-02-20" {
			t.Errorf("%s has the label %s", h.Key, h.Label)
		}
	}
}

// A title that ends like that of a norm makes no law of an article, a case or notes.
func TestWhatIsALaw(t *testing.T) {
	t.Parallel()
	const articles = "第一条 灯要亮。\n第二条 灯坏了换。\n第三条 夜里点灯。\n"
	for name, c := range map[string]struct {
		text string
		want statute.DocumentKind
	}{
		"regulation": {"某市渡口条例\n" + articles, statute.DocLaw},
		"rules":      {"渡口灯火规则\n" + articles, statute.DocLaw},
		"standard":   {"渡口灯火标准\n（2020年5月28日国家渡口总局发布）\n一、灯要亮。\n二、坏了换。\n", statute.DocLaw},
		"reply":      {"某局关于渡口灯火问题的批复\n某市局：\n你局请示收悉。经研究，批复如下：\n灯要亮。\n", statute.DocLaw},
		"draft":      {"渡口条例（征求意见稿）\n" + articles, statute.DocLaw},
		"interpretation": {"最高人民法院公告\n《最高人民法院关于渡口案件的批复》已于2016年6月6日由最高人民法院审判委员会第1686次会议通过，现予公布。\n" +
			"最高人民法院\n2016年6月23日 法释〔2016〕1300号 最高人民法院 关于渡口案件的批复\n某省高级人民法院：\n你院请示收悉。经研究，批复如下：\n" +
			"一、第一审人民法院裁定不予受理的，制作民事裁定书（2016）最高法民终99号，裁定如下。\n二、不服的，可以上诉。\n", statute.DocLaw},
		"notes on a law":      {"## 《渡口法》\n法释〔2020〕26号\n\n第87条：违法停船的赔偿。\n第82条：双倍船钱。\n", statute.DocCommentary},
		"notes with labels":   {"## 《渡口法》\n第八十七条 违法停船的赔偿。\n第八十二条 双倍船钱。\n法释〔2020〕26号\n", statute.DocCommentary},
		"excerpt of a law":    {"《渡口法》\n第五条 灯要亮。\n第六条 夜里点灯。\n", statute.DocLaw},
		"article":             {"正当防卫的认定标准\n正当防卫如何认定，一直有争论。本文以为，应当看刑法第二十条。\n", statute.DocCommentary},
		"article on rules":    {"说说违约金的调整规则\n作者：某某\n违约金过高怎么办？\n第五百八十五条 当事人可以约定违约金。\n法院会看损失。\n", statute.DocCommentary},
		"discipline case":     {"党员干部违规收礼的处理意见\n王某收了礼。组织给了处分。\n第九十七条 收受礼品的，给予处分。\n", statute.DocCommentary},
		"notes":               {"刑法分则重点罪名清单\n第402条 徇私舞弊不移交刑事案件罪\n第399条 徇私枉法罪\n", statute.DocCommentary},
		"questions":           {"民法题库\n1. 下列说法正确的是？\n第188条 诉讼时效期间为三年。\n", statute.DocCommentary},
		"method":              {"合同审查的方法\n看主体，看条款。\n", statute.DocCommentary},
		"contract":            {"车辆使用规定\n合同编号：2020-1\n甲方：某公司\n乙方：某人\n" + articles, statute.DocCommentary},
		"rules of a platform": {"某平台用户协议规则\n第一条 定义\n用户是指注册的人。\n第二条 账号\n账号归平台。\n", statute.DocCommentary},
		"plan with parties":   {"渡口合作方案\n甲方（盖章）：某公司\n乙方（盖章）：某厂\n" + articles, statute.DocCommentary},
	} {
		if got := reading.Read(&corpus.Document{Title: "文件", Text: c.text}).Kind; got != c.want {
			t.Errorf("%s: %s; want %s", name, got, c.want)
		}
	}
}

// No law of the real collection begins as a paper or a case does.
func TestLawsStayLaws(t *testing.T) {
	t.Parallel()
	n := 0
	for _, folder := range [...]string{"laws", "history"} {
		err := filepath.WalkDir(testlaw.Shared(t, folder), func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || strings.Contains(path, "案例") || filepath.Ext(path) != ".md" && filepath.Ext(path) != ".txt" {
				return err
			}
			text, err := os.ReadFile(path) // #nosec G304,G122 -- of the collection
			if err != nil {
				return err
			}
			n++
			if judgment.Is(string(text)) || release.IsCase(string(text)) {
				t.Errorf("%s is taken for a case", path)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if n < 1000 {
		t.Errorf("only %d laws were read", n)
	}
}

// An edition of a law that tells former wording is stored as the text that its title names,
// with what was read beside it.
func TestFormerWording(t *testing.T) {
	t.Parallel()
	const edition = "渡口法\n\n第一条　渡船应当有灯。{根据修正案修改}\n\n{原条文：渡船应当有绳。}\n\n第二条　渡工有证。{修正案增加此条}\n\n" +
		"第三条　停渡。{根据修正案修改}\n\n{原条款：先停渡。}\n\n第四条　检验。{根据修正案修改}\n\n{原条文：先检验。}\n"
	r := reading.Read(&corpus.Document{Kind: statute.DocLaw, Title: "渡口法", Text: edition})
	if r.Source.Original != edition || strings.Contains(r.Text, "{") || len(r.Law.Articles()) != 3 ||
		r.Law.Body(r.Law.Articles()[0]) != "渡船应当有绳。" {
		t.Errorf("read as %q with %d articles", r.Text, len(r.Law.Articles()))
	}
}
