package pages

import (
	"fmt"
	"strings"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// copyForm is a way to cite a provision, for a button that copies it.
type copyForm struct {
	Name string // on the button
	Text string // what is copied; %URL% stands for the address of the page
}

// copyForms are the ways to cite an article.
func copyForms(p *kb.Provision) []copyForm {
	text := p.Unit.Text()
	number := ""
	if p.Law.Level == statute.LevelInterpretation {
		number = p.Version.Number
	}
	formal := judgmentForm(p.Law.Title, number, p.Provision)
	return []copyForm{
		{textCopyText, p.Unit.Label + "　" + text},
		{textCopyJudgment, formal},
		{textCopyScholar, scholarForm(p.Law.Key, number, p.Provision)},
		{textCopyLink, "%URL%"},
		{"Markdown", fmt.Sprintf("[%s](%%URL%%)\n\n> %s", formal, strings.ReplaceAll(text, "\n", "\n>\n> "))},
	}
}

// judgmentForm cites as judgments do (法释〔2009〕14号): the full title in title marks,
// the whole article, paragraphs and items in Chinese numerals.
// An interpretation has its number behind the title: （法释〔2020〕17号）.
func judgmentForm(title, number string, p statute.Provision) string {
	return "《" + innerMarks.Replace(title) + "》" + inBrackets(number) + p.Chinese()
}

func inBrackets(number string) string {
	if number == "" {
		return ""
	}
	return "（" + number + "）"
}

// innerMarks are title marks inside a title that is itself in title marks.
var innerMarks = strings.NewReplacer("《", "〈", "》", "〉")

// scholarForm cites as the 法学引注手册 asks: 《民法典》第1036条第1款第2项.
func scholarForm(key, number string, p statute.Provision) string {
	name := "《" + innerMarks.Replace(key) + "》" + inBrackets(number)
	if p.Annex > 0 {
		return name + p.Chinese()
	}
	return name + textInDigits(p)
}
