package statute

import "testing"

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
