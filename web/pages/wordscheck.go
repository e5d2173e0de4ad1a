package pages

import (
	"fmt"

	"github.com/fatiao/fatiao/internal/statute"
)

// What the page of a check says.

// The names of drafts that are given back.
const (
	textAnnotatedName   = "文书"
	textAnnotatedSuffix = "（已核查）"
)

func textTooManyFiles(most int) string { return fmt.Sprintf("一次最多核查 %d 个文件", most) }

// textCheckedAsked, textCheckedWritten and textCheckedToday say for which day citations were read, and why.
func textCheckedAsked(day statute.Date) string {
	return "按您填的日期 " + day.Chinese() + " 的法律核对。"
}

func textCheckedWritten(day statute.Date) string {
	return "按文书写明的日期 " + day.Chinese() + " 的法律核对。"
}

func textCheckedToday(day statute.Date) string {
	return "文书没有写明日期，按今天（" + day.Chinese() + "）的法律核对。"
}
