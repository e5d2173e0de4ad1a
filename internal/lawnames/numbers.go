package lawnames

import (
	"regexp"
	"strconv"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/statute"
)

var (
	// yearNumber is the number of a document whose year stands in any brackets or none:
	// 法释〔2021〕第15号, 法释2021年15号.
	yearNumber = regexp.MustCompile(`^(\p{Han}{1,14})[（(〔\[【［]?((?:19|20)\d{2})[）)〕\]】］]?[年\-－]?第?(\d{1,5})号$`)
	// orderNumber is the number of an order: 国务院令第586号, 主席令第四十五号.
	orderNumber = regexp.MustCompile(`^(\p{Han}{1,20}?(?:令|公告))(?:第)?([0-9]{1,5}|[零〇一二三四五六七八九十百千]{1,9})号$`)
	// shortOrder is the same as people say it: 国务院586号令, 住建部第8号令.
	shortOrder = regexp.MustCompile(`^(\p{Han}{0,13}(?:部|局|署|办|委|会|院|府|席|行))第?([0-9]{1,5}|[零〇一二三四五六七八九十百千]{1,9})号令$`)
)

// NumberSpellings are the ways in which the number of a document or an order is filed:
// 法释〔2021〕15号 for 法释2021年15号, 主席令第四十五号 and 主席令第45号 for each other. It is
// nil where name is no such number.
func NumberSpellings(name string) []string {
	if m := yearNumber.FindStringSubmatch(name); m != nil {
		return []string{m[1] + "〔" + m[2] + "〕" + m[3] + "号"}
	}
	if m := shortOrder.FindStringSubmatch(name); m != nil {
		name = m[1] + "令第" + m[2] + "号"
	}
	m := orderNumber.FindStringSubmatch(name)
	if m == nil {
		return nil
	}
	n, ok := cnnum.Parse(m[2])
	if !ok || n == 0 {
		return nil
	}
	var list []string
	order := m[1]
	for {
		list = append(list, order+"第"+cnnum.Format(n)+"号", order+"第"+strconv.Itoa(n)+"号")
		rest := trimRepublic(order)
		if rest == order {
			break
		}
		order = rest
	}
	if filed := filedOrder(order); filed != order {
		list = append(list, filed+"第"+cnnum.Format(n)+"号", filed+"第"+strconv.Itoa(n)+"号")
	}
	return list
}

func trimRepublic(s string) string {
	if len(s) > len(statute.Republic) && s[:len(statute.Republic)] == statute.Republic {
		return s[len(statute.Republic):]
	}
	return s
}
