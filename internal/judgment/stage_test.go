package judgment

import "testing"

// The number of an authority or of an arbitral body tells no stage of a court: 监 in 丙市监处罚 is 监督.
func TestStageOfNoCourt(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"甲省乙市丙区市场监督管理局\n行政处罚决定书\n丙市监处罚〔2022〕15号\n当事人：羊小双，男，1985年3月2日出生。\n经查，当事人销售超过保质期的食品。决定处以罚款五千元。\n2022年6月7日\n": "",
		"甲省乙市丙区人民法院\n民事裁定书\n（2022）甲01民监15号\n申请再审人：羊小双，男，1985年3月2日出生。\n裁定如下：驳回申请。\n审判员　孙公正\n2022年6月7日\n":            "再审审查",
	} {
		if got := Read(text).Instance; got != want {
			t.Errorf("%q is the stage, not %q, of\n%s", got, want, text)
		}
	}
}
