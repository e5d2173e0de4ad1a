package newspaper

import "testing"

// The paper is named by its page; the day stands there, or follows from a known day and the years since.
func TestPrintedOf(t *testing.T) {
	t.Parallel()
	for page, want := range map[string]Printed{
		"2022年11月7日 星期一\n本报讯 狗丢了。": {Date: "2022-11-07"},
		"《虚构日报》记者注意到，遛狗规则自2021年11月1日起施行。施行一年来，狗少了。11月4日，11月9日开会，8月3日起雾。": {Paper: "虚构日报", Date: "2022-11-09", Inferred: true},
		"规则自2021年11月1日起施行。":   {},
		"《虚构日报》刊登。去年11月4日有雾。": {},
	} {
		if got := PrintedOf(page); got != want {
			t.Errorf("%s: %+v; want %+v", page, got, want)
		}
	}
}
