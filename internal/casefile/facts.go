package casefile

import "github.com/fatiao/fatiao/internal/statute"

// Field is what a text says of something, as written, and where. It is zero where
// the text says nothing.
type Field struct {
	Text string
	Span statute.Span
}

// IsZero reports whether the text says nothing.
func (f Field) IsZero() bool { return f.Text == "" }

// Facts are what a case report or a judgment says of its case. Nothing is
// inferred from other cases: what the text does not give is empty. The knowledge
// base stores them as JSON under the names of the fields.
type Facts struct {
	Tier     Tier
	Court    Court // of papers that no court issued, the organ that did
	Number   Number
	Kind     string // 刑事 民事 行政 执行 国家赔偿
	Document Field  // 判决书 裁定书 调解书 决定书
	Instance string // 一审 二审 再审 再审审查 执行 …
	Date     statute.Date
	DateSpan statute.Span
	Cause    Field   // 案由 of a civil or administrative case
	Charges  []Field // of a criminal case: those decided, else those accused
	Parties  []Party
	// Lawyers are those who stand for a party as lawyers, as the text that is stored names
	// them.
	Lawyers []Lawyer
	Judges  []Field
	Clerk   Field
	Outcome Outcome
	Items   int // numbered items of the decision, 0 where they are not numbered
	// Sentences are the punishments that the decision names, in its order.
	Sentences []Sentence
	// Amount is the greatest sum of money that the decision names, in yuan, without fines
	// and costs; 0 where it names none.
	Amount int64
	// Earlier are the numbers of the decisions in the same dispute that this one was made
	// upon: of the first instance where it is the second, of the judgment where it is
	// enforced.
	Earlier   []string
	Basis     statute.Span // the sentence of the provisions relied on: 依照…，判决如下
	Reasoning statute.Span // what the court holds, before that sentence
	Parts     []Part
	Keywords  []string
	Batch     Field // what the release is called that the case is part of
	// Release is the number under which a case was released for others to follow:
	// 指导案例24号, 检例第39号, 2024-18-2-053-001, 2015年第3期.
	Release Field
	// Withdrawn is where the text says that a guiding case is one no longer: 不再参照.
	Withdrawn Field
}

// Tier says with what authority a case is published.
type Tier string

// The tiers, highest first.
const (
	TierGuiding  Tier = "guiding"  // 指导性案例
	TierGazette  Tier = "gazette"  // 公报案例
	TierSelected Tier = "selected" // 入库案例
	TierTypical  Tier = "typical"  // 典型案例
	TierOrdinary Tier = "ordinary" // a judgment as such

	// Papers of a case that no court issued.
	TierProcuratorial  Tier = "procuratorial"  // 检察文书
	TierArbitral       Tier = "arbitral"       // 仲裁文书
	TierAdministrative Tier = "administrative" // 行政文书
	TierParty          Tier = "party"          // 诉讼文书: what a party or a lawyer wrote

	TierNews Tier = "news" // a case that a news report tells
)

// Tiers lists the tiers, highest first.
var Tiers = [...]Tier{TierGuiding, TierGazette, TierSelected, TierTypical, TierOrdinary, TierProcuratorial, TierArbitral,
	TierAdministrative, TierParty, TierNews}

// Chinese is what the tier is called.
func (t Tier) Chinese() string {
	switch t {
	case TierGuiding:
		return "指导性案例"
	case TierGazette:
		return "公报案例"
	case TierSelected:
		return "入库案例"
	case TierTypical:
		return "典型案例"
	case TierOrdinary:
		return "裁判文书"
	case TierProcuratorial:
		return "检察文书"
	case TierArbitral:
		return "仲裁文书"
	case TierAdministrative:
		return "行政文书"
	case TierParty:
		return "诉讼文书"
	case TierNews:
		return "新闻报道"
	}
	return ""
}

// Court is a court as the text names it.
type Court struct {
	Field
	Level    string // 最高 高级 中级 基层 专门
	Province string // 浙江, 北京; from the name, or the code in the number
}

// Number is the number of a case, taken apart: （2018）浙0521刑初267号.
type Number struct {
	Field
	Year      string
	CourtCode string // 浙0521, 庆城 before 2016
	Type      string // 刑初
	Serial    string
}

// Party is one who takes part in a case, without counsel.
type Party struct {
	Role Field // 原告, 上诉人（原审被告）
	Name Field
}

// Lawyer is who stands for a party, with the firm where the text names it.
type Lawyer struct {
	Name string
	Firm string
}

// Sentence is a punishment for one crime, or the one to be served for several.
type Sentence struct {
	Text      Field // 有期徒刑六个月，缓刑一年
	Charge    string
	Months    int  // of imprisonment, detention or control
	Life      bool // 无期徒刑
	Death     bool
	Suspended int   // months of probation, 0 where the sentence is not suspended
	Fine      Field // 人民币一千五百元
	Total     bool  // 决定执行: for several crimes together
}

// Outcome is what the court decided, in one word of a closed list.
type Outcome struct {
	Name string // 支持 部分支持 驳回 驳回上诉维持原判 有罪 …
	Span statute.Span
}

// Part is a part of a judgment or of a released case.
type Part struct {
	Kind PartKind
	Span statute.Span
}
