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

// ofCrime reads an article without 第 behind the name of the crime that it punishes.
func (f *finder) ofCrime() bool {
	name := f.crimeBefore(f.at)
	if name.Kind == NoName {
		return false
	}
	refs, n := provisionAt(f.text[f.at:f.end], true)
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
	crime, ok := crimes().Named(crimes().Before(bare))
	for _, address := range crime.Articles {
		key, at, _ := strings.Cut(address, "/")
		at, _, _ = strings.Cut(at, "-")
		if n, _ := number(at); ok && n == article {
			return Name{Kind: ByName, Text: key, Span: statute.Span{Start: start, End: start}}
		}
	}
	return Name{}
}
