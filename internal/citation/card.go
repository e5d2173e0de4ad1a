package citation

import (
	"regexp"
	"strings"
)

// Cards to learn from, whose answers are often no more than the number of an article:
//
//	正面：居住权的设立？
//	反面：368，登记时设立

// cardWords are the labels of the sides of a card, as its line begins.
var cardWords = regexp.MustCompile(`^(?:(?:正面|反面|背面|问题?|答案?|题目?|[QA]\d{0,3}|[卡题]片?\s?\d{1,3}|第\s?\d{1,3}[题问][^：:\n]{0,8})` +
	`\s?[：:.、]|[QA]\d{1,3}\s)\s*`)

// maxCard bounds such a label, in bytes.
const maxCard = 40

// cardLabel is the length of the label of a card at the start of a line, 0 for none.
func cardLabel(line string) int { return len(cardWords.FindString(line[:min(len(line), maxCard)])) }

// answerLabel is what the answer of a card begins with.
var answerLabel = regexp.MustCompile(`(?:反面|背面|答案?|A\d{0,3})\s?[：:.]\s*$`)

// answers reports whether the answer of a card begins right behind s, the line up to there.
func answers(s string) bool {
	return strings.ContainsRune("：:. ", lastRune(s)) && answerLabel.MatchString(s[max(0, len(s)-maxCard):])
}
