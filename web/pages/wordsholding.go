package pages

import (
	"fmt"

	"github.com/fatiao/fatiao/internal/holding"
	"github.com/fatiao/fatiao/internal/kb"
)

// What the page on the collection says.
const (
	textHolding   = "收录了什么，还缺什么"
	textYearsPlot = "各年公布的文本"
)

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
