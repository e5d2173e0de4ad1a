package personname

import "testing"

func TestNames(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{"张三": true, "欧阳文博": true, "阿依古丽·买买提": true, "张某某1": true, "王某甲": true, "潘××": true,
		"俄克学": true,
		"李":   true,
		"甲公司": false, "某某镇": false, "公安局": false, "张三，男": false, "Smith": false, "": false, "5": false} {
		if got := IsPerson(name); got != want {
			t.Errorf("%q is a person: %v", name, got)
		}
	}
	for name, want := range map[string]bool{"金华市羊记有限公司": true, "某某村": true, "张三": false} {
		if IsBody(name) != want {
			t.Errorf("%q is a body: %v", name, !want)
		}
	}
	for name, want := range map[string]int{"欧阳文博": 2, "张三": 1, "〇三": 0, "": 0, "abc": 0} {
		if got := Surname(name); got != want {
			t.Errorf("the surname of %q has %d characters; want %d", name, got, want)
		}
	}
}
