package pages

import (
	"fmt"
	"strings"

	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/timeline"
)

// What is said on the pages about changes: histories, comparisons, effects.

// textBecame tells what became of an article in the text after it.
func textBecame(kind concordance.Kind, sure concordance.Certainty) string {
	said := "其后" + kind.Chinese()
	if sure == concordance.Likely {
		said += "（可能）"
	}
	return said
}

// textOfLabel names a text of a law by its label.
func textOfLabel(label string) string { return statute.LabelChinese(label) + " 文本" }

// textOfYear names a text by its year, or by its label where that has none: 2018年文本.
func textOfYear(label string) string {
	if year := statute.LabelYear(label); year != "" {
		return year + "年文本"
	}
	return textOfLabel(label)
}

// textOfVersion names a text; of one that was made from an amendment it says so.
func textOfVersion(v kb.Version) string { return v.Name() + " 文本" }

// textUnloaded names a text that is known by title and day only.
func textUnloaded(u kb.Unloaded) string {
	return statute.LabelChinese(u.Label) + " " + textUnloadedBegins(u) + "（未收录文本）"
}

// textUnloadedBegins tells from when such a text is in force, and who says so.
func textUnloadedBegins(u kb.Unloaded) string {
	who := "目录"
	if u.Official {
		who = "国家法律法规数据库"
	}
	if u.From == "" {
		return "据" + who
	}
	return "据" + who + " " + string(u.From) + " 起施行"
}

// textOfLaw is textOfVersion with the law in front.
func textOfLaw(v kb.Version) string { return "《" + v.Law + "》" + textOfVersion(v) }

func textHistory(name string) string { return name + " 沿革" }

// textChanges counts what a text changed.
func textChanges(c lawhistory.Changes) string {
	return fmt.Sprintf("改 %d 条，增 %d 条，删 %d 条，未变 %d 条", c.Changed, c.Added, c.Dropped, c.Kept)
}

// textDiffSummary counts the articles of two texts by what became of them, as the history does.
func textDiffSummary(list []lawhistory.Difference) string {
	moved := 0
	for _, d := range list {
		if d.Kind == concordance.Moved {
			moved++
		}
	}
	said := textChanges(lawhistory.Count(list))
	if moved > 0 {
		said += fmt.Sprintf("（其中 %d 条只变了条号）", moved)
	}
	return said + "。"
}

// The views of a comparison, and what is marked only where a reader asks for it.
const (
	textBeside  = "并排"
	textInline  = "合并"
	textOnly    = "只看变化"
	textSigns   = "标点"
	textSpace   = "空白和分段"
	textDigits  = "数字写法"
	textNumbers = "条号变动"
)

// textSpaceMarks show the white space of a stretch that has nothing else.
var textSpaceMarks = strings.NewReplacer("\n", "¶\n", "　", "□", " ", "␣")

// textBeforeArticles names what a text has before its articles.
const textBeforeArticles = "条文之前"

// textPlace names an article, an annex, or what stands before the articles.
func textPlace(p statute.Provision) string {
	if p.IsZero() {
		return textBeforeArticles
	}
	return p.Chinese()
}

// textRange names what a page of a long comparison has.
func textRange(first, last string) string {
	if first == last {
		return first
	}
	return first + "—" + last
}

// The facts of a text in the history of its law.
func textAdopted(label string) string { return statute.LabelChinese(label) + " 通过或公布" }

// textReplacedBy tells which law came after the last text of one.
func textReplacedBy(by string) string { return "其后由《" + by + "》取代" }

// The timeline of a law as a picture, in words.
func textTimeline(key string) string { return "《" + key + "》历次文本的施行时间" }

func textTimelineSpan(v kb.Version) string {
	said := v.Law + " " + textOfVersion(v)
	if from := v.From(); from.Date != "" {
		said += "，" + textInForceFrom(from)
	}
	if v.InForceTo != "" {
		said += "，" + string(v.InForceTo) + " 起由后一文本或新法取代"
	}
	return said
}

// textLastChange tells which text gave an article its words: 本条 2023年修订，2024-07-01 起施行.
func textLastChange(c lawhistory.Change) string {
	how := "修正"
	for _, e := range c.By.Events {
		if string(e.Date) == c.By.Label && strings.Contains(e.Text, "修订") {
			how = "修订"
		}
	}
	switch {
	case len(c.From) == 0:
		how = "新增"
	case len(c.From) > 0 && c.From[0].Law != c.By.Law:
		how = "改定"
	}
	year := statute.LabelYear(c.By.Label)
	if year == "" {
		year = statute.LabelChinese(c.By.Label)
	} else {
		year += "年"
	}
	return "本条 " + year + how + "，" + textInForceFrom(timeline.Better(c.By.From(), c.By.Starts))
}

// textUnchanged tells since which text an article has its words.
func textUnchanged(v kb.Version) string {
	return "本条自" + textOfYear(v.Label) + "以来文字未变"
}

// textFormer names an article of the text before: 2018年文本第十六条, 《合同法》第五十二条.
func textFormer(a statute.Address, law string) string {
	if a.Law != law {
		return "《" + a.Law + "》" + a.Provision.Chinese()
	}
	return textOfYear(a.Version) + a.Provision.Chinese()
}

// How sure it is what an article of a replaced law is now.
func textSure(sure concordance.Certainty, reason string) string {
	said := "对应关系可能如此，由文字比对得出"
	switch {
	case reason != "":
		said = "对应关系由人工核定"
	case sure == concordance.Certain:
		said = "对应关系确定，由文字比对得出"
	}
	return said
}

// textNoSuccessor says that an article has nothing that came after it.
const textNoSuccessor = "这一条在后来的法律里没有对应的条文（人工核定）"

// The page of effects.
const textEffects = "法律变动"

// textEffect tells what happened to a law on a day.
func textEffect(e lawhistory.Effect) string {
	switch e.Kind {
	case lawhistory.Repealed:
		return "废止（由《" + e.Version.RepealedBy + "》）"
	case lawhistory.Amended:
		return e.Version.Name() + " 文本施行"
	}
	return "新法施行"
}

// textEffectShort is the same in a word or two.
func textEffectShort(e lawhistory.Effect) string {
	switch e.Kind {
	case lawhistory.Repealed:
		return "废止"
	case lawhistory.Amended:
		return "修改施行"
	}
	return "新法施行"
}

// textDecision is what a caption says, where it names a decision, an amendment or a revision: who
// adopted a law tells nothing in a list.
func textDecision(caption string) string {
	if strings.ContainsRune(caption, '《') || strings.Contains(caption, "修订") {
		return caption
	}
	return ""
}

// textAssumedDay marks a day that no source tells.
const textAssumedDay = "推定"

// textNoChange stands where two texts have the same words.
const textNoChange = "两个文本的这一条文字相同（所选以外的差别不计）。"

// textBeforeMissing stands in the place of counts where the text before is not loaded.
const textBeforeMissing = "修改前的文本没有收录"

// textAmending tells what came of an amending instrument.
func textAmending(a kb.Amending) string {
	said := fmt.Sprintf("%d 处修改，%s", len(a.Operations), a.Outcome.Chinese())
	if n := len(a.Differences); n > 0 && a.Outcome == kb.OutcomeProof {
		said += fmt.Sprintf("（标点和已知的错字 %d 处除外）", n)
	}
	return said
}

// textDiffering tells where a published text is not the one before with its amendment.
func textDiffering(d kb.TextDifference) string {
	place := "标题或引言"
	if p, err := statute.ParseProvision(d.Place); err == nil && d.Place != "" {
		place = p.Chinese()
	}
	return place + "（" + d.Name + "）：推算为“" + d.Made + "”，公布的是“" + d.Published + "”"
}
