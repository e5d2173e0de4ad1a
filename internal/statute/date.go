package statute

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/usererr"
)

// Date is a day in ISO form (2021-08-01), or "" where it is not known. ISO
// dates compare as strings.
type Date string

// beijing is the time by which laws take effect, whatever clock a server has.
var beijing = time.FixedZone("UTC+8", 8*60*60)

// Today is the day of t in Beijing.
func Today(t time.Time) Date { return Date(t.In(beijing).Format(time.DateOnly)) }

// Start is the first moment of the day, by Beijing time; zero where the day is not known.
func (d Date) Start() time.Time {
	t, err := time.ParseInLocation(time.DateOnly, string(d), beijing)
	if err != nil {
		return time.Time{}
	}
	return t
}

// ParseDate reads an ISO date.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return "", usererr.Errorf("日期应写成 2021-08-01 这样的形式，无法识别 %q", s)
	}
	return Date(t.Format(time.DateOnly)), nil
}

// ReadDay reads a day as people type it: 2021-08-01, 2021-8-1, 2021.8.1, 2021/8/1, 20210801 or
// 2021年8月1日, in digits of any width or in Chinese numerals. The error tells the user what
// may be typed, or that there is no such day.
func ReadDay(s string) (Date, error) {
	typed := strings.TrimSpace(strings.Map(halfWidth, s))
	if len(typed) == len("20210801") && strings.Trim(typed, "0123456789") == "" {
		typed = typed[:4] + "-" + typed[4:6] + "-" + typed[6:]
	}
	if d, length := DateAt(typed); length > 0 && length == len(typed) {
		return d, nil
	}
	if dayShaped.MatchString(typed) {
		return "", usererr.Errorf("没有 %s 这一天，或在 1900 年以前。请写成 2021-08-01 或 2021年8月1日", strings.TrimSpace(s))
	}
	return "", usererr.Errorf("日期应写成 2021-08-01 或 2021年8月1日 这样的形式，无法识别 %q", s)
}

// dayShaped is what is written like a day, whether there is such a day or not.
var dayShaped = regexp.MustCompile(`^\d{4}(?:-\d{1,2}-\d{1,2}|[./]\d{1,2}[./]\d{1,2}|年\d{1,2}月\d{1,2}日)$`)

// halfWidth writes digits and signs of a Chinese keyboard as others do.
func halfWidth(r rune) rune {
	switch {
	case r >= '０' && r <= '９':
		return r - '０' + '0'
	case r == '－':
		return '-'
	}
	return r
}

// Chinese writes the date as running text does: 2021年8月1日.
func (d Date) Chinese() string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return string(d)
	}
	return fmt.Sprintf("%d年%d月%d日", t.Year(), int(t.Month()), t.Day())
}

// Since is the number of days from another day to this one, negative where it is later; 0
// where either is no day.
func (d Date) Since(other Date) int {
	a, errA := time.Parse(time.DateOnly, string(other))
	b, errB := time.Parse(time.DateOnly, string(d))
	if errA != nil || errB != nil {
		return 0
	}
	return int(b.Sub(a).Hours() / 24)
}

// spacesInDate is the length of the spaces at the start of s that may stand inside of a date.
func spacesInDate(s string) int {
	for at, r := range s {
		switch r {
		case ' ', '\u00a0', '\u3000', '\u2009', '\u2002':
		default:
			return at
		}
	}
	return len(s)
}

// mixedYear reads 二0二0年 and 二OO九年, in which a letter or a digit stands for 〇, and
// returns its length in bytes, 0 for other years.
func mixedYear(s string) (year, length int) {
	if !strings.HasPrefix(s, "二") && !strings.HasPrefix(s, "一") {
		return 0, 0
	}
	digits, mixed := 0, false
	for at, r := range s {
		if digits == 4 {
			gap := spacesInDate(s[at:])
			if mixed && strings.HasPrefix(s[at+gap:], "年") {
				return year, at + gap + len("年")
			}
			return 0, 0
		}
		d := 0
		switch i := strings.IndexRune("一二三四五六七八九", r); {
		case i >= 0:
			d = i/len("一") + 1
		case strings.ContainsRune("0OoОοΟＯ０◯", r):
			mixed = true
		case !strings.ContainsRune("零〇○", r):
			return 0, 0
		}
		year = year*10 + d
		digits++
	}
	return 0, 0
}

// DateAt reads a date at the start of s, 2021年8月1日, 二〇二一年八月一日, 2021-08-01 or
// 2021.8.1, with or without spaces behind its parts (2021 年 8 月 1 日), and returns its
// length in bytes, 0 where there is none.
func DateAt(s string) (Date, int) {
	at := 0
	part := func(suffixes ...string) (int, bool) {
		at += spacesInDate(s[at:])
		v, n := cnnum.Prefix(s[at:])
		if n == 0 {
			return 0, false
		}
		for _, suffix := range suffixes {
			if gap := spacesInDate(s[at+n:]); strings.HasPrefix(s[at+n+gap:], suffix) && suffix != "" {
				n += gap // 1月1 日
			}
			if strings.HasPrefix(s[at+n:], suffix) {
				at += n + len(suffix)
				return v, true
			}
		}
		return 0, false
	}
	switch r, _ := utf8.DecodeRuneInString(s); r {
	case '1', '2', '１', '２', '一', '二', '壹', '贰', '两': // years begin so
	default:
		return "", 0
	}
	year, n := mixedYear(s)
	ok := n > 0
	if at = n; !ok {
		year, ok = part("年", "-", ".", "/", "．")
	}
	if !ok || year < 1900 || year > 2999 {
		return "", 0
	}
	month, ok := part("月", "-", ".", "/", "．")
	if !ok || month < 1 || month > 12 {
		return "", 0
	}
	day, ok := part("日", "")
	if !ok || day < 1 || day > 31 {
		return "", 0
	}
	if c := s[at:]; c != "" && c[0] >= '0' && c[0] <= '9' && !strings.HasSuffix(s[:at], "日") {
		return "", 0 // 2021-08-015
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day {
		return "", 0
	}
	return Date(t.Format(time.DateOnly)), at
}
