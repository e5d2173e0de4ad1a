package main

import (
	"encoding/json"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/judgment"
	"github.com/fatiao/fatiao/internal/masking"
	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

// paper is a text with the names in it that are hidden, and the strings that are kept.
type paper struct {
	masking.Marked

	set int // of the marked files, which it is from
}

// markedFiles have papers whose names are marked, and writtenFiles papers whose names are not.
var (
	markedFiles = [...]string{"internal/masking/testdata/names.jsonl", "internal/masking/testdata/natural.jsonl",
		"internal/masking/testdata/natural2.jsonl", "internal/masking/testdata/natural3.jsonl",
		"internal/masking/testdata/natural4.jsonl"}
	writtenFiles = [...]string{"internal/judgment/testdata/judgments.jsonl", "internal/judgment/testdata/judgments2.jsonl",
		"internal/reading/testdata/papers.jsonl"}
)

func markedPapers() ([]paper, error) {
	var list []paper
	for set, path := range markedFiles {
		papers, err := read(filepath.FromSlash(path))
		if err != nil {
			return nil, err
		}
		for i := range papers {
			papers[i].set = set
		}
		list = append(list, papers...)
	}
	return list, nil
}

func read(path string) ([]paper, error) {
	data, err := os.ReadFile(path) // #nosec G703 -- the folder is named by whoever trains
	if err != nil {
		return nil, err
	}
	var list []paper
	for line := range strings.Lines(string(data)) {
		var p paper
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, nil
}

// otherTexts are the written papers with what the mask hides of them, and the judgments of a
// folder.
func otherTexts(folder string) ([]paper, error) {
	var list []paper
	for _, path := range writtenFiles {
		papers, err := read(filepath.FromSlash(path))
		if err != nil {
			return nil, err
		}
		for _, p := range papers {
			list = append(list, withNames(p))
		}
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.jsonl"))
	if err != nil {
		return nil, err
	}
	slices.Sort(files)
	for _, path := range files {
		papers, err := read(path)
		if err != nil {
			return nil, err
		}
		list = append(list, papers...)
	}
	return list, nil
}

// lawTexts are the beginnings of some laws of a folder, which name nobody.
func lawTexts(folder string) ([]paper, error) {
	var list []paper
	n := 0
	err := filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".md" || strings.Contains(path, "案例") {
			return err
		}
		if n++; n%eachLaw > 0 {
			return nil
		}
		data, err := os.ReadFile(path) // #nosec G122 G304 -- the folder is named by whoever trains
		if err != nil {
			return err
		}
		var p paper
		p.Text = textview.ClipBytes(string(data), maxLaw)
		list = append(list, p)
		return nil
	})
	return list, err
}

// Every eachLaw-th law is read, up to maxLaw bytes of it.
const (
	eachLaw = 5
	maxLaw  = 9000
)

// withNames is a paper with the names that the mask hides.
func withNames(p paper) paper {
	var m *masking.Mask
	if judgment.Is(p.Text) {
		m = masking.New(judgment.Read(p.Text))
	} else {
		m = masking.Of(p.Text, true)
	}
	for _, r := range m.Replacements() {
		if strings.ContainsAny(r.Reason, "姓绰人") {
			p.Hidden = append(p.Hidden, r.Span.Of(p.Text))
		}
	}
	for _, d := range m.Doubts() {
		p.Kept = append(p.Kept, d.Span.Of(p.Text))
	}
	slices.Sort(p.Hidden)
	p.Hidden = slices.Compact(p.Hidden)
	return p
}

// hiddenName is how judgments write somebody whose name was hidden.
var hiddenName = regexp.MustCompile(`\p{Han}某(?:[某甲乙丙丁戊]|\d)?\d?`)

// peopled is a paper with somebody who is made up in the place of everybody who was hidden; each
// of its variants has others.
func (l *lexicon) peopled(p paper, variant uint64) paper {
	x := l.inventor(seedOf(p.Text), variant)
	people := map[string]string{}
	hidden := slices.Clone(p.Hidden)
	p.Text = hiddenName.ReplaceAllStringFunc(p.Text, func(s string) string {
		name, ok := people[s]
		if !ok {
			name = x.with(string([]rune(s)[:1]))
			people[s] = name
			hidden = append(hidden, name)
		}
		return name
	})
	p.Hidden = hidden
	if variant == 0 {
		p = l.enlarged(p, sentencesOf(sentencesFile), x)
	}
	return p
}

// renamed is a marked paper whose people are called otherwise, as far as their names are a
// surname and one or two characters and nobody else has them.
func (l *lexicon) renamed(p paper, variant uint64) paper {
	x := l.inventor(seedOf(p.Text), variant)
	hidden := slices.Clone(p.Hidden)
	for i, old := range p.Hidden {
		runes := []rune(old)
		if personname.Surname(old) != 1 || len(runes) > 3 ||
			slices.ContainsFunc(p.Kept, func(k string) bool { return strings.Contains(k, old) }) ||
			slices.ContainsFunc(p.Hidden, func(h string) bool { return h != old && strings.Contains(h, old) }) {
			continue
		}
		name := x.with(string(runes[:1]))
		p.Text = strings.ReplaceAll(p.Text, old, name)
		hidden[i] = name
		if given := string(runes[1:]); len(runes) == 3 {
			if j := slices.Index(p.Hidden, given); j >= 0 {
				hidden[j] = string([]rune(name)[1:])
				p.Text = strings.ReplaceAll(p.Text, given, hidden[j])
			}
		}
	}
	p.Hidden = hidden
	return l.enlarged(p, sentencesOf(sentencesFile), x)
}

func seedOf(s string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(s)) // never fails
	return h.Sum64()
}

func pick(list []string, random *rand.Rand) string { return list[random.IntN(len(list))] }

// What names are made of: characters, and words that people are called by.
var (
	surnames = slices.Concat(strings.Split(`王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆`+
		`廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟`+
		`蓝聂齐向申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲靳祁路涂兰甘裴梅童翁霍游阮尤岳柯牟滕谷舒卜成饶宁凌盛查单冉鲍华包`+
		`屈房喻解蒲卫简时连车项闵邬吉党阳司费蒙席晏隋古强穆姬宫景米麦谈柏瞿艾沙鄢桂窦郁缪畅巩卓褚栾戚全娄甄郎池丛边岑农苟迟保商臧`+
		`佘卞虞刁冷应匡栗仇练楚揭师官佟封燕桑巫敖原植邝仲荆储宗楼干苑寇盖南屠鞠荣井乐银奚明麻雍花闻冼木郜廉衣蔺和冀占公门帅利满羊`+
		`闫肖付代候邸尉仝逯冶浦晁亓么茅税蒯班禚仉贠冒库敬危水海青药厉母相`, ""),
		strings.Fields("欧阳 司徒 慕容 尉迟 完颜 夏侯 西门 上官 诸葛 令狐"))
	givenWords = strings.Fields(`建国 建设 解放 胜利 国庆 安全 和平 幸福 光明 永安 长青 建军 春生 海生 文武 志成 向阳
		小军 大军 大力 进步 自强 长江 黄河 泰山 平安 大海 成功 天成 有才 来福 满仓 得水 石头 铁柱 爱国 爱民 
		援朝 跃进 立新 卫东 红旗 东升 思远 子涵 一诺 梓萱 浩然 宇轩 欣怡 诗涵`)
	// wordNames are words that people are called by, surname and all.
	wordNames = strings.Fields(`高兴 方法 方向 方便 白云 向前 向往 向阳 程序 程度 马上 马路 时光 时间 田野 安静 安全 和平 和谐 文明 文化 常青 常识
		明白 明亮 明月 温暖 康乐 江山 江河 石头 石榴 金星 黄金 黄河 平安 平常 平静 乐观 乐意 成功 成长 谢意 谢绝 段落 牛奶 钱包 水平 水手 路灯
		高山 高低 海洋 雷雨 云彩 万一 万千 易经 毛巾 丁香 武林 权利 权力 支持 支援 容易 容忍 何必 何况 鲁莽 宁静 宁愿 计划 计算 关心 关键 管理
		管家 查找 解放 解释 项目 项链 季节 景色 全面 连续 相信 简单 严格 严肃 幸福 幸运 富裕 贵重 柳絮 桑叶 梅花 兰花 宫殿 房梁 池塘 花生 谷雨
		夏天 冬青 初夏 别墅 别致 印刷 历史 承诺 未来 陈皮 周游 吉祥 左右 骆驼 史册 甘愿 任意 任何 乔木 储蓄 符合 宗旨 国庆 国家 商量 车站 苗头`)
	minorityNames = strings.Fields(`扎西顿珠 罗布次仁 索朗旺堆 达瓦卓玛 丹增 洛桑 格桑梅朵 次仁央宗 平措 旺堆 巴桑 尼玛 吉克木果 沙马尔布 的日木呷 曲比阿乌 阿木伍呷 马海日古
		尔古拉日 巴特尔 乌日娜 那日苏 其其格 萨仁 朝鲁 玉罕叫 岩温 岩罕 玉波 金顺姬 朴哲洙 李英爱 崔成日 迪丽努尔 玛依努尔 帕尔哈提 吐尔逊 热合曼 艾力 库尔班`)
	givenOne = strings.Split(`伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文辉玲力鹏飞红梅兰凤洁云莲真雪荣爱妹香月莺媛瑞凡佳嘉琼勤珍贞莉娣叶娅`+
		`琦晶妍茜秋珊莎倩婷姣婉娴瑾颖露瑶怡婵雁蓓丹蓉眉君琴蕊薇菁梦岚苑婕馨韵园艺咏卿聪澜纯毓悦昭冰羽希欣飘育滢柔竹凝晓欢霄枫芸菲`+
		`寒亚宜可影荔枝阳妮宝贝初程恒鸿桦剑娇纪灵玛媚琪晴容睿烁唯威韦雯苇萱彦宇雨忠宗曼逸贤蝶翠烟小轩浩志宏义兴良海山仁波宁贵福生`+
		`龙元全胜学祥才发武新利清彬富顺信子峰庆林民友裕河哲江亮政谦奇固轮翰朗伯言若鸣朋斌梁栋维启克伦翔旭泽晨辰士以致树炎德行时泰`+
		`盛雄琛钧冠策腾川功善思厚坚培光星洪坤祖根银金水木火土成春夏冬东西南北中正长永连喜会双安康健有祺振玉石田方芬芝萍立先进前世`+
		`耀绍继承开传展勋景昌昊天雷电毅恩惠慧智勉俭敬诚直道理仕尧汤桥柱锋钢铁铜鑫锡铭镇锐钟钦鉴岩岭岗淑淼湘润源潇涵沁泉洲津淮汉浦`+
		`滨湖溪珏琳瑛瑜苗茂茹花草蛟乐佑佩俊保党兵其典凯刃创化升午卓博卫印占历叔受变司吉同名吴呈周唐器四回图地城基塔增壮声复多大夫`+
		`太女好妙`, "")
)
