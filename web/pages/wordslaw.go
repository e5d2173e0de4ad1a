package pages

import (
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/kb"
)

// textArticle is the number of an article as it is written.
func textArticle(digits string) string { return "第" + digits + "条" }

// textNoSuchArticle says that a law has nothing of what was typed to be led to.
func textNoSuchArticle(title, typed string) string {
	return textThis(title) + "没有“" + typed + "”这一处，请输入条号，如 577。"
}

// textNoSuchPart says that a law has fewer parts.
func textNoSuchPart(parts int) string {
	return "没有这一部分，共 " + strconv.Itoa(parts) + " 部分"
}

// textFoundInLaw says how many articles have what is looked for.
func textFoundInLaw(count int) string {
	if count == 0 {
		return "本法没有同时含有这些字词的条文"
	}
	return strconv.Itoa(count) + " 条含有"
}

// shownPast is how many events of a law its head tells, the first and the last ones.
const shownPast = 4

// shownSources is how many sources of a text a print names.
const shownSources = 2

// textPrinted says in a print which text it is and where that comes from.
func textPrinted(text string, sources []string) string {
	return joinedBy("，", text+" 的文本", textPrintedSources(sources))
}

// textPrintedSources names sources in a print, "" for none.
func textPrintedSources(sources []string) string {
	if len(sources) == 0 {
		return ""
	}
	said := "来源 " + strings.Join(sources[:min(len(sources), shownSources)], "、")
	if len(sources) > shownSources {
		said += textEtc
	}
	return said
}

// textPast tells the history of a law in a line: 1979-07-01 通过，… 2023-12-29 修正. "" where there
// is none.
func textPast(events []kb.Event) string {
	var list []string
	for _, e := range events {
		if e.Date != "" && e.Kind != "" {
			list = append(list, string(e.Date)+" "+e.Kind)
		}
	}
	if len(list) > shownPast {
		left := len(list) - shownPast
		last := list[len(list)-shownPast+1:]
		list = append([]string{list[0], "……（另 " + strconv.Itoa(left) + " 次）"}, last...)
	}
	return strings.Join(list, "，")
}
