package lawbuild_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/testkb"
)

// lampBody are thirty articles, some of which say something else; mark comes into the source.
func lampBody(other map[int]string, last string) string {
	var b strings.Builder
	for i := 1; i <= 30; i++ {
		text := fmt.Sprintf("点灯的人在第%d个路口看灯，灯要亮到天明。", i)
		if o, ok := other[i]; ok {
			text = o
		}
		fmt.Fprintf(&b, "第%s条 %s\n", hanNumber(i), text)
	}
	return b.String() + "第三十一条 " + last + "\n"
}

func hanNumber(n int) string {
	digits := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	switch tens := n / 10; tens {
	case 0:
		return digits[n]
	case 1:
		return "十" + digits[n%10]
	default:
		return digits[tens] + "十" + digits[n%10]
	}
}

// Copies whose labels do not tell which text they are are placed by their words and by what
// captions tell of the others.
func TestPlacedByContent(t *testing.T) {
	t.Parallel()
	const (
		first   = "（2000年3月1日第九届虚构代表大会通过）"
		amended = "（2000年3月1日第九届虚构代表大会通过 根据2010年4月1日《关于修改〈灯火法〉的决定》第一次修正）"
		third   = "（2000年3月1日第九届虚构代表大会通过 根据2010年4月1日《关于修改〈灯火法〉的决定》第一次修正 " +
			"根据2016年5月1日《关于修改〈灯火法〉的决定》第二次修正）"
		force = "本法自2000年7月1日起施行。"
	)
	source := 0
	text := func(caption string, other map[int]string) testkb.Document {
		d := testkb.Law(t, "", "灯火法", "灯火法\n"+caption+"\n"+lampBody(other, force))
		source++
		d.Source = fmt.Sprint("灯火法 ", source)
		return d
	}
	start, _, _ := strings.Cut("灯火法\n（2000年5月20日公布）\n"+lampBody(nil, force), "第十二条")
	torn := testkb.Law(t, "", "灯火法", start)
	torn.Source = "灯火法 torn"
	slip := map[int]string{7: "点灯的人在第7个路口看灯，灯要亮到大明。"}
	two := map[int]string{3: "灯税每年交一次。", 4: "灯税由点灯的人交。"}
	six := map[int]string{3: "灯税每年交一次。", 4: "灯税由点灯的人交。", 5: "偷灯的，还灯。", 6: "打碎灯的，赔灯。", 8: "灯分三等。", 9: "一等灯在路口。"}
	for name, c := range map[string]struct {
		docs []testkb.Document
		want string // label, sources, first and last day of each version, newest first
	}{
		"a slip of the pen": {[]testkb.Document{text(first, nil), text("", slip)}, "2000-03-01 2 2000-07-01-"},
		"equal to one of two": {[]testkb.Document{text(first, nil), text(amended, two), text("", two)},
			"2010-04-01 2 2010-04-01-; 2000-03-01 1 2000-07-01-2010-04-01"},
		"one text is known and not loaded": {[]testkb.Document{text("", nil), text(amended, two), text(third, six)},
			"2016-05-01 1 2016-05-01-; 2010-04-01 1 2010-04-01-2016-05-01; 2000-03-01 1 2000-07-01-2010-04-01"},
		"two are known": {[]testkb.Document{text("", nil), text(third, two)}, "2016-05-01 1 2016-05-01-; undated 1 2000-07-01-2016-05-01"},
		"between two": {[]testkb.Document{text(first, nil), text(third, six), text("", two), text(strings.ReplaceAll(third, "第二次修正）",
			"第二次修正 根据2012年5月1日《关于修改〈灯火法〉的决定》第三次修正）"), six)},
			"2016-05-01 2 2016-05-01-; 2000-03-01 1 2000-07-01-2010-04-01; undated 1 -2016-05-01"},
		"adopted and published": {[]testkb.Document{text("（2000年3月1日第九届虚构代表大会通过）", nil), text("（2000年5月20日公布）", slip)},
			"2000-05-20 2 2000-07-01-"},
		"published, and torn": {[]testkb.Document{text("（2000年3月1日第九届虚构代表大会通过 2000年5月20日公布）", nil), torn}, "2000-05-20 2 2000-07-01-"},
		"the same words, adopted anew": {[]testkb.Document{text(first, nil), text(amended, nil)},
			"2010-04-01 1 2010-04-01-; 2000-03-01 1 2000-07-01-2010-04-01"},
	} {
		for range 2 { // in either order
			base := testkb.New(t, c.docs...)
			law, err := base.Law(context.Background(), "灯火法")
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, v := range law.Versions {
				sources, err := base.SourcesOf(context.Background(), v.ID)
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, fmt.Sprintf("%s %d %s-%s", v.Label, len(sources), v.InForceFrom, v.InForceTo))
			}
			if all := strings.Join(got, "; "); all != c.want {
				t.Errorf("%s: %s; want %s", name, all, c.want)
			}
			if _, err := base.UnitAt(context.Background(), law.Versions[0].ID, "31"); err != nil {
				t.Errorf("%s: the newest text lacks its last article: %v", name, err)
			}
			for i, k := 0, len(c.docs)-1; i < k; i, k = i+1, k-1 {
				c.docs[i], c.docs[k] = c.docs[k], c.docs[i]
			}
		}
	}
}
