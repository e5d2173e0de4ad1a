package judgment

import "testing"

// The day of a judgment stands behind its judges; dates in its text are not it.
func TestSignedOn(t *testing.T) {
	const head = "甲市乙区人民法院\n民事判决书\n（2020）甲01民初1号\n原告称，二〇一九年一月一日双方签了合同。审判员甲于二〇一九年三月一日主持调解，未果。\n"
	for end, want := range map[string]string{
		"审　判　员　　某　某\n二〇二〇年五月一日\n书记员　某":                           "2020-05-01",
		"审判长某某审判员某某人民陪审员某某二○二○年十二月三十一日书记员某某附：本案适用的法律二〇〇一年一月一日施行": "2020-12-31",
		"判决如下：":     "",
		"":          "",
		"二〇二〇年五月一日": "",
		"审判员某\n二〇二〇年十三月一日": "",
	} {
		if got := string(Read(head + end).Date); got != want {
			t.Errorf("%q: %q; want %q", end, got, want)
		}
	}
	if Is("甲说，审判员某某二〇二〇年五月一日到了。") {
		t.Error("what somebody says of a judge is taken for a judgment")
	}
}
