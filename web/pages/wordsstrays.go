package pages

import "strconv"

// What is said of citations that lead to no provision of today.
const (
	textDangling      = "没有着落的引用"
	textAboutDangling = "所引的法律已收录，引用时的文本里却没有所引的条文。每一处写明原因；旧文本里有的，写明现在是哪一条。"
	textAboutOutdated = "当天有效的法律、司法解释、行政法规、规章、地方性法规里，所引的条文已改条号、改内容、拆分、合并，或者已随旧文本、旧法失效的引用。"
)

// textOutdated is the title of those who cite what a law has changed.
func textOutdated(law string) string { return "引用《" + law + "》旧条文的规定" }

// textCounted is a law with how many citations of it are listed.
func textCounted(law string, n int) string { return law + "　" + strconv.Itoa(n) + " 处" }

// textNow stands before what a provision is now, behind what happened to it.
func textNow(said string, certain bool) string {
	if certain {
		return said + "，现为"
	}
	return said + "，现在可能是"
}
