package textdiff

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/statute"
)

// marked writes segments as text with [-left out-] and {+added+}.
func marked(segments []Segment) string {
	var b strings.Builder
	for _, s := range segments {
		format := map[Side]string{Both: "%s", Earlier: "[-%s-]", Later: "{+%s+}"}[s.In]
		fmt.Fprintf(&b, format, s.Text())
	}
	return b.String()
}

// moved is a text in which article 2 became article 3, 3-1 became 5, and 7 fell away.
func moved(n statute.Number) (statute.Number, bool) {
	switch n {
	case statute.Number{Main: 2}:
		return statute.Number{Main: 3}, true
	case statute.Number{Main: 3, Sub: 1}:
		return statute.Number{Main: 5}, true
	case statute.Number{Main: 7}:
		return n, false
	}
	return n, true
}

func TestCompare(t *testing.T) {
	t.Parallel()
	every := Options{Everything, moved}
	for name, c := range map[string]struct {
		from, to string
		o        Options
		want     string
	}{
		"numbers are words":           {"自2001年7月1日起", "自2011年10月1日起", Options{}, "自[-2001年7-]{+2011年10+}月1日起"},
		"references are words":        {"违反第十二条第一款", "违反第十三条第一款", Options{}, "违反[-第十二条-]{+第十三条+}第一款"},
		"Latin words":                 {"依照WTO规则", "依照WHO规则", Options{}, "依照[-WTO-]{+WHO+}规则"},
		"signs count":                 {"停船，报告。", "停船、报告。", Options{}, "停船[-，-]{+、+}报告。"},
		"signs do not count":          {"停船，立即报告。", "停船：报告；", every, "停船：[-立即-]报告；"},
		"paragraphs do not count":     {"停船。\n　报告。", "停船。报告。", every, "停船。报告。"},
		"digits count":                {"第10条规定的100元", "第十条规定的一百元", Options{}, "[-第10条-]{+第十条+}规定的[-100-]{+一百+}元"},
		"digits do not count":         {"第10条规定的100元，５％", "第十条规定的一百元，5%", every, "第十条规定的一百元，5%"},
		"shares and large numbers":    {"百分之五、20万元", "5%、二十万元", every, "5%、二十万元"},
		"another number":              {"处100元罚款", "处二百元罚款", every, "处[-100-]{+二百+}元罚款"},
		"a number that moved":         {"违反第二条第一款", "违反第三条第一款", every, "违反第三条第一款"},
		"a number that did not":       {"违反第二条", "违反第二条之一", every, "违反[-第二条-]{+第二条之一+}"},
		"a number that meant another": {"违反第四条", "违反第六条", every, "违反[-第四条-]{+第六条+}"},
		"an article that fell away":   {"违反第七条", "违反第八条", every, "违反[-第七条-]{+第八条+}"},
		"a list":                      {"本法第二条、第三条之一和第四条", "本法第三条、第五条和第四条", every, "本法第三条、第五条和第四条"},
		"of another law":              {"《港口法》第二条、第二条第一款", "《港口法》第二条、第二条第一款。", every, "《港口法》第二条、第二条第一款。"},
		"of another law that changed": {"港口法第二条", "港口法第三条", every, "港口法[-第二条-]{+第三条+}"},
		"taken for this law":          {"民法通则中第二条", "民法通则中第二条，", every, "民法通则中第二条，"},
		"nothing but signs":           {"，", "。", every, "。"},
		"nothing and signs":           {"", "。", every, "。"},
		"new":                         {"", "停船。", every, "{+停船。+}"},
		"gone":                        {"停船。", "", every, "[-停船。-]"},
		"signs in front":              {"“停船", "停船", every, "停船"},
	} {
		if got := marked(Compare(c.from, c.to, c.o)); got != c.want {
			t.Errorf("%s: %s; want %s", name, got, c.want)
		}
	}
}

// all are the ways in which texts may be compared.
func all() []Options {
	var out []Options
	for i := range 16 {
		o := Options{Ignored: Ignored{Punctuation: i&1 > 0, Space: i&2 > 0, Digits: i&4 > 0, Numbering: i&8 > 0}}
		if out = append(out, o); o.Numbering {
			o.Became = moved
			out = append(out, o)
		}
	}
	return out
}

// checkPair fails where segments do not lead from one text to the other, or where they are
// others the other way round.
func checkPair(t *testing.T, from, to string, o Options) {
	t.Helper()
	segments := Compare(from, to, o)
	if a, b := Of(segments, Earlier), Of(segments, Later); a != from || b != to {
		t.Fatalf("%+v: %q and %q came back as %q and %q", o.Ignored, from, to, a, b)
	}
	if Same(from, to, o) == Differ(segments) {
		t.Fatalf("%+v: %q and %q are the same: %v, but %v", o.Ignored, from, to, Same(from, to, o), segments)
	}
	shown := ""
	for i, s := range segments {
		if s.In != Earlier {
			shown += s.Text()
		}
		if s.In == Both && o.Ignored == (Ignored{}) && s.From != s.To {
			t.Fatalf("%q and %q count as the same", s.From, s.To)
		}
		if s.Text() == "" && s.From == "" || i > 0 && segments[i-1].In == s.In {
			t.Fatalf("%q and %q: %v", from, to, segments)
		}
	}
	if shown != to {
		t.Fatalf("%q is shown as %q", to, shown)
	}
	if o.Became == nil && !slices.Equal(Compare(to, from, o), Mirror(segments)) {
		t.Fatalf("%+v: %q and %q: %v, and the other way round %v", o.Ignored, from, to, segments, Compare(to, from, o))
	}
	if len(Compare(to, to, o)) > 1 || Differ(Compare(to, to, o)) {
		t.Fatalf("a difference in %q", to)
	}
	rows := Rows(segments)
	a, b := "", ""
	for _, r := range rows {
		a, b = a+Of(r.From, Earlier), b+Of(r.To, Later)
	}
	if a != from || b != to {
		t.Fatalf("%q and %q stand side by side as %q and %q", from, to, a, b)
	}
}

var pieces = [...]string{"船", "舶", "应当", "停泊", "。", "，", "\n", "　", "第二条", "第三条", "第2条", "第三条之一", "第一款", "十", "10", "１０", "5%", "百分之五", "é",
	"a", "ＡＢ", "20万", "二十万", "《港口法》", "本法", "\U000F0001", "、", "第", "条", "百", "万"}

func randomText(random *rand.Rand) string {
	var b strings.Builder
	for range random.IntN(30) {
		b.WriteString(pieces[random.IntN(len(pieces))])
	}
	return b.String()
}

// What is shown leads from the one text to the other, whatever is ignored; it is the same the
// other way round, and equal texts show nothing.
func TestLossless(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	ways := all()
	for range 300 {
		from, to := randomText(random), randomText(random)
		if random.IntN(3) == 0 { // near each other
			at := random.IntN(len([]rune(from)) + 1)
			to = string([]rune(from)[:at]) + pieces[random.IntN(len(pieces))] + string([]rune(from)[at:])
		}
		for _, o := range ways {
			checkPair(t, from, to, o)
		}
	}
}

// Texts that differ only in what is ignored show nothing.
func TestIgnoredShowsNothing(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 4))
	other := map[string][]string{"。": {"；", "", "，"}, "，": {"、", ""}, "\n": {"", " "}, "　": {""}, "第二条": {"第３条", "第三条"}, "第三条之一": {"第5条"},
		"10": {"十", "１０"}, "5%": {"百分之五", "5％"}, "20万": {"二十万", "200000"}, "ＡＢ": {"AB"}}
	kept := []string{"船", "舶", "应当", "停泊", "按照"}
	for range 3000 {
		var from, to strings.Builder
		for range random.IntN(30) {
			word := kept[random.IntN(len(kept))]
			from.WriteString(word)
			to.WriteString(word)
			p := pieces[random.IntN(len(pieces))]
			if spellings := other[p]; spellings != nil {
				from.WriteString(p)
				to.WriteString(spellings[random.IntN(len(spellings))])
			}
		}
		if s := Compare(from.String(), to.String(), Options{Everything, moved}); Differ(s) {
			t.Fatalf("%q and %q: %s", from.String(), to.String(), marked(s))
		}
	}
}

// Long texts are compared line by line.
func TestLong(t *testing.T) {
	t.Parallel()
	from := strings.Repeat("船舶应当停泊，报告。\n", longest/8)
	to := strings.Repeat("船舶应当停泊；报告。\n", longest/8) + "离港。"
	for _, o := range []Options{{}, {Ignored: Everything}} {
		checkPair(t, from, to, o)
	}
	if got := marked(Shorten(Compare(from, to, Options{Ignored: Everything}), 2)); got != "……。\n{+离港。+}" {
		t.Error(got)
	}
}

func TestShorten(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("船", 30)
	for _, c := range []struct{ from, to, want string }{
		{long + "停" + long, long + "开" + long, "……船船船[-停-]{+开+}船船船……"},
		{"停" + long + "停", "开" + long + "开", "[-停-]{+开+}船船船……船船船[-停-]{+开+}"},
		{"停船船", "开船船", "[-停-]{+开+}船船"},
		{long, long, ""},
	} {
		if got := marked(Shorten(Compare(c.from, c.to, Options{}), 3)); got != c.want {
			t.Errorf("%s; want %s", got, c.want)
		}
	}
}

func TestRows(t *testing.T) {
	t.Parallel()
	rows := Rows(Compare("停船。\n报告。\n离港。", "停船。\n立即报告。\n离港。", Options{}))
	var got []string
	for _, r := range rows {
		got = append(got, marked(r.From)+"|"+marked(r.To))
	}
	if want := []string{"停船。\n|停船。\n", "报告。\n|{+立即+}报告。\n", "离港。|离港。"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestCommon(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from, to string
		want     float64
	}{{"停船", "停船报告", 1}, {"停船报告", "开船报告离港", 0.75}, {"停船", "", 0}} {
		if got := Common(Compare(c.from, c.to, Options{})); got != c.want {
			t.Errorf("%q and %q: %v", c.from, c.to, got)
		}
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("第10条，100元", "第十条一百元", byte(15))
	f.Add("\xff船", "船", byte(3))
	f.Fuzz(func(t *testing.T, from, to string, way byte) {
		ways := all()
		checkPair(t, from, to, ways[int(way)%len(ways)])
	})
}
