package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// note is a group of things that a maintainer should look at.
type note struct {
	title string
	lines []string
}

// notesOn are the things that a maintainer should look at, most pressing first. The day
// decides which texts are the current ones.
func notesOn(ctx context.Context, base *kb.Base, graph *citegraph.Graph, today statute.Date) ([]note, error) {
	var notes []note
	for _, source := range [...]struct {
		title string
		lines func() ([]string, error)
	}{
		{"不完整的文本", func() ([]string, error) { return incompleteLines(ctx, base) }},
		{"各来源文字不同的地方，正文取其中一份", func() ([]string, error) { return variantLines(ctx, base) }},
		{"未核实是否有效的文本", func() ([]string, error) {
			return versionLines(ctx, base, func(v kb.Version) bool { return v.StatusOn(today) == statute.StatusUnverified })
		}},
		{"指向不存在条文的引用，按法律（多半是条号已变，或缺了某一天的文本）", func() ([]string, error) { return danglingLines(ctx, graph, today) }},
		{"被引用而没有收录的法律", func() ([]string, error) { return missingLawLines(ctx, graph) }},
		{"名称不能确定是哪部法律的引用", func() ([]string, error) { return ambiguousLines(ctx, graph) }},
		{"名称文件里指向没有收录的法律的名称", func() ([]string, error) { return userNameLines(base), nil }},
		{"来源说法不一的日期，和对不上文本的登记", func() ([]string, error) { return base.DayNotes(ctx) }},
		{"修改决定与公布的文本对不上的地方，和没有读懂的修改", func() ([]string, error) { return amendingLines(ctx, base) }},
		{"解析时发现的问题", func() ([]string, error) { return diagnosticLines(ctx, base) }},
	} {
		lines, err := source.lines()
		if err != nil {
			return nil, fmt.Errorf("collecting what to look at: %w", err)
		}
		if len(lines) > 0 {
			notes = append(notes, note{source.title, lines})
		}
	}
	return notes, nil
}

func versionLines(ctx context.Context, base *kb.Base, chosen func(kb.Version) bool) ([]string, error) {
	versions, err := base.Versions(ctx)
	var lines []string
	for _, v := range versions {
		if chosen(v) {
			lines = append(lines, statute.Address{Law: v.Law, Version: v.Label}.String())
		}
	}
	slices.Sort(lines)
	return lines, err
}

// maxExamples is how many provisions of a law a line names.
const maxExamples = 3

// danglingLines has a line for each law, most citations first.
func danglingLines(ctx context.Context, graph *citegraph.Graph, today statute.Date) ([]string, error) {
	laws, err := graph.Dangling(ctx, today)
	lines := make([]string, len(laws))
	for i, d := range laws {
		var examples []string
		for _, p := range d.Provisions[:min(maxExamples, len(d.Provisions))] {
			examples = append(examples, p.Provision.Chinese()+"（"+strings.TrimSpace(p.Example)+"）")
		}
		lines[i] = fmt.Sprintf("%s：%d 处，如 %s", d.Law, d.Count, strings.Join(examples, "、"))
		if d.Elsewhere > 0 {
			lines[i] += fmt.Sprintf("；其中 %d 处在另一已收录的文本里有", d.Elsewhere)
		}
	}
	return lines, err
}

// missingLawLines has a line for each law, most citations first.
func missingLawLines(ctx context.Context, graph *citegraph.Graph) ([]string, error) {
	laws, err := graph.MissingLaws(ctx)
	line := func(l citegraph.MissingLaw) string {
		return fmt.Sprintf("%s：%d 处，如%s", l.Law, l.Count, l.Example)
	}
	slices.SortStableFunc(laws, func(a, b citegraph.MissingLaw) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(line(a), line(b)))
	})
	lines := make([]string, len(laws))
	for i, l := range laws {
		lines[i] = line(l)
	}
	return lines, err
}

func ambiguousLines(ctx context.Context, graph *citegraph.Graph) ([]string, error) {
	cites, err := graph.Ambiguous(ctx)
	lines := make([]string, len(cites))
	for i, c := range cites {
		lines[i] = c.Title + "：" + c.Name + c.Quote
		if len(c.Candidates) > 0 {
			lines[i] += "，可能是 " + strings.Join(c.Candidates, "、")
		}
	}
	slices.Sort(lines)
	return lines, err
}

func userNameLines(base *kb.Base) []string {
	var lines []string
	for _, a := range base.Names().UserNamesNotLoaded() {
		lines = append(lines, a.Name+" → "+a.Key)
	}
	slices.Sort(lines)
	return lines
}

// diagnosticLines leaves out what was mended and what was done on purpose.
func diagnosticLines(ctx context.Context, base *kb.Base) ([]string, error) {
	found, err := base.Diagnostics(ctx)
	found = slices.DeleteFunc(found, func(d kb.TextDiagnostic) bool {
		return strings.HasPrefix(d.Code, "repair_") || d.Code == "newspaper_joined" || d.Code == "masked"
	})
	line := func(d kb.TextDiagnostic) string { return d.Title + "：" + d.Message }
	slices.SortFunc(found, func(a, b kb.TextDiagnostic) int {
		return cmp.Or(strings.Compare(a.Code, b.Code), strings.Compare(line(a), line(b)))
	})
	lines := make([]string, len(found))
	for i, d := range found {
		lines[i] = line(d)
	}
	return lines, err
}

// amendingLines has a line for each operation that could not be done, each difference from a
// published text that is more than one of signs, and each sentence that was not understood.
func amendingLines(ctx context.Context, base *kb.Base) ([]string, error) {
	all, err := base.AllAmendings(ctx)
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, a := range all {
		if a.Outcome != kb.OutcomeDiffers {
			continue
		}
		about := fmt.Sprintf("%s %s，按《%s》：", a.Law, a.After, a.Instrument)
		for _, p := range a.Problems {
			lines = append(lines, about+p)
		}
		for _, d := range a.Differences {
			if d.Class == "punctuation" || d.Class == "misprint" {
				continue
			}
			place := "标题或引言"
			if p, err := statute.ParseProvision(d.Place); err == nil && d.Place != "" {
				place = p.Chinese()
			}
			lines = append(lines, fmt.Sprintf("%s%s应为“%s”，公布的是“%s”", about, place, d.Made, d.Published))
		}
	}
	read, err := base.ReadInstruments(ctx)
	for _, r := range read {
		for _, s := range r.Unread {
			lines = append(lines, "《"+r.Key+"》没有读懂："+s)
		}
	}
	return lines, err
}
