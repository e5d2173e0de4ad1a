package statute

import (
	"strings"
	"testing"
)

func TestSince(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b Date
		want int
	}{{"2020-03-01", "2020-02-28", 2}, {"2021-01-01", "2020-12-23", 9}, {"2020-01-01", "2020-01-01", 0},
		{"2019-12-31", "2020-01-01", -1}, {"", "2020-01-01", 0}} {
		if got := c.a.Since(c.b); got != c.want {
			t.Errorf("%s is %d days after %s; want %d", c.a, got, c.b, c.want)
		}
	}
}

// A day may be typed in any of the usual ways; what is none is told from a day that there
// is not.
func TestReadDay(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"2019-03-01", "2019-3-1", "2019.3.1", "2019/3/1", "20190301", "2019年3月1日", "2019 年 3 月 1 日",
		"２０１９－０３－０１", "二〇一九年三月一日", " 2019-03-01 "} {
		if d, err := ReadDay(s); d != "2019-03-01" || err != nil {
			t.Errorf("ReadDay(%q) = %q, %v", s, d, err)
		}
	}
	for s, want := range map[string]string{
		"2023-13-45": "没有 2023-13-45 这一天", "2019-02-29": "没有 2019-02-29 这一天", "20190230": "没有 20190230 这一天",
		"2023年2月30日": "没有 2023年2月30日 这一天", "0000-00-00": "没有 0000-00-00 这一天",
		"昨天": "无法识别", "": "无法识别", "2019": "无法识别", "2019-03": "无法识别", "2019-03-01x": "无法识别",
	} {
		if d, err := ReadDay(s); d != "" || err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("ReadDay(%q) = %q, %v; want %q", s, d, err, want)
		}
	}
}
