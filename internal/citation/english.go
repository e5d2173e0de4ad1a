package citation

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// Citations in English: Article 577 of the Civil Code, Art. 13 PIPL, Civil Code Arts. 584
// and 585, Paragraph 2 of Article 16 of the Company Law.

// articleWords come before the numbers of articles; longer ones come first.
var articleWords = [...]string{"Articles", "articles", "Article", "article", "Arts.", "arts.", "Art.", "art.", "ARTICLE", "Arts", "Art"}

// articleAt is the length of the word for an article before a digit at the start of s.
func articleAt(s string) int {
	for _, w := range articleWords {
		if rest, ok := strings.CutPrefix(s, w); ok {
			n := len(w) + spacesAt(rest)
			if n < len(s) && isDigit(s[n]) && (n > len(w) || strings.HasSuffix(w, ".")) {
				return n
			}
			return 0
		}
	}
	return 0
}

// english reads Article 577 with the law behind or before it.
func (f *finder) english() bool {
	if f.at > 0 && isLetter(f.text[f.at-1]) {
		return false
	}
	start := f.at
	skip := articleAt(f.text[start:f.end])
	if skip == 0 {
		return false
	}
	refs, n := digitsAt(f.text[start+skip:f.end], f.circles())
	if n == 0 {
		return false
	}
	end := start + skip + n
	if more := decimals(f.text[end:f.end]); more > 0 { // Article 5.2 of the SPA: of a contract
		f.add(Mention{Kind: KindProvision, Span: statute.Span{Start: start, End: end + more}, Refs: refs, OfContract: true})
		f.at = end + more
		return true
	}
	last := &refs[len(refs)-1]
	for _, l := range [...]level{levelParagraph, levelItem} {
		if k, size := levelBehind(f.text[end:f.end], l); size > 0 && l.get(last.From).IsZero() && last.To == (statute.Provision{}) {
			last.From = l.set(last.From, statute.Number{Main: k})
			end += size
		}
	}
	for _, l := range [...]level{levelParagraph, levelItem} {
		if k, size := levelBefore(f.text[min(f.floor(), start):start], l); size > 0 && len(refs) == 1 && l.get(last.From).IsZero() {
			last.From = l.set(last.From, statute.Number{Main: k})
			start -= size
		}
	}
	return f.ofLaw(start, end, refs, true)
}

// decimals is the length of .2 or .2.1 at the start of s.
func decimals(s string) int {
	at := 0
	for at+1 < len(s) && s[at] == '.' && isDigit(s[at+1]) {
		at += 2
		for at < len(s) && isDigit(s[at]) {
			at++
		}
	}
	return at
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

var englishLevels = map[level][]string{levelParagraph: {"paragraph", "Paragraph", "para.", "Para.", "para", "Para"},
	levelItem: {"item", "Item"}}

// levelBehind reads “, paragraph 2” behind an article.
func levelBehind(s string, l level) (n, length int) {
	at := len(s) - len(strings.TrimLeft(s, ", "))
	if at > maxSpaces {
		return 0, 0
	}
	for _, w := range englishLevels[l] {
		if rest, ok := strings.CutPrefix(s[at:], w+" "); ok {
			if n, size := itemAt(rest); size > 0 && n < maxSub {
				return n, at + len(w) + 1 + size
			}
		}
	}
	return 0, 0
}

// levelBefore reads “Paragraph 2 of ” and “Paragraph 2, ” before an article.
func levelBefore(s string, l level) (n, length int) {
	bare := strings.TrimSuffix(strings.TrimSuffix(s, " of "), ", ")
	if bare == s {
		return 0, 0
	}
	near := bare[max(0, len(bare)-maxNameNote):]
	for _, w := range englishLevels[l] {
		i := strings.LastIndex(near, w+" ")
		if i < 0 {
			continue
		}
		if n, size := itemAt(near[i+len(w)+1:]); size > 0 && i+len(w)+1+size == len(near) && n < maxSub {
			return n, len(s) - len(bare) + len(near) - i
		}
	}
	return 0, 0
}

// ofLaw adds the articles from start to end with the law that is named behind or before
// them. Articles of a law that is not known, as of a foreign one, are none; they end what
// the sentence spoke of.
func (f *finder) ofLaw(start, end int, refs []Ref, english bool) bool {
	m := Mention{Kind: KindProvision, Span: statute.Span{Start: start, End: end}, Refs: refs}
	name, foreign := f.lawBehind(end)
	ahead := name.Kind == NoName && !foreign && english
	if ahead {
		name, foreign = f.lawBehindList(end)
	}
	switch before := f.nameBefore(start); {
	case name.Kind != NoName:
		m.Name = name
	case foreign:
		m.OfContract = true
	case english && f.afterIdem(start):
		m.Name = Name{Kind: Same, Span: statute.Span{Start: start, End: start}}
	case before.Kind != NoName:
		m.Name = before
	case f.joinedInEnglish(start):
		m.Linked = true
	case english && (f.ofAcronym(start) || namesOther(f.text[min(f.floor(), start):start])):
		m.OfContract = true
	case english && f.before < 0 && f.belowInChinese():
		m.Listed = true // 例外：Art. 42 below a line that cited the law
	case english && f.before < 0 && f.inListOfLaw():
		m.Listed = true // 2. … Article 42 below 1. … Art. 39 of the Labor Contract Law
	case english && f.before < 0 && !f.afterArticle():
		if !f.headed || f.inLaw {
			f.at = end
			return true
		}
		m.BelowHeading = true // - Art. 34 below a heading
	}
	f.add(m)
	f.at = end
	if name.Kind != NoName && !ahead {
		f.setName(name, -1)
		f.at = name.Span.End
	}
	return true
}

// lawBehindList is the law behind the last of several articles that go on at a place: and Article 29 of the Company Law.
func (f *finder) lawBehindList(at int) (name Name, foreign bool) {
	for n := 0; n < maxNumbers; n++ {
		rest := f.text[at:f.end]
		joint := joinDigitsAt(rest)
		if joint == 0 {
			break
		}
		skip := articleAt(rest[joint:])
		_, size := digitsAt(rest[joint+skip:], f.circles())
		if skip == 0 || size == 0 || decimals(rest[joint+skip+size:]) > 0 {
			break
		}
		at += joint + skip + size
		if name, foreign = f.lawBehind(at); name.Kind != NoName || foreign {
			return name, foreign
		}
	}
	return Name{}, false
}

// afterIdem reports whether id. or ibid. stands right before a place: the law cited last.
func (f *finder) afterIdem(start int) bool {
	before := strings.TrimRight(f.text[f.lineStart:start], " ,，")
	for _, w := range [...]string{"id.", "Id.", "ibid.", "Ibid.", "ibid", "Ibid"} {
		if rest, ok := strings.CutSuffix(before, w); ok && (rest == "" || !isLetter(rest[len(rest)-1])) {
			return true
		}
	}
	return false
}

// afterArticle reports whether the line cited an article of a law last: an article behind the
// end of that sentence is of the same.
func (f *finder) afterArticle() bool {
	n := len(f.out.Mentions)
	if n == 0 {
		return false
	}
	last := &f.out.Mentions[n-1]
	return last.LineStart == f.lineStart && last.Kind == KindProvision && !last.OfContract
}

// inListOfLaw reports whether the item above f.at's, of the same list, cited an article.
func (f *finder) inListOfLaw() bool {
	n := len(f.out.Mentions)
	if n == 0 {
		return false
	}
	last := &f.out.Mentions[n-1]
	return last.LineStart != f.lineStart && last.Kind == KindProvision && !last.OfContract && !last.BelowHeading &&
		sameBullets(f.text, f.lineStart, last.LineStart)
}

// belowInChinese reports whether a line of notes in Chinese goes on with Art. below one that cited an article of a law.
func (f *finder) belowInChinese() bool {
	n := len(f.out.Mentions)
	if n == 0 || f.inLaw || f.norm {
		return false
	}
	last := &f.out.Mentions[n-1]
	before := f.text[f.lineStart:f.at]
	return last.LineStart != f.lineStart && last.Kind == KindProvision && !last.OfContract && !last.BelowHeading && f.line-last.Line <= 1 &&
		len(before) <= maxTopicNote+maxLabel && strings.ContainsFunc(before, func(r rune) bool { return unicode.Is(unicode.Han, r) }) &&
		!isPaperOrContract(before)
}

// otherPaperWords end the English names of norms and papers.
var otherPaperWords = [...]string{"Interpretation", "Interpretations", "Agreement", "Contract", "Convention", "Rules", "Regulation",
	"Regulations", "Act", "Measures", "Provisions", "Guidelines", "Directive", "Treaty", "Protocol", "Model Law", "Bylaws", "Constitution",
	"Handbook", "Manual", "Policy"}

// otherPapers finds one of them in what a comma or a bracket ends.
var otherPapers = regexp.MustCompile(`(?:` + strings.Join(otherPaperWords[:], "|") + `)\b[^.;:。；：]*[,，(（]\s*$`)

// namesOther reports whether s, which names no law that is known, ends in the name of
// another norm or paper, behind which an article stands: the SIAC Rules, Article …, ICC Rules Article ….
func namesOther(s string) bool {
	bare := strings.TrimRight(s, " ")
	for _, w := range otherPaperWords {
		if strings.HasSuffix(bare, w) {
			return true
		}
	}
	if bare == "" || !strings.ContainsRune(",，(（", lastRune(bare)) {
		return false
	}
	return otherPapers.MatchString(s[max(0, len(s)-maxTopicNote-maxTopicNote):])
}

// nameBefore is the name of the law right before a place, behind which a comma may
// stand: Civil Code, Article 577.
func (f *finder) nameBefore(start int) Name {
	if n := f.takeName(start); n.Kind != NoName {
		return n
	}
	if text, n := seriesBeforeArticle(f.text[min(f.floor(), start):start]); n > 0 {
		return Name{Kind: ByGuess, Text: text, Span: statute.Span{Start: start - n, End: start}}
	}
	n := f.name
	if n.Kind == NoName || n.Span.End > start || start-n.Span.End > maxSpaces || strings.Trim(f.text[n.Span.End:start], ", ") != "" {
		return Name{}
	}
	return f.takeName(n.Span.End)
}

// joinedInEnglish reports whether only a word of a list stands between the last
// provision of the sentence and a place.
func (f *finder) joinedInEnglish(at int) bool {
	if f.before < 0 || f.out.Mentions[f.before].Kind != KindProvision {
		return false
	}
	between := f.text[f.out.Mentions[f.before].Span.End:at]
	return joinDigitsAt(between) == len(between) && between != "" || f.joined(at)
}

// ours may stand before the English name of a law of China, and behind it.
var (
	oursBefore = [...]string{"the ", "SPC's ", "SPC ", "Supreme People's Court's ",
		"Supreme People's Court ", "The ", "PRC's ", "PRC ", "P.R.C. ", "China's ", "Chinese ", "People's Republic of China's "}
	oursBehind = [...]string{" of the PRC", " of the People's Republic of China", " of PRC", " of the P.R.C.", " of China",
		" of the P.R. China"}
)

// sameInEnglish says that the law named before is meant.
var sameInEnglish = [...]string{"same law", "same Law", "same Code", "same code", "said Law", "said law", "said Code",
	"Law", "law", "Code", "code"}

// lawBehind reads the name of a law behind an article: “ of the Civil Code”, “ PIPL”.
// foreign says that another law or paper is named there.
func (f *finder) lawBehind(at int) (name Name, foreign bool) {
	rest := f.text[at:f.end]
	skip := len(rest) - len(strings.TrimLeft(rest, " "))
	if skip > maxSpaces {
		return Name{}, false
	}
	of := strings.HasPrefix(rest[skip:], "of ")
	if of {
		skip += len("of ")
	}
	for again := true; again; {
		again = false
		for _, w := range oursBefore {
			if strings.HasPrefix(rest[skip:], w) {
				skip, again = skip+len(w), true
			}
		}
	}
	for _, w := range sameInEnglish {
		if after, ok := strings.CutPrefix(rest[skip:], w); of && ok && !cutsWord(after) && !strings.HasPrefix(after, " of ") {
			return Name{}, false
		}
	}
	if strings.HasPrefix(rest[skip:], "《") {
		skip += len("《")
	}
	if name, n := f.interpretationNamed(rest[skip:]); n > 0 {
		return Name{Kind: ByName, Text: name, Span: statute.Span{Start: at + skip, End: at + skip + n}}, false
	}
	for _, w := range [...]string{"same Interpretation", "same Judicial Interpretation", "said Interpretation", "Interpretation"} {
		if after, ok := strings.CutPrefix(rest[skip:], w); of && ok && !cutsWord(after) && !goesOnInEnglish(after) {
			return Name{Kind: Same, Text: "解释", Span: statute.Span{Start: at + skip, End: at + skip + len(w)}}, false
		}
	}
	n := f.longestName(rest[skip:])
	if n == 0 || cutsWord(rest[skip+n:]) {
		return Name{}, of || startsAcronym(rest[skip:])
	}
	if !of && rest[skip] >= utf8.RuneSelf && skip > 0 && rest[skip-1] == ' ' {
		return Name{}, false // §577 公司法第3条
	}
	for _, w := range oursBehind {
		if strings.HasPrefix(rest[skip+n:], w) && !cutsWord(rest[skip+n+len(w):]) {
			return f.behind(at, skip, n, len(w)), false
		}
	}
	if country, ok := strings.CutPrefix(rest[skip+n:], " of "); ok && unicode.IsUpper(firstRune(strings.TrimPrefix(country, "the "))) {
		return Name{}, true // of Japan
	}
	return f.behind(at, skip, n, 0), false
}

func (f *finder) behind(at, skip, n, ours int) Name {
	return Name{Kind: ByName, Text: f.text[at+skip : at+skip+n], Span: statute.Span{Start: at + skip, End: at + skip + n + ours}}
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// cutsWord reports whether a word goes on behind a name.
func cutsWord(after string) bool { return after != "" && isLetter(after[0]) }

// startsAcronym reports whether s begins with the short name of a law: GDPR, BGB, UCC.
func startsAcronym(s string) bool {
	n := 0
	for n < len(s) && s[n] >= 'A' && s[n] <= 'Z' {
		n++
	}
	return n > 1 && !cutsWord(s[n:])
}

// foreigners stand before the English names of foreign laws.
var foreigners = [...]string{"German", "French", "Japanese", "Swiss", "Italian", "Dutch", "Russian", "Korean", "Spanish", "Austrian",
	"Brazilian", "Vietnamese",
	"Indian", "Taiwan", "Taiwanese", "Kong", "Macau", "Macao", "EU", "US", "U.S.", "UK", "English", "Singapore", "Louisiana", "Quebec",
	"California", "Model", "Uniform", "Draft",
	"European", "American", "British", "Canadian", "Australian", "Belgian",
	"Portuguese", "Turkish", "Thai"}

// ofForeigners reports whether the word before a name is that of another country.
func ofForeigners(before string) bool {
	before = strings.TrimRight(before, " ")
	for _, w := range foreigners {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}
