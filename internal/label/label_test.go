package label

import (
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/cnnum"
)

func spaces(s string) int { return len(s) - len(strings.TrimLeft(s, " 　")) }

func TestOrdinal(t *testing.T) {
	t.Parallel()
	for s, want := range map[string][2]int{"第三条": {3, len("第三")}, "第 一百二十八 条": {128, len("第 一百二十八 ")}, "第12款": {12, len("第12")},
		"第零条": {}, "第条": {}, "三条": {}, "": {}} {
		if n, length := Ordinal(s, spaces); n != want[0] || length != want[1] {
			t.Errorf("%q is %d, %d bytes; want %v", s, n, length, want)
		}
	}
}

func TestSub(t *testing.T) {
	t.Parallel()
	for s, want := range map[string][2]int{"之二第一款": {2, len("之二")}, "-3": {3, 2}, "之2": {2, len("之2")}, "之规定": {}, "二": {}, "之零": {}} {
		if n, length := Sub(s, cnnum.Prefix, SubMark, "-"); n != want[0] || length != want[1] {
			t.Errorf("%q is %d, %d bytes; want %v", s, n, length, want)
		}
	}
	if _, length := Sub("之2", cnnum.ChinesePrefix, SubMark); length != 0 {
		t.Error("an Arabic numeral is read for a Chinese one")
	}
}

func TestItem(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]int{"三": 3, "12项": 12, "（三）": 3, "(2)": 2, "（ 4 ）": 4, "（甲）": 1, "癸": 10, "①": 1, "⑳": 20, "a": 1,
		"（z）": 26,
		"（三":  0, "（）": 0, "零": 0, "项": 0, "": 0, "A": 0, "\xff": 0, "\uFFFD": 0} {
		n, length := Item(s, spaces)
		if n != want || (n > 0) != (length > 0) || length > len(s) {
			t.Errorf("%q is %d, %d bytes; want %d", s, n, length, want)
		}
	}
}

func TestCharacters(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		read        func(rune) int
		first, last rune
		most        int
	}{{Circled, '①', '⑳', 20}, {Parenthesized, '⑴', '⒇', 20}, {Dotted, '⒈', '⒛', 20}, {Letter, 'a', 'z', 26}, {Stem, '甲', '癸', 10}} {
		if c.read(c.first) != 1 || c.read(c.last) != c.most || c.read('条') != 0 {
			t.Errorf("%c to %c are %d to %d", c.first, c.last, c.read(c.first), c.read(c.last))
		}
	}
}

func TestBrackets(t *testing.T) {
	t.Parallel()
	for s, want := range map[string][3]int{"（": {3, 0, 0}, "(x": {1, 0, 0}, "）": {0, 3, 0}, ")": {0, 1, 0}, "：": {0, 0, 3}, ":": {0, 0, 1},
		"x（": {}, "": {}} {
		if got := [3]int{Open(s), Close(s), Colon(s)}; got != want {
			t.Errorf("%q opens, closes, is a colon of %v bytes; want %v", s, got, want)
		}
	}
}
