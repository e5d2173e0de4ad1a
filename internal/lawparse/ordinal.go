package lawparse

import (
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/label"
)

// looseOrdinal reads 第 二 十 条 and 第l0条: a number with spaces in it, or with letters
// that a scanner read for digits.
func looseOrdinal(s, unit string) (l labelled, ok bool) {
	rest, ok := strings.CutPrefix(s, "第")
	if !ok {
		return labelled{}, false
	}
	var number strings.Builder
	at, inner := 0, false
	for at < len(rest) && at < 60 && !strings.HasPrefix(rest[at:], unit) {
		if n := skipSpaces(rest[at:]); n > 0 {
			inner = true
			at += n
			continue
		}
		r, size := decode(rest[at:])
		switch {
		case strings.ContainsRune("零〇○一二三四五六七八九十百千两0123456789０１２３４５６７８９", r):
			number.WriteRune(r)
		case strings.ContainsRune("lI|", r):
			number.WriteByte('1')
			l.guessed = true
		case strings.ContainsRune("Oo", r):
			number.WriteByte('0')
			l.guessed = true
		default:
			return labelled{}, false
		}
		at += size
	}
	v, ok := cnnum.Parse(number.String())
	if !ok || v == 0 || !inner && !l.guessed || !strings.HasPrefix(rest[at:], unit) {
		return labelled{}, false
	}
	l.number.Main = v
	l.length = len("第") + at + len(unit)
	return l, true
}

// rangeEnd reads the end of 第五条至第八条, as where articles were taken out: its number
// and the bytes of 至第八条; 0 where what follows is more than a remark.
func rangeEnd(s string) (to, length int) {
	for _, mark := range [...]string{"至", "到", "—", "－", "-", "～", "~"} {
		rest, ok := strings.CutPrefix(s, mark)
		if !ok {
			continue
		}
		v, n := label.Ordinal(rest, skipSpaces)
		if n == 0 || !strings.HasPrefix(rest[n:], "条") {
			return 0, 0
		}
		n += len("条")
		remark := strings.Trim(rest[n:], spaces+"（）()[]［］【】〔〕。")
		for _, w := range [...]string{"删去", "删除", "已删除", "已删去", "废止", "已废止", "略", "失效", "保留", "空缺"} {
			if remark == w {
				return v, len(mark) + n
			}
		}
		return 0, 0
	}
	return 0, 0
}
