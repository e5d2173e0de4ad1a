package cnnum

import "testing"

func TestParse(t *testing.T) {
	for s, want := range map[string]int{
		"一": 1, "十": 10, "十五": 15, "二十": 20, "一百": 100, "一百零三": 103, "一百二十三": 123,
		"一千二百六十": 1260, "一千零三十六": 1036, "二〇二一": 2021, "二○○九": 2009, "一二": 12,
		"两万": 20000, "一万零五十": 10050, "103": 103, "１０３": 103, "零": 0, "三百": 300,
	} {
		if got, ok := Parse(s); !ok || got != want {
			t.Errorf("Parse(%q) = %d, %v; want %d", s, got, ok, want)
		}
	}
	for _, s := range []string{"", "条", "百", "千", "万", "一条", "999999999", "abc", "一百x"} {
		if got, ok := Parse(s); ok {
			t.Errorf("Parse(%q) = %d; want no number", s, got)
		}
	}
}

func TestPrefix(t *testing.T) {
	for _, c := range []struct {
		s         string
		value, at int
	}{{"一百二十三条", 123, len("一百二十三")}, {"十条", 10, 3}, {"12、", 12, 2}, {"第一", 0, 0}} {
		if v, n := Prefix(c.s); v != c.value || n != c.at {
			t.Errorf("Prefix(%q) = %d, %d; want %d, %d", c.s, v, n, c.value, c.at)
		}
	}
}

// Every number that a law can use must survive being written and read again.
func TestRoundTrip(t *testing.T) {
	for n := 0; n <= 120_000; n++ {
		s := Format(n)
		if got, ok := Parse(s); !ok || got != n {
			t.Fatalf("Parse(Format(%d)) = Parse(%q) = %d, %v", n, s, got, ok)
		}
	}
}

func FuzzPrefix(f *testing.F) {
	for _, s := range []string{"一百零三条", "12", "十万八千", "○", "千万"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, n := Prefix(s)
		if n < 0 || n > len(s) || v < 0 || v > Max {
			t.Fatalf("Prefix(%q) = %d, %d", s, v, n)
		}
	})
}
