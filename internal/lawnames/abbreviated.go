package lawnames

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// titled is a law by the words of its title that short forms take their characters from.
type titled struct {
	key   string
	about string // 环境影响评价 of 环境影响评价法, 商品房买卖合同纠纷案件 of its interpretation
	kind  string // 法, 条例, 解释, 规定, 意见
	part  string // 一 of （一）, "" where it is none of a series
}

// shortKinds are the kinds of norm that have short forms; 司法解释 is any rule of the
// supreme court.
var shortKinds = [...]string{"司法解释", "条例", "解释", "规定", "意见", "法"}

// notAbout are the words of a title that say nothing of its subject.
var notAbout = regexp.MustCompile(`^(?:关于)?(?:人民法院)?(?:审理|办理|适用|执行|处理)?(?:涉及)?`)

// managed are the words at the end of the title of a regulation that short forms leave out: 市场主体登记条例.
var managed = regexp.MustCompile(`(?:监督|管理|保护|暂行|处理)+$`)

// titlesOf are the statutes, regulations and interpretations among keys and the laws that
// are known.
func titlesOf(keys []string) []titled {
	all := slices.Clone(keys)
	for _, a := range Known() {
		all = append(all, a.Key)
	}
	slices.Sort(all)
	var list []titled
	for _, key := range slices.Compact(all) {
		issuers, title := statute.SplitIssuers(key)
		court := len(issuers) > 0 && strings.HasPrefix(issuers[0], "最高人民")
		if t, ok := titledBy(title, court); ok {
			t.key = key
			list = append(list, t)
		}
	}
	return list
}

// titledBy reads a title without its issuers; court says that the supreme court or
// procuratorate issued it.
func titledBy(title string, court bool) (t titled, ok bool) {
	title = strings.ReplaceAll(title, statute.Republic, "")
	if court {
		if m := trailingNumber.FindStringSubmatchIndex(title); m != nil {
			title, t.part = title[:m[0]], title[m[2]:m[3]]
		}
	} else if strings.Contains(title, "关于") || strings.Contains(title, "《") {
		return t, false
	}
	for _, kind := range shortKinds {
		about, found := strings.CutSuffix(title, kind)
		if !found {
			continue
		}
		if court == (kind == "法" || kind == "条例") || strings.HasSuffix(title, "办法") {
			return t, false
		}
		t.kind, t.about = kind, strings.NewReplacer("《", "", "》", "").Replace(about)
		if court {
			t.about = notAbout.ReplaceAllString(fillers.ReplaceAllString(t.about, ""), "")
		}
		return t, t.about != ""
	}
	return t, false
}

// Abbreviated returns the key of the one law that a short form means which nobody wrote
// down: 环评法 is 环境影响评价法, 信网条例 is 信息网络传播权保护条例, 工伤行政案件规定 is
// 关于审理工伤保险行政案件若干问题的规定. The form begins as the title does and has its characters
// in order; that of an interpretation may be the beginning of it. It returns "" where that
// is true of none or of several.
func (n *Names) Abbreviated(form string) string {
	short, ok := titledBy(statute.Key(form), true)
	if !ok {
		if short, ok = titledBy(form, false); !ok {
			return ""
		}
	}
	stem := short.about
	if count := utf8.RuneCountInString(stem); count < 2 || count > maxAbbreviated(short.kind) {
		return ""
	}
	var begun, within, ended onlyKey
	for _, t := range n.titled() {
		ofCourt := t.kind != "法" && t.kind != "条例"
		if t.part != short.part || t.kind != short.kind && (!ofCourt || short.kind != "司法解释") {
			continue
		}
		if ofCourt && strings.HasPrefix(t.about, stem) || t.kind == "条例" && utf8.RuneCountInString(stem) >= leastEnding &&
			managed.ReplaceAllString(t.about, "") == stem {
			begun.add(t.key)
		} else if abbreviates(stem, t.about) && (t.kind != "条例" || utf8.RuneCountInString(stem) < leastEnding) {
			within.add(t.key)
		} else if t.kind == "条例" && strings.HasSuffix(t.about, stem) && utf8.RuneCountInString(stem) >= leastEnding {
			ended.add(t.key)
		}
	}
	if begun.count > 0 {
		return begun.key()
	}
	if within.count > 0 {
		return within.key()
	}
	return ended.key()
}

// leastEnding is the length of the shortest end of a title that stands for it, in characters
// without the word for its kind: 网络保护条例 is 未成年人网络保护条例.
const leastEnding = 4

// onlyKey is the key of a law that is the only one of its kind.
type onlyKey struct {
	first string
	count int
}

func (o *onlyKey) add(key string) { o.first, o.count = key, o.count+1 }

func (o *onlyKey) key() string {
	if o.count != 1 {
		return ""
	}
	return o.first
}

// maxAbbreviated bounds a short form without the word for its kind, in characters: longer
// ones are titles of other laws.
func maxAbbreviated(kind string) int {
	switch kind {
	case "法":
		return 4
	case "条例":
		return 6
	}
	return 8
}

// abbreviates reports whether the characters of form stand in title in order, the first
// at its beginning, and not all of them as its beginning: 农业 is none of 农业技术推广法.
func abbreviates(form, title string) bool {
	first, size := utf8.DecodeRuneInString(form)
	if !strings.HasPrefix(title, form[:size]) || strings.HasPrefix(title, form) || first == utf8.RuneError {
		return false
	}
	rest := title
	for _, r := range form {
		i := strings.IndexRune(rest, r)
		if i < 0 {
			return false
		}
		rest = rest[i+utf8.RuneLen(r):]
	}
	return true
}
