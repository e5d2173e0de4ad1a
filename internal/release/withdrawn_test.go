package release

import (
	"testing"

	"github.com/fatiao/fatiao/internal/textview"
)

// A guiding case is one no longer where the text says so of it, and not of another, nor that somebody asks for it.
func TestWithdrawn(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]bool{
		"（最高人民法院审判委员会讨论通过　2033年10月20日发布　该指导性案例自2035年1月1日起不再参照）":       true,
		"指导案例920号：羊某诉牛某合同纠纷案（不再参照）":                                   true,
		"编者注：本案例已不再参照。":                                               true,
		"自2035年1月1日起，本案例不再参照，但参照该案例作出的裁判仍然有效。":                        true,
		"（自2035年1月1日起不再参照）":                                           true,
		"根据《最高人民法院关于部分指导性案例不再参照的通知》（法〔2034〕343号），909号、920号指导性案例不再参照。": true,
		"最高人民法院决定指导案例909号和920号自2035年1月1日起不再参照。":                       true,
		"注：该案例不再参照适用。":                                                true,
		"【已不再参照】":                                                     true,
		"〔注〕2035年起，此案例不再参照。":                                          true,
		"根据《最高人民法院关于部分指导性案例不再参照的通知》（法〔2034〕343号），909号、910号指导性案例不再参照。": false,
		"参见《最高人民法院关于部分指导性案例不再参照的通知》。":                                 false,
		"该公司此后不再参照上述案例中的定价标准。":                                        false,
		"上诉人主张本案例不再参照，本院不予支持。":                                        false,
		"指导案例909号不再参照，本案例仍可参照。":                                       false,
		"双方约定合同价格不再参照市场价。":                                            false,
		"本案例并未不再参照。":                                                  false,
		"本案例是否不再参照，由最高人民法院决定。":                                        false,
		"与920号案例相关的909号案例不再参照《暂行办法》第三条。":                              false,
		"原告认为指导案例920号不再参照。":                                           false,
	} {
		v := textview.New("关键词　合同\n" + said + "\n裁判要点\n")
		if _, got := withdrawn(v, 0, len(v.Text), "指导案例920号"); got != want {
			t.Errorf("%s is read as withdrawn: %v", said, got)
		}
	}
}
