package lawbuild_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/collation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/testkb"
)

const ferryCaption = "中华人民共和国渡口法\n\n（2020年5月28日第九届虚构代表大会第三次会议通过）\n\n"

// ferryLaw is a law of twelve articles up to the nth, with an annex where all are there.
func ferryLaw(n int, replace ...string) string {
	var b strings.Builder
	b.WriteString(ferryCaption)
	for i := 1; i <= min(n, 11); i++ {
		b.WriteString("第" + cnnum.Format(i) + "条 第" + cnnum.Format(i) + "号渡口应当向登记机关登记，登记机关应当在三十日内答复；" +
			"逾期不答复的，视为同意。\n\n")
	}
	if n >= 12 {
		b.WriteString("第十二条 本法自2021年1月1日起施行。\n\n附件1\n\n渡口名录\n")
	}
	return strings.NewReplacer(replace...).Replace(b.String())
}

// official is the path of a source that was fetched from a public body; named is only called like one.
const (
	official = "汇编:own!渡口法.docx"
	named    = "汇编:flk!渡口法.docx"
)

// copies are sources with what stands in them, in a fixed order.
type copies []struct{ source, text string }

func (c copies) base(t *testing.T) (*kb.Base, kb.Version) {
	t.Helper()
	var docs []testkb.Document
	for _, s := range c {
		d := testkb.Law(t, "法律", "渡口法", s.text)
		d.Source, d.Official = s.source, s.source == official
		docs = append(docs, d)
	}
	base := testkb.New(t, docs...)
	law, err := base.Law(context.Background(), "渡口法")
	if err != nil || len(law.Versions) != 1 {
		t.Fatalf("%+v, %v", law, err)
	}
	return base, law.Versions[0]
}

// Where sources give one text differently the better one is shown, the rule is named, and what
// differs is stored with the source that reads so.
func TestCollation(t *testing.T) {
	t.Parallel()
	third := "第三号渡口应当向登记机关"
	misprint, other := ferryLaw(12, third, "第三号渡口应当向登已机关"), ferryLaw(12, "第五号渡口应当", "第五号渡口必须")
	for name, c := range map[string]struct {
		of    copies
		shown string // source
		rule  collation.Rule
		want  []string // kind, place and source of each variant
		lacks int
	}{
		"a misprint in one of two": {copies{{"a.txt", ferryLaw(12)}, {"b.txt", misprint}}, "", collation.RuleFirst,
			[]string{"misprint 第三条"}, 0},
		"a cut text": {copies{{"a.txt", ferryLaw(9)}, {"b.txt", ferryLaw(12)}}, "b.txt", collation.RuleWhole,
			[]string{"missing 第十条至附件一 a.txt"}, 0},
		"official, with a misprint": {copies{{"a.txt", ferryLaw(12)}, {official, misprint}}, official, collation.RuleOfficial,
			[]string{"misprint 第三条 a.txt"}, 0},
		"called official, with a misprint": {copies{{"a.txt", ferryLaw(12)}, {named, misprint}}, "", collation.RuleFirst,
			[]string{"misprint 第三条"}, 0},
		"three with a majority": {copies{{"a.txt", misprint}, {"b.txt", ferryLaw(12) + "\n"}, {"c.txt", other}}, "b.txt",
			collation.RuleShared, []string{"misprint 第三条 a.txt", "misprint 第五条 c.txt"}, 0},
		"two that read the same": {copies{{"a.txt", misprint}, {"b.txt", ferryLaw(12) + "\n"}, {"c.txt", ferryLaw(12)}}, "",
			collation.RuleShared, []string{"misprint 第三条 a.txt"}, 0},
		"a glued annex": {copies{{"a.txt", ferryLaw(12, "起施行。\n\n附件1\n\n", "起施行。附件1 ")}, {"b.txt", ferryLaw(12)}}, "b.txt",
			collation.RuleSeparate, []string{"glued 第十二条 a.txt", "missing 附件一 a.txt"}, 0},
		"only signs": {copies{{"a.txt", ferryLaw(12)}, {"b.txt", ferryLaw(12, third+"登记，", third+"登记；")}},
			"", collation.RuleNone, []string{"signs 第三条"}, 0},
		"a cut text alone": {copies{{"a.txt", ferryLaw(11)}}, "a.txt", collation.RuleNone, nil, 1},
		"a citation beyond the end": {copies{{"a.txt", ferryLaw(11, "三十日内答复；", "三十日内答复，本法第十二条另有规定的除外；")}},
			"a.txt", collation.RuleNone, nil, 2},
		"the official text is cut at its end": {copies{{official, ferryLaw(11)}, {"b.txt", ferryLaw(12)}}, "b.txt", collation.RuleWhole,
			[]string{"missing 第十二条至附件一 " + official}, 0},
	} {
		base, v := c.of.base(t)
		ctx := context.Background()
		if v.ChosenBy != c.rule || len(v.Lacks) != c.lacks || v.Incomplete != (c.lacks > 0) {
			t.Errorf("%s: chosen by %q, lacks %+v, incomplete %t", name, v.ChosenBy, v.Lacks, v.Incomplete)
		}
		shown, err := base.ShownSources(ctx, v.ID)
		if err != nil || len(shown) != 1 || c.shown != "" && shown[0].Path != c.shown {
			t.Errorf("%s: shown is %+v, %v", name, shown, err)
			continue
		}
		found, err := base.Variants(ctx, v.ID, "")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, x := range found {
			line := string(x.Kind) + " " + x.Place()
			if c.shown != "" || len(c.of) > 2 {
				line += " " + x.Sources[0].Path
			}
			got = append(got, line)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q; want %q", name, got, c.want)
		}
		if len(found) > 0 {
			one, err := base.Variants(ctx, v.ID, found[0].Address)
			if err != nil || len(one) != 1 || one[0].There != found[0].There {
				t.Errorf("%s: of one article %+v, %v", name, one, err)
			}
		}
	}
}

// Nothing is mixed: the text that is shown is to the letter that of one source, which is named.
func TestNothingIsMixed(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	variants := []string{"登记机关登记", "登已机关登记", "逾期不答复", "逾期不答覆", "视为同意", "视同同意", "三十日", "30日", "；", "，"}
	for round := range 24 {
		var of copies
		for i, source := range []string{"a.txt", "b.txt", official, "d.txt"} {
			if source == official && round%3 > 0 {
				continue
			}
			var replace []string
			for k := 0; k < len(variants); k += 2 {
				if (round*7+i*5+k)%(3+i) == 0 {
					number := "第" + cnnum.Format(1+(round+i*3+k)%11) + "号渡口"
					replace = append(replace, number, number+variants[k+1])
				}
			}
			of = append(of, struct{ source, text string }{source, ferryLaw(12-(round+i)%5%3, replace...)})
		}
		base, v := of.base(t)
		shown, err := base.ShownSources(ctx, v.ID)
		if err != nil || len(shown) == 0 {
			t.Fatalf("%d: %+v, %v", round, shown, err)
		}
		units, err := base.Units(ctx, v.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range of {
			if s.source != shown[0].Path {
				continue
			}
			law := lawparse.Parse(s.text, lawparse.Hint{Title: "渡口法", Category: "法律"})
			for i, n := range law.Articles() {
				if got, want := units[i].Text(), strings.TrimSpace(law.Body(n)); got != want {
					t.Errorf("%d: %s of %s is %q; want %q", round, units[i].Label, s.source, got, want)
				}
			}
			if len(units) < len(law.Articles()) {
				t.Errorf("%d: %d units of %s", round, len(units), s.source)
			}
		}
	}
}

// What is shown does not depend on the order in which sources came.
func TestCollationInAnyOrder(t *testing.T) {
	t.Parallel()
	of := copies{{"a.txt", ferryLaw(12, "视为同意", "视同同意")}, {"b.txt", ferryLaw(12, "第二号渡口应当", "第二号渡口须")}, {"c.txt", ferryLaw(10)},
		{"d.txt", ferryLaw(12)}}
	_, first := of.base(t)
	base, _ := of.base(t)
	slices.Reverse(of)
	other, second := of.base(t)
	if first.ChosenBy != second.ChosenBy {
		t.Errorf("chosen by %q and %q", first.ChosenBy, second.ChosenBy)
	}
	var dumps [2]strings.Builder
	for i, b := range []*kb.Base{base, other} {
		if err := b.Dump(context.Background(), &dumps[i]); err != nil {
			t.Fatal(err)
		}
	}
	if dumps[0].String() != dumps[1].String() {
		t.Error("the base depends on the order of its sources")
	}
}

// An article that an instrument left out, the others keeping their numbers, is no gap; before
// that, or where nothing tells of it, it is one.
func TestDeletedArticle(t *testing.T) {
	t.Parallel()
	third := ferryLaw(12)[strings.Index(ferryLaw(12), "第三条 "):strings.Index(ferryLaw(12), "第四条 ")]
	later := strings.Replace(ferryLaw(12, third, ""), "通过）", "通过 根据2022年6月1日《渡口法修正案》修正）", 1)
	instrument := testkb.Law(t, "法律", "渡口法修正案", "中华人民共和国渡口法修正案\n\n（2022年6月1日第九届虚构代表大会常务委员会第九次会议通过）\n\n"+
		"一、删去渡口法第三条。\n\n二、本修正案自公布之日起施行。\n")
	for name, c := range map[string]struct {
		docs []testkb.Document
		gaps int
	}{
		"left out":           {[]testkb.Document{testkb.Law(t, "法律", "渡口法", later), instrument}, 0},
		"left out, computed": {[]testkb.Document{testkb.Law(t, "法律", "渡口法", ferryLaw(12)), instrument}, 0},
		"nothing tells it":   {[]testkb.Document{testkb.Law(t, "法律", "渡口法", later)}, 1},
		"before it":          {[]testkb.Document{testkb.Law(t, "法律", "渡口法", ferryLaw(12, third, "")), instrument}, 1},
	} {
		law, err := testkb.New(t, c.docs...).Law(context.Background(), "渡口法")
		if err != nil {
			t.Fatal(err)
		}
		if v := law.Versions[0]; len(v.Lacks) != c.gaps || v.Incomplete != (c.gaps > 0) {
			t.Errorf("%s: %s lacks %+v", name, v.Label, v.Lacks)
		}
	}
}
