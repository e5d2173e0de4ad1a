package news

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/testlaw"
)

// A number is read with its unit, what it counts, the period, the place and the change.
func TestFiguresOf(t *testing.T) {
	t.Parallel()
	list := FiguresOf("据了解,贵州全省法院开展治理。今年1月至9月,全省法院新收案件6.5万件,同比下降4.1%;新收执行案件301件,同比减少12件。\n" +
		"2021年以来,云溪市检察机关办理此类案件71件92人,涉及信息11.5万\n\n条。对于行业乱象,有办法。\n安装了4个摄像头。\n《规定》第10条和民法典1036条规定了,书记多次强调。\n其中,92.1%的受访者用过。\n")
	var got []string
	for _, f := range list {
		got = append(got, strings.Join([]string{f.Region, f.Period, f.Subject, f.Number, f.Unit, f.Change}, "|"))
	}
	want := []string{"贵州|今年1月至9月|新收案件|6.5万|件|同比下降4.1%", "贵州|今年1月至9月|新收执行案件|301|件|同比减少12件",
		"云溪市|2021年以来|办理此类案件|71|件|", "云溪市|2021年以来|办理此类案件|92|人|", "云溪市|2021年以来|涉及信息|11.5万|条|", "||摄像头|4|个|", "||受访者|92.1|%|"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// Who speaks is read with the office; who signs is a reporter.
func TestSpeakersOf(t *testing.T) {
	t.Parallel()
	const text = "□ 本报记者 王某\n虚构大学法学院教授赵某某说。赵某某指出,要小心。\n石桥区检察院副检察长钱某告诉记者,已经立案。\n本报通讯员 孙某 李某\n"
	got := fmt.Sprint(SpeakersOf(text), ReportersOf(text))
	if want := "[{赵某某 虚构大学法学院教授} {钱某 石桥区检察院副检察长}] [王某 孙某 李某]"; got != want {
		t.Errorf("got %s; want %s", got, want)
	}
}

// The figures of the real reports are there; those of a city are not of the case of another.
func TestFiguresOfSeeds(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(testlaw.Shared(t, "seeds"), "000_*.txt"))
	if err != nil || len(files) == 0 {
		t.Skip("no seeds")
	}
	content, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	have := map[string]Figure{}
	ofGuizhou := 0
	for _, f := range FiguresOf(string(content)) {
		if _, ok := have[f.Number+f.Unit]; !ok {
			have[f.Number+f.Unit] = f
		}
		if f.Region == "贵州" {
			ofGuizhou++
		}
	}
	for number, want := range map[string]string{"4098件": "同比上升60.2%", "5188件": "", "116.25万条": "", "69.29万件": "同比减少13.6万件,同比下降16.41%",
		"32.28万件": "同比下降23.05%", "5605件": "同比下降25.13%", "25.1万件": "同比下降13.04%", "28.74万件": "同比上升72%", "25.59万件": "同比上升73%",
		"1880家": "同比上升85%", "6049人": "同比增加147%", "320218件": "", "186471件": "同比上升85%"} {
		f, ok := have[number]
		if !ok || f.Change != want {
			t.Errorf("%s: %v, change %q; want %q", number, ok, f.Change, want)
		}
	}
	if ofGuizhou < 12 {
		t.Errorf("%d figures are of 贵州", ofGuizhou)
	}
	var names []string
	for _, s := range SpeakersOf(string(content)) {
		names = append(names, s.Name)
	}
	if len(names) < 4 {
		t.Errorf("those who speak are %d", len(names))
	}
	t.Logf("%d figures, %d of 贵州, speakers %d", len(have), ofGuizhou, len(names))
}
