package casefile

import "testing"

// Amounts are written as they are read aloud.
func TestMoney(t *testing.T) {
	t.Parallel()
	for yuan, want := range map[int64]string{7: "7元", 9_999: "9999元", 10_000: "1万元", 12_345: "1.23万元",
		1_200_000: "120万元", 105_000: "10.5万元"} {
		if got := Money(yuan); got != want {
			t.Errorf("%d yuan are %s; want %s", yuan, got, want)
		}
	}
}
