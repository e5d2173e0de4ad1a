package script

import "testing"

func TestSimplify(t *testing.T) {
	for s, want := range map[string]string{"確保個人信息": "确保个人信息", "简体不变": "简体不变", "頭髮與發展": "头发与发展", "著作權發揮著巨大作用": "著作权发挥着巨大作用"} {
		if got := Simplify(s); got != want {
			t.Errorf("Simplify(%q) = %q; want %q", s, got, want)
		}
	}
	if IsTraditional("中华人民共和国民法典規定") || !IsTraditional("最高人民法院關於審理案件適用法律的規定") {
		t.Error("traditional text is not told from simplified")
	}
}

// No file of the real collection is damaged, so nothing may change.
