package lawbuild_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/testkb"
)

// lampLaw is a text of the law on lamps with a caption and a last article.
func lampLaw(t *testing.T, title, caption, last string) testkb.Document {
	t.Helper()
	d := testkb.Law(t, "", title, title+"\n"+caption+"\n第一条 灯要亮。\n第二条 灯坏了换。\n第三条 "+last+"\n")
	d.Source = title + caption + last
	return d
}

// Each day on which a text begins or ends has a source: the text, the decision that amended
// it, the register, a copy without a date; else it is assumed, or unknown.
func TestSourcesOfDays(t *testing.T) {
	t.Parallel()
	const (
		adopted = "（2000年3月1日第九届虚构代表大会通过）"
		amended = "（2000年3月1日第九届虚构代表大会通过 根据2010年4月1日《关于修改〈灯火法〉的决定》第一次修正 " +
			"根据2016年5月1日《关于修改〈灯火法〉的决定》第二次修正）"
		first = "本法自2000年7月1日起施行。"
	)
	decision := func(caption, force string) testkb.Document {
		d := testkb.Law(t, "", "虚构代表大会关于修改《灯火法》的决定", "虚构代表大会关于修改《灯火法》的决定\n"+caption+
			"\n一、将第二条修改为：“灯坏了换新的。”\n二、删去第四条。\n"+force+"\n")
		d.Source = caption + force
		return d
	}
	for name, c := range map[string]struct {
		key  string
		docs []testkb.Document
		want string // label, from, source, to, source of each version, newest first
	}{
		"the text tells": {"灯火法", []testkb.Document{lampLaw(t, "灯火法", adopted, first)}, "2000-03-01 2000-07-01 text  unknown"},
		"nothing tells, and one between them is not loaded": {"灯火法",
			[]testkb.Document{lampLaw(t, "灯火法", adopted, first), lampLaw(t, "灯火法", amended, "灯税另定。"+first)},
			"2016-05-01 2016-05-01 assumed  unknown; 2000-03-01 2000-07-01 text 2010-04-01 assumed"},
		"the decision tells": {"灯火法", []testkb.Document{lampLaw(t, "灯火法", amended, first),
			decision("（2016年5月1日虚构代表大会通过）", "本决定自2016年9月1日起施行。")}, "2016-05-01 2016-09-01 decision  unknown"},
		"a decision of another day": {"灯火法", []testkb.Document{lampLaw(t, "灯火法", amended, first),
			decision("（2010年4月1日虚构代表大会通过）", "本决定自2010年9月1日起施行。")}, "2016-05-01 2016-05-01 assumed  unknown"},
		"a copy without a date tells": {"灯火法", []testkb.Document{lampLaw(t, "灯火法", "（2014年6月18日虚构法院审判委员会通过）", "灯归用灯的人。"),
			lampLaw(t, "灯火法", "", "灯归用灯的人。本法自2014年9月1日起施行。")},
			"2014-06-18 2014-09-01 text  unknown; undated  unknown 2014-09-01 text"},
		"a copy with the day of its adoption tells": {"灯火法", []testkb.Document{
			lampLaw(t, "灯火法", "（2014年6月18日公布）", "灯归用灯的人。"),
			lampLaw(t, "灯火法", "（2014年4月21日虚构法院审判委员会通过）", "灯归人。\n第四条 本法自2014年9月1日起施行。")},
			"2014-06-18 2014-09-01 text  unknown; 2014-04-21 2014-09-01 text 2014-09-01 text"},
		"another law tells": {"灯火法", []testkb.Document{lampLaw(t, "灯火法", adopted, first), lampLaw(t, "新灯法",
			"（2020年5月28日虚构代表大会通过）", "本法自2021年1月1日起施行。《灯火法》同时废止。")},
			"2000-03-01 2000-07-01 text 2021-01-01 decision"},
		"another law whose own day is assumed": {"灯火法", []testkb.Document{lampLaw(t, "灯火法", adopted, first), lampLaw(t, "新灯法",
			"（2020年5月28日虚构代表大会通过）", "《灯火法》同时废止。")},
			"2000-03-01 2000-07-01 text 2020-05-28 assumed"},
		"the register tells": {"公司法", []testkb.Document{lampLaw(t, "公司法",
			"（2000年3月1日虚构代表大会通过 根据2013年12月28日《关于修改〈灯火法〉等七部法律的决定》修正）", first)}, "2013-12-28 2014-03-01 register  unknown"},
	} {
		base := testkb.New(t, c.docs...)
		law, err := base.Law(context.Background(), c.key)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, v := range law.Versions {
			got = append(got, fmt.Sprintf("%s %s %s %s %s", v.Label, v.InForceFrom, v.FromSource, v.InForceTo, v.ToSource))
		}
		if all := strings.Join(got, "; "); all != c.want {
			t.Errorf("%s: %s; want %s", name, all, c.want)
		}
	}
}
