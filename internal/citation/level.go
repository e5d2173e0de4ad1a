package citation

import (
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// level is a level of a law, in the order of an address.
type level uint8

const (
	noLevel level = iota
	levelPart
	levelSubpart
	levelChapter
	levelSection
	levelArticle
	levelParagraph
	levelItem
	levelSubitem
)

// levelWords are the words for the levels; 分编 comes before 编.
var levelWords = [...]struct {
	word  string
	level level
}{{"条", levelArticle}, {"款", levelParagraph}, {"项", levelItem}, {"目", levelSubitem}, {"分编", levelSubpart}, {"编", levelPart},
	{"章", levelChapter}, {"节", levelSection}}

// notLevels are what follows the word for a level where it is none: 第一编辑,
// 本章程, 该项目.
var notLevels = map[level][]string{
	levelPart:      {"辑", "制", "号", "码", "写", "译", "组", "排", "造", "队", "纂"},
	levelSubpart:   nil,
	levelChapter:   {"程"},
	levelSection:   {"目", "能", "约", "省", "水", "日", "假", "点", "余", "流", "育", "奏", "选", "课", "车"},
	levelArticle:   {"例", "件", "约", "款", "码", "幅", "目", "理", "形"},
	levelParagraph: {"项", "手机", "车型", "车", "产品", "机型", "软件", "游戏", "应用", "套餐", "衣", "鞋", "包", "式"},
	levelItem:      {"目"},
	levelSubitem:   {"标", "前", "录", "击", "睹"},
}

// levelAt reads the word for a level at the start of s.
func levelAt(s string) (l level, length int) {
	if s == "" || s[0] < 0xE5 || s[0] > 0xE9 { // as the words below begin
		return noLevel, 0
	}
	for _, w := range levelWords {
		if strings.HasPrefix(s, w.word) {
			for _, not := range notLevels[w.level] {
				after := s[len(w.word):]
				if strings.HasPrefix(after, not) && !strings.HasPrefix(after, "约定") && !strings.HasPrefix(after, "例外") &&
					!strings.HasPrefix(after, "项下") && !strings.HasPrefix(after, "理由") && !strings.HasPrefix(after, "理解") { // 第五条约定
					return noLevel, 0
				}
			}
			return w.level, len(w.word)
		}
	}
	return noLevel, 0
}

// get returns the number of p at a level.
func (l level) get(p statute.Provision) statute.Number {
	switch l {
	case levelPart:
		return p.Part
	case levelSubpart:
		return p.Subpart
	case levelChapter:
		return p.Chapter
	case levelSection:
		return p.Section
	case levelArticle:
		return p.Article
	case levelParagraph:
		return statute.Number{Main: p.Paragraph}
	case levelItem:
		return statute.Number{Main: p.Item}
	case levelSubitem:
		return statute.Number{Main: p.Subitem}
	}
	return statute.Number{}
}

// set returns p with the number at a level.
func (l level) set(p statute.Provision, n statute.Number) statute.Provision {
	switch l {
	case levelPart:
		p.Part = n
	case levelSubpart:
		p.Subpart = n
	case levelChapter:
		p.Chapter = n
	case levelSection:
		p.Section = n
	case levelArticle:
		p.Article = n
	case levelParagraph:
		p.Paragraph = n.Main
	case levelItem:
		p.Item = n.Main
	case levelSubitem:
		p.Subitem = n.Main
	}
	return p
}

// highest is the highest level that p names.
func highest(p statute.Provision) level {
	for l := levelPart; l <= levelSubitem; l++ {
		if !l.get(p).IsZero() {
			return l
		}
	}
	return noLevel
}

// deepest is the lowest level that p names.
func deepest(p statute.Provision) level {
	for l := levelSubitem; l > noLevel; l-- {
		if !l.get(p).IsZero() {
			return l
		}
	}
	return noLevel
}

// under completes p, of which the higher levels are not written, with those
// of base: 第二项 behind 第一百八十二条第一款第一项 is 182/k1/x2. Parts above an
// article only locate it and are dropped, but for the annex in which it stands.
func under(base, p statute.Provision) statute.Provision {
	top := highest(p)
	if top == noLevel {
		if p.Named != "" {
			return p
		}
		return base
	}
	if top > levelArticle {
		p.Annex = base.Annex
	}
	for l := levelPart; l < top; l++ {
		p = l.set(p, l.get(base))
	}
	if top <= levelSection && p.Named == "" {
		p.Named = base.Named
	}
	if !p.Article.IsZero() {
		p = statute.Provision{Annex: p.Annex, Article: p.Article, Paragraph: p.Paragraph, Item: p.Item, Subitem: p.Subitem}
	}
	return p
}

// upTo is p without the levels below l.
func upTo(p statute.Provision, l level) statute.Provision {
	for k := l + 1; k <= levelSubitem; k++ {
		p = k.set(p, statute.Number{})
	}
	return p
}
