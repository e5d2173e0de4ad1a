package export

import "fmt"

// The titles of what is handed out, which are also the names of the files.
const (
	CheckTitle      = "引用核查"
	CollectionTitle = "收藏"
)

// textDisclaimer ends what is handed out.
const textDisclaimer = "内容供检索参考，以官方公布的文本为准。"

// checkColumns are the columns of a report on a draft.
var checkColumns = [...]string{"序号", "引用", "结论", "所指条文", "说明", "引文", "上下文"}

// textCount is how many citations of a draft got a verdict.
func textCount(verdict string, n int) string { return fmt.Sprintf("%s %d 处", verdict, n) }

// TextAllTargets ends a list of provisions that is cut off with how many there are.
func TextAllTargets(n int) string { return fmt.Sprintf("……共 %d 条", n) }

// TextUnchecked says that citations were left out, as there are too many.
func TextUnchecked(unchecked, checked int) string {
	return fmt.Sprintf("另有 %d 处引用没有核查：一次最多核查 %d 处，请把文书分成几份。", unchecked, checked)
}

// The comparison of a quotation with the provision in plain text.
const textQuoteSame = "与条文相符"

func textInDraft(text string) string { return "〔文书：" + text + "〕" }

func textInProvision(text string) string { return "〔条文：" + text + "〕" }

// What is said where a draft is given back with comments.
const (
	textInitials         = "法条"
	textNotAnnotated     = "这个 Word 文档的结构不寻常，不能写入批注；请用 Word 或 WPS 打开，另存为 .docx 后再试，或改为下载报告"
	textAnnotatedTooMuch = "Word 文档解压后过大，不能写入批注；请拆成几份"
)

// textOfTarget comes before the text of a provision, which is that of a day where one is known.
func textOfTarget(title, version string) string {
	if version == "" {
		return title + "："
	}
	return title + "（" + version + " 的文本）："
}

// textNow says what a provision is now, and where that stands.
func textNow(name, page string) string { return "现在的条文：" + name + "　" + page }
