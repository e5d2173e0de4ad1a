package concordance

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// The earlier law is 车辆法, the later one 车辆法 too unless a case says otherwise; each line
// is an article.
const earlierLaw = `为了加强车辆停放管理，维护停放秩序，保障道路畅通，制定本法。
车辆停放应当遵循方便群众、安全有序的原则。
停放人应当在划定的泊位内停放车辆，不得占用盲道和消防通道。
停放人违反本法第三条规定的，由街道办事处责令限期驶离；拒不驶离的，可以拖移车辆。
停车场经营者应当公示收费标准。停车场经营者丢失或者毁损停放车辆的，应当承担赔偿责任，但是能够证明没有过错的除外。
夜间十时至次日六时，居住区道路可以设置临时泊位。
临时泊位由街道办事处划定，报公安机关备案。
货运车辆应当在货运场站停放。
拖拉机不得进入城市快速路停放。
本法自公布之日起施行。`

const laterLaw = `为了加强车辆停放管理，维护停放秩序，保障道路畅通，根据宪法，制定本法。
各级人民政府应当将停车设施建设纳入国土空间规划，安排专项资金。
车辆停放应当遵循方便群众、安全有序的原则。
停放人应当在划定的泊位内停放车辆，不得占用盲道和消防通道。
停放人违反本法第四条规定的，由街道办事处责令限期驶离；拒不驶离的，可以拖移车辆。
停车场经营者应当公示收费标准和监督电话。
停车场经营者丢失或者毁损停放车辆的，应当承担赔偿责任，但是能够证明没有过错的除外。
夜间十时至次日六时，居住区道路可以设置临时泊位。临时泊位由街道办事处划定，报公安机关备案。
货运车辆和工程机械应当在货运场站或者专用场地停放。
本法自公布之日起施行。`

// articles makes articles of lines, numbered from 1.
func articles(law, text string) []Article {
	var out []Article
	for i, line := range strings.Split(text, "\n") {
		out = append(out, Article{Law: law, Address: fmt.Sprint(i + 1), Parts: []string{line}})
	}
	return out
}

func aligned(earlier, later []Article) []Row {
	rows := Align(earlier, later)
	return rows
}

func write(rows []Row) string {
	var b strings.Builder
	for _, r := range rows {
		fmt.Fprintf(&b, "%s %s:", r.Address, r.Kind)
		for _, m := range r.Became {
			b.WriteString(" " + m.Address)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestAlign(t *testing.T) {
	const want = `1 changed: 1
2 moved: 3
3 moved: 4
4 moved: 5
5 split: 7 6
6 merged: 8
7 merged: 8
8 changed: 9
9 dropped:
10 same: 10
`
	if got := write(aligned(articles("车辆法", earlierLaw), articles("车辆法", laterLaw))); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// A text beside itself is the same throughout, and surely so.
func TestAlignItself(t *testing.T) {
	for _, r := range aligned(articles("车辆法", laterLaw), articles("车辆法", laterLaw)) {
		if r.Kind != Same || r.Sure != Certain || len(r.Became) != 1 || r.Became[0].Address != r.Address {
			t.Errorf("%+v", r)
		}
	}
}

// Of two laws that one replaced, each has its successors: the same article of the later law
// may come from both.
func TestAlignTwoLaws(t *testing.T) {
	first := articles("车辆法", "停放人应当在划定的泊位内停放车辆，不得占用盲道和消防通道。\n货运车辆应当在货运场站停放。")
	second := articles("道路法", "停放人应当在划定的泊位内停放车辆，不得占用盲道。\n夜间十时至次日六时，居住区道路可以设置临时泊位。")
	rows := aligned(append(first, second...), articles("交通法典", laterLaw))
	if got, want := write(rows), "1 moved: 4\n2 changed: 9\n1 changed: 4\n2 changed: 8\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if rows[2].Law != "道路法" {
		t.Errorf("the third row is of %s", rows[2].Law)
	}
}

// Nothing is lost: each earlier article has a row, in order, and every successor stands in
// the later text once.
func TestAlignIsWhole(t *testing.T) {
	earlier, later := articles("车辆法", earlierLaw), articles("车辆法", laterLaw)
	for n := range len(earlier) + 1 {
		for m := range len(later) + 1 {
			rows := aligned(earlier[:n], later[:m])
			if len(rows) != n {
				t.Fatalf("%d rows of %d articles", len(rows), n)
			}
			for i, r := range rows {
				var seen []string
				for _, b := range r.Became {
					stands := func(a Article) bool { return a.Address == b.Address }
					if slices.Contains(seen, b.Address) || !slices.ContainsFunc(later[:m], stands) {
						t.Errorf("%d and %d articles: %+v", n, m, r)
					}
					seen = append(seen, b.Address)
				}
				if r.Address != earlier[i].Address || (len(seen) == 0) != (r.Kind == Dropped) || (r.Kind == Dropped) != (r.Sure == None) {
					t.Errorf("%d and %d articles: %+v", n, m, r)
				}
			}
		}
	}
}

// Articles of signs alone are like nothing.
func TestAlignEmpty(t *testing.T) {
	earlier := []Article{{Law: "车辆法", Address: "1"}, {Law: "车辆法", Address: "2", Parts: []string{"……"}}}
	for _, r := range aligned(earlier, articles("车辆法", laterLaw)) {
		if r.Kind != Dropped {
			t.Errorf("%+v", r)
		}
	}
}

func TestWording(t *testing.T) {
	for text, want := range map[string]string{
		"违反本法第三条、第一百二十条之一规定": "违反本法之一规定",
		"第（二）项，第三者":          "第三者",
		"第一款 第十二章":           "",
		"第":                  "第",
	} {
		if got := string(wording(nil, text)); got != want {
			t.Errorf("%s: %s, not %s", text, got, want)
		}
	}
}

func TestClosest(t *testing.T) {
	parts := []string{"停车场经营者应当公示收费标准和监督电话。", "停放人应当在划定的泊位内停放车辆。"}
	if at, ok := Closest("停放人必须在泊位内停放车辆", parts); !ok || at != 1 {
		t.Errorf("part %d, %t", at, ok)
	}
	if at, ok := Closest("继承从死亡时开始", parts); ok {
		t.Errorf("part %d", at)
	}
}
