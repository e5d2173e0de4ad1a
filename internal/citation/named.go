package citation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/lawnames"
	"github.com/fatiao/fatiao/internal/statute"
)

// namedBefore are the keys of the laws named before mention i, nearest first.
func (r *resolver) namedBefore(i int) []string {
	var keys []string
	for j, n := i-1, 0; j >= 0 && n < maxSame; j, n = j-1, n+1 {
		for _, k := range r.meanings[j].law.keys {
			if !slices.Contains(keys, k) {
				keys = append(keys, k)
			}
		}
	}
	return keys
}

// instrument is what carries out or explains a law: 实施细则 of 该法实施细则. Where
// nothing tells which law, it is named by its word alone.
func (r *resolver) instrument(of law, n Name, i int) law {
	if n.Instrument == "" {
		return of
	}
	name := Name{Kind: ByGuess, Text: n.Instrument}
	if len(of.keys) == 1 {
		name.Text = of.keys[0] + n.Instrument
		if w := r.interpretationOf(of.keys[0]); n.Instrument == "解释" && w.known() {
			return w
		}
	}
	return r.named(name, i)
}

// bareKey is a key without notes such as （试行） and （一） at its end.
func bareKey(key string) string {
	for strings.HasSuffix(key, "）") || strings.HasSuffix(key, ")") {
		i := max(strings.LastIndex(key, "（"), strings.LastIndex(key, "("))
		if i <= 0 {
			break
		}
		key = key[:i]
	}
	return key
}

// named is what a name means in this document, where it stands at mention i.
func (r *resolver) named(n Name, i int) law {
	n = r.wholeName(r.withoutAge(n))
	w := law{keys: r.keysOf(n, i), when: When{Day: r.doc.Day}, stated: n.Version}
	if key := r.beforeSeries(n, w); key != "" {
		return law{keys: []string{key}, when: When{Day: r.doc.Day}}
	}
	switch {
	case n.Version == Former:
		w.when.Former = true
	case n.Version != "":
		w.when.Year = n.Version
	case len(w.keys) == 1 && w.keys[0] == r.doc.Law:
		w.when = When{Label: r.doc.Version}
	case len(w.keys) == 1 && r.doc.changed != "" && r.subject.known() && w.keys[0] == r.subject.keys[0] && i >= 0 &&
		r.found.Mentions[i].Quote < 0:
		return r.changed(w.keys[0])
	}
	return w
}

// maxBeforeName bounds what may stand before a known name as part of a longer one, in
// characters.
const maxBeforeName = 6

// wholeName is the longer name of an interpretation that a known name is the end of:
// 食药惩罚性赔偿解释, which is no 惩罚性赔偿解释.
func (r *resolver) wholeName(n Name) Name {
	if n.Kind != ByName || !strings.HasSuffix(n.Text, "解释") && !strings.HasSuffix(n.Text, "规定") {
		return n
	}
	start := n.Span.Start
	for range maxBeforeName {
		last, size := utf8.DecodeLastRuneInString(r.doc.Text[:start])
		if !unicode.Is(unicode.Han, last) || endsBeforeShort(r.doc.Text[:start]) {
			break
		}
		start -= size
	}
	if start == n.Span.Start {
		return n
	}
	if longer := r.doc.Text[start:n.Span.End]; len(r.abbreviated(longer)) == 1 {
		n.Text, n.Span.Start = longer, start
	}
	return n
}

// withoutAge is the name of a law that the title in 《》 calls new or old: 《新公司法》. A
// title that is filed as it stands, as 《原子能法》 may be, is left.
func (r *resolver) withoutAge(n Name) Name {
	if n.Kind != ByTitle {
		return n
	}
	for _, w := range [...]string{"新", "现行", "原", "旧"} {
		rest, ok := strings.CutPrefix(n.Text, w)
		if !ok {
			continue
		}
		if bare := (Name{Kind: ByTitle, Text: rest}); len(r.filedAs(n)) == 0 && len(r.filedAs(bare)) > 0 {
			n.Text = rest
			if n.Version == "" && (w == "原" || w == "旧") {
				n.Version = Former
			}
		}
		break
	}
	return n
}

// keysOf are the keys that a name means. Where several laws bear it, those that
// the document named before come alone, if that leaves one.
func (r *resolver) keysOf(n Name, i int) []string {
	norm := statute.NormName(n.Text)
	if alias, ok := r.aliases[norm]; ok && statute.NormName(alias.Text) != norm && i != aliasOnly {
		if keys := r.keysOf(alias, aliasOnly); len(keys) > 0 {
			return keys
		}
	}
	if _, size := normWordAt(n.Text); size > 0 && size == len(n.Text) && n.Kind == ByTitle &&
		len(r.filedAs(n)) == 0 { // 《基本法》 has two laws of its own
		return r.generic(n.Text, i)
	}
	if word, _, ok := cutSeriesNumber(n.Text); ok && isSeriesWord(word) {
		return r.series(n.Text, i)
	}
	keys := r.filedAs(n)
	switch {
	case len(keys) == 1:
		return r.endingSpokenOf(n.Text, keys)
	case len(keys) > 1:
		if keys = r.spokenOf(keys); len(keys) > 1 {
			keys = r.likely(keys)
		}
		if len(keys) > 1 && r.doc.Day == "" {
			keys = r.byDayOfText(keys, n)
		}
		if len(keys) > 1 {
			keys = r.byTopicWords(keys)
		}
		return keys
	case n.Kind == ByNumber:
		return []string{statute.Key(n.Text)}
	case n.Kind == ByTitle:
		if keys := r.restored(n.Text, i); len(keys) > 0 {
			return keys
		}
		if key := r.lookup.LawAbbreviated(n.Text); key != "" {
			return []string{key}
		}
	default:
		if keys := r.spokenOf(r.lookup.LawsEnding(n.Text)); len(keys) > 0 {
			return keys
		}
		for _, issuer := range shortIssuers {
			if i := strings.LastIndex(n.Text, issuer); i > 0 { // 责任看最高法工伤行政规定
				if keys := r.abbreviated(n.Text[i+len(issuer):]); len(keys) > 0 {
					return keys
				}
			}
			n.Text = strings.TrimPrefix(n.Text, issuer) // 最高法工伤行政规定
		}
		if keys := r.abbreviated(n.Text); len(keys) > 0 {
			return keys
		}
	}
	if about, ok := strings.CutSuffix(n.Text, newRules); ok && n.Kind == ByGuess {
		return r.newRulesOn(about)
	}
	if rest, ok := strings.CutPrefix(n.Text, "依"); ok && n.Kind == ByGuess && !strings.HasPrefix(rest, "法") {
		n.Text = rest // 依停放管理规定第三条
	}
	return []string{r.unknown(n.Text)}
}

// newRulesOn are the keys of the only rules on something, which news calls new: 彩礼新规.
func (r *resolver) newRulesOn(about string) []string {
	for at := range about {
		if at > 0 && !endsBeforeShort(about[:at]) {
			continue
		}
		for _, w := range [...]string{"规定", "解释", "办法", "条例", "细则", "规则"} {
			name := Name{Kind: ByGuess, Text: about[at:] + w}
			if keys := r.filedAs(name); len(keys) == 1 {
				return keys
			}
			if keys := r.abbreviated(name.Text); len(keys) == 1 {
				return keys
			}
		}
	}
	return nil
}

// filedAs are the keys under which a name is filed, in any of its spellings.
func (r *resolver) filedAs(n Name) []string {
	keys, ok := r.filed[n.Text]
	if !ok {
		keys = r.lookUp(n)
		if len(r.filed) < maxFiled {
			r.filed[n.Text] = keys
		}
	}
	return keys
}

// maxFiled bounds the names whose keys are remembered: a text names few laws often.
const maxFiled = 2048

func (r *resolver) lookUp(n Name) []string {
	if keys := r.lookup.LawsNamed(n.Text, r.doc.Day); len(keys) > 0 {
		return keys // most names are filed as they are
	}
	for _, name := range spellings(n.Text)[1:] {
		if keys := r.lookup.LawsNamed(name, r.doc.Day); len(keys) > 0 {
			return keys
		}
	}
	return nil
}

// spokenOf is the one of several laws that the document named before, or all of
// them where that is none or several.
func (r *resolver) spokenOf(keys []string) []string {
	var spoken []string
	for _, k := range keys {
		if r.spoken[k] {
			spoken = append(spoken, k)
		}
	}
	if len(spoken) == 1 {
		return spoken
	}
	return keys
}

// endingSpokenOf are the keys of a name that is the end of a title, or instead the law that
// the document named whose title ends so too: 调解仲裁法 behind 农村土地承包经营纠纷调解仲裁法.
func (r *resolver) endingSpokenOf(name string, keys []string) []string {
	if len(keys[0]) <= len(name) || r.spoken[keys[0]] || !strings.HasSuffix(keys[0], name) {
		return keys
	}
	found := keys
	for spoken := range r.spoken {
		if strings.HasSuffix(spoken, name) {
			if found[0] != keys[0] {
				return keys
			}
			found = []string{spoken}
		}
	}
	return found
}

// restored are the keys of a title that lost the title inside it, as happens
// where 〈…〉 was taken for markup: 最高人民法院关于适用的解释. The laws named before
// fill the gap; those titles that are loaded may be meant.
func (r *resolver) restored(title string, i int) []string {
	at := -1
	for _, w := range [...]string{"关于适用", "关于执行", "关于修改"} {
		if j := strings.Index(title, w); j >= 0 {
			at = j + len(w)
			break
		}
	}
	if rest := title[max(0, at):]; at < 0 || !strings.HasPrefix(rest, "的") && !strings.HasPrefix(rest, "若干") &&
		!strings.HasPrefix(rest, "有关") {
		return nil
	}
	var found []string
	for _, k := range r.namedBefore(i) {
		for _, full := range r.lookup.LawsNamed(title[:at]+"《"+k+"》"+title[at:], r.doc.Day) {
			if !slices.Contains(found, full) {
				found = append(found, full)
			}
		}
	}
	return found
}

// aliasOnly stands for the index of a mention where the name is the full one
// behind a short name.
const aliasOnly = -2

// spellings are the ways in which a name as written may be filed: as it is,
// without a note on its version, without issuers.
func spellings(name string) []string {
	list := []string{name}
	if strings.HasSuffix(name, "号") {
		list = append(list, numberAsFiled.Replace(name))
		list = append(list, lawnames.NumberSpellings(name)...)
	}
	if yearOf(name) != "" {
		name = bareKey(name)
		list = append(list, name)
	}
	if issuers, rest := statute.SplitIssuers(statute.Key(name)); issuers != nil {
		list = append(list, rest)
	} else if rest := strings.TrimPrefix(name, issuersBeforeTitle(name)); rest != name {
		list = append(list, rest)
	}
	for _, w := range shortIssuers {
		if rest, ok := strings.CutPrefix(name, w); ok {
			name = rest
			list = append(list, name)
			break
		}
	}
	if strings.Contains(name, "关于") || len(name) > maxShortTitle {
		return list // a title
	}
	for _, w := range [...]string{"细则", "条例"} {
		if of, ok := strings.CutSuffix(name, w); ok && strings.HasSuffix(of, "法") {
			list = append(list, of+"实施"+w) // 征管法细则
		}
	}
	for _, w := range endingsAlike {
		if rest, ok := strings.CutSuffix(name, w[0]); ok && rest != "" {
			list = append(list, rest+w[1])
		}
	}
	return list
}

// shortIssuers stand before short names of what they issued: 最高法无单放货规定.
var shortIssuers = [...]string{"最高法院", "最高法", "最高院", "两高", "最高检"}

// maxShortTitle bounds a short name of an interpretation, in bytes.
const maxShortTitle = 45

// endingsAlike end two short names of one text: 合同编司法解释, 合同编解释.
var endingsAlike = [...][2]string{{"司法解释", "解释"}, {"司法解释", "规定"}, {"若干规定", "规定"}, {"若干解释", "解释"}, {"司法解释一", "解释一"},
	{"司法解释二", "解释二"}, {"司法解释（一）", "解释（一）"}, {"司法解释（二）", "解释（二）"}}

// numberAsFiled writes 〔2021〕第15号 as numbers are filed.
var numberAsFiled = strings.NewReplacer("〕第", "〕", "]第", "〕", "】第", "〕", "）第", "〕", ")第", "〕")

// issuersBeforeTitle returns the issuers at the head of a title that is no
// 关于…: 国务院诉讼费用交纳办法.
func issuersBeforeTitle(name string) string {
	for _, issuer := range issuers {
		if strings.HasPrefix(name, issuer) && len(name) > len(issuer) {
			return issuer
		}
	}
	return ""
}

// unknown is the key of a law that no loaded text has. A title that the
// document gave with its issuers before keeps them.
func (r *resolver) unknown(title string) string {
	key := statute.Key(bareYear(title))
	norm := statute.NormName(key)
	rest := strings.TrimPrefix(key, issuersBeforeTitle(key))
	if rest != key && strings.HasSuffix(rest, "办法") && !strings.HasPrefix(rest, "关于") {
		return rest // 司法部《某某办法》: titles of rules have no issuers
	}
	if _, rest := statute.SplitIssuers(key); rest != key {
		r.withIssuers[statute.NormName(rest)] = key
		return key
	}
	if full, ok := r.withIssuers[norm]; ok {
		return full
	}
	return key
}

func bareYear(title string) string {
	if yearOf(title) != "" {
		return bareKey(title)
	}
	return title
}

// maxGeneric bounds how many mentions back a law is looked for that 《规定》 may
// mean: it is often named in the preamble only.
const maxGeneric = 400

// generic is what 《规定》 or 《条例》 means that nothing defines: the law that
// the text is about, or the only one of that kind named before.
func (r *resolver) generic(word string, i int) []string {
	if r.subject.known() && len(r.subject.keys) == 1 && strings.HasSuffix(bareKey(r.subject.keys[0]), word) {
		return r.subject.keys
	}
	if keys := r.instrumentOf(word, i); len(keys) > 0 {
		return keys
	}
	var keys []string
	for j, n := i-1, 0; j >= 0 && n < maxGeneric; j, n = j-1, n+1 {
		if m := &r.found.Mentions[j]; m.Name.Kind == ByTitle || m.Name.Kind == ByName {
			for _, k := range r.meanings[j].law.keys {
				if strings.HasSuffix(bareKey(k), word) && k != word && !slices.Contains(keys, k) {
					keys = append(keys, k)
				}
			}
		}
	}
	if len(keys) == 0 {
		keys = r.namedAhead(word, i)
	}
	if len(keys) == 0 {
		keys = []string{word}
	}
	if len(keys) == 1 && r.doc.Law == "" && !r.subject.known() {
		r.subject = law{keys: keys, when: When{Day: r.doc.Day}}
	}
	return keys
}
