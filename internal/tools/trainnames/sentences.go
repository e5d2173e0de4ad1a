package main

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
)

// sentencesFile has sentences with places for people, as its head says.
//
//go:embed sentences.txt
var sentencesFile string

// sentencesOf are the sentences of the file.
func sentencesOf(file string) []string {
	var list []string
	for line := range strings.Lines(file) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			list = append(list, line)
		}
	}
	return list
}

// added is how many sentences a paper is given.
const added = 9

// slot is a place of a sentence for somebody or something.
var slot = regexp.MustCompile(`\{([a-z]?)(\d?)\}`)

// enlarged is a paper with sentences about people who are made up.
func (l *lexicon) enlarged(p paper, sentences []string, x *inventor) paper {
	var b strings.Builder
	b.WriteString(strings.TrimRight(p.Text, "\n"))
	hidden := append([]string(nil), p.Hidden...)
	for range added {
		text, names := filled(sentences[x.random.IntN(len(sentences))], p.Text, x)
		b.WriteString("\n" + text)
		hidden = append(hidden, names...)
	}
	kept := append([]string(nil), p.Kept...)
	for _, clause := range l.asWords(hidden, x.random) {
		if slices.ContainsFunc(kept, func(k string) bool { return strings.Contains(k, clause) || strings.Contains(clause, k) }) {
			continue
		}
		b.WriteString([]string{"\n", "，", "。", "；"}[x.random.IntN(4)] + clause)
		kept = append(kept, clause)
	}
	p.Text, p.Hidden, p.Kept = b.String()+"。\n", hidden, kept
	return p
}

// filled puts people and things into the places of a sentence, none of whom a text has.
func filled(sentence, text string, x *inventor) (string, []string) {
	said := map[string]string{}
	var names []string
	whole := func(n string) string {
		if said[n] == "" {
			name := x.unlike(text)
			said[n] = name
			names = append(names, name)
		}
		return said[n]
	}
	out := slot.ReplaceAllStringFunc(sentence, func(s string) string {
		m := slot.FindStringSubmatch(s)
		kind, n := m[1], m[2]
		if said[kind+n] != "" && n != "" {
			return said[kind+n]
		}
		var v string
		switch kind {
		case "":
			return whole(n)
		case "g":
			v = givenOf(whole(n))
		case "n":
			v = shortOf(whole(n), x.random)
		case "q":
			whole(n)
			v = pick(nicknames, x.random)
		case "m":
			return x.sum()
		case "d":
			return fmt.Sprintf("%d年%d月%d日", 2010+x.random.IntN(14), 1+x.random.IntN(12), 1+x.random.IntN(28))
		case "p":
			return pick(places, x.random)
		case "c":
			return x.company()
		default:
			return pick(x.words, x.random)
		}
		said[kind+n] = v
		names = append(names, v)
		return v
	})
	return out, names
}

// givenOf is the part of a name that stands for it alone: the whole where it is short.
func givenOf(name string) string {
	runes := []rune(name)
	if len(runes) < 3 || strings.ContainsRune(name, '·') {
		return name
	}
	return string(runes[len(runes)-2:])
}

// shortOf is what somebody is called by others.
func shortOf(name string, random *rand.Rand) string {
	runes := []rune(name)
	surname, last := string(runes[0]), string(runes[len(runes)-1])
	switch random.IntN(9) {
	case 0:
		return "老" + surname
	case 1, 2:
		return "小" + last
	case 3:
		return last + last
	case 4:
		return surname + "哥"
	case 5:
		return last + "姐"
	case 6:
		return last + "子"
	case 7:
		return givenOf(name) + "哥"
	}
	return "阿" + last
}

// sum is a sum of money as papers write it.
func (x *inventor) sum() string {
	switch n := 1 + x.random.IntN(900); x.random.IntN(3) {
	case 0:
		return fmt.Sprint(n * 100)
	case 1:
		return fmt.Sprintf("%d.%d万", n/10+1, n%10)
	default:
		return fmt.Sprintf("%d万", n/10+1)
	}
}

// company is the name of a company that may have a person's in it.
func (x *inventor) company() string {
	return pick(places, x.random) + pick([]string{x.name(), pick(x.words, x.random)}, x.random) + pick(trades, x.random)
}

var (
	nicknames = strings.Fields(`光头 胖子 眼镜 大头 黑皮 麻子 耗子 猴子 老鬼 二狗 豆芽 泥鳅 板凳 四眼 黄毛 疯子 铁头 豹子 瘦猴 小丸子 大炮 刀疤 阿飞 蚊子 石头 土豆 长毛 哑巴 老虎 大嘴 番茄 和尚 秀才 军师 教授
		财神 阎王 三哥 九爷 红姐`)
	places = strings.Fields(`甲县乙镇 东山县城关镇 安平县 丙区 清河街道 乙市 南湖村 石桥镇 云岭县 河口乡 柳林村 白沙镇 长寿路 和平路 幸福小区 文明街 高新区 平安大道 金水区 马站镇 向阳村 温泉镇 新民村 乐安县 江北区`)
	trades = strings.Fields(`商贸有限公司 餐饮店 建材经营部 物流有限公司 养殖场 超市 石材厂 电子科技有限公司 便利店 农资店 运输队 装饰工程有限公司`)
)
