package cause

import "testing"

func TestCauses(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]bool{"买卖合同纠纷": true, "买卖合同": true, "天气": false} {
		if Known(s) != want {
			t.Errorf("%s is known: %v", s, !want)
		}
	}
	if got := Bare("离婚纠纷"); got != "离婚" {
		t.Errorf("got %s", got)
	}
	if got := AtEnd("乙公司买卖合同纠纷"); got != len("乙公司") {
		t.Errorf("the cause begins at %d", got)
	}
	for _, s := range []string{"", "乙公司"} {
		if got := AtEnd(s); got != -1 {
			t.Errorf("%q has a cause at %d", s, got)
		}
	}
}
