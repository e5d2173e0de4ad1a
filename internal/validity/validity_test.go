package validity

import (
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/timeline"
)

func TestShipped(t *testing.T) {
	t.Parallel()
	facts, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	r := New(facts)
	seen := map[[2]string]bool{}
	for _, f := range facts {
		k := [2]string{f.Key, f.Label}
		if seen[k] {
			t.Errorf("%s %s stands twice", f.Key, f.Label)
		}
		seen[k] = true
	}
	if d := r.Start("公司法", "2013-12-28"); d != timeline.DayOf("2014-03-01", timeline.FromRegister) {
		t.Errorf("公司法 of 2013 is in force from %+v", d)
	}
	if d := r.Start("公司法", "2018-10-26"); d.Source != timeline.Unknown {
		t.Errorf("the register tells of a text in force from its own day: %+v", d)
	}
	if d := r.Start("最高人民法院关于渡口的解释", "2020-12-23"); d.Date != "2021-01-01" {
		t.Errorf("an interpretation of 2020-12-23 is in force from %+v", d)
	}
	if list := r.Repeals("最高人民法院关于适用《中华人民共和国担保法》若干问题的解释"); len(list) != 1 || list[0].Day.Date != "2021-01-01" || list[0].By == "" {
		t.Errorf("the repeals are %+v", list)
	}
}

func TestRead(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"渡口法\t2020-01-01\t2020-03-01\t\t\t\t某公报":             "",
		"渡口法\t\t\t2020-03-01\t已废止\t新渡口法\t某公报":                "",
		"渡口法\t2020-01-01":                                    "7 栏",
		"渡口法\t2023-13-45\t2020-03-01\t\t\t\t某公报":             "日期应写成",
		"渡口法\t2020-01-01\t2019-03-01\t\t\t\t某公报":             "之前",
		"渡口法\t2020-01-01\t2020-03-01\t2020-03-01\t\t某法\t某公报": "之后",
		"渡口法\t2020-01-01\t\t\t\t\t某公报":                       "都没有写",
		"渡口法\t2020-01-01\t2020-03-01\t\t\t\t":                "出处",
		"\t2020-01-01\t2020-03-01\t\t\t\t某公报":                "标题",
	} {
		_, err := Read(strings.NewReader("# 说明\n\n" + line + "\n"))
		switch {
		case want == "" && err != nil:
			t.Errorf("%q: %v", line, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "第 3 行")):
			t.Errorf("%q: %v; want %s", line, err, want)
		}
	}
}

// What a user writes counts before what ships, and changes the hash.
func TestUser(t *testing.T) {
	t.Parallel()
	user, err := Read(strings.NewReader("公司法\t2013-12-28\t2014-03-02\t\t\t\t某公报\n"))
	if err != nil {
		t.Fatal(err)
	}
	facts, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	if d := New(append(user, facts...)).Start("公司法", "2013-12-28"); d.Date != "2014-03-02" {
		t.Errorf("公司法 of 2013 is in force from %s", d.Date)
	}
	if Hash(user) == Hash(nil) {
		t.Error("the hash does not change with what the user writes")
	}
}
