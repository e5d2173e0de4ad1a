// Package citation finds the provisions that a text names: 《民法典》第一千零三十
// 六条第一款, 本法第十条, 民法典1182条, 第2条至第9条.
//
// [Finder.Find] reads a text as shown, never segmented words, in one pass, and
// gives spans in it. It tells which law a name means with the help of [Names];
// whether the provision exists is asked of the knowledge base by the caller.
package citation

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/statute"
)

// Names resolves names of laws.
type Names interface {
	// ResolveName returns the keys of the laws that a name may mean.
	ResolveName(name string) []string
}

// Status says what became of a citation.
type Status string

// The statuses, as the contract names them.
const (
	Resolved   Status = "resolved"
	Dangling   Status = "dangling"    // the law is loaded, the provision is not there
	UnknownLaw Status = "unknown_law" // the law is not loaded
	Ambiguous  Status = "ambiguous"
)

// Citation is a place in a text that names provisions.
type Citation struct {
	Span      statute.Span // of the provision, without the law's name
	Laws      []string     // keys; several where the name is ambiguous, one unknown name where it is not loaded
	Provision []statute.Provision
}

// Context says where a text stands.
type Context struct {
	Law     string // key of the law that the text is part of, "" for other texts
	Subject string // key of the law that the text is about: what a bare 第十条 means there
}

// Finder finds citations in the texts of one document. It remembers the short
// names that the document defines (以下简称《规定》).
type Finder struct {
	names   Names
	ctx     Context
	aliases map[string]string // name to key or title, as defined in the document
}

// NewFinder prepares to read a document. whole is its whole text, from which
// the short names it defines are read first.
func NewFinder(names Names, ctx Context, whole string) *Finder {
	f := &Finder{names: names, ctx: ctx, aliases: map[string]string{}}
	f.define(whole)
	return f
}

// define reads 《全名》（以下简称《短名》或短名）.
func (f *Finder) define(text string) {
	const mark = "以下简称"
	for at := 0; ; {
		i := strings.Index(text[at:], mark)
		if i < 0 {
			return
		}
		at += i
		before := strings.TrimRight(text[:at], "（( ")
		full := titleBefore(before)
		short := text[at+len(mark):]
		if end := strings.IndexAny(short, "）)，,。；\n"); end > 0 {
			short = strings.Trim(short[:end], "《》〈〉“”为: ：")
			if full != "" && short != "" && len(short) <= 60 {
				f.aliases[short] = f.keyOf(full)
				if f.ctx.Subject == "" && f.ctx.Law == "" {
					f.ctx.Subject = f.aliases[short]
				}
			}
		}
		at += len(mark)
	}
}

// keyOf is the key of a title: the loaded law's, else made from the title.
func (f *Finder) keyOf(title string) string {
	if keys := f.names.ResolveName(title); len(keys) == 1 {
		return keys[0]
	}
	return statute.Key(title)
}

// titleBefore returns the title in 《》 that ends at the end of s, or "".
func titleBefore(s string) string {
	if !strings.HasSuffix(s, "》") {
		return ""
	}
	depth := 0
	for at := len(s); at > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
		switch r {
		case '》':
			depth++
		case '《':
			if depth--; depth == 0 {
				return s[at+len("《") : len(s)-len("》")]
			}
		case '\n':
			return ""
		}
		if len(s)-at > 600 {
			return ""
		}
	}
	return ""
}

// maxCitations bounds the citations of one text: an article of law has dozens.
const maxCitations = 20_000

// Find returns the citations of text in order. Spans are byte offsets in it.
func (f *Finder) Find(text string) []Citation {
	var found []Citation
	last := reference{}
	for at := 0; at < len(text) && len(found) < maxCitations; {
		i := nextStart(text[at:])
		if i < 0 {
			break
		}
		at += i
		ref, end := f.referenceAt(text, at, last)
		if end == 0 {
			_, size := utf8.DecodeRuneInString(text[at:])
			at += size
			continue
		}
		found = append(found, Citation{Span: statute.Span{Start: at, End: end}, Laws: ref.laws, Provision: ref.provisions})
		last = ref
		last.end = end
		at = end
	}
	return found
}

// nextStart finds the next place where a provision can begin: 第 or a digit.
func nextStart(s string) int {
	i := strings.Index(s, "第")
	limit := s
	if i >= 0 {
		limit = s[:i]
	}
	if j := strings.IndexAny(limit, "0123456789"); j >= 0 {
		return j
	}
	return i
}

// reference is what was found at a place.
type reference struct {
	laws       []string
	provisions []statute.Provision
	end        int
}

// maxRange bounds what a range expands to; a range from 1 to 99999999 is kept
// as its two ends.
const maxRange = 2000

func (f *Finder) referenceAt(text string, at int, last reference) (reference, int) {
	bare := text[at] >= '0' && text[at] <= '9'
	laws, named := f.lawBefore(text[:at])
	if bare && !named {
		if at > 0 && text[at-1] >= '0' && text[at-1] <= '9' {
			return reference{}, 0
		}
		// 1035、1036 after 民法典1035
		if last.end == 0 || text[last.end:at] != "、" || strings.HasPrefix(text[last.end-min(3, last.end):], "条") {
			return reference{}, 0
		}
		laws = last.laws
	}
	p, end := provisionAt(text, at, bare)
	if end == 0 {
		return reference{}, 0
	}
	if !named && !bare {
		laws = f.carriedOver(text, at, last)
	}
	if len(laws) == 0 {
		return reference{}, 0
	}
	provisions := []statute.Provision{p}
	if to, stop := rangeAt(text, end, p); stop > 0 {
		for n := p.Article.Main + 1; n < to.Article.Main && n-p.Article.Main < maxRange; n++ {
			provisions = append(provisions, statute.Provision{Article: statute.Number{Main: n}})
		}
		provisions = append(provisions, to)
		end = stop
	}
	return reference{laws: laws, provisions: provisions}, end
}

// carriedOver is the law of a bare 第N条: that of the citation just before it
// in the same list or sentence, else the law the text stands in or is about.
func (f *Finder) carriedOver(text string, at int, last reference) []string {
	if last.end > 0 {
		between := text[last.end:at]
		switch between {
		case "、", "，", ",", "和", "及", "以及", "或者", "或", "与", "、第":
			return last.laws
		}
	}
	if f.ctx.Law != "" {
		return []string{f.ctx.Law}
	}
	if f.ctx.Subject != "" && !strings.HasSuffix(text[:at], "合同") {
		return []string{f.ctx.Subject}
	}
	return nil
}

// provisionAt reads 第N条之M第k款第x项 at the given place.
func provisionAt(text string, at int, bare bool) (statute.Provision, int) {
	var p statute.Provision
	end := at
	if !bare {
		end += len("第")
	}
	n, size := cnnum.Prefix(text[end:])
	if size == 0 || n == 0 {
		return p, 0
	}
	end += size
	switch {
	case strings.HasPrefix(text[end:], "条"):
		end += len("条")
	case bare && followsBareNumber(text[end:]):
	default:
		return p, 0
	}
	p.Article.Main = n
	if rest, ok := strings.CutPrefix(text[end:], "之"); ok {
		if sub, size := cnnum.ChinesePrefix(rest); size > 0 && sub > 0 {
			p.Article.Sub = sub
			end += len("之") + size
		}
	}
	if k, size := levelAt(text[end:], "款"); size > 0 {
		p.Paragraph = k
		end += size
	}
	if x, size := levelAt(text[end:], "项"); size > 0 {
		p.Item = x
		end += size
	}
	return p, end
}

func followsBareNumber(s string) bool {
	for _, w := range [...]string{"、", "等规定", "等条", "规定"} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

// levelAt reads 第二款, 第（二）项, 第2项.
func levelAt(s, unit string) (value, length int) {
	rest, ok := strings.CutPrefix(s, "第")
	if !ok {
		return 0, 0
	}
	for _, open := range [...]string{"（", "("} {
		if inner, ok := strings.CutPrefix(rest, open); ok {
			n, size := cnnum.Prefix(inner)
			if size == 0 {
				return 0, 0
			}
			for _, shut := range [...]string{"）", ")"} {
				if strings.HasPrefix(inner[size:], shut+unit) {
					return n, len("第") + len(open) + size + len(shut) + len(unit)
				}
			}
			return 0, 0
		}
	}
	n, size := cnnum.Prefix(rest)
	if size == 0 || n == 0 || !strings.HasPrefix(rest[size:], unit) {
		return 0, 0
	}
	return n, len("第") + size + len(unit)
}

// rangeAt reads 至第九条 behind a whole article.
func rangeAt(text string, at int, from statute.Provision) (statute.Provision, int) {
	if from.Paragraph > 0 || from.Item > 0 {
		return statute.Provision{}, 0
	}
	rest, ok := strings.CutPrefix(text[at:], "至第")
	if !ok {
		return statute.Provision{}, 0
	}
	start := len(text) - len(rest) - len("第")
	to, end := provisionAt(text, start, false)
	if end == 0 || !from.Article.Less(to.Article) || to.Paragraph > 0 {
		return statute.Provision{}, 0
	}
	return to, end
}

// ownNames follow 本 where a law speaks of itself.
var ownNames = [...]string{"法", "条例", "规定", "办法", "解释", "细则", "规则", "决定", "章程", "规范", "安排", "准则", "标准", "意见", "规程", "实施条例", "实施细则", "司法解释"}

// nameEnds are the last characters of bare names of laws.
var nameEnds = [...]string{"法", "法典", "条例", "规定", "办法", "解释", "细则", "规则", "决定", "纪要", "修正案", "章程", "意见", "安排"}

// maxBareName bounds the length of a name without 《》, in characters.
const maxBareName = 26

// lawBefore reads the name of a law that ends at the end of s. named is false
// where none stands there.
func (f *Finder) lawBefore(s string) (laws []string, named bool) {
	s = strings.TrimRight(s, " 　")
	for _, shut := range [...]string{"）", ")"} { // 《X》（法释〔2020〕26号）第三十五条
		if inner, ok := strings.CutSuffix(s, shut); ok {
			if i := max(strings.LastIndex(inner, "（"), strings.LastIndex(inner, "(")); i >= 0 && strings.HasSuffix(inner[:i], "》") {
				s = inner[:i]
			}
		}
	}
	if title := titleBefore(s); title != "" {
		return f.resolve(title), true
	}
	ends := false
	for _, e := range nameEnds {
		ends = ends || strings.HasSuffix(s, e)
	}
	if !ends {
		return nil, false
	}
	for _, own := range ownNames {
		if strings.HasSuffix(s, "本"+own) {
			if f.ctx.Law != "" {
				return []string{f.ctx.Law}, true
			}
			if f.ctx.Subject != "" {
				return []string{f.ctx.Subject}, true
			}
			return nil, false
		}
	}
	// The longest name that ends here.
	at := len(s)
	starts := make([]int, 0, maxBareName)
	for n := 0; n < maxBareName && at > 0; n++ {
		r, size := utf8.DecodeLastRuneInString(s[:at])
		if strings.ContainsRune("。，；：、？！《》“”\n（）()", r) {
			break
		}
		at -= size
		starts = append(starts, at)
	}
	for i := len(starts) - 1; i >= 1; i-- {
		name := s[starts[i]:]
		if key, ok := f.aliases[name]; ok {
			return []string{key}, true
		}
		if keys := f.names.ResolveName(name); len(keys) > 0 {
			return keys, true
		}
	}
	return nil, false
}

func (f *Finder) resolve(title string) []string {
	if key, ok := f.aliases[title]; ok {
		return []string{key}
	}
	if keys := f.names.ResolveName(title); len(keys) > 0 {
		return keys
	}
	switch title {
	case "规定", "解释", "条例", "办法", "意见":
		if f.ctx.Subject != "" {
			return []string{f.ctx.Subject}
		}
	}
	return []string{statute.Key(title)}
}
