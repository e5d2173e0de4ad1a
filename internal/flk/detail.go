package flk

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// details asks for what the database tells of a text.
func (a *asker) details(ctx context.Context, id string) (object, error) {
	if id == "" {
		return nil, refuse(false, "列表的这一行没有 bbbs（编号）")
	}
	o, err := a.get(ctx, "/law-search/search/flfgDetails", url.Values{"bbbs": {id}})
	if err != nil {
		return nil, err
	}
	if inner, ok := o["data"].(map[string]any); ok {
		o = inner
	}
	if got := o.text("bbbs"); got != "" && got != id {
		return nil, refuse(true, "问的是 %s，应答是 %s 的", id, got)
	}
	return o, nil
}

// with is a row of a list completed from its details, which are newer. A text that neither names,
// or gives a day, is refused.
func (r record) with(details object) (record, error) {
	d := recordOf(details)
	r.Title = or(d.Title, r.Title)
	r.Promulgated = statute.Date(or(string(d.Promulgated), string(r.Promulgated)))
	r.From = statute.Date(or(string(r.From), string(d.From)))
	r.Status, r.Issuer, r.Code = or(r.Status, d.Status), or(r.Issuer, d.Issuer), or(r.Code, d.Code)
	r.History = historyOf(details, r)
	var missing []string
	if r.Title == "" {
		missing = append(missing, "title（标题）")
	}
	if r.Promulgated == "" {
		missing = append(missing, "gbrq（公布日期）")
	}
	if missing != nil {
		return r, refuse(true, "列表和详情里都没有 %s", strings.Join(missing, "、"))
	}
	return r, nil
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// historyOf are the other texts of the law that details name, those with a day.
func historyOf(details object, own record) []version {
	var all []version
	for _, o := range objects(details["lsyg"]) {
		r := recordOf(o)
		v := version{Title: or(r.Title, own.Title), Promulgated: r.Promulgated, From: r.From, Status: r.Status}
		if v.Promulgated != "" && v.Promulgated != own.Promulgated && !slices.Contains(all, v) {
			all = append(all, v)
		}
	}
	return all
}
