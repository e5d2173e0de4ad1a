package pages

import (
	"strings"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
)

// What feeds say, and what pages say to those who look for them.

const (
	textSite       = "法条"
	textSiteAbout  = "检索中国法律：法律、行政法规、司法解释、规章和案例，到条、款、项，各条之间、条文与案例之间互相链接。"
	textFeedAll    = "法律变动"
	textFeedThis   = "订阅本法的变动"
	textFeedHere   = "订阅本条的变动和引用"
	textFeedFound  = "订阅这些结果"
	textAllEffects = "全部"
)

// textFeedCategories are the categories of entries.
var textFeedCategories = map[string]string{feedNew: "新法施行", feedAmended: "修改", feedRepealed: "废止", feedComing: "即将施行",
	feedCiting: "引用"}

func textNoSuchCategory(category string) string {
	return "没有“" + category + "”这一类，请用 new、amended、repealed 或 coming"
}

// textFeed names the feed of all laws.
func textFeed(category string) string {
	if category == "" {
		return textSite + "：" + textFeedAll
	}
	return textSite + "：" + textFeedAll + "（" + textFeedCategories[category] + "）"
}

func textSearchFeed(query string) string { return textSite + "：检索“" + query + "”" }

// textFeedOf names the feed of a law or article.
func textFeedOf(p *kb.Provision) string {
	if p.Unit == nil {
		return "《" + p.Law.Key + "》的变动"
	}
	return "《" + p.Law.Key + "》" + p.Unit.Label + "的变动和引用"
}

// textFeedUntil says up to which day the collection goes.
func textFeedUntil(day string) string {
	if day == "" {
		return ""
	}
	return "收录的文本截至 " + day + "。内容供检索参考，以官方公布的文本为准。"
}

// textEffectEntry is the title of what happened to a law, or will.
func textEffectEntry(e lawhistory.Effect, coming bool) string {
	what := textEffectShort(e)
	if coming {
		what = "将于" + e.Day.Date.Chinese() + map[lawhistory.EffectKind]string{lawhistory.Enacted: "施行", lawhistory.Amended: "按新文本施行",
			lawhistory.Repealed: "废止"}[e.Kind]
	}
	return "《" + e.Version.Law + "》" + what
}

// textEffectDay says of which text and day an effect is.
func textEffectDay(e lawhistory.Effect) string {
	said := e.Day.Date.Chinese() + e.Kind.Chinese()
	if e.Kind == lawhistory.Repealed {
		said = e.Day.Date.Chinese() + textEffect(e)
	}
	if !e.Day.IsKnown() {
		said += "（" + textAssumedDay + "）"
	}
	return textOfVersion(e.Version) + "，" + said
}

// textStageEntry is the title of a text of an article.
func textStageEntry(stage lawhistory.Stage) string {
	a := stage.Provisions[0]
	return "《" + a.Law + "》" + a.Provision.Chinese() + "：" + textOfVersion(stage.Version)
}

func textCitesEntry(title, where string) string {
	return strings.TrimSpace(title+" "+where) + " 引用"
}

func textBelowEntry(law string) string { return "配套规定和解释：《" + law + "》" }

// textSentences puts what is said behind each other, without what is empty.
func textSentences(list []string) string {
	var b strings.Builder
	for _, s := range list {
		if s = strings.TrimSpace(s); s == "" {
			continue
		}
		b.WriteString(s)
		if !strings.HasSuffix(s, "。") {
			b.WriteString("。")
		}
	}
	return b.String()
}

// textCitingKind names a kind of citing texts.
func textCitingKind(kind string) string {
	for _, k := range citingKinds {
		if k.kind == kind {
			return k.name
		}
	}
	return kind
}

// textTypeOf names a type of results.
func textTypeOf(kind string) string {
	for _, t := range typeNames {
		if t.value == kind {
			return t.name
		}
	}
	return kind
}
