package lawbuild

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// compare says what a maintainer should know of the texts of a law: several without a
// date, and one without a date beside those that have one.
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
