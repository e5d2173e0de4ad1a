package citecheck_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/citecheck"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testbase"
)

// The law on moorings was renumbered in 2011 and replaced in 2021.
var moorings = map[string]string{
	"2001.md": `中华人民共和国泊船法

2001年3月1日第九届虚构代表大会常务委员会第三次会议通过

第一条 为了维护港口秩序，制定本法。

第二条 船舶应当在划定的泊位停泊，不得占用航道。

船长应当在停泊后一小时内报告港口管理机构。

第三条 占用航道停泊的，处警告或者罚款。

第四条 本法自2001年7月1日起施行。
`,
	"2011.md": `中华人民共和国泊船法

2001年3月1日第九届虚构代表大会常务委员会第三次会议通过
2011年6月1日第十一届虚构代表大会常务委员会第九次会议修订

第一条 为了维护港口秩序，制定本法。

第二条 灯塔管理人应当公布灯光的颜色和周期。

第三条 船舶应当在划定的泊位停泊，不得占用航道。

船长应当在停泊后一小时内报告港口管理机构。

第四条 占用航道停泊的，处警告或者罚款。

第五条 本法自2011年10月1日起施行。
`,
	"2021.md": `中华人民共和国港口法典

2021年3月1日第十三届虚构代表大会第四次会议通过

第一条 为了规范港口活动，制定本法。

第二条 船舶应当在划定的泊位停泊，不得占用航道。

第三条 占用航道停泊的，处警告或者罚款。

第四条 本法自2021年7月1日起施行。《中华人民共和国泊船法》同时废止。
`,
}

// What a number means by the day of the draft: the rule that has it, or, where the draft's
// own words speak of it, the one that had it before.
func TestMoved(t *testing.T) {
	dir := t.TempDir()
	for name, text := range moorings {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	base, _ := testbase.Open(t, ingest.Options{Paths: []string{dir},
		Now: func() time.Time { return time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC) }})
	for _, c := range []struct {
		name, text, day, want, now string
	}{
		{"the words are those of the old article", "被告占用航道停泊，违反《泊船法》第二条，应当在划定的泊位停泊。", "2015-01-01",
			"renumbered", "泊船法@2011-06-01/3"},
		{"its second paragraph, which the new one has not", "船长没有在一小时内报告港口管理机构，依照《泊船法》第二条第二款处理。", "2015-01-01",
			"renumbered", "泊船法@2011-06-01/3/k2"},
		{"the words are those of the new article", "灯塔管理人应当公布灯光的颜色，依照《泊船法》第二条处理。", "2015-01-01", "repealed_since", ""},
		{"the words fit another citation beside it", "被告占用航道停泊，不在划定的泊位停泊，依照《泊船法》第二条、第三条、第四条处理。", "2015-01-01",
			"repealed_since", ""},
		{"no words", "依照《泊船法》第二条处理。", "2015-01-01", "repealed_since", ""},
		{"the text is named", "被告占用航道停泊，违反2001年的《泊船法》第二条，应当在划定的泊位停泊。", "2015-01-01", "changed_since", ""},
		{"right on its day", "被告占用航道停泊，违反《泊船法》第二条，应当在划定的泊位停泊。", "2005-01-01", "changed_since", ""},
		{"repealed", "依照《泊船法》第三条第一款处理。", "2022-01-01", "repealed", "港口法典@2021-03-01/2/k1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := reading.Citable(c.text)
			doc.Day = statute.Date(c.day)
			r, err := citecheck.Check(t.Context(), sources(base), doc, "2026-03-04")
			if err != nil {
				t.Fatal(err)
			}
			f := r.Findings[0]
			var now []string
			for _, a := range f.Now.To {
				now = append(now, a.String())
			}
			if string(f.Verdict) != c.want || c.now != "" && strings.Join(now, " ") != c.now {
				t.Errorf("%s (%s), now %v", f.Verdict, f.Note, now)
			}
			if c.now != "" && !strings.Contains(f.Note, "现") {
				t.Errorf("the note is %s", f.Note)
			}
		})
	}
}

// A provision that only an earlier text had is told with what it is now.
func TestFormer(t *testing.T) {
	dir := t.TempDir()
	longer := strings.Replace(moorings["2001.md"], "第四条 本法", "第四条 灯塔管理人应当公布灯光的颜色和周期。\n\n第五条 本法", 1)
	later := strings.Replace(moorings["2001.md"], "会议通过", "会议通过\n2011年6月1日第十一届虚构代表大会常务委员会第九次会议修订", 1)
	for name, text := range map[string]string{"2001.md": longer, "2011.md": strings.Replace(later, "本法自2001年7", "本法自2011年10", 1)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	base, _ := testbase.Open(t, ingest.Options{Paths: []string{dir},
		Now: func() time.Time { return time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC) }})
	r, err := citecheck.Check(t.Context(), sources(base), reading.Citable("依照《泊船法》第五条处理。"), "2026-03-04")
	if err != nil {
		t.Fatal(err)
	}
	const want = "《泊船法》没有第五条；2001-03-01 的文本有这一处；现为《泊船法》第四条"
	if f := r.Findings[0]; f.Verdict != citecheck.Missing || f.Note != want {
		t.Errorf("%s: %s", f.Verdict, f.Note)
	}
}

// An interpretation of a law that was repealed is not passed as plain 存在: nothing says that it
// still holds.
func TestInterpretationOfARepealedLaw(t *testing.T) {
	dir := t.TempDir()
	texts := map[string]string{"解释.md": "最高人民法院关于适用《中华人民共和国泊船法》若干问题的解释\n\n法释〔2012〕9号\n\n" +
		"（2012年3月1日最高人民法院审判委员会第9999次会议通过，自2012年4月1日起施行）\n\n第一条 泊位由港口管理机构划定。\n\n第二条 本解释自2012年4月1日起施行。\n"}
	for _, of := range []map[string]string{moorings, texts} {
		for name, text := range of {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	base, _ := testbase.Open(t, ingest.Options{Paths: []string{dir},
		Now: func() time.Time { return time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC) }})
	for day, want := range map[statute.Date]citecheck.Verdict{"2022-01-01": citecheck.Unverifiable, "2015-01-01": citecheck.Exists} {
		doc := reading.Citable("依照《最高人民法院关于适用〈中华人民共和国泊船法〉若干问题的解释》第一条处理。")
		doc.Day = day
		r, err := citecheck.Check(t.Context(), sources(base), doc, "2026-03-04")
		if err != nil {
			t.Fatal(err)
		}
		if f := r.Findings[0]; f.Verdict != want || day == "2022-01-01" && !strings.Contains(f.Note, "泊船法") {
			t.Errorf("on %s: %s (%s)", day, f.Verdict, f.Note)
		}
	}
}
