package flk

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/fatiao/fatiao/internal/statute"
)

// national are the kinds that are asked for, by the codes of the database: constitution 100, laws
// and decisions, administrative regulations 201 to 215, supervision 220, interpretations.
var national = []int{100, 101, 102, 110, 120, 130, 140, 150, 160, 170, 180, 190, 195, 200, 201, 210, 215, 220, 311, 320, 330, 340, 350}

// folderOf names the folder of a kind, which tells an ingest its level; "" for local texts.
func folderOf(code string) string {
	n, err := strconv.Atoi(code)
	switch {
	case err != nil:
		return "其他"
	case n == 100:
		return "宪法"
	case n > 100 && n <= 200:
		return "法律"
	case n > 200 && n < 220:
		return "行政法规"
	case n == 220:
		return "监察法规"
	case n > 310 && n <= 350:
		return "司法解释"
	case n > 220 && n <= 310:
		return ""
	}
	return "其他"
}

const (
	pageSize = 50
	// maxSpan is how many texts a span of days may have before it is divided: one that was
	// interrupted is listed again, and the database shows no more than 500 pages of anything.
	maxSpan = 1000
)

// span brings what was promulgated from one day to another, the oldest first: where that is much,
// each half of the days by itself. A day whose list is too long to be read is named and passed over.
func (g *gathering) span(ctx context.Context, from, to statute.Date) error {
	rows, isMuch, err := g.asker.list(ctx, from, to)
	if isMuch && from < to {
		middle := addDays(from, to.Since(from)/2)
		if err := g.span(ctx, from, middle); err != nil {
			return err
		}
		return g.span(ctx, addDays(middle, 1), to)
	}
	if refused, ok := errors.AsType[*refusal](err); ok && refused.tooLong {
		if err := g.passOver(from, refused); err != nil {
			return err
		}
	} else if err != nil {
		return asStop(err)
	} else if err := g.isListed(from, to); err != nil {
		return err
	}
	byDay(rows)
	for _, r := range rows {
		if err := g.text(ctx, r); err != nil {
			return err
		}
	}
	if err := g.judgeUnaddressed(ctx); err != nil {
		return err
	}
	g.through = max(g.through, newest(rows, g.Today))
	return g.swept(from, to)
}

// passOver notes that the list of a day could not be read. The day is listed again with what else
// could not be brought.
func (g *gathering) passOver(day statute.Date, why *refusal) error {
	return g.log.put(record{ID: dayID(day), Title: string(day) + " 公布的各篇", Promulgated: day, IsDay: true, Problem: "列表读不了：" + why.why,
		Passing: true})
}

// isListed notes that lists of days which were passed over have come.
func (g *gathering) isListed(from, to statute.Date) error {
	for _, r := range g.log.passing() {
		if r.IsDay && from <= r.Promulgated && r.Promulgated <= to {
			r.Problem, r.Passing = "", false
			if err := g.log.put(r); err != nil {
				return err
			}
		}
	}
	return nil
}

func dayID(day statute.Date) string { return "day " + string(day) }

// list lists what was promulgated in a span of days; isMuch says instead that the list is long.
func (a *asker) list(ctx context.Context, from, to statute.Date) (rows []record, isMuch bool, err error) {
	first, err := a.page(ctx, from, to, 1)
	if err == nil && first.total > maxSpan && from < to {
		return nil, true, nil
	}
	if err == nil {
		rows, err = a.rest(ctx, from, to, first)
	}
	refused, ok := errors.AsType[*refusal](err)
	return rows, ok && refused.tooLong, err
}

// asStop makes what is wrong with a list the end of a gathering: without it nothing is known.
func asStop(err error) error {
	if r, ok := errors.AsType[*refusal](err); ok {
		return stop("查不到法规列表：" + r.why)
	}
	return err
}

// listing is a page of a list, or several.
type listing struct {
	rows  []record
	local int // rows of local texts, which are left out
	total int // how many there are on all pages, as the database says
}

// page asks for a page of what was promulgated in a span of days.
func (a *asker) page(ctx context.Context, from, to statute.Date, number int) (listing, error) {
	o, err := a.post(ctx, "/law-search/search/list", map[string]any{
		"searchRange": 1, "sxrq": []string{}, "gbrq": []statute.Date{from, to}, "sxx": []int{}, "gbrqYear": []int{},
		"flfgCodeId": national, "zdjgCodeId": []int{}, "searchContent": "", "searchType": 1,
		"orderByParam": map[string]string{"order": "gbrq", "sort": "ASC"}, "pageNum": number, "pageSize": pageSize})
	if err != nil {
		return listing{}, err
	}
	if inner, ok := o["data"].(map[string]any); ok && o["rows"] == nil {
		o = inner
	}
	var l listing
	total, err := strconv.Atoi(o.text("total"))
	if err != nil || total < 0 {
		return l, refuse(true, "应答里没有 total（总数）")
	}
	l.total = total
	if _, ok := o["rows"].([]any); !ok && total > 0 {
		return l, refuse(true, "应答里没有 rows（各行）")
	}
	rows := objects(o["rows"])
	for _, name := range [...]string{"bbbs", "gbrq"} { // by which a text is known again, and stands in its place
		if len(rows) > 0 && !slices.ContainsFunc(rows, func(row object) bool { return row.text(name) != "" }) {
			return l, refuse(true, "列表的各行都没有 %s，有的是 %s", name, strings.Join(namesIn(map[string]any(rows[0])), "、"))
		}
	}
	for _, row := range rows {
		r := recordOf(row)
		r.Listed = r.listed()
		switch {
		case r.Promulgated != "" && (r.Promulgated < from || r.Promulgated > to):
			return l, refuse(true, "列表里有 %s 公布的《%s》，而问的是 %s 至 %s：没有按公布日期筛选", r.Promulgated, r.Title, from, to)
		case r.Code != "" && folderOf(r.Code) == "":
			l.local++
		default:
			l.rows = append(l.rows, r)
		}
	}
	return l, nil
}

// rest asks for the pages behind the first. It is an error where there are fewer rows than the
// database says.
func (a *asker) rest(ctx context.Context, from, to statute.Date, first listing) ([]record, error) {
	all, seen := first, map[string]bool{}
	for _, r := range first.rows {
		seen[r.ID] = true
	}
	have := len(first.rows) + first.local
	for number := 2; have < first.total; number++ {
		page, err := a.page(ctx, from, to, number)
		if err != nil {
			return nil, err
		}
		fresh := page.local
		for _, r := range page.rows {
			if r.ID == "" || !seen[r.ID] { // a row that moved from page to page while texts came
				seen[r.ID] = true
				all.rows = append(all.rows, r)
				fresh++
			}
		}
		if fresh == 0 {
			return nil, refuse(true, "%s 至 %s 的列表应有 %d 行，只给了 %d 行", from, to, first.total, have)
		}
		have += fresh
	}
	return all.rows, nil
}

var mark = regexp.MustCompile(`</?[a-zA-Z][^<>]*>`)

// recordOf reads a row of a list, or details, without taking anything for certain.
func recordOf(o object) record {
	r := record{ID: o.text("bbbs"), Title: mark.ReplaceAllString(o.text("title"), ""), Code: o.text("flfgCodeId"),
		Status: statusOf(o), Issuer: o.text("zdjgName")}
	r.Title = strings.Join(strings.Fields(strings.ReplaceAll(r.Title, "&nbsp;", " ")), "")
	r.Promulgated, r.From = dayOf(o.text("gbrq")), dayOf(o.text("sxrq"))
	return r
}

// dayOf reads a day that may have a time behind it; "" where it is none.
func dayOf(s string) statute.Date {
	if len(s) > len(time.DateOnly) {
		s = s[:len(time.DateOnly)]
	}
	d, err := statute.ParseDate(s)
	if err != nil {
		return ""
	}
	return d
}

// The states of texts, as the log and the list of days have them. Clients disagree on whether a
// code means 已修改 or 已废止, so that both are one state.
const (
	inForce = "现行有效"
	notYet  = "尚未生效"
	over    = "不再有效"
)

// statusOf is the state of a text, "" where the database does not say a known one.
func statusOf(o object) string {
	switch s := o.text("sxx"); s {
	case "1", "2", "5", "9", "已废止", "已修改", "已被修改", "已失效":
		return over
	case "3", inForce, "有效":
		return inForce
	case "4", "7", notYet:
		return notYet
	}
	return ""
}

// addDays is the day that many days later.
func addDays(d statute.Date, days int) statute.Date {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return d
	}
	return statute.Date(t.AddDate(0, 0, days).Format(time.DateOnly))
}

// name is what a text is called in a message.
func (r record) name() string {
	if r.Title == "" {
		return fmt.Sprintf("编号 %q 的文本", r.ID)
	}
	return fmt.Sprintf("%s（%s）", r.Title, r.Promulgated)
}
