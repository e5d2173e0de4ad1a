package acquire

import (
	"context"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/catalogue"
	"github.com/fatiao/fatiao/internal/usererr"
)

// Order says what is to be brought.
type Order struct {
	Entry catalogue.Entry
	// From is an address, or a file or folder, in place of that of the entry; "" for that.
	From string
}

// Orders makes orders of names. from is used in place of the address of the one entry that is
// named; without a name it is a collection of its own, called after it. The error is one of
// usage.
func Orders(list catalogue.List, names []string, from string) ([]Order, error) {
	if from != "" {
		if len(names) > 1 {
			return nil, usererr.New("--from 只能用于一项")
		}
		if len(names) == 0 {
			names = []string{nameOf(from)}
		}
		e, ok := list.Find(names[0])
		switch {
		case !catalogue.IsName(names[0]):
			return nil, usererr.Errorf("名称要用小写字母、数字、- 和 _，不能是 %q", names[0])
		case !ok || e.Kind == catalogue.Commands:
			e = catalogue.Entry{Name: names[0], Title: names[0], Kind: catalogue.Archive}
		}
		if isWeb(from) {
			if err := catalogue.CheckURL(from); err != nil {
				return nil, err
			}
		} else if abs, err := filepath.Abs(from); err == nil {
			from = abs
		}
		return []Order{{e, from}}, nil
	}
	var orders []Order
	for _, name := range names {
		e, ok := list.Find(name)
		if !ok {
			return nil, usererr.Errorf("汇编目录里没有“%s”；有的是 %s（fatiao get --list）", name, strings.Join(list.Names(), "、"))
		}
		if !slices.ContainsFunc(orders, func(o Order) bool { return o.Entry.Name == name }) {
			orders = append(orders, Order{Entry: e})
		}
	}
	return orders, nil
}

func isWeb(s string) bool { return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") }

var notInNames = regexp.MustCompile(`[^a-z0-9_-]+`)

// nameOf makes a name of the last part of an address: laws.tar.gz is laws.
func nameOf(from string) string {
	last := filepath.Base(from)
	if u, err := url.Parse(from); err == nil && isWeb(from) {
		last = path.Base(u.Path)
	}
	last, _, _ = strings.Cut(strings.ToLower(last), ".")
	last = strings.Trim(notInNames.ReplaceAllString(last, "-"), "-_")
	if last = last[:min(len(last), 40)]; !catalogue.IsName(last) {
		return "other"
	}
	return last
}

// again are the orders for what is loaded, from where it came.
func (a *Acquirer) again(ctx context.Context, names []string) ([]Order, error) {
	loaded, err := a.Loaded(ctx)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if loaded[name].Name == "" {
			return nil, usererr.Errorf("没有装入过“%s”，请先取：fatiao get %s", name, name)
		}
	}
	var orders []Order
	for name, c := range loaded {
		if len(names) > 0 && !slices.Contains(names, name) {
			continue
		}
		o := Order{Entry: catalogue.Entry{Name: name, Title: c.Title, Kind: catalogue.Archive}}
		if e, ok := a.Catalogue.Find(name); ok {
			o.Entry = e
		}
		if c.Address != o.Entry.URL {
			o.From = c.Address
		}
		orders = append(orders, o)
	}
	slices.SortFunc(orders, func(x, y Order) int { return strings.Compare(x.Entry.Name, y.Entry.Name) })
	return orders, nil
}
