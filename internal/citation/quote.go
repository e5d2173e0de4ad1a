package citation

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

// open begins a quotation.
func (f *finder) open(size int) {
	if f.quotedName(size) {
		return
	}
	f.at += size
	if len(f.scopes) >= maxScopes {
		return
	}
	q := Quote{Parent: f.quote, Of: f.quoted(), Line: f.line}
	q.OfContract = f.quote >= 0 && f.out.Quotes[f.quote].OfContract || q.Of >= 0 && f.out.Mentions[q.Of].OfContract || q.Of < 0 &&
		quotesContract(f.text[f.lineStart:f.at-size])
	f.out.Quotes = append(f.out.Quotes, q)
	f.scopes = append(f.scopes, f.scope)
	f.scope = scope{opener: '“', before: -1, named: -1}
	f.quote = len(f.out.Quotes) - 1
}

// quotedName reads the name of a law in quotation marks before a provision,
// “民法典”第三条, as if it stood in 《》.
func (f *finder) quotedName(size int) bool {
	rest := f.text[f.at+size : f.end]
	n := f.longestName(rest)
	foreign := !f.inLaw && (foreignWithYear(f.text[f.lineStart:f.at]) != "" || f.joinsForeign())
	if n == 0 && foreign {
		n = max(0, strings.IndexAny(rest[:min(len(rest), maxQuotedName)], "”’」』\"\n"))
	}
	if n == 0 {
		return false
	}
	shut, length := utf8.DecodeRuneInString(rest[n:])
	if !strings.ContainsRune("”’」』\"", shut) || !strings.HasPrefix(rest[n+length:], "第") {
		return false
	}
	name := Name{Kind: ByName, Text: rest[:n], Span: statute.Span{Start: f.at, End: f.at + size + n + length},
		Version: versionBefore(f.text[f.lineStart:f.at])}
	name.NoLaw = foreign // 台湾地区“刑法”第24条
	f.setName(name, f.add(Mention{Kind: KindLaw, Span: name.Span, Name: name, OfContract: name.NoLaw}))
	f.at = name.Span.End
	return true
}

// maxQuotedName bounds the name of a foreign law in quotation marks, in bytes.
const maxQuotedName = 40

// joinsForeign reports whether a quotation goes on with a list whose last member is of a foreign law
// in quotation marks: 台湾地区“民法”第184条、“公司法”第23条.
func (f *finder) joinsForeign() bool {
	last := len(f.out.Mentions) - 1
	if last < 0 || !f.out.Mentions[last].OfContract || f.out.Mentions[last].LineStart != f.lineStart {
		return false
	}
	m := &f.out.Mentions[last]
	between := f.text[min(m.Span.End, f.at):f.at]
	return m.Name.NoLaw && m.Name.Kind == ByName && between != "" && listAt(between) == len(between)
}

// maxIntroduction bounds what stands between a provision and the quotation of
// its wording, in bytes.
const maxIntroduction = 240

// maxLaws is how many laws and cases may be named between a provision and the
// quotation of its wording.
const maxLaws = 4

// quoted returns the mention whose wording a quotation that begins here gives:
// the last provision named, where no sentence ended since.
func (f *finder) quoted() int {
	for i := len(f.out.Mentions) - 1; i >= 0 && i >= len(f.out.Mentions)-maxLaws; i-- {
		m := &f.out.Mentions[i]
		between := f.text[m.Span.End:max(f.at, m.Span.End)]
		if m.Quote != f.quote || len(between) > maxIntroduction || strings.Contains(between, "。") {
			return -1
		}
		if m.Kind == KindProvision || m.OfContract {
			return i
		}
	}
	return -1
}
