package lawbuild

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// compare says what a maintainer should know of the texts of a law: several without a
// date, one without a date beside those that have one, and texts of one date that differ.
func (b *Builder) compare(ctx context.Context, versions []*version) error {
	var undated []string
	dated := ""
	for _, v := range versions {
		if statute.IsUndated(v.label) {
			undated = append(undated, v.label)
		} else {
			dated = v.label
		}
	}
	for _, v := range versions {
		if statute.IsUndated(v.label) {
			if err := b.sayUndated(ctx, v, undated, dated); err != nil {
				return err
			}
		}
		if err := b.sayDifferent(ctx, v); err != nil {
			return err
		}
	}
	return nil
}

// sayUndated says how a text without a date stands to the others. dated is the newest
// label with a date, "" for none.
func (b *Builder) sayUndated(ctx context.Context, v *version, undated []string, dated string) error {
	document := v.parts[0].doc.ID
	if len(undated) > 1 {
		message := fmt.Sprintf("这部法律有 %d 份没有日期而内容不同的文本，各作一个版本：%s", len(undated), strings.Join(undated, "、"))
		if err := b.w.AddVersionDiagnostic(ctx, document, "undated_several", message); err != nil {
			return err
		}
	}
	if dated == "" {
		return nil
	}
	message := "这份文本没有日期，不当作某一天的文本；这部法律另有 " + dated + " 的文本"
	if year := statute.LabelYear(v.label); year > dated[:len("2013")] {
		message += "，而这份标明是 " + year + " 年的，可能更新"
	}
	return b.w.AddVersionDiagnostic(ctx, document, "undated_beside", message)
}

// maxNamed is how many articles a diagnostic names.
const maxNamed = 5

// sayDifferent says which articles differ in another whole text of the same date.
func (b *Builder) sayDifferent(ctx context.Context, v *version) error {
	chosen := v.parts[0]
	if chosen.doc.Subtitle != "" {
		return nil
	}
	for _, m := range v.docs {
		if m.role != kb.RoleDuplicate || m.Subtitle != "" || m.BodyHash == chosen.doc.BodyHash {
			continue
		}
		other, err := b.text(ctx, m.LawDocument)
		if err != nil {
			return err
		}
		names, err := different(chosen.text, other)
		if err != nil {
			return err
		}
		if len(names) == 0 {
			continue
		}
		message := fmt.Sprintf("与同一日期（%s）的另一份文本有 %d 处不同（%s），另一份较完整，正文取那一份", v.label, len(names),
			strings.Join(names[:min(len(names), maxNamed)], "、"))
		if err := b.w.AddVersionDiagnostic(ctx, m.ID, "same_label", message); err != nil {
			return err
		}
	}
	return nil
}

// different names the articles or clauses that only one of two texts has, or that say
// something else in them.
func different(a, b *Text) ([]string, error) {
	have, err := a.units()
	if err != nil {
		return nil, err
	}
	want, err := b.units()
	if err != nil {
		return nil, err
	}
	var names []string
	seen := map[string]bool{}
	for _, r := range append(a.rows[:len(a.rows):len(a.rows)], b.rows...) {
		n, ok := statute.ParseNumber(r.address)
		if r.heading || !ok || seen[r.address] {
			continue
		}
		seen[r.address] = true
		if x, y := have[r.address], want[r.address]; x == "" || y == "" || !alike(x, y) {
			name := "第" + cnnum.Format(n.Main) + "条"
			if n.Sub > 0 {
				name += "之" + cnnum.Format(n.Sub)
			}
			names = append(names, name)
		}
	}
	return names, nil
}

// units are the words of the articles and clauses by their addresses, without what tells
// nothing.
func (t *Text) units() (map[string]string, error) {
	words := map[string]string{}
	for _, r := range t.rows {
		if _, ok := statute.ParseNumber(r.address); r.heading || !ok {
			continue
		}
		var parts []kb.Part
		if err := json.Unmarshal([]byte(r.parts), &parts); err != nil {
			return nil, fmt.Errorf("reading the parts of %s: %w", r.address, err)
		}
		words[r.address] = statute.NormName(kb.TextOf(parts))
	}
	return words, nil
}

// alike reports whether two articles say the same but for slips of the pen: of their
// pairs of characters nine of ten are the same.
func alike(a, b string) bool {
	if a == b {
		return true
	}
	pairs := map[[2]rune]int{}
	count := func(s string, by int) (n int) {
		var last rune
		for _, r := range s {
			pairs[[2]rune{last, r}] += by
			last = r
			n++
		}
		return n
	}
	total := count(a, 1) + count(b, -1)
	apart := 0
	for _, n := range pairs {
		apart += max(n, -n)
	}
	return apart*10 <= total
}
