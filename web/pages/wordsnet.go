package pages

import (
	"strconv"

	"github.com/fatiao/fatiao/internal/citegraph"
)

// What the pages of nets of citations say.
const (
	textNetUnloaded   = "未收录的法律"
	textNetCitingKind = "引用方类别"
	textNetCiting     = "引用方"
	textNetCited      = "被引用方"
	textNetCitedKind  = "被引用方类别"
	textNetCitingAt   = "引用方地址"
	textNetCitedAt    = "被引用方地址"
	textNetCount      = "处数"
	textNetNote       = "说明"
	textNetFile       = "引用关系"
)

// textNetOf is the title of the net around a place.
func textNetOf(name string) string { return name + "的引用关系" }

// textNetSaid says how large a net is, and how much of it is shown.
func textNetSaid(texts, cites, shown int) string {
	said := "共 " + strconv.Itoa(texts) + " 个文本、" + strconv.Itoa(cites) + " 处引用"
	if shown < texts {
		return said + "；图和列表里显示 " + strconv.Itoa(shown) + " 个，其余由“还有”展开，下载的文件里是全部。"
	}
	return said + "，图和列表里是全部。"
}

// textNetLeft says that a net is not whole.
func textNetLeft(left int) string {
	return "两步以内的关系太多，另有 " + strconv.Itoa(left) + " 条第二步的关系没有列入，也不在下载的文件里。"
}

// textNetGroup names the texts of one kind at one step: 1 cites, -1 is cited, 2 and -2 are one step
// further. what is 本条 or 本法.
func textNetGroup(step int, what, kind string) string {
	switch step {
	case 1:
		return "引用" + what + "的" + kind
	case -1:
		return what + "引用的" + kind
	case 2:
		return "间接引用的" + kind
	}
	return "间接所引的" + kind
}

// textNetMore leads to what of a group is not shown.
func textNetMore(hidden int) string { return "还有 " + strconv.Itoa(hidden) + " 个" }

// textNetSelf is what a net is of.
func textNetSelf(isLaw bool) string {
	if isLaw {
		return "本法"
	}
	return "本条"
}

// textNetShown says which of a group are shown.
func textNetShown(total, from, shown int) string {
	switch {
	case shown == total:
		return "全部 " + strconv.Itoa(total) + " 个"
	case from == 0:
		return "全部 " + strconv.Itoa(total) + " 个，显示 " + strconv.Itoa(shown) + " 个"
	}
	return "全部 " + strconv.Itoa(total) + " 个，显示第 " + strconv.Itoa(from+1) + " 至 " + strconv.Itoa(from+shown) + " 个"
}

// textNetCites says how many citations there are, where it is more than one.
func textNetCites(n int) string {
	if n < 2 {
		return ""
	}
	return strconv.Itoa(n) + " 处"
}

// What is said of citations of an older text.
const (
	textNetFormerArticle = "引自旧条文"
	textNetEarlierText   = "旧版本"
)

// textNetFormer says that an older text is cited.
func textNetFormer(e citegraph.NetEdge) string {
	switch {
	case e.Former:
		return textNetFormerArticle
	case e.Earlier:
		return textNetEarlierText
	}
	return ""
}

// textNetAll says of all texts of a group what [textNetFormer] says of each.
func textNetAll(former string) string {
	switch former {
	case textNetFormerArticle:
		return "引用的都是旧条文。"
	case textNetEarlierText:
		return textAllEarlier
	}
	return ""
}

// textNetMissing says that an article that is cited is not there.
const textNetMissing = "没有这一条"

// textNetVersion names a text that is not the one of the day.
func textNetVersion(label string) string { return "（" + label + " 文本）" }
