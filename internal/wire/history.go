package wire

import (
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/textdiff"
)

// Trail is a provision through all texts.
type Trail struct {
	Until   string  `json:"until,omitempty" doc:"收录的文本截至哪一天"`
	Address string  `json:"address" doc:"所问的条文，带文本日期"`
	Stages  []Stage `json:"stages" doc:"各个文本里的这一条，新的在前"`
}

// Stage is a provision in one text.
type Stage struct {
	Law         string       `json:"law"`
	Version     string       `json:"version" doc:"文本的日期"`
	InForceFrom statute.Date `json:"in_force_from" doc:"施行日期，不知道时为空"`
	InForceTo   statute.Date `json:"in_force_to" doc:"不再有效的第一天，不知道时为空"`
	Provisions  []string     `json:"provisions" doc:"这一条在这个文本里的地址"`
	Kind        string       `json:"kind,omitempty" doc:"到后一个文本的变化：same 未变、moved 条号变、changed 内容改、split 分为多条、merged 合并、dropped 没有对应"`
	Sure        string       `json:"sure,omitempty" doc:"certain 确定、likely 可能、none 没有对应"`
	Computed    string       `json:"computed_by,omitempty" doc:"推算的文本：由前一个文本按这个修改决定或修正案推算得出，不是公布的文本"`
	Clauses     []Clause     `json:"clauses,omitempty" doc:"改成这个样子的修改决定、修正案，到条"`
}

// Clause is a clause of an amending instrument.
type Clause struct {
	Instrument string `json:"instrument"`
	Address    string `json:"address" doc:"那一条的地址；空为没有收录"`
	Kind       string `json:"kind" doc:"修改、增加、删去、改变序号、修改文字、合并"`
	Words      string `json:"words" doc:"原文，引文从略"`
}

func newClauses(list []lawhistory.Clause) []Clause {
	var clauses []Clause
	for _, c := range list {
		x := Clause{Instrument: c.Instrument, Kind: c.Kind, Words: c.Words}
		if c.Address.Law != "" {
			x.Address = c.Address.String()
		}
		clauses = append(clauses, x)
	}
	return clauses
}

// NewTrail writes a provision through all texts.
func NewTrail(a statute.Address, stages []lawhistory.Stage) *Trail {
	j := &Trail{Address: a.String(), Stages: []Stage{}}
	for _, s := range stages {
		x := Stage{Law: s.Version.Law, Version: s.Version.Label, InForceFrom: s.Version.InForceFrom, InForceTo: s.Version.InForceTo,
			Kind: string(s.Kind), Sure: string(s.Sure), Computed: s.Version.Computed, Clauses: newClauses(s.Clauses)}
		for _, p := range s.Provisions {
			x.Provisions = append(x.Provisions, p.String())
		}
		j.Stages = append(j.Stages, x)
	}
	return j
}

// LawTexts are the texts of a law.
type LawTexts struct {
	Until    string         `json:"until,omitempty" doc:"收录的文本截至哪一天"`
	Law      string         `json:"law"`
	Versions []LawText      `json:"versions" doc:"新的在前"`
	Unloaded []UnloadedText `json:"unloaded,omitempty" doc:"只知道标题和日期、没有收录的文本，旧的在前"`
}

// LawText is a text of a law with what it changed.
type LawText struct {
	Version     string       `json:"version" doc:"文本的日期"`
	InForceFrom statute.Date `json:"in_force_from" doc:"施行日期，不知道时为空"`
	InForceTo   statute.Date `json:"in_force_to" doc:"不再有效的第一天，不知道时为空"`
	Status      string       `json:"status" doc:"这一天的效力"`
	RepealedBy  string       `json:"repealed_by,omitempty"`
	Changes     *Changes     `json:"changes,omitempty" doc:"与前一个文本相比"`
	Computed    string       `json:"computed_by,omitempty" doc:"推算的文本：由前一个文本按这个修改决定或修正案推算得出，不是公布的文本"`
	Amendings   []Amending   `json:"amended_by,omitempty" doc:"改成这个文本的修改决定、修正案"`
}

// UnloadedText is a text of which title and days are known.
type UnloadedText struct {
	Version     string       `json:"version" doc:"文本的日期"`
	InForceFrom statute.Date `json:"in_force_from" doc:"施行日期，不知道时为空"`
	Official    bool         `json:"official" doc:"据国家法律法规数据库；否则据汇编的目录"`
}

// Amending is an instrument that led to a text, with what came of it.
type Amending struct {
	Instrument  string              `json:"instrument"`
	Version     string              `json:"version" doc:"它的日期"`
	Before      string              `json:"before" doc:"修改前的文本的日期；空为没有收录"`
	Outcome     string              `json:"outcome" enum:"proof,differs,computed,unapplied" doc:"与公布的文本一致、有差异、据以推算、修改前的文本没有收录"`
	Operations  int                 `json:"operations" doc:"读出的修改有几处"`
	Problems    []string            `json:"problems,omitempty" doc:"不能照做的修改和原因"`
	Differences []kb.TextDifference `json:"differences,omitempty" doc:"推算的与公布的文本的差异，标点和已知的错字也在内"`
}

func newAmendings(list []kb.Amending) []Amending {
	var out []Amending
	for _, a := range list {
		out = append(out, Amending{Instrument: a.Instrument, Version: a.Label, Before: a.Before, Outcome: string(a.Outcome),
			Operations: len(a.Operations), Problems: a.Problems, Differences: a.Differences})
	}
	return out
}

// Changes counts what a text changed.
type Changes struct {
	Kept    int `json:"kept" doc:"文字未变的条，条号可能变了"`
	Changed int `json:"changed" doc:"内容改了的条"`
	Added   int `json:"added" doc:"新增的条"`
	Dropped int `json:"dropped" doc:"没有对应的条"`
}

// NewLawTexts writes the texts of a law, with their status on a day, and those that are not loaded.
func NewLawTexts(key string, texts []lawhistory.Text, unloaded []kb.Unloaded, day statute.Date) *LawTexts {
	j := &LawTexts{Law: key, Versions: []LawText{}}
	for _, u := range unloaded {
		j.Unloaded = append(j.Unloaded, UnloadedText{Version: u.Label, InForceFrom: u.From, Official: u.Official})
	}
	for _, t := range texts {
		x := LawText{Version: t.Version.Label, InForceFrom: t.Version.InForceFrom, InForceTo: t.Version.InForceTo,
			Status: string(t.Version.StatusOn(day)), RepealedBy: t.Version.RepealedBy,
			Computed: t.Version.Computed, Amendings: newAmendings(t.Amendings)}
		if c := t.Changes; c != nil {
			x.Changes = &Changes{c.Kept, c.Changed, c.Added, c.Dropped}
		}
		j.Versions = append(j.Versions, x)
	}
	return j
}

// Diff is two articles or two texts side by side.
type Diff struct {
	Until    string       `json:"until,omitempty" doc:"收录的文本截至哪一天"`
	From     string       `json:"from"`
	To       string       `json:"to"`
	Articles []Difference `json:"articles" doc:"按后一个文本的顺序"`
}

// Difference is an article of one text beside that of the other.
type Difference struct {
	From     string    `json:"from" doc:"地址，前一个文本没有这一条时为空"`
	To       string    `json:"to" doc:"地址，后一个文本没有这一条时为空"`
	Kind     string    `json:"kind" doc:"same 未变、moved 条号变、changed 内容改、new 新增、dropped 没有对应"`
	Segments []Segment `json:"segments"`
}

// Segment is a stretch of text.
type Segment struct {
	Text string `json:"text"`
	In   string `json:"in" doc:"both 两边都有、from 只在前、to 只在后"`
	// Was is set where something is ignored.
	Was *string `json:"was,omitempty" doc:"两边都有、写法不同而没有计入的，在前一个文本里的写法"`
}

// NewDiff writes two articles or two texts side by side.
func NewDiff(from, to statute.Address, list []lawhistory.Difference) *Diff {
	j := &Diff{From: from.String(), To: to.String(), Articles: []Difference{}}
	for _, d := range list {
		x := Difference{Kind: string(d.Kind), Segments: []Segment{}}
		if d.From.Law != "" {
			x.From = d.From.String()
		}
		if d.To.Law != "" {
			x.To = d.To.String()
		}
		for _, s := range d.Segments() {
			y := Segment{Text: s.Text(), In: string(s.In)}
			if s.In == textdiff.Both && s.From != s.To {
				y.Was = &s.From
			}
			x.Segments = append(x.Segments, y)
		}
		j.Articles = append(j.Articles, x)
	}
	return j
}
