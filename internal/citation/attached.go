package citation

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/statute"
)

// Annexes by their titles: 《个人所得税法》所附税率表一, 本法所附《税目税率表》, 《资源税法》附表一.

var (
	// annexTitle is a title behind 所附, with its number where it has one.
	annexTitle = regexp.MustCompile(`^\p{Han}{0,14}?(?:表|目录|名录|清单|细目)([一二三四五六七八九十]{1,3}|\d{1,2})?`)
	// bareAnnexTitle is one right behind the name of a law.
	bareAnnexTitle = regexp.MustCompile(`^(?:(?:税率表|税目税率表|税目税额表)([一二三四五六七八九十]{1,3}|\d{1,2})?|附表([一二三四五六七八九十]{1,3}|\d{1,2}))`)
	// titledAnnex is one in 《》.
	titledAnnex = regexp.MustCompile(`^《([^《》\n]{2,90}?(?:表|目录|名录|清单|细目|说明|标准)([一二三四五六七八九十]{1,3}|\d{1,2})?)》`)
)

// notAnnex are characters behind such a title that make another word of its end:
// 税率表明, 附表格, 税率表一律.
const notAnnex = "明示决现述达面格律并样览般"

// annexTitleAt reads the title of an annex at the start of s. given says that 所附 stands
// before it. number is 0 where the title has none.
func annexTitleAt(s string, given bool) (title string, number, length int) {
	s = s[:min(len(s), maxTitle)]
	if m := titledAnnex.FindStringSubmatch(s); m != nil {
		number, _ = cnnum.Parse(m[2])
		return m[1], number, len(m[0])
	}
	m := bareAnnexTitle.FindStringSubmatch(s)
	if given {
		m = annexTitle.FindStringSubmatch(s)
	}
	if m == nil || len(s) > len(m[0]) && strings.ContainsRune(notAnnex, firstRune(s[len(m[0]):])) {
		return "", 0, 0
	}
	number, _ = cnnum.Parse(strings.Join(m[1:], ""))
	return m[0], number, len(m[0])
}

// attachedAt is the length of 所附 or 所附的 at the start of s.
func attachedAt(s string) int {
	for _, w := range [...]string{"所附的", "所附", "后附的", "后附"} {
		if strings.HasPrefix(s, w) {
			return len(w)
		}
	}
	return 0
}

// attached reads the titles of annexes behind the name of a law or behind a provision of
// it: 所附税率表一、税率表二.
func (f *finder) attached() bool {
	given := attachedAt(f.text[f.at:f.end])
	at := f.at + given
	if _, _, size := annexTitleAt(f.text[at:f.end], given > 0); size == 0 {
		return false
	}
	m := Mention{Kind: KindProvision}
	switch {
	case f.name.Kind != NoName && f.name.Span.End < f.at && strings.Trim(f.text[f.name.Span.End:f.at], "及和与") == "":
		m.Name = f.name // 本法及所附《税目税率表》
	case f.followsName():
		m.Name = f.takeName(f.at)
	case given > 0 && f.before >= 0 && f.out.Mentions[f.before].Kind == KindProvision && f.out.Mentions[f.before].Span.End == f.at:
		m.Linked = true // 第三条所附税率表一
	default:
		return false
	}
	for range maxNumbers {
		title, number, size := annexTitleAt(f.text[at:f.end], given > 0)
		if size == 0 {
			break
		}
		m.Span = statute.Span{Start: at, End: at + size}
		m.Name.Part = title
		m.Refs = []Ref{{From: statute.Provision{Annex: max(1, number)}}}
		f.add(m)
		m = Mention{Kind: KindProvision, Linked: true}
		f.at = at + size
		at = f.at + joinAt(f.text[f.at:f.end])
		if at == f.at {
			break
		}
	}
	return true
}

// followsName reports whether the name of a law stands right before f.at, as far as what is
// between belongs to both.
func (f *finder) followsName() bool {
	if f.name.Kind == NoName || f.name.Span.End > f.at {
		return false
	}
	_, _, ok := gap(f.text[f.name.Span.End:f.at])
	return ok
}

// annexNamed is the annex of a law that a mention calls by its title; where its text is
// not loaded or has no such title, the one with the number that the title ends in.
func (r *resolver) annexNamed(m *Mention, w law, p statute.Provision) statute.Provision {
	if m.Name.Part == "" || p.Annex == 0 || highest(p) != noLevel {
		return p
	}
	if text, _ := r.lookup.Text(w.keys[0], w.when); text != nil {
		if named, ok := text.AnnexNamed(m.Name.Part); ok {
			return named
		}
	}
	return p
}

// SameAnnex reports whether an annex with a title is called by a name: 个人所得税税率表一
// （综合所得适用） is 税率表一. Titles that only end or begin like the name count where
// part says so.
func SameAnnex(title, name string, part bool) bool {
	title, name = annexNorm(title), annexNorm(name)
	if title == name {
		return title != ""
	}
	return part && utf8.RuneCountInString(name) > 1 && (strings.HasSuffix(title, name) || strings.HasPrefix(title, name))
}

// annexNorm is the title of an annex without marks, notes in brackets and white space.
func annexNorm(s string) string {
	s = strings.Join(strings.Fields(s), "")
	s = strings.TrimPrefix(strings.TrimPrefix(s, "附："), statute.Republic)
	if i := strings.IndexAny(s, "（(:：\n"); i > 0 {
		s = s[:i]
	}
	return annexDigits.Replace(strings.Trim(s, "《》。"))
}

var annexDigits = strings.NewReplacer("1", "一", "2", "二", "3", "三", "4", "四", "5", "五", "6", "六", "7", "七", "8", "八", "9", "九")
