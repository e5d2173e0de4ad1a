package amendment

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

const quoteClass = `[\x{E000}-\x{F7FF}]`

var (
	deleteVerb   = regexp.MustCompile(`^(?:删去|删除)`)
	adjustVerb   = regexp.MustCompile(`^(?:本规定|本解释)?(?:(?:原|其他)?条文|条款|条)(?:的)?(?:顺)?序(?:号)?[^，。；\n]{0,6}调整`)
	adjustWith   = regexp.MustCompile(`^[^，。；\n]{0,60}条文顺序[^，。；\n]{0,6}调整`)
	replaceVerb  = regexp.MustCompile(`^(?:相应)?(?:地)?(?:修改|改)为[：:]?\s*` + quoteClass)
	wordsVerb    = regexp.MustCompile(`^(?:中的?|的)?(?:规定)?[：:]?\s*` + quoteClass)
	renumberVerb = regexp.MustCompile(`^，?(?:相应)?(?:地)?(?:修改|调整|改)?(?:为|作为)(?:修改后)?(?:《[^》]*》)?(?:的)?(第.)`)
	numberedAs   = regexp.MustCompile(`^，?(?:相应)?(?:地)?(?:修改为|调整为|改为|作为)(?:修改后)?(?:《[^》]*》)?(?:的)?`)
	mergeVerb    = regexp.MustCompile(`^(?:予以)?合并`)
	insertVerb   = regexp.MustCompile(`^(?:之?后|末尾|的?规定|中)?(?:，)?(?:再)?(?:增加|增写)`)
	within       = regexp.MustCompile(`^(?:` + quoteClass + `)?中(第|增加)|^[^，。；：、第` + "\n" + `]{2,24}职权(第)|^(?:[前后][一二两三]句|第[一二三四]句)()()`)
	replaced     = regexp.MustCompile(`^(?:相应)?(?:修改|改|替换)为[：:]?`)
	behind       = regexp.MustCompile(`^(?:之)?后(?:面)?，?(?:增加|增写)(?:规定|一句)?[，：:]?(?:内容为)?[：:]?`)
	before       = regexp.MustCompile(`^(?:之)?前，?(?:增加|增写)(?:规定|一句)?[，：:]?`)
	sameText     = regexp.MustCompile(`^(?:这一|该)自然段`)
	wordsOf      = regexp.MustCompile(`^(?:中的?|末尾的?|规定的)[：:]?\s*` + quoteClass)
	leftOut      = regexp.MustCompile(`^(?:删去|删除)`)
)

// operation reads an operation; start is where its sentence begins.
func (p *parser) operation(start string) bool {
	if p.take(adjustVerb) != nil || p.take(adjustWith) != nil {
		p.add(Operation{Kind: Adjust, Unit: statute.KindArticle}, start, "")
		return true
	}
	if p.take(deleteVerb) != nil {
		return p.remove(start)
	}
	if p.take(sameText) != nil && len(p.touched) > 0 {
		return p.replace(start, p.touched, "")
	}
	if replaceVerb.MatchString(p.s) && len(p.touched) > 0 {
		return p.replace(start, p.touched, "")
	}
	if insertVerb.MatchString(p.s) {
		return p.insert(start, nil, "")
	}
	if m := lawName2.FindString(p.s); m != "" { // 将《…》修改为：“《…》”
		p.s = p.s[len(m):]
		if replaceVerb.MatchString(p.s) {
			return p.replace(start, []Place{{Part: PartTitle}}, "")
		}
		p.s = start[len(fillers.FindString(start)):]
	}
	at, law, rest := places(p.s, p.base)
	if len(at) == 0 {
		// 将“一、…”修改为“一、…”, or words of what was touched last
		if wordsVerb.MatchString(p.s) {
			if len(p.touched) == 0 {
				return p.words1(start, []Place{{Part: PartHeading}}, law)
			}
			return p.words1(start, p.touched, law)
		}
		return false
	}
	p.s = rest
	if m := within.FindStringSubmatch(p.s); m != nil {
		p.s = p.s[len(m[0])-len(m[1])-len(m[2]):]
		if at[0].Part == "" {
			p.base = at[0].Provision
		}
		if inner, _, rest := places(p.s, p.base); len(inner) > 0 {
			at, p.s = inner, rest
		}
	}
	return p.verb(start, at, law)
}

// lawName2 is a law that is renamed, without a place behind its name.
var lawName2 = regexp.MustCompile(`^《[^《》]*(?:〈[^〉]*〉[^《》]*)*》`)

// verb reads what is done with places.
func (p *parser) verb(start string, at []Place, law string) bool {
	switch {
	case mergeVerb.MatchString(p.s):
		p.take(mergeVerb)
		return p.merge(start, at, law)
	case replaceVerb.MatchString(p.s):
		return p.replace(start, at, law)
	case renumberVerb.MatchString(p.s):
		return p.renumber(start, at, law)
	case insertVerb.MatchString(p.s):
		return p.insert(start, at, law)
	case p.take(leftOut) != nil:
		p.add(Operation{Kind: Delete, Unit: unitOf(at[0]), At: at}, start, law)
		p.touch(nil)
		return true
	case wordsVerb.MatchString(p.s):
		return p.words1(start, at, law)
	}
	// 增加第二款：“…” was read as far as 增加; 第二款：“…” gives the wording that was announced.
	return false
}

// remove reads 删去第三款, 删除第二条、第五条, 删去第三款中的“…”和第四款中的“…”.
func (p *parser) remove(start string) bool {
	at, law, rest := places(p.s, p.base)
	if len(at) == 0 {
		return false
	}
	p.s = rest
	p.touch(at)
	if !wordsOf.MatchString(p.s) {
		p.add(Operation{Kind: Delete, Unit: unitOf(at[0]), At: at}, start, law)
		p.touched = nil
		return true
	}
	for {
		p.s = p.s[len(inWords.FindString(p.s)):]
		old, ok := p.quotation()
		if !ok {
			return true
		}
		p.add(Operation{Kind: Words, Unit: unitOf(at[0]), At: at, Old: strings.Join(old, "\n")}, start, law)
		save := p.s
		if p.take(joinOf) == nil {
			return true
		}
		next, _, rest := places(p.s, at[len(at)-1].Provision)
		if len(next) > 0 && wordsOf.MatchString(rest) {
			at, p.s = next, rest
			p.touch(at)
		} else if r, _ := utf8.DecodeRuneInString(p.s); !isQuote(r) {
			p.s = save
			return true
		}
	}
}

// inWords stands between a place and the words in it.
var inWords = regexp.MustCompile(`^(?:中的?|末尾的?|规定的)[：:]?\s*`)

// replace reads the new wording of places.
func (p *parser) replace(start string, at []Place, law string) bool {
	p.take(replaced)
	text, ok := p.wording()
	if !ok {
		return false
	}
	kind := Replace
	if at[0].Part == PartTitle || at[0].Part == PartHeading {
		kind = Rename
		text[len(text)-1] = strings.TrimSuffix(text[len(text)-1], "。")
	}
	p.add(Operation{Kind: kind, Unit: unitOf(at[0]), At: at, Text: text}, start, law)
	p.touch(at)
	return true
}

// renumber reads 将第六条改为第八条; what follows without a place is about the same.
func (p *parser) renumber(start string, at []Place, law string) bool {
	p.take(numberedAs)
	to, _, rest := places(p.s, at[0].Provision)
	if len(to) == 0 {
		return false
	}
	p.s = rest
	unit := unitOf(to[0])
	if at[0].Part == PartHeading {
		unit = statute.KindHeading
	}
	p.add(Operation{Kind: Renumber, Unit: unit, At: at, To: to}, start, law)
	p.touch(at)
	return true
}

// merge reads 将第七条、第九条合并，改为第十七条，修改为：“…”.
func (p *parser) merge(start string, at []Place, law string) bool {
	p.take(separators)
	to := at[:1]
	if !replaceVerb.MatchString(p.s) {
		if p.take(numberedAs) == nil {
			return false
		}
		var rest string
		if to, _, rest = places(p.s, at[0].Provision); len(to) == 0 {
			return false
		}
		p.s = rest
		p.take(separators)
	}
	if !replaceVerb.MatchString(p.s) {
		return false
	}
	p.take(replaced)
	text, _ := p.wording()
	p.add(Operation{Kind: Merge, Unit: unitOf(to[0]), At: at, To: to, Text: text}, start, law)
	p.base, p.touched = statute.Provision{}, nil
	return true
}

// words1 reads what happens to words within places: 中的“A”修改为“B”，“C”修改为“D”;
// “A”后增加“B”; 中的“A”删去.
func (p *parser) words1(start string, at []Place, law string) bool {
	p.take(regexp.MustCompile(`^(?:中的?|的)?(?:规定)?[：:]?\s*`))
	save := p.s
	old, ok := p.quotation()
	if !ok {
		return false
	}
	o := Operation{Kind: Words, Unit: unitOf(at[0]), At: at, Old: strings.Join(old, "\n")}
	switch {
	case p.take(replaced) != nil:
	case p.take(behind) != nil:
		o.Behind = true
	case p.take(before) != nil:
		text, ok := p.quotation()
		if !ok {
			p.s = save
			return false
		}
		o.New = strings.Join(text, "\n") + o.Old
		p.add(o, start, law)
		p.touch(at)
		return true
	case p.take(leftOut) != nil:
		p.add(o, start, law)
		p.touch(at)
		return true
	case strings.HasPrefix(p.s, "、"): // “A”、“B”修改为“C”
		p.s = save
		return false
	default:
		p.s = save
		return false
	}
	text, ok := p.quotation()
	if !ok {
		p.s = save
		return false
	}
	o.New = strings.Join(text, "\n")
	if at[0].Part == PartHeading {
		o.Kind, o.Unit, o.Text = Rename, statute.KindHeading, text
	}
	p.add(o, start, law)
	p.touch(at)
	return true
}
