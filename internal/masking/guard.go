package masking

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/cause"
	"github.com/fatiao/fatiao/internal/charge"
	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

// shield says of a byte of a view what the mask may do there.
type shield uint8

const (
	fixed  shield = 1 << iota // nothing is replaced: crimes, causes, laws, statutes
	held                      // only people of whom there is no doubt are replaced
	entity                    // no new names are looked for: bodies and places
	office                    // the name of one who keeps it
	trade                     // the name of a company, which may have a person's in it
)

// guard has the shield of each byte of a view.
type guard []shield

func (g guard) mark(from, to int, s shield) {
	for i := max(0, from); i < min(to, len(g)); i++ {
		g[i] |= s
	}
}

// has reports whether a byte from one place to another is shielded so.
func (g guard) has(from, to int, s shield) bool {
	for i := from; i < to; i++ {
		if g[i]&s != 0 {
			return true
		}
	}
	return false
}

// newGuard finds what stays as it is in a view. bodies are the parties that are no people.
func newGuard(v *textview.View, bodies []string) guard {
	g := make(guard, len(v.Text))
	g.crimes(v.Text)
	g.laws(v.Text)
	g.statutes(v)
	g.bodies(v.Text, bodies)
	for _, at := range policeNumber.FindAllStringIndex(v.Text, -1) {
		g.mark(at[0], at[1], fixed)
	}
	return g
}

// policeNumber is the start of a number of the police, which begins as names do: 青公（城）行罚决字〔2023〕.
var policeNumber = regexp.MustCompile(`\p{Han}公(?:[（(]\p{Han}{1,4}[）)])?\p{Han}{0,6}字?第?[〔（(\[](?:19|20)\d{2}`)

// crimeNames are the crimes by name, and crimeWords and causeWords what stands for them
// without their last character.
var crimeNames = sync.OnceValue(charge.Load)

var crimeWords = sync.OnceValue(func() *textview.WordSet {
	var words []string
	for _, c := range crimeNames().All() {
		if bare := strings.TrimSuffix(c.Name, "罪"); utf8.RuneCountInString(bare) >= 2 {
			words = append(words, c.Name, bare)
		}
	}
	for _, c := range cause.All() {
		words = append(words, c+"纠纷")
		if utf8.RuneCountInString(c) > 2 {
			words = append(words, c)
		}
	}
	return textview.NewWordSet(append(words, strings.Fields(fixedWords)...)...)
})

// fixedWords are no names wherever they stand.
const fixedWords = `被告单位 原审被告单位 原审被告人 原审被告 原审原告 原审法院 原审判决 原审第三人 和正在 正在服刑 与正在 被告人和 单位犯罪 陈述和申辩 陈述申辩 申辩 陈述与申辩 和解 婚生 第三人 打谷场
黄铜 紫铜 青铜 石膏 石料 石材 白糖 毛巾 毛毯 马桶 水泥 水泵 水表 车床 车架 车尾 柴油 麻袋 麻将 白布 黎巴嫩 夏威夷
哈萨克斯坦 吉尔吉斯斯坦 乌兹别克斯坦 塔吉克斯坦 土库曼斯坦 阿塞拜疆 阿富汗 阿尔巴尼亚 阿尔及利亚 阿根廷 安哥拉 巴基斯坦 巴拿马 白俄罗斯 柬埔寨
马来西亚 马尔代夫 马达加斯加 马拉维 毛里求斯 毛里塔尼亚 莫桑比克 尼日利亚 尼泊尔 尼加拉瓜 危地马拉 乌克兰 乌干达 乌拉圭 吉布提 罗马尼亚 卢旺达
利比里亚 利比亚 塞尔维亚 沙特阿拉伯 委内瑞拉 伊拉克 印度尼西亚 洪都拉斯 蒙古国 牙买加 喀麦隆 科威特 科特迪瓦 叙利亚 津巴布韦 几内亚 冈比亚`

var formWords = textview.NewWordSet(strings.Fields(legalWords)...)

// legalWords are words of the form and of the law that begin or end as names do.
const legalWords = `原则 陈述 代驾 解决 应当 和解 强制执行 强制措施 公诉机关 被告人 原告人 当事人 万元整 万余元 
常住人口 有期徒刑 无期徒刑 单位犯罪 自首 计算 时任 方可 连带责任 连带清偿 车辆 房屋 房产 农民 居民 汉族 满族 回族 白族 党员 保证金 全部 管制 成立 从轻 从重 从犯 和平路 公司 公安 国家 安全 文化 程度 高中 高利 水平 金额 金融 
平台 时间 单独 任何 常见 应予 应付 应收 应急 家庭 家属 家中 于法 于情 和谐 公开 公正 公平 公共 公民 方式 方法 方面 关于 关系 关联 经过 经济 相关 相互 相应 相当 相符 相反 别人 权利 支持 支付 明确 明显 明知 明细 成年 成员 成功 成本 强奸 强迫 强制 强行 花费 梅毒 海洛因 冰毒 白粉 黄金 黄色 石料 水泥 温泉`

// crimes shields the names of crimes and causes. The words of the form are no names unless
// they stand where names do.
func (g guard) crimes(c string) {
	words := crimeWords()
	words.Each(c, func(start, end int) { g.mark(start, end, fixed) })
	formWords.Each(c, func(start, end int) { g.mark(start, end, entity) })
	for at := 0; ; {
		i := strings.Index(c[at:], "罪")
		if i < 0 {
			return
		}
		at += i + len("罪")
		if name := crimeNames().Before(c[:at]); name != "" {
			g.mark(at-len(name), at, fixed)
		}
	}
}

// lawEnds are what titles of laws end in: those that nothing else is called, and those
// that papers about people are called as well.
var (
	lawEnds   = regexp.MustCompile(`(?:法|法典|条例|规定|办法|细则|解释|规则|通则|总则|公约|纪要|准则|修正案|议定书|协定|标准|指引|规程|暂行规定)(?:（[^（）]*）|〈[^〈〉]*〉)*$`)
	paperEnds = regexp.MustCompile(`(?:决定|意见|批复|通知|答复|复函|制度|章程|公告|规范|目录|名单|方案|程序|问题|说明|纪律|命令|通告)(?:（[^（）]*）)*$`)
)

// maxTitle bounds a title between 《 and 》, in bytes.
const maxTitle = 360

// laws shields titles of laws.
func (g guard) laws(c string) {
	for at := 0; ; {
		i := strings.Index(c[at:], "《")
		if i < 0 {
			return
		}
		at += i + len("《")
		title := textview.ClipBytes(c[at:], maxTitle)
		if i = strings.Index(title, "》"); i < 0 {
			continue
		}
		title = title[:i]
		switch {
		case lawEnds.MatchString(title):
			g.mark(at, at+len(title), fixed)
			behind := at + len(title) + len("》")
			if m := saysItself.FindStringIndex(textview.ClipBytes(c[behind:], maxProvides)); m != nil { // 《…法》规定，“
				body := behind + m[1]
				if end := strings.Index(textview.ClipBytes(c[body:], maxStatute), "”"); end > 0 {
					g.mark(body, body+end, fixed)
				}
			}
		case paperEnds.MatchString(title):
			g.mark(at, at+len(title), held)
		}
		at += len(title)
	}
}

var (
	// provides stands before what a provision says.
	provides = regexp.MustCompile(`^(?:第[零〇一二三四五六七八九十百千\d]{1,9}条(?:之[一二三四五六七八九十]{1,3})?(?:、?第[零〇一二三四五六七八九十百千\d]{1,9}[条款项目]|第?（` +
		`[一二三四五六七八九十\d]{1,3}）项|、|和|及)*)` +
		`(?:的|之)?(?:明确|分别|亦|还|也|均|已|中)?(?:规定|载明|指出)(?:的)?(?:，|：)?“?`)
	// saysItself stands between the title of a law and what is quoted of it without an article.
	saysItself = regexp.MustCompile(`^(?:中|的)?(?:明确|明文)?(?:规定|载明|指出)(?:，|：)?“`)
	// ofLaw ends what stands before the article of a law and not of a contract.
	ofLaw = regexp.MustCompile(`(?:法|法典|条例|规定|办法|细则|解释|规则|通则|总则|公约|纪要|准则|意见|批复)(?:（[^（）]{1,20}）)?》?(?:（[^（）]{1,60}）)?(?:中|之|的|和|及|、)?$`)
	// annexed opens what lists the provisions behind a judgment.
	annexed = regexp.MustCompile(`^(?:附[：:录件一]{0,3}|本案|本判决|本裁定|相关|判决)[^。，]{0,24}(?:法律|法条|条文|规定|司法解释)[^。，]{0,16}$`)
	// ownHeading opens what a released case says behind the provisions that it lists.
	ownHeading = regexp.MustCompile(`^(?:\*|#|〔|[一二三四五六七八九十]、|（[一二三四五六七八九十]）)*` +
		`(?:基本案情|简要案情|案情|案件事实|裁判结果|裁判理由|裁判要点|诉讼过程|履职过程|典型意义|指导意义|法院认为)`)
	// article opens a line of a statute.
	article = regexp.MustCompile(`^(?:\*|#)*第[零〇一二三四五六七八九十百千\d]{1,9}条`)
	// ownWords are where a court goes on in its own words behind a provision.
	ownWords = regexp.MustCompile(`本院|本案|原告|被告人?[^知]|上诉人|综上|据此|故|因此|判决如下|裁定如下|依照`)
)

// maxStatute bounds what is quoted of a statute, in bytes.
const maxStatute = 4500

// statutes shields what provisions say.
func (g guard) statutes(v *textview.View) {
	c := v.Text
	lastQuote := -maxChain
	for at := 0; ; {
		i := strings.Index(c[at:], "条")
		if i < 0 {
			break
		}
		at += i + len("条")
		from := max(0, at-articleBytes)
		for from < at && !utf8.RuneStart(c[from]) {
			from++
		}
		start := strings.LastIndex(c[from:at], "第")
		if start < 0 {
			continue
		}
		start += from
		said := textview.ClipBytes(c[start:], maxProvides)
		if i := strings.IndexAny(said, "。；"); i >= 0 {
			said = said[:i]
		}
		if !strings.Contains(said, "规定") && !strings.Contains(said, "载明") && !strings.Contains(said, "指出") {
			continue
		}
		m := provides.FindStringIndex(said)
		if m == nil {
			continue
		}
		lead := c[max(0, start-maxChain):start]
		law := strings.ContainsAny(lastBytes(lead, 75), "法例定办细解规通总公纪准意批") && ofLaw.MatchString(lead) || start-lastQuote < maxChain
		body := start + m[1]
		rest := textview.ClipBytes(c[body:], maxStatute)
		switch said := c[start:body]; {
		case strings.HasSuffix(said, "“"):
			end := strings.Index(rest, "”")
			if end < 0 {
				continue
			}
			if law {
				g.mark(body, body+end, fixed)
				lastQuote = body + end
			} else {
				g.mark(body, body+end, held)
			}
			at = max(at, body+end)
		case law && (strings.HasSuffix(said, "：") || strings.HasSuffix(said, "，")):
			end := min(v.NextLine(body)-body, len(rest))
			if m := ownWords.FindStringIndex(rest[:end]); m != nil {
				end = m[0]
			}
			g.mark(body, body+end, held)
			at = max(at, body+end) // 条 of another word may stand behind: 第三条规定，故下列条件
		}
	}
	g.annex(v)
}

// lastBytes is the end of s, at most n bytes of it.
func lastBytes(s string, n int) string { return s[max(0, len(s)-n):] }

// Bounds, in bytes of a view: of the number of an article, of the words between it and
// what it says, and of what stands between two quoted articles.
const (
	articleBytes = 42
	maxProvides  = 240
	maxChain     = 120
	maxHeading   = 60
)

// annex shields the provisions that are printed behind a judgment.
func (g guard) annex(v *textview.View) {
	lines := v.Lines(0, len(v.Text))
	for i, at := range lines {
		end := len(v.Text)
		if i+1 < len(lines) {
			end = lines[i+1]
		}
		line := v.Text[at:end]
		switch {
		case i > 0 && len(line) < maxTitle && annexed.MatchString(line):
			stop := len(v.Text)
			for _, next := range lines[i+1:] {
				if ownHeading.MatchString(textview.ClipBytes(v.Text[next:], maxHeading)) {
					stop = next
					break
				}
			}
			g.mark(end, stop, held)
			return
		case len(line) < maxStatute && article.MatchString(line):
			g.mark(at, end, held)
		}
	}
}

// bodyEnds are what names of bodies end in, in running text.
var bodyEnds = textview.NewWordSet(strings.Fields(`人民法院 法院 检察院 公安局 公安分局 派出所 看守所 监狱 司法局 公司 集团 银行 支行 分行 信用社 医院 卫生院 学校 小学 中学 大学 学院 幼儿园
委员会 居委会 村委会 政府 合作社 事务所 鉴定中心 鉴定所
研究所 超市 酒店 宾馆 饭店 商店 商行 经营部 工作室 网吧 小区 社区 街道 车站 市场 广场 工地 大厦 大队 支队 中队 分局 税务局 管理局 林业局 交警队 俱乐部 药店 诊所 车行 工厂 养殖场 林场 农场 加油站 收费站 批发部 门市部 服务部
专卖店 饭馆 面馆 小吃店 旅馆 招待所 家具厂 服装厂 食品厂 机械厂 加工厂 砖厂 砂厂 纸厂 化工厂 电子厂 制药厂 制衣厂 鞋厂 石材厂 五金厂 塑料厂 印刷厂 酒厂 修理厂 铸造厂 浴池 茶楼 餐厅 火锅店 KTV 公寓 高速 国道 省道 大桥 大道 路口 街口 镇 乡 村
县 市 区`)...)

// bodies shields the names of bodies: those of parties wherever they stand, and others
// against looking for names of people in them.
func (g guard) bodies(c string, parties []string) {
	if len(parties) > 0 {
		textview.NewWordSet(parties...).Each(c, func(start, end int) { g.mark(start, end, fixed) })
	}
	bodyEnds.Each(c, func(start, end int) {
		from := bodyStart(c, start)
		g.mark(from, end, entity)
		if trades.Known(c[start:end]) {
			g.mark(from, end, trade)
		}
	})
}

// bodyStart is where the name of a body begins that goes on to a place. A place in brackets
// may stand in it: 成功（泉州）石材有限公司.
func bodyStart(c string, at int) int {
	for n := 0; n < maxBodyName && at > 0; n++ {
		r, size := utf8.DecodeLastRuneInString(c[:at])
		if r == '）' {
			if m := placeInBody.FindString(lastBytes(c[:at], maxPlaceInBody)); m != "" && tellerBrackets.At(m[len("（"):]) == "" {
				at -= len(m)
				continue
			}
		}
		if !personname.IsHan(r) || beforeBody.has(r) {
			break
		}
		at -= size
	}
	return at
}

// placeInBody is a place in brackets inside of the name of a body.
var placeInBody = regexp.MustCompile(`（\p{Han}{2,4}）$`)

const maxPlaceInBody = 18

// trades are what names of companies end in, in which a person's name may stand.
var trades = newWordList(`公司 集团 合作社 事务所 超市 酒店 宾馆 饭店 商店 商行 经营部 工作室 网吧 俱乐部 药店 诊所 车行 工厂 养殖场 批发部 门市部 服务部 专卖店 饭馆 面馆 小吃店 旅馆 加工厂 铸造厂 砖厂 家具厂
服装厂 食品厂 机械厂 砂厂 纸厂 化工厂 电子厂 制衣厂 鞋厂 石材厂 五金厂 塑料厂 印刷厂 酒厂 修理厂 茶楼 餐厅 火锅店 农场 加油站`)

// maxBodyName bounds the name of a body in running text, in characters.
const maxBodyName = 16
