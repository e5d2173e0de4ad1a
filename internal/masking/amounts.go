package masking

import (
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

// amounts collects the people of lists in which each has an amount: 景色1.5万元、史册5000元. Somebody of
// them is known, or there are three of whom each may be somebody.
func (f *finder) amounts() {
	var run []item
	last, known := -1, false
	flush := func() {
		all := len(run) > 2
		for _, x := range run {
			all = all && (f.mayBeItem(x.start, x.end) || f.isSomebody(f.c[x.start:x.end]))
		}
		if len(run) > 1 && known || all {
			for _, x := range run {
				if f.mayBeItem(x.start, x.end) {
					f.left[x.start] = 3
					f.person(f.c[x.start:x.end]).seen[involved]++
				}
			}
		}
		run, known = nil, false
	}
	for at := 1; at < len(f.c); at++ {
		if !isDigit(f.c[at]) || f.c[at-1] < utf8.RuneSelf {
			continue
		}
		end := f.amountEnd(at)
		if end < 0 {
			continue
		}
		stop := at
		for _, w := range [...]string{"人民币", "现金"} {
			stop -= len(f.c[:stop]) - len(strings.TrimSuffix(f.c[:stop], w))
		}
		start, from := f.amountOf(stop, last)
		if start < 0 {
			continue
		}
		if from != last {
			flush()
		}
		last = end
		name := f.c[start:stop]
		known = known || isHidden(name) || f.isSomebody(name) || f.isPure(start, stop)
		run = append(run, item{start, stop})
		at = end - 1
	}
	flush()
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// maxNumber bounds a number in digits, in bytes.
const maxNumber = 14

// amountEnd is where the item of a list ends whose number begins at a place, with the mark behind it; -1
// where nothing is counted.
func (f *finder) amountEnd(at int) int {
	end := at
	for end < len(f.c) && end-at < maxNumber && (isDigit(f.c[end]) || f.c[end] == '.' || f.c[end] == ',') {
		end++
	}
	for _, more := range [...]string{"余", "多", "万", "余", "亿", "千"} {
		end += len(f.c[end:]) - len(strings.TrimPrefix(f.c[end:], more))
	}
	unit := units.At(f.c[end:])
	if unit == "" {
		return -1
	}
	end += len(unit)
	end += f.bracketAt(end)
	if r, size := utf8.DecodeRuneInString(f.c[end:]); strings.ContainsRune("、，；。和及", r) && size > 1 {
		end += size
	}
	return end
}

// amountOf is where the name begins that ends at a place, and where its item does: behind a mark, the item
// before or a word for what is done with the amount. It is -1 where what stands there is too short or
// too long.
func (f *finder) amountOf(end, last int) (start, from int) {
	start = end
	n := 0
	for start > last && start > 0 && n <= maxVerb+maxLearned && !f.v.StartsLine(start) {
		r, size := utf8.DecodeLastRuneInString(f.c[:start])
		if !personname.IsHan(r) {
			break
		}
		start -= size
		n++
	}
	from = start
	if n > maxLearned {
		verb := 0
		payings.Each(f.c[start:end], func(_, to int) { verb = to })
		start += verb
		if n = utf8.RuneCountInString(f.c[start:end]); verb > 0 {
			from = start
		}
	} else if w := payings.At(f.c[start:end]); w != "" && n-utf8.RuneCountInString(w) >= 2 {
		start += len(w)
		n -= utf8.RuneCountInString(w)
		from = start
	}
	if n < 2 || n > maxLearned {
		return -1, -1
	}
	return start, from
}

// maxVerb bounds what stands before a name in the first item, in characters.
const maxVerb = 12

var (
	units = textview.NewWordSet(strings.Fields("元 盒 斤 公斤 吨 亩 股 份 次 天 箱 件 瓶 克 套 部 台 辆 户")...)
	// payings stand before the first name of such a list.
	payings = textview.NewWordSet(strings.Fields(`其中 包括 分别为 分别欠 拖欠 尚欠 欠付 欠 发放 支付 退还 退赔 领取 给付 赔偿 收到 收受 送给 送 分得
骗取 骗得 骗走 窃得 盗得 盗走 抢得 抢走 盗窃 支取 返还 归还 交付 向 给`)...)
)
