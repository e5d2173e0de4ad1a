package wire

import (
	"github.com/fatiao/fatiao/internal/collation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// Variant is a place in which other sources read otherwise than the text that is shown.
type Variant struct {
	Address  string         `json:"address" doc:"条文的地址"`
	Through  string         `json:"through,omitempty" doc:"连续几条时，最后一条的地址"`
	Place    string         `json:"place" doc:"第八十条至第九十六条"`
	Kind     collation.Kind `json:"kind" enum:"missing,extra,shorter,longer,glued,words,misprint,paragraphs,signs"`
	KindText string         `json:"kind_text"`
	Here     string         `json:"here" doc:"正文此处的文字，相同的部分略去"`
	There    string         `json:"there" doc:"另一来源此处的文字"`
	Sources  []string       `json:"sources" doc:"这样写的来源"`
}

// newVariant describes a variant of the text of a law with an address of its own.
func newVariant(v kb.Variant) Variant {
	text := statute.Address{Law: v.Law, Version: v.Version}.String() + "/"
	j := Variant{Address: text + v.Address, Place: v.Place(), Kind: v.Kind, KindText: v.Kind.Chinese(), Here: v.Here, There: v.There,
		Sources: sourceNames(v.Sources)}
	if v.Through != "" {
		j.Through = text + v.Through
	}
	return j
}

// NewVariants describes variants.
func NewVariants(variants []kb.Variant) []Variant {
	list := make([]Variant, len(variants))
	for i, v := range variants {
		list[i] = newVariant(v)
	}
	return list
}

func sourceNames(sources []kb.Source) []string {
	names := make([]string, len(sources))
	for i, s := range sources {
		names[i] = s.Name()
	}
	return names
}

// lacksOf are the reasons for which a text is not whole, in Chinese.
func lacksOf(v kb.Version) []string {
	list := make([]string, len(v.Lacks))
	for i, l := range v.Lacks {
		list[i] = l.Said
	}
	return list
}

// Collation is what is known of the sources of a text beside each other.
type Collation struct {
	Incomplete bool           `json:"incomplete" doc:"文本不完整"`
	Lacks      []string       `json:"lacks" doc:"由什么看出不完整"`
	Sources    []string       `json:"sources" doc:"正文取自的来源"`
	Rule       collation.Rule `json:"chosen_by" enum:",dated,whole,official,separate,starts,shared,first" doc:"几个来源文字不同时，按哪一条规则取这一份；空为没有不同"`
	RuleText   string         `json:"chosen_by_text"`
	Variants   []Variant      `json:"variants" doc:"其他来源与正文不同的地方"`
}

// NewCollation describes the sources that have the words of a version, and where others differ.
func NewCollation(v kb.Version, shown []kb.Source, variants []kb.Variant) Collation {
	return Collation{Incomplete: v.Incomplete, Lacks: lacksOf(v), Sources: sourceNames(shown), Rule: v.ChosenBy,
		RuleText: v.ChosenBy.Chinese(), Variants: NewVariants(variants)}
}

// Doctor is the result of a check of the data, as the command gives it.
type Doctor struct {
	Generation string   `json:"generation"`
	Rows       int      `json:"rows"`
	Indexed    int      `json:"indexed"`
	Problems   []string `json:"problems"`
	Notes      []Note   `json:"notes"`
	// Incomplete are the texts that are not whole.
	Incomplete []IncompleteText `json:"incomplete"`
	Variants   []Variant        `json:"variants"`
}

// Note is a group of things that a maintainer should look at.
type Note struct {
	Title string   `json:"title"`
	Lines []string `json:"lines"`
}

// IncompleteText is a text that is not whole, with what tells it.
type IncompleteText struct {
	Address string   `json:"address"`
	Lacks   []string `json:"lacks"`
}

// NewIncompleteText describes a version that is not whole.
func NewIncompleteText(v kb.Version) IncompleteText {
	return IncompleteText{statute.Address{Law: v.Law, Version: v.Label}.String(), lacksOf(v)}
}
