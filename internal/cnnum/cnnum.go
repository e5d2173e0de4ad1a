// Package cnnum reads and writes the numerals of Chinese legal texts:
// 一百二十三 is 123, and ○, 〇 and 零 are all zero.
//
// The range is 0 to 99,999,999; laws never number beyond that, and a bounded
// range keeps hostile input from overflowing.
package cnnum

import (
	"strings"
	"unicode/utf8"
)

// Max is the largest value that Parse and Prefix return.
const Max = 99_999_999

// Prefix reads the longest numeral, Chinese (一百零三) or Arabic in half or
// full width (103, １０３), at the start of s. It returns its value and its
// length in bytes; the length is 0 where s does not start with a numeral.
func Prefix(s string) (value, length int) {
	if v, n := arabicPrefix(s); n > 0 {
		return v, n
	}
	return ChinesePrefix(s)
}

// Parse reads s as one whole numeral.
func Parse(s string) (value int, ok bool) {
	v, n := Prefix(s)
	return v, n > 0 && n == len(s)
}

func arabicPrefix(s string) (value, length int) {
	for length < len(s) {
		var d int
		var size int
		switch c := s[length]; {
		case c >= '0' && c <= '9':
			d, size = int(c-'0'), 1
		case c == 0xEF && length+3 <= len(s):
			r, n := utf8.DecodeRuneInString(s[length:])
			if r < '０' || r > '９' {
				return value, length
			}
			d, size = int(r-'０'), n
		default:
			return value, length
		}
		if value = value*10 + d; value > Max {
			return 0, 0
		}
		length += size
	}
	return value, length
}

// digit gives the value of a Chinese digit, or -1.
func digit(r rune) int {
	switch r {
	case '零', '〇', '○', 'Ｏ':
		return 0
	case '一', '壹':
		return 1
	case '二', '两', '贰':
		return 2
	case '三', '叁':
		return 3
	case '四', '肆':
		return 4
	case '五', '伍':
		return 5
	case '六', '陆':
		return 6
	case '七', '柒':
		return 7
	case '八', '捌':
		return 8
	case '九', '玖':
		return 9
	}
	return -1
}

func unit(r rune) int {
	switch r {
	case '十', '拾':
		return 10
	case '百', '佰':
		return 100
	case '千', '仟':
		return 1000
	case '万':
		return 10000
	}
	return 0
}

// ChinesePrefix is Prefix for Chinese numerals only. A run of digits without
// units is read by place (二〇二一 is 2021, 一二 is 12).
func ChinesePrefix(s string) (value, length int) {
	var total, section, current, digits int
	units := false
	for length < len(s) {
		if s[length] < 0xE2 { // every numeral character starts with 0xE2 or above
			break
		}
		r, size := utf8.DecodeRuneInString(s[length:])
		if d := digit(r); d >= 0 {
			if digits > 0 && !units {
				current = current*10 + d
			} else {
				current = d
			}
			digits++
		} else if u := unit(r); u > 0 {
			if length == 0 && u != 10 {
				return 0, 0 // 百, 千 and 万 alone are words
			}
			units = true
			if u == 10000 {
				total = (total + section + current) * u
				section = 0
			} else {
				if digits == 0 && current == 0 {
					current = 1 // 十五
				}
				section += current * u
			}
			current, digits = 0, 0
		} else {
			break
		}
		length += size
		if total+section+current > Max {
			return 0, 0
		}
	}
	return total + section + current, length
}

var digits = [...]string{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"}

// Format writes n as laws do: 十, 一百零三, 一千二百六十. It writes "" for
// values outside 0 to Max.
func Format(n int) string {
	switch {
	case n < 0 || n > Max:
		return ""
	case n == 0:
		return digits[0]
	case n >= 10 && n < 20:
		return strings.TrimPrefix(format(n), "一")
	}
	return format(n)
}

func format(n int) string {
	var b strings.Builder
	if n >= 10000 {
		b.WriteString(format(n / 10000))
		b.WriteString("万")
		if n %= 10000; n == 0 {
			return b.String()
		}
		if n < 1000 {
			b.WriteString("零")
		}
	}
	zero := false
	for _, u := range [...]struct {
		value int
		name  string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		d := n / u.value
		n %= u.value
		switch {
		case d > 0:
			if zero {
				b.WriteString("零")
				zero = false
			}
			b.WriteString(digits[d])
			b.WriteString(u.name)
		case b.Len() > 0 && n > 0:
			zero = true
		}
	}
	return strings.Replace(b.String(), "零零", "零", 1)
}
