package lawbuild_test

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testkb"
)

var hashes = regexp.MustCompile(`[0-9a-f]{6}\b`)

// lamp is a text of the law on lamps without a date.
func lamp(t *testing.T, mark, words string) testkb.Document {
	t.Helper()
	d := testkb.Law(t, "", "灯火法", "灯火法"+mark+"\n第一条 灯要亮。\n第二条 "+words+"\n第三条 本法自1994年7月1日起施行。\n")
	d.Source = mark + words
	return d
}

func labels(l *kb.Law) string {
	var all []string
	for _, v := range l.Versions {
		all = append(all, v.Label)
	}
	return strings.Join(all, " ")
}

// Texts without a date that differ are versions of their own, by the year of the mark
// behind the title; texts that differ in white space and notes only are one.
func TestUndatedTexts(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	dated := testkb.Law(t, "", "灯火法", "灯火法\n（2016年5月1日第九届虚构代表大会通过）\n第一条 灯要亮。\n第二条 灯坏了赔。\n第三条 本法自1994年7月1日起施行。\n")
	for name, c := range map[string]struct {
		docs []testkb.Document
		want string // labels, newest first
		on   string // what answers on 2024-05-01
	}{
		"one": {[]testkb.Document{lamp(t, "（2013修正）", "灯坏了换。")}, "undated", "undated"},
		"years": {[]testkb.Document{lamp(t, "（2018修正）", "灯坏了修。"), lamp(t, "（2013修正）", "灯坏了换。")},
			"undated-2018 undated-2013", "undated-2018"},
		"equal":      {[]testkb.Document{lamp(t, "（2013修正）", "灯坏了换。"), lamp(t, "", "灯 坏了换［1］。（编者注：旧灯。）")}, "undated", "undated"},
		"one marked": {[]testkb.Document{lamp(t, "（2013修正）", "灯坏了换。"), lamp(t, "", "灯坏了修。")}, "undated-2013 undated-0HASH", "undated-2013"},
		"one year": {[]testkb.Document{lamp(t, "（2013修正）", "灯坏了换。"), lamp(t, "（2013年版）", "灯坏了修。")}, "undated-2013-HASH undated-2013-HASH",
			"undated-2013-HASH"},
		"no marks": {[]testkb.Document{lamp(t, "", "灯坏了换。"), lamp(t, "", "灯坏了修。")}, "undated-0HASH undated-0HASH", "undated-0HASH"},
		"beside a date": {[]testkb.Document{lamp(t, "（2013修正）", "灯坏了换。"), lamp(t, "", "灯坏了修。"), dated},
			"2016-05-01 undated-2013 undated-0HASH", "2016-05-01"},
		"later mark":    {[]testkb.Document{lamp(t, "（2018修正）", "灯坏了换。"), dated}, "2016-05-01 undated", "2016-05-01"},
		"day of a mark": {[]testkb.Document{lamp(t, "（2013年4月2日修正）", "灯坏了换。"), lamp(t, "", "灯坏了修。")}, "2013-04-02 undated", "2013-04-02"},
	} {
		base := testkb.New(t, c.docs...)
		law, err := base.Law(ctx, "灯火法")
		if err != nil {
			t.Fatal(err)
		}
		if got := hashes.ReplaceAllString(labels(law), "HASH"); got != c.want {
			t.Errorf("%s: versions %s; want %s", name, got, c.want)
		}
		v := law.On(testkb.Today)
		if got := hashes.ReplaceAllString(v.Label, "HASH"); got != c.on {
			t.Errorf("%s: %s answers; want %s", name, got, c.on)
		}
		if s := v.StatusOn(testkb.Today); statute.IsUndated(v.Label) && len(law.Versions) > 1 && s != statute.StatusUnverified {
			t.Errorf("%s: the text without a date is %s", name, s)
		}
		var codes []string
		found, err := base.Diagnostics(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range found {
			codes = append(codes, d.Code)
		}
		several := strings.Count(c.want, "undated") > 1
		if slices.Contains(codes, "version_undated_several") != several {
			t.Errorf("%s: diagnostics %v", name, codes)
		}
		if beside := c.on < "3" && strings.Contains(c.want, "undated"); slices.Contains(codes, "version_undated_beside") != beside {
			t.Errorf("%s: diagnostics %v", name, codes)
		}
		for _, v := range law.Versions {
			a := statute.Address{Law: "灯火法", Version: v.Label, Provision: testkb.MustProvision(t, "2")}
			if _, err := base.Lookup(ctx, a, testkb.Today); err != nil {
				t.Errorf("%s: %s: %v", name, v.Label, err)
			}
		}
	}
}

// A text without a date answers for no day on which one with a date is known to hold, for
// no citation and behind no repeal.
func TestUndatedNeverAnswersForADate(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	old := testkb.Law(t, "", "灯火法", "灯火法\n（2016年5月1日第九届虚构代表大会通过）\n第一条 灯要亮。\n")
	repeal := testkb.Law(t, "", "烛火法", "烛火法\n（2020年5月1日第九届虚构代表大会通过）\n第一条 烛要亮。\n第二条 《灯火法》同时废止。\n")
	same := testkb.Law(t, "", "灯火法", "灯火法\n第一条 灯要亮。\n第二条 灯坏了换。\n第三条 本法自2016年5月1日起施行。\n")
	citing := testkb.Case("某案", "2018-03-03", "依照《灯火法》第一条，判决如下。修改前的《灯火法》第一条不适用。\n", nil)
	base := testkb.New(t, old, repeal, lamp(t, "", "灯坏了换。"), same, citing)
	law, err := base.Law(ctx, "灯火法")
	if err != nil || len(law.Versions) != 3 {
		t.Fatalf("%+v, %v", law, err)
	}
	for day, want := range map[statute.Date]string{"2018-01-01": "2016-05-01", "2024-01-01": "2016-05-01"} {
		if got := law.On(day).Label; got != want {
			t.Errorf("%s answers on %s; want %s", got, day, want)
		}
	}
	if s := law.On("2024-01-01").StatusOn("2024-01-01"); s != statute.StatusRepealed {
		t.Errorf("the law is %s", s)
	}
	graph := citegraph.New(base)
	cites, err := graph.Cite(ctx, &citation.CitingText{Text: "依照《灯火法》第一条。修改前的《灯火法》第一条不适用。", Day: "2018-03-03"}, testkb.Today)
	if err != nil || len(cites) < 2 {
		t.Fatalf("%+v, %v", cites, err)
	}
	for _, c := range cites {
		if c.Kind == citation.KindProvision && c.Version != "2016-05-01" {
			t.Errorf("%s is looked up in %s, %s", c.Span.Of("依照《灯火法》第一条。修改前的《灯火法》第一条不适用。"), c.Version, c.Basis)
		}
	}
	_, err = base.Lookup(ctx, statute.Address{Law: "灯火法", Version: "undated"}, testkb.Today)
	var missing *kb.MissingError
	if !errors.As(err, &missing) || len(missing.Nearest) != 3 {
		t.Errorf("undated, of two: %v", err)
	}
}

// Two texts of one day that differ are one version, of the better text, and that is said,
// of slips of the pen too.
func TestOneDateTwoTexts(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	const head = "灯火法\n（2016年5月1日第九届虚构代表大会通过）\n第一条 灯火应当在日落以前点亮，在日出以后熄灭，由渡口的管理人负责看守。\n"
	text := func(name, words string) testkb.Document {
		d := testkb.Law(t, "", "灯火法", head+words)
		d.Source = name
		return d
	}
	for name, c := range map[string]struct {
		other string
		said  bool
	}{
		"another article": {"第二条 船夫不得饮酒。\n", true},
		"one is missing":  {"", true},
		"a slip":          {"第二条 灯火损坏以后，管理人应当在三日以内更换新的灯火，并且向渡口的主管部们报告。\n", true},
		"white space":     {"第二条 灯火损坏以后，管理人应当在三日以内更换新的灯火，并且 向渡口的主管部门报告。\n", false},
	} {
		last := "第三条 夜里点灯。\n"
		if c.said {
			last = ""
		}
		base := testkb.New(t, text("b", c.other+last),
			text("a", "第二条 灯火损坏以后，管理人应当在三日以内更换新的灯火，并且向渡口的主管部门报告。\n第三条 夜里点灯。\n"))
		law, err := base.Law(ctx, "灯火法")
		if err != nil || len(law.Versions) != 1 {
			t.Fatalf("%s: %+v, %v", name, law, err)
		}
		units, err := base.Units(ctx, law.Versions[0].ID)
		if err != nil || len(units) != 3 {
			t.Errorf("%s: %d units, %v", name, len(units), err)
		}
		found, err := base.Variants(ctx, law.Versions[0].ID, "")
		if err != nil {
			t.Fatal(err)
		}
		if said := slices.ContainsFunc(found, func(v kb.Variant) bool { return v.Kind.IsOfLetters() }); said != c.said {
			t.Errorf("%s: said %t, %v", name, said, found)
		}
	}
}
