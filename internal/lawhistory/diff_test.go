package lawhistory_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/lawhistory"
)

// marked writes segments as text with [-left out-] and {+added+}.
func marked(segments []lawhistory.Segment) string {
	var b strings.Builder
	for _, s := range segments {
		format := map[lawhistory.Side]string{lawhistory.Both: "%s", lawhistory.Earlier: "[-%s-]", lawhistory.Later: "{+%s+}"}[s.In]
		fmt.Fprintf(&b, format, s.Text)
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
changed 3>4 违反本法第[-二-]{+三+}条第一款规定的，处警告或者罚款。
changed 4>5 本法自20[-0-]{+1+}1年[-7-]{+10+}月1日起施行。`},
	} {
		list, err := book.Diff(t.Context(), address(t, c.from), address(t, c.to))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range list {
			got = append(got, fmt.Sprintf("%s %s>%s %s", d.Kind, d.From.Provision, d.To.Provision, marked(d.Segments)))
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s and %s: got\n%s\nwant\n%s", c.from, c.to, strings.Join(got, "\n"), c.want)
		}
	}
	if list, err := book.Diff(t.Context(), address(t, "泊船法@2001-03-01"), address(t, "泊船法@2011-06-01/3")); err == nil {
		t.Errorf("a text and an article differ in %v", list)
	}
}

// A text beside itself shows nothing; back and forth, each article has its counterpart.
func TestDiffItself(t *testing.T) {
	_, book := open(t)
	list, err := book.Diff(t.Context(), address(t, "港口法典@2021-03-01"), address(t, "港口法典@2021-03-01"))
	if err != nil || len(list) != 7 {
		t.Fatalf("%d articles, %v", len(list), err)
	}
	for _, d := range list {
		if d.Kind != "same" || d.From != d.To || len(d.Segments) != 1 {
			t.Errorf("%+v", d)
		}
	}
}

// What is shown leads from the one text to the other, and equal texts show nothing.
func TestSegments(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	text := func() string {
		var b strings.Builder
		for range random.IntN(40) {
			b.WriteString([]string{"船", "舶", "应当", "停泊", "。", "\n", "第二条", "é", "a"}[random.IntN(9)])
		}
		return b.String()
	}
	for range 2000 {
		from, to := text(), text()
		if random.IntN(4) == 0 {
			to = from
		}
		segments := lawhistory.Segments(from, to)
		if a, b := lawhistory.Of(segments, lawhistory.Earlier), lawhistory.Of(segments, lawhistory.Later); a != from || b != to {
			t.Fatalf("%q and %q came back as %q and %q", from, to, a, b)
		}
		if from == to && slices.ContainsFunc(segments, func(s lawhistory.Segment) bool { return s.In != lawhistory.Both }) {
			t.Fatalf("a difference in %q: %v", from, segments)
		}
	}
}
