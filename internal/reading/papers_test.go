package reading

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testjudgment"
)

// markedPaper is a released case or a paper of somebody who had not seen the parser, with
// what he marked in it.
type markedPaper struct {
	ID      string     `json:"id"`
	Stratum string     `json:"stratum"`
	Gold    markedCase `json:"gold"`
}

// markedCase is what is marked in a case; of a batch, its cases.
type markedCase struct {
	Type       string               `json:"type"`
	Tier       string               `json:"tier"`
	Title      string               `json:"title"`
	Release    string               `json:"number_of_case_release"`
	Cause      string               `json:"cause"`
	Kind       string               `json:"kind"`
	Document   string               `json:"document"`
	Organ      string               `json:"organ"`
	Number     string               `json:"case_number"`
	Instance   string               `json:"instance"`
	Date       string               `json:"date"`
	Released   string               `json:"released"`
	Summary    string               `json:"summary"`
	Outcome    string               `json:"outcome"`
	Clerk      string               `json:"clerk"`
	Keywords   []string             `json:"keywords"`
	Judges     []string             `json:"judges"`
	Laws       []string             `json:"laws"`
	Parts      []string             `json:"parts"`
	Charges    []string             `json:"charges"`
	Parties    []testjudgment.Party `json:"parties"`
	Superseded bool                 `json:"superseded"`
	Cases      []markedCase         `json:"cases"`
	Sentences  []struct {
		Charge    string `json:"charge"`
		Months    any    `json:"months"`
		Suspended bool   `json:"suspended"`
	} `json:"sentences"`
}

// sameWord leads what the marks and the parser call differently to one word.
var sameWord = map[string]map[string]string{
	"kind": {"劳动仲裁": "民事", "商事仲裁": "民事", "引渡": "刑事"},
	"outcome": {"驳回上诉维持原判": "维持", "减刑": "准予", "假释": "准予", "准予引渡": "准予", "维持原判": "维持", "驳回申诉": "驳回",
		"驳回异议": "驳回", "驳回再审申请": "驳回", "驳回起诉": "驳回", "驳回复议申请": "驳回", "不予赔偿": "驳回",
		"撤回上诉": "准许撤回上诉", "撤回抗诉": "准许撤回抗诉", "撤诉": "准许撤诉", "发回重审": "发回",
		"赔偿": "支持", "确认违法": "支持", "责令履行": "支持", "中止执行": "支持"},
	"instance": {"执行异议": "执行", "执行复议": "执行", "执行监督": "执行", "复核": "引渡"},
	"part": {"诉称": "诉讼请求", "经审理查明": "事实", "本院认为": "理由", "裁判结果": "主文", "尾部": "落款", "典型意义": "指导意义", "关联索引": "相关法条", "首部": "", "辩称": "",
		"附法律条文": "", "基本案情": "基本案情"},
}

func same(what, word string) string {
	if w, ok := sameWord[what][word]; ok {
		return w
	}
	return word
}

// documentOf is the name of a paper without the kind of case that titles put before it.
func documentOf(s string) string {
	for _, k := range [...]string{"刑事附带民事", "刑事", "民事", "行政", "执行", "国家赔偿", "仲裁"} {
		s = strings.TrimPrefix(s, k)
	}
	return s
}

// bare is a role or a name without the bracket behind it, which the marks leave out.
func bare(s string) string {
	if i := strings.LastIndex(s, "（"); i > 0 && strings.HasSuffix(s, "）") {
		return s[:i]
	}
	return s
}

// paperScore counts what is right, field by field.
type paperScore struct {
	t          *testing.T
	right, all map[string]int
}

func (s *paperScore) check(id, field, got, want string) {
	clean := func(s string) string { return strings.Join(strings.Fields(s), "") }
	s.all[field]++
	if clean(got) == clean(want) {
		s.right[field]++
		return
	}
	s.t.Logf("%s: %s is %q; want %q", id, field, got, want)
}

// compare compares a case with its marks. What is marked nowhere is only compared where
// nothing may be invented.
func (s *paperScore) compare(id string, r *Result, g *markedCase, unloaded *citegraph.Unloaded) {
	t := s.t
	s.check(id, "type", string(r.Kind), g.Type)
	f := &casefile.Facts{}
	p := &casefile.Publication{}
	if r.Publication != nil {
		p = r.Publication
		if p.Facts != nil {
			f = p.Facts
		}
	}
	s.check(id, "tier", f.Tier.Chinese(), g.Tier)
	marked := func(field, got, want string) {
		if want != "" {
			s.check(id, field, got, want)
		}
	}
	if g.Document == "" {
		marked("title", p.Title, g.Title)
	}
	if g.Kind == "公益诉讼" { // no kind of its own: civil or administrative
		g.Kind = "行政"
		if f.Kind == "民事" {
			g.Kind = "民事"
		}
	}
	marked("kind", same("kind", f.Kind), same("kind", g.Kind))
	marked("document", documentOf(f.Document.Text), documentOf(g.Document))
	marked("organ", f.Court.Text, g.Organ)
	marked("number", f.Number.Text, g.Number)
	marked("instance", same("instance", f.Instance), same("instance", g.Instance))
	marked("date", string(f.Date), g.Date)
	marked("released", string(p.Date), g.Released)
	marked("outcome", same("outcome", f.Outcome.Name), same("outcome", g.Outcome))
	if len(g.Keywords) > 0 {
		s.check(id, "keywords", strings.Join(f.Keywords, "|"), strings.Join(g.Keywords, "|"))
	}
	s.check(id, "cause", f.Cause.Text, g.Cause)
	s.check(id, "charges", testjudgment.Texts(f.Charges), strings.Join(g.Charges, " "))
	s.check(id, "judges", testjudgment.Texts(f.Judges), strings.Join(g.Judges, " "))
	s.check(id, "clerk", f.Clerk.Text, g.Clerk)
	stored := map[string]any{}
	data, err := json.Marshal(f)
	if err != nil || json.Unmarshal(data, &stored) != nil {
		t.Fatal(err)
	}
	textOf := func(name string) string {
		field, _ := stored[name].(map[string]any)
		text, _ := field["Text"].(string)
		return text
	}
	if f.Tier != casefile.TierGazette || g.Release != "" { // the issue of the gazette is not marked
		s.check(id, "release", textOf("Release"), g.Release)
	}
	s.check(id, "withdrawn", fmt.Sprint(textOf("Withdrawn") != ""), fmt.Sprint(g.Superseded))
	if len(g.Parties) > 0 {
		var got, want []string
		for _, x := range f.Parties {
			got = append(got, bare(x.Role.Text)+" "+bare(x.Name.Text))
		}
		for _, x := range g.Parties {
			if x.Role != "法定代表人" && x.Role != "法定代理人" { // who acts for a party is none
				want = append(want, bare(x.Role)+" "+bare(x.Name))
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		s.check(id, "parties", strings.Join(got, "|"), strings.Join(want, "|"))
	}
	if g.Summary != "" {
		points := ""
		for _, x := range f.Parts {
			if x.Kind == casefile.PartPoints {
				points += x.Span.Of(r.Text)
			}
		}
		tight := func(s string) string { return strings.Join(strings.Fields(s), "") }
		s.check(id, "summary", fmt.Sprint(strings.Contains(tight(points), tight(g.Summary))), "true")
	}
	if len(g.Parts) > 0 {
		got, want := map[string]bool{}, map[string]bool{}
		for _, x := range f.Parts {
			got[same("part", string(x.Kind))] = true
		}
		for _, x := range g.Parts {
			want[same("part", x)] = true
		}
		delete(got, "")
		s.check(id, "parts", strings.Join(slices.Sorted(maps.Keys(got)), " "), strings.Join(slices.Sorted(maps.Keys(want)), " "))
	}
	if len(g.Sentences) > 0 {
		var got, want []string
		for _, x := range f.Sentences {
			if !x.Total && x.Text.Text != "" {
				length := fmt.Sprint(x.Months)
				if x.Life || x.Death {
					length = x.Text.Text
				}
				got = append(got, fmt.Sprintf("%s %s %v", x.Charge, length, x.Suspended > 0))
			}
		}
		for _, x := range g.Sentences {
			want = append(want, fmt.Sprintf("%s %v %v", x.Charge, x.Months, x.Suspended))
		}
		s.check(id, "sentences", strings.Join(got, "|"), strings.Join(want, "|"))
	}
	if len(g.Laws) > 0 {
		s.check(id, "laws", s.missing(r, g.Laws, unloaded), "")
	}
}

// missing are the provisions that are marked and not among the citations of a text.
func (s *paperScore) missing(r *Result, laws []string, unloaded *citegraph.Unloaded) string {
	addresses := func(doc *Result) map[string]bool {
		cites, err := unloaded.Cite(s.t.Context(), doc.Citable())
		if err != nil {
			s.t.Fatal(err)
		}
		found := map[string]bool{}
		for _, c := range cites {
			for _, x := range c.Targets {
				x.Address.Version = ""
				found[x.Address.String()] = true
			}
		}
		return found
	}
	got := addresses(r)
	var missing []string
	for _, law := range laws {
		for a := range addresses(Read(&corpus.Document{Kind: statute.DocCommentary, Text: "依照" + law + "规定。"})) {
			if !got[a] {
				missing = append(missing, a)
			}
		}
	}
	slices.Sort(missing)
	return strings.Join(missing, " ")
}

// leastFields is how much of all fields must be right.
const leastFields = 0.96

// Cases and papers written by somebody who had not seen the parser: kind, tier and each
// field against his marks.
func TestMarkedPapers(t *testing.T) {
	path := filepath.Join("testdata", "papers.jsonl")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string][]*Result{}
	reader := &corpus.Reader{}
	err = corpus.Walk(t.Context(), []string{path}, corpus.Limits{}, func(f *corpus.File) error {
		_, err := reader.Read(t.Context(), f, func(d *corpus.Document) error {
			for _, r := range ReadAll(d, Named) {
				if r.Kind == statute.DocCase || len(byID[d.ID]) == 0 {
					if n := len(byID[d.ID]); n == 1 && byID[d.ID][0].Kind != statute.DocCase {
						byID[d.ID] = nil // a preface
					}
					byID[d.ID] = append(byID[d.ID], r)
				}
			}
			return nil
		}, func(path string, why error) { t.Errorf("%s: %v", path, why) })
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	unloaded, err := citegraph.NewUnloaded()
	if err != nil {
		t.Fatal(err)
	}
	s := &paperScore{t: t, right: map[string]int{}, all: map[string]int{}}
	for line := range strings.Lines(string(data)) {
		var m markedPaper
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatal(err)
		}
		got := byID[m.ID]
		want := m.Gold.Cases
		if len(want) == 0 {
			want = []markedCase{m.Gold}
		}
		s.check(m.ID+" "+m.Stratum, "cases", fmt.Sprint(len(got)), fmt.Sprint(len(want)))
		for i := range want {
			r := &Result{Publication: &casefile.Publication{}}
			if i < len(got) && len(got) == len(want) || i == 0 && len(got) > 0 {
				r = got[i]
			}
			s.compare(fmt.Sprintf("%s %s", m.ID, m.Stratum), r, &want[i], unloaded)
		}
	}
	right, all := 0, 0
	for _, f := range slices.Sorted(maps.Keys(s.all)) {
		t.Logf("%-10s %3d of %3d  %.3f", f, s.right[f], s.all[f], float64(s.right[f])/float64(s.all[f]))
		if f != "type" && f != "tier" {
			right, all = right+s.right[f], all+s.all[f]
		}
	}
	t.Logf("fields %d of %d, %.4f", right, all, float64(right)/float64(all))
	for what, x := range map[string][3]float64{"type": {float64(s.right["type"]), float64(s.all["type"]), 0.98},
		"tier": {float64(s.right["tier"]), float64(s.all["tier"]), 0.98}, "fields": {float64(right), float64(all), leastFields}} {
		if x[0] < x[1]*x[2] {
			t.Errorf("%s: %.0f of %.0f are right; want at least %.2f", what, x[0], x[1], x[2])
		}
	}
}
