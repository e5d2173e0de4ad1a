package citation

import (
	"strings"
	"sync"

	"github.com/fatiao/fatiao/internal/charge"
	"github.com/fatiao/fatiao/internal/statute"
)

// Articles of the criminal law that stand behind the names of the crimes which they punish: 诈骗罪（266条）, 盗窃罪 第264条.

// crimes are the names of crimes with their articles.
var crimes = sync.OnceValue(charge.Load)

// shortCrimes are what crimes are called that have long names, with their articles.
var shortCrimes = map[string]int{"拒执罪": 313, "帮信罪": 287, "掩隐罪": 312, "掩饰隐瞒罪": 312, "危驾罪": 133, "醉驾罪": 133, "非吸罪": 176, "拒支罪": 276,
	"拒不支付报酬罪": 276, "侵公罪": 253, "非国受贿罪": 163, "职侵罪": 271, "挪资罪": 272, "虚开罪": 205, "破计罪": 286, "非控罪": 285, "组卖罪": 358, "赌场罪": 303,
	"寻滋罪": 293, "聚斗罪": 292, "巨额财产罪": 395, "黑社会罪": 294}

// maxBehindCrime bounds what stands between the name of a crime and its article, in bytes.
const maxBehindCrime = 12

// maxFromCrime bounds how far before 287之二 the name of its crime stands, in bytes.
const maxFromCrime = 200

// ofCrime reads an article without 第 behind the name of the crime that it punishes.
func (f *finder) ofCrime() bool {
	name, near := f.crimeBefore(f.at), true
	if name.Kind == NoName {
		if name, near = f.inLineOfCrime(), false; name.Kind == NoName {
			return false
		}
	}
	refs, n := provisionAt(f.text[f.at:f.end], true)
	if !near && n == 0 {
		ref, length := oneInDigits(f.text[f.at:f.end], f.circles())
		refs, n = []Ref{ref}, length
	}
	if n == 0 {
		if refs, n = f.codeAt(); n == 0 || !endsGlossed(f.text[f.at+n:f.end]) {
			return false
		}
		f.codeLine = f.lineStart + 1
	} else {
		f.shortLine = f.lineStart + 1
	}
	f.list(Mention{Kind: KindProvision, Refs: refs, Plain: true, Name: name}, f.at, f.at+n)
	return true
}

// crimeBefore is the criminal law where the name of a crime stands right before an article at a place which punishes it.
func (f *finder) crimeBefore(start int) Name {
	before := f.text[f.lineStart:start]
	bare := strings.TrimRight(before, "（(：:—–→ \u3000，")
	if f.inLaw || f.norm || !strings.HasSuffix(bare, "罪") || len(before)-len(bare) > maxBehindCrime {
		return Name{}
	}
	rest := strings.TrimPrefix(f.text[start:f.end], "第")
	article, size := number(rest)
	if size == 0 {
		return Name{}
	}
	for short, of := range shortCrimes {
		if strings.HasSuffix(bare, short) && of == article {
			return Name{Kind: ByName, Text: criminalLaw, Span: statute.Span{Start: start, End: start}}
		}
	}
	return crimePunished(crimes(), bare, article, start)
}

// inLineOfCrime is the criminal law where N之M is an article that punishes a crime which the line has named: 帮信罪不起诉！关键
// 在287之二.
func (f *finder) inLineOfCrime() Name {
	article, size := number(f.text[f.at:f.end])
	if _, sub := subAt(f.text[f.at+size : f.end]); f.inLaw || f.norm || size == 0 || article < 100 || sub == 0 {
		return Name{}
	}
	before := f.text[max(f.lineStart, f.at-maxFromCrime):f.at]
	for {
		i := strings.LastIndex(before, "罪")
		if i < 0 {
			return Name{}
		}
		bare := before[:i+len("罪")]
		for short, of := range shortCrimes {
			if strings.HasSuffix(bare, short) && of == article {
				return Name{Kind: ByName, Text: criminalLaw, Span: statute.Span{Start: f.at, End: f.at}}
			}
		}
		if name := crimePunished(crimes(), bare, article, f.at); name.Kind != NoName {
			return name
		}
		before = before[:i]
	}
}

// crimePunished is the law one of whose articles, which stands at start, punishes the crime at the end of a text.
func crimePunished(list *charge.List, bare string, article, start int) Name {
	crime, ok := list.Named(list.Before(bare))
	for _, address := range crime.Articles {
		key, at, _ := strings.Cut(address, "/")
		at, _, _ = strings.Cut(at, "-")
		if n, _ := number(at); ok && n == article {
			return Name{Kind: ByName, Text: key, Span: statute.Span{Start: start, End: start}}
		}
	}
	return Name{}
}
