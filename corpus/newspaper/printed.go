package newspaper

import (
	"fmt"
	"regexp"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/statute"
)

// Printed says which newspaper a page is of, and when it was printed.
type Printed struct {
	Paper    string       // 虚构日报; "" where the page does not name it
	Date     statute.Date // "" where nothing tells it
	Inferred bool         // the page does not say it: the latest day that it tells
}

var (
	paperName = regexp.MustCompile(`《(\p{Han}{2,8}报)》(?:记者|讯)`)
	// dateLine is the day with that of the week, as pages have it in their head: 2022年11月7日 星期一.
	dateLine = regexp.MustCompile(`(20\d\d)年(\d{1,2})月(\d{1,2})日[ 　]*星期`)
	// yearsOn tells how long after a known day a report was written: 自2021年11月1日起施行…施行一年来.
	yearsOn  = regexp.MustCompile(`自(20\d\d)年(\d{1,2})月(\d{1,2})日起(?:施行|实施)[^\n]{0,80}?(?:施行|实施)([一二两三四五六七八九十]|\d{1,2})(?:周?年)来?`)
	dayAlone = regexp.MustCompile(`(年?)(\d{1,2})月(\d{1,2})日`)
)

// PrintedOf reads which paper a page is of and its day. Where no line gives the day, it is the latest one that
// the page tells without a year, in the year that is so long after a known day.
func PrintedOf(page string) Printed {
	var p Printed
	if m := paperName.FindStringSubmatch(page); m != nil {
		p.Paper = m[1]
	}
	if m := dateLine.FindStringSubmatch(page); m != nil {
		p.Date = dayOf(m[1], m[2], m[3])
		return p
	}
	m := yearsOn.FindStringSubmatch(page)
	if m == nil {
		return p
	}
	known := dayOf(m[1], m[2], m[3])
	years, ok := cnnum.Parse(m[4])
	if known == "" || !ok {
		return p
	}
	var year int
	if _, err := fmt.Sscan(m[1], &year); err != nil {
		return p
	}
	year += years
	p.Date, p.Inferred = statute.Date(fmt.Sprintf("%04d%s", year, known[len("2006"):])), true
	for _, d := range dayAlone.FindAllStringSubmatch(page, -1) {
		if day := dayOf(fmt.Sprint(year), d[2], d[3]); d[1] == "" && day > p.Date {
			p.Date = day
		}
	}
	return p
}

// dayOf is a day by its numbers, "" where there is none.
func dayOf(year, month, day string) statute.Date {
	d, n := statute.DateAt(year + "年" + month + "月" + day + "日")
	if n == 0 {
		return ""
	}
	return d
}
