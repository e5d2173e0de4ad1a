package pages

import (
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/collation"
)

// What is said of the sources of a text beside each other.

// textIncomplete says that a text is not whole, and what tells it.
func textIncomplete(lacks []collation.Lack) string {
	if len(lacks) == 0 {
		return "来源文本不完整，有缺条。"
	}
	var said []string
	for _, l := range lacks {
		said = append(said, l.Said)
	}
	return "来源文本不完整：" + strings.Join(said, "；") + "。"
}

// textChosen says from which source the words of a text are taken, and why.
func textChosen(sources, rule string) string {
	said := "正文整篇取自“" + sources + "”，没有与其他来源拼合。"
	if rule != "" {
		said += "取这一份的理由：" + rule + "。"
	}
	return said
}

// The summary above the list of differences.
func textLettersDiffer(n int) string {
	return "各来源的文字有 " + strconv.Itoa(n) + " 处不同"
}

func textSignsDiffer(n int) string {
	return "各来源的文字相同，标点、写法有 " + strconv.Itoa(n) + " 处不同"
}

// textReading says what other sources read in a place.
func textReading(sources, reading string) string {
	return "另一来源（" + sources + "）" + reading + "。"
}

// textMoreReadings says that a list of differences is cut.
func textMoreReadings(n int) string {
	return "还有 " + strconv.Itoa(n) + " 处，接口 /api/v1/laws 和 fatiao doctor --collation 列出全部。"
}

// textSourceCount stands behind the names of some of several sources.
func textSourceCount(n int) string { return " 等 " + strconv.Itoa(n) + " 个来源" }
