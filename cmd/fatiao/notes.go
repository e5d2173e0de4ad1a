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
		{"不完整的文本", func() ([]string, error) {
			return versionLines(ctx, base, func(v kb.Version) bool { return v.Incomplete })
		}},
		{"未核实是否有效的文本", func() ([]string, error) {
			return versionLines(ctx, base, func(v kb.Version) bool { return v.StatusOn(today) == statute.StatusUnverified })
		}},
		{"指向不存在条文的引用，按法律（多半是条号已变，或缺了某一天的文本）", func() ([]string, error) { return danglingLines(ctx, graph, today) }},
		{"被引用而没有收录的法律", func() ([]string, error) { return missingLawLines(ctx, graph) }},
		{"名称不能确定是哪部法律的引用", func() ([]string, error) { return ambiguousLines(ctx, graph) }},
		{"名称文件里指向没有收录的法律的名称", func() ([]string, error) { return userNameLines(base), nil }},
		{"来源说法不一的日期，和对不上文本的登记", func() ([]string, error) { return base.DayNotes(ctx) }},
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
