package lawhistory_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/textdiff"
)

// marked writes segments as text with [-left out-] and {+added+}, and <what is elsewhere>.
func marked(segments []textdiff.Segment) string {
	var b strings.Builder
	for _, s := range segments {
		format := map[textdiff.Side]string{textdiff.Both: "%s", textdiff.Earlier: "[-%s-]", textdiff.Later: "{+%s+}"}[s.In]
		if s.Elsewhere {
			format = "<%s>"
		}
		fmt.Fprintf(&b, format, s.Text())
	}
	return b.String()
}

func TestDiff(t *testing.T) {
	_, book := open(t)
	for _, c := range []struct{ from, to, want string }{
		{"泊船法@2011-06-01/3/k2", "港口法典@2021-03-01/5", "changed 3/k2>5 船长应当在停泊后一小时内报告港口管理机构{+和海事机构+}。"},
		{"泊船法@2001-03-01/2", "泊船法@2011-06-01/3", "moved 2>3 船舶应当在划定的泊位停泊，不得占用航道。\n船长应当在停泊后一小时内报告港口管理机构。"},
		{"泊船法@2001-03-01", "泊船法@2011-06-01", `same 1>1 为了维护港口秩序，制定本法。
new >2 {+港口管理机构应当公布泊位的数量和位置，接受社会监督。+}
moved 2>3 船舶应当在划定的泊位停泊，不得占用航道。
船长应当在停泊后一小时内报告港口管理机构。
changed 3>4 违反本法[-第二条-]{+第三条+}第一款规定的，处警告或者罚款。
changed 4>5 本法自[-2001年7-]{+2011年10+}月1日起施行。`},
		{"泊船法@2011-06-01", "港口法典@2021-03-01", `changed 1>1 为了[-维护港口秩序-]{+规范港口活动+}，制定本法。
new >2 {+引航员应当持有执业证书。+}
moved 2>3 港口管理机构应当公布泊位的数量和位置，接受社会监督。
changed 3>4 船舶应当在划定的泊位停泊，不得占用航道。[-
-]<船长应当在停泊后一小时内报告港口管理机构>{+船舶不得在禁停区抛锚+}。
changed 3>5 <船舶应当在划定的泊位停泊，不得占用航道。>[-
-]船长应当在停泊后一小时内报告港口管理机构{+和海事机构+}。
changed 4>6 违反本法[-第三条第一款-]{+第四条+}规定的，处警告或者罚款。
changed 5>7 本法自[-2011年10-]{+2021年7+}月1日起施行。{+《中华人民共和国泊船法》同时废止。+}`},
	} {
		list, err := book.Diff(t.Context(), address(t, c.from), address(t, c.to), textdiff.Ignored{})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range list {
			got = append(got, fmt.Sprintf("%s %s>%s %s", d.Kind, d.From.Provision, d.To.Provision, marked(d.Segments())))
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s and %s: got\n%s\nwant\n%s", c.from, c.to, strings.Join(got, "\n"), c.want)
		}
	}
	if list, err := book.Diff(t.Context(), address(t, "泊船法@2001-03-01"), address(t, "泊船法@2011-06-01/3"), textdiff.Ignored{}); err == nil {
		t.Errorf("a text and an article differ in %v", list)
	}
}

// A text beside itself shows nothing; back and forth, each article has its counterpart.
func TestDiffItself(t *testing.T) {
	_, book := open(t)
	list, err := book.Diff(t.Context(), address(t, "港口法典@2021-03-01"), address(t, "港口法典@2021-03-01"), textdiff.Ignored{})
	if err != nil || len(list) != 7 {
		t.Fatalf("%d articles, %v", len(list), err)
	}
	for _, d := range list {
		if d.Kind != "same" || d.From != d.To || len(d.Segments()) != 1 {
			t.Errorf("%+v", d)
		}
	}
}

// Back and forth the same is shown, with the sides changed; what is ignored is shown as the
// later text has it.
func TestDiffBackwards(t *testing.T) {
	_, book := open(t)
	for _, ignored := range []textdiff.Ignored{{}, textdiff.Everything} {
		for _, c := range [][2]string{{"泊船法@2001-03-01", "泊船法@2011-06-01"}, {"泊船法@2001-03-01", "港口法典@2021-03-01"},
			{"泊船法@2011-06-01/4", "港口法典@2021-03-01/6"}} {
			there, err := book.Diff(t.Context(), address(t, c[0]), address(t, c[1]), ignored)
			if err != nil {
				t.Fatal(err)
			}
			back, err := book.Diff(t.Context(), address(t, c[1]), address(t, c[0]), ignored)
			if err != nil {
				t.Fatal(err)
			}
			if len(there) != len(back) {
				t.Fatalf("%v: %d and %d", c, len(there), len(back))
			}
			for _, d := range there {
				mirrored := func(o lawhistory.Difference) bool {
					return o.From == d.To && o.To == d.From && slices.Equal(o.Segments(), textdiff.Mirror(d.Segments()))
				}
				if !slices.ContainsFunc(back, mirrored) {
					t.Errorf("%v: nothing answers to %v %v", c, d.From, d.To)
				}
			}
		}
	}
	// A reference to an article that has another number now is no change.
	list, err := book.Diff(t.Context(), address(t, "泊船法@2001-03-01/3"), address(t, "泊船法@2011-06-01/4"), textdiff.Everything)
	if err != nil || list[0].Kind != "moved" || marked(list[0].Segments()) != "违反本法第三条第一款规定的，处警告或者罚款。" {
		t.Errorf("%v, %v", list, err)
	}
}

func TestLastChange(t *testing.T) {
	_, book := open(t)
	for a, want := range map[string]string{
		"港口法典@2021-03-01/2": "港口法典@2021-03-01/2 港口法典@2021-03-01 []",
		"港口法典@2021-03-01/3": "泊船法@2011-06-01/2 泊船法@2011-06-01 []", // moved since
		"港口法典@2021-03-01/4": "港口法典@2021-03-01/4 港口法典@2021-03-01 [泊船法@2011-06-01/3]",
		"泊船法@2011-06-01/3":  "泊船法@2001-03-01/2 泊船法@2001-03-01 []",
		"泊船法@2011-06-01/4":  "泊船法@2001-03-01/3 泊船法@2001-03-01 []", // only a reference that moved along
		"泊船法@2011-06-01/5":  "泊船法@2011-06-01/5 泊船法@2011-06-01 [泊船法@2001-03-01/4]",
	} {
		c, err := book.LastChange(t.Context(), address(t, a))
		if got := fmt.Sprintf("%s %s@%s %v", c.Now, c.By.Law, c.By.Label, c.From); err != nil || got != want {
			t.Errorf("%s: %s, %v; want %s", a, got, err, want)
		}
	}
}

func TestEffects(t *testing.T) {
	_, book := open(t)
	list, err := book.Effects(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range list {
		got = append(got, fmt.Sprintf("%s %s %s@%s", e.Day.Date, e.Kind, e.Version.Law, e.Version.Label))
	}
	if want := []string{"2021-07-01 repealed 泊船法@2011-06-01", "2021-07-01 enacted 港口法典@2021-03-01",
		"2011-10-01 amended 泊船法@2011-06-01", "2001-07-01 enacted 泊船法@2001-03-01"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
