package mcp

import (
	"context"
	"fmt"
	"strings"

	"github.com/fatiao/fatiao/internal/citecheck"
	"github.com/fatiao/fatiao/internal/excerpt"
	"github.com/fatiao/fatiao/internal/holding"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

func (s *Server) addTextTools() {
	add(s, "check_citations", wordsCheckCitations, s.checkCitations)
	add(s, "get_coverage", wordsGetCoverage, s.getCoverage)
}

type checkAsked struct {
	dated
	Text      string `json:"text" min:"1" max:"100000" doc:"文书的全文或一段；不保存"`
	WrongOnly bool   `json:"wrong_only,omitempty" doc:"只列有问题的"`
}

// Checked is a text with verdicts on its citations.
type Checked struct {
	Basis
	DateUsed statute.Date   `json:"date_used" doc:"按哪一天的法律核对：给出的、文中写明的，否则是今天"`
	Counts   map[string]int `json:"counts" doc:"各结果几处，按 verdict"`
	Cites    []Judged       `json:"cites" doc:"逐处的结果，按文中的次序"`
}

// Judged is a citation of a text with what became of it.
type Judged struct {
	Quote      string   `json:"quote" doc:"指明条文的文字，不含法律名称"`
	Start      int      `json:"start" doc:"按 Unicode 码点计"`
	End        int      `json:"end"`
	Target     string   `json:"target,omitempty" doc:"地址；有几处时是第一处"`
	Version    string   `json:"version,omitempty" doc:"核对所用文本的日期，没有收录时为空"`
	Verdict    string   `json:"verdict" doc:"结果的代码"`
	By         string   `json:"by,omitempty" doc:"由什么废止"`
	Successors []string `json:"successors,omitempty" doc:"它现在是哪一条，最可能的在前，带文本日期"`
	Message    string   `json:"message" doc:"说明"`
	Label      string   `json:"verdict_text" doc:"结果，与网页的写法相同：存在、没有这一条、条号已变、引文不符等"`
	Wrong      bool     `json:"wrong" doc:"按文书当日就是错的"`
	Text       string   `json:"text,omitempty" doc:"所引条文当日的文字（节选）"`
}

// The bounds of what a check lists.
const (
	maxJudged = 100
	maxQuoted = 300 // characters of a provision
)

// checkCitations judges the citations of a text.
func (s *Server) checkCitations(ctx context.Context, c *call, in checkAsked) (*Checked, string, error) {
	doc := s.Citable(in.Text)
	if c.asked {
		doc.Day = c.day
	}
	r, err := citecheck.Check(ctx, citecheck.Sources{Finder: c.Citations, Laws: c.Laws, History: c.History}, doc, c.today)
	if err != nil {
		return nil, "", err
	}
	w := wire.NewCheckedDraft("", r, c.today)
	c.day = w.DateUsed
	j := &Checked{Basis: c.newBasis(), DateUsed: w.DateUsed, Counts: map[string]int{}, Cites: []Judged{}}
	var said []string
	for _, v := range citecheck.Verdicts {
		if n := r.Counts[v]; n > 0 {
			j.Counts[string(v)] = n
			said = append(said, fmt.Sprintf("%s %d", v.Chinese(), n))
		}
	}
	said = []string{textChecked(len(r.Findings), w.DateUsed, strings.Join(said, "，"))}
	for i := range r.Findings {
		f := &r.Findings[i]
		if in.WrongOnly && f.Verdict == citecheck.Exists {
			continue
		}
		if len(j.Cites) == maxJudged {
			j.cut(textCutChecked(maxJudged))
			break
		}
		v := &w.Cites[i]
		x := Judged{Quote: v.Quote, Start: v.Start, End: v.End, Target: v.Target, Version: v.Version, Verdict: v.Verdict, By: v.By,
			Successors: v.Successors, Message: v.Message, Label: f.Verdict.Chinese(), Wrong: f.Verdict.IsWrong()}
		if len(f.Targets) > 0 {
			x.Text = excerpt.Head(f.Targets[0].Text, maxQuoted)
		}
		j.Cites = append(j.Cites, x)
		said = append(said, fmt.Sprintf("%s：%s［%s］", f.Cited, x.Message, x.Target))
	}
	switch {
	case w.Unchecked > 0:
		j.cut(textUnchecked(w.Unchecked))
	case len(r.Findings) == 0:
		j.Outcome, j.Message = None, textNoCitations
	}
	return j, lines(said...), nil
}

type coverageAsked struct {
	dated
	Law string `json:"law,omitempty" max:"200" doc:"只问这部法律：收录了哪些文本"`
}

// Coverage is what is loaded, and what is known to be missing.
type Coverage struct {
	Basis
	Laws         int          `json:"laws" doc:"法律法规几部"`
	Versions     int          `json:"versions" doc:"文本几个"`
	Levels       []LevelCount `json:"levels,omitempty" doc:"按级别"`
	Sources      []SourceLine `json:"sources,omitempty" doc:"来源"`
	MissingLaws  []CitedCount `json:"missing_laws,omitempty" doc:"引用了而没有收录的法律，引用多的在前"`
	MissingTexts []CitedCount `json:"missing_texts,omitempty" doc:"引用了某日的文本而没有收录的法律"`
	Texts        []ShortText  `json:"texts,omitempty" doc:"所问法律收录的文本"`
}

// LevelCount counts the laws of a level.
type LevelCount struct {
	Level  statute.Level `json:"level"`
	Laws   int           `json:"laws"`
	Newest statute.Date  `json:"newest,omitempty" doc:"最新文本的日期"`
}

// SourceLine is where texts come from.
type SourceLine struct {
	Name   string       `json:"name"`
	Newest statute.Date `json:"newest,omitempty"`
}

// CitedCount is a law with how often it is cited.
type CitedCount struct {
	Law       string `json:"law"`
	Citations int    `json:"citations"`
}

// shownMissing is how many laws that are missing an answer names.
const shownMissing = 20

// getCoverage answers what is loaded.
func (s *Server) getCoverage(ctx context.Context, c *call, in coverageAsked) (*Coverage, string, error) {
	j := &Coverage{Basis: c.newBasis()}
	if in.Law != "" {
		p, err := c.locate(ctx, in.Law)
		if err != nil {
			return j, "", j.missing(err)
		}
		var said []string
		for _, v := range p.Law.Versions {
			j.Texts = append(j.Texts, ShortText{v.Label, v.StatusText(c.day), v.InForceFrom, v.InForceTo, v.Computed != ""})
			said = append(said, fmt.Sprintf("%s@%s %s", p.Law.Key, v.Label, v.StatusText(c.day)))
		}
		j.Laws, j.Versions = 1, published(p.Law.Versions)
		return j, lines(said...), nil
	}
	h, err := holding.Read(ctx, c.Laws, c.Graph)
	if err != nil {
		return nil, "", err
	}
	j.Laws, j.Versions = h.Laws, h.Versions
	said := []string{textHolding(h.Laws, h.Versions)}
	for _, l := range h.Levels {
		j.Levels = append(j.Levels, LevelCount{l.Level, l.Laws, l.Newest})
		said = append(said, fmt.Sprintf("%s %d", l.Level, l.Laws))
	}
	for _, x := range wire.NewHolding(h, false).Sources {
		j.Sources = append(j.Sources, SourceLine{x.Name, x.Newest})
	}
	for i, m := range h.Missing {
		if i == shownMissing {
			j.cut(textCutMissing)
			break
		}
		j.MissingLaws = append(j.MissingLaws, CitedCount{m.Law, m.Count})
	}
	for i, m := range h.MissingTexts {
		if i == shownMissing {
			j.cut(textCutMissing)
			break
		}
		j.MissingTexts = append(j.MissingTexts, CitedCount{m.Law, m.Count})
	}
	return j, lines(said...), nil
}

// published counts the texts that somebody published.
func published(versions []kb.Version) int {
	n := 0
	for _, v := range versions {
		if v.Computed == "" {
			n++
		}
	}
	return n
}
