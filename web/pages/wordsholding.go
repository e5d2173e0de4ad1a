package pages

import (
	"fmt"
	"strings"

	"github.com/fatiao/fatiao/internal/holding"
	"github.com/fatiao/fatiao/internal/kb"
)

// What the page on the collection says.
const (
	textHolding   = "收录与统计"
	textYearsPlot = "各年公布的文本"

	textMostCited      = "引用最多的条文"
	textCitedTexts     = "引用它的文件"
	textCiteStatus     = "收录的文件里的引用"
	textCitePlaces     = "处"
	textCiteResolved   = "已对应到条文"
	textCiteUnknownLaw = "所引的法律本库未收录"
	textCiteDangling   = "法律已收录，没有对应的条文"
	textCiteAmbiguous  = "不能确定是哪部法律"
	textChangesByYear  = "各年的变动"
	textChangesCount   = "件"
	textHeadArticle    = "条文"
	textHeadCite       = "引用"
	textHeadYear       = "年份"
	textUndatedYear    = "无日期"
)

// textKindsOfYear says how many laws began, changed and ended.
func textKindsOfYear(enacted, amended, repealed int) string {
	var parts []string
	for _, x := range [...]struct {
		n    int
		what string
	}{{enacted, "新施行"}, {amended, "修改"}, {repealed, "废止"}} {
		if x.n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", x.what, x.n))
		}
	}
	return strings.Join(parts, "，")
}

func textCitedBy(title string) string { return "如" + title }

func textInstead(version string) string { return "以" + version + "的文本代用" }

func textYearTexts(year, n int) string { return fmt.Sprintf("%d 年 %d 个", year, n) }

// textBrought says of which day a collection is, and its address on the web.
func textBrought(c kb.Collection) string {
	text := ""
	if c.Day != "" {
		text = string(c.Day) + " 的"
	}
	if address := holding.WebAddress(c); address != "" {
		text += "　" + address
	}
	return text
}
