package charge

import (
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
)

var (
	penalty   = regexp.MustCompile(`(判处|改判)(?:[\p{Han}·]{0,12}?)` + lengths + `|(决定执行|处以?|合并执行|执行|罪，)` + lengths)
	suspended = regexp.MustCompile(`^(?:，?并处[^，。；]{0,60})?，?(?:依法)?(?:宣告)?(缓刑(?:[〇一二两三四五六七八九十\d]+年)?(?:[〇又]?[〇一二两三四五六七八九十\d]+个?月)?)`)
	duration  = regexp.MustCompile(`(?:([〇一二两三四五六七八九十百\d]+)年)?[〇又]?(?:([〇一二两三四五六七八九十\d]+)个?月)?`)
)

// lengths is a punishment that is not a fine.
const lengths = `(死刑，缓期[二两]年执行|死刑|无期徒刑|(?:有期徒刑|拘役|管制)(?:[〇一二两三四五六七八九十百\d]+年)?` +
	`(?:[〇又]?[〇一二两三四五六七八九十\d]+个?月)?(?:[〇又]?[〇一二两三四五六七八九十\d]+[日天])?)`

// Penalty is a punishment in a text, with its places in bytes.
type Penalty struct {
	Verb       string // 判处, 决定执行 …
	Start      int    // of the verb
	From, To   int    // of the words: 有期徒刑六个月
	Months     int
	Life       bool
	Death      bool
	Suspended  int    // months of probation, 0 where it is not suspended
	Probation  [2]int // the words of the probation: 缓刑一年
	Cumulative bool   // for several crimes together
}

// Penalties finds the punishments in a text without white space.
func Penalties(s string) []Penalty {
	found := penalty.FindAllStringSubmatchIndex(s, -1)
	list := make([]Penalty, len(found))
	for i, m := range found {
		if m[2] < 0 { // the other alternative
			copy(m[2:], m[6:])
		}
		p := Penalty{Verb: s[m[2]:m[3]], Start: m[0], From: m[4], To: m[5]}
		p.Cumulative = p.Verb == "决定执行" || p.Verb == "合并执行"
		switch text := s[p.From:p.To]; {
		case strings.HasPrefix(text, "死刑"):
			p.Death = true
		case text == "无期徒刑":
			p.Life = true
		default:
			p.Months = monthsIn(text)
		}
		upTo := len(s)
		if i+1 < len(found) {
			upTo = found[i+1][0]
		}
		if x := suspended.FindStringSubmatchIndex(s[p.To:upTo]); x != nil {
			p.Probation = [2]int{p.To + x[2], p.To + x[3]}
			p.Suspended = monthsIn(s[p.Probation[0]:p.Probation[1]])
		}
		list[i] = p
	}
	return list
}

// monthsIn reads 有期徒刑一年零三个月.
func monthsIn(s string) int {
	for _, w := range [...]string{"有期徒刑", "拘役", "管制", "缓刑"} {
		s = strings.TrimPrefix(s, w)
	}
	m := duration.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	years, _ := cnnum.Parse(strings.ReplaceAll(m[1], "两", "二"))
	months, _ := cnnum.Parse(strings.ReplaceAll(m[2], "两", "二"))
	return years*12 + months
}
