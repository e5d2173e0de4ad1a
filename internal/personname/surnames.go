package personname

import (
	"strings"
	"unicode/utf8"
)

// surnames are the surnames of one character that most people in China have, and
// the rarer ones that are no usual first character of another word.
const surnames = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜" +
	"庄章鲁倪庞邢" +
	"俞翟蓝聂齐向申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲欧靳祁路涂兰甘裴梅童翁霍游阮尤岳柯牟滕谷舒卜成饶宁凌盛查单冉鲍华包屈房喻解蒲卫简时连车项闵邬吉党阳司费蒙席晏隋古强穆姬宫景米麦谈柏瞿艾沙鄢桂窦郁缪畅巩卓褚栾戚全娄甄郎池丛边岑农苟迟保商臧佘卞" +
	"虞刁冷应匡栗" +
	"仇练楚揭师官佟封燕桑巫敖原植邝仲荆储宗楼干苑寇盖南屠鞠荣井乐银奚明麻雍花闻冼木郜廉衣蔺和冀占公门帅利满羊闫肖付代候邸尉仝逯冶浦晁亓么茅税蒯俄"

// rareSurnames are surnames that fewer people have, or that are usual first characters of
// other words.
const rareSurnames = "钏侬陇续笪贠昝禚啜迟涂妥摆撖冶娜岩扎依刀冒那寸撒艾阿臧仝仉盖佘戎妙药侯缪渠聂毋员靳慈税郏茆习逄郄佴缑宓揣咸晋粟展智敬战修鹿矫綦菅牧线念滑海竹腾隗哈扈贝奉富况秘巨寿勾母尧丰仰訾阚郗谌宿普俸底玉召央操幸青玄山德买" +
	"铁漆及云芮家鞏籍濮璩暴干扬堵宰郦璞昌钭暨衡居越夔弘国茹凤虎桓惠法汝仁圣俟赫连澹羊鲜逮盍牟谯爱阳佟福解缴闵丑么仵伊令凡凌匙卿厉哀喇回塔姒寻屈岱崇巢庾庹延弓归忻怀恽惲戢扁敏斛於旷时晴曲木朴枚校桐檀欣歧殳毓" +
	"求汲沐沃泰洛洪浑淡淦湛源满潮潭炎焉牛犹狄独率玛甫畅皇益眭睢矢硕神禄禹稂空窪竺笃粘紫红纳细绪羿老耆肇胥舜良芈苌苻荀莘菏萨葆蒿蓟蓬蔚薄藏虢蛮袭赏赛迮遇邝邬邴邸邾郇郎郑郓郜郧鄂酆采释针铎银锁锺镡阎阙院隆雁零" +
	"霸鞠韶须颉骑高鬼鱼鲍麴麻黑黎齐龙揭祖拓陇宾侬宣庹郄逄仉贠"

// givenCharacters are those that given names are mostly made of.
const givenCharacters = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文辉玲力鹏飞红梅兰凤洁云莲真" +
	"环雪荣爱妹香月莺媛瑞凡佳嘉琼勤珍贞莉娣叶璧璐娅琦晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖" +
	"露瑶怡婵雁蓓纨仪荷丹蓉眉君琴蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗" +
	"羽希欣飘育滢馥筠柔竹霭凝晓欢霄枫芸菲寒伊亚宜可姬舒影荔枝阳妮宝贝初程梵罡恒鸿桦骅" +
	"剑娇纪宽苛灵玛媚琪晴容睿烁堂唯威韦雯苇萱阅彦宇雨忠宗曼紫逸贤蝶菡绿蓝儿翠烟小轩浩" +
	"志宏义兴良海山仁波宁贵福生龙元全胜学祥才发武新利清彬富顺信子峰庆林民友裕河哲江亮" +
	"政谦亨奇固轮翰朗伯言若鸣朋斌梁栋维启克伦翔旭泽晨辰士以致树炎德行时泰盛雄琛钧冠策" +
	"腾弘川功善思厚坚培光星洪坤祖根银金水木火土成春夏冬东西南北中正长永连喜会双安康健" +
	"有祺振玉石田方芬芝萍仙秉立先进前世耀绍继承开传展勋景昌昊天雷电霖霆毅恩惠慧智勉俭" +
	"敬诚直道理仕胤尧舜禹汤桥柱锋钢铁铜鑫锡铭镇锐钟钦鉴镜岩岭峻岗嵩崇崎淑淼湘润渊源潇" +
	"涵沛沁沐泉洲津淮汉沪浦滨湖溪渝济渤浙汝法洵琳琅珂珏珠珺玥玮玫瑛瑜璇璞璋瓒莹苗茂茹" +
	"荃菊萌葵蒙蓬薪蕾艾苹芹虹蛟蝉乐佑佐佩侠俊保倡偲傲允党兵其典凯刃创化升午卓博卫印占" +
	"历叔受变司吉同名吴呈周唐器四回图地城基塔增壮声复多大夫太奎奕女好妙姗姝娥婧嫣嫦孝" +
	"孟季孺守官定实宣宾寅寿尊尔尚岳崧工巧帅帆常年广庄序庚庭廉廷延弟弦彤彩彪彰征得必心" +
	"忆念怀悌情惟意愉慕战所扬技拓捷掌攀放效斗施无昂昆易昕映显晋晏晔晖晗普暄曙更最朔望" +
	"朝本朴杉李材杏杨柏柯柳标校桃桐梓棋棠森椿楚楠楷榕槐檀次歆步汀汇沈沙油泓洛涌涓淇淳" +
	"湛湫溢溶滔漫漪潮澄澎瀚灿炜炳炯炼烈烨焕焘焱煜照熙燕爵牧特献玄率王现班球甜甲男畅略" +
	"登白百皓益盈相瞳知破硕碧社祎祝祯禄科秦稳穆空章竞笑笛简箐米粉精索纲练经绮绪缘美羚" +
	"群翊翌老耘聆肖能臣节芃花苏茵萧落葆蔚藏虎衍表誉计训记许诗语诺谊谋谷豪贺赞赢越跃路" +
	"轶辅达迅迎运近远迪逊通遥邦郁郎采重野量钊钰铎闯闻阔陆陵隆雅集霏靖韬韶音顶项颂飒首" +
	"马驰骁骄骏高魁鱼鲁鸽鹤麒麟麦黎黾鼎齐龄娃妞囡咪盼招改存拴狗栓锁满囤堆旺财添丰收渠" +
	"沟兆猛熠焜煊鸾翀昉晟旻昱淞煦珅琮璟垚嵘峥巍律恺恬悠懋懿旖杭松枭桓汶沅浚淦溥潞澍烽" +
	"珩皎禾竣箫羡耿肃膺舟荻菘葳蕴衡辙迈郅铄锴镕隽雍靓颢飚骐鲲鸥乔仑俐侃倬僖冕勖勰卉厉" +
	"喆堃墨奂孜宸屹岑峋弈彧恪慷抒拯挺敦斐昀昶曜曦杞杼枢柠栩桔棣榆樟橙殊沄沣泷涯淙温溱" +
	"滋潭澔灏炫烜焯煌燊犇玖玺珉琨瑄皋睦瞻砚祐稚穗穹笃筱箴粲素绎翎聿臻航芊芷苒荟莘莞菀" +
	"蔓衷襄谅豫赟遐酉铮阙霈霓颀颉颐飏骞鸢鹄鹭默州府礼谢黑罗仲绣兔豆桑师"

// kind says what a character is in names, a bit for each.
type kind uint8

const (
	usual  kind = 1 << iota // a surname that many people have
	often                   // one of those that most people have
	rare                    // a surname that few people have
	given                   // in many given names
	double                  // begins a surname of two characters
)

// The Chinese characters of the basic block, which nearly all names are written with.
const (
	firstHan = 0x4E00
	lastHan  = 0x9FFF
)

// kinds are the lists above by character.
var kinds = func() *[lastHan - firstHan + 1]kind {
	var table [lastHan - firstHan + 1]kind
	set := func(list string, k kind) {
		for _, r := range list {
			if r >= firstHan && r <= lastHan {
				table[r-firstHan] |= k
			}
		}
	}
	set(surnames, usual)
	set(surnames[:frequent*len("王")], often)
	set(rareSurnames, rare)
	set(givenCharacters, given)
	for _, d := range doubles {
		set(d[:len("王")], double)
	}
	return &table
}()

func is(r rune, k kind) bool {
	return r >= firstHan && r <= lastHan && kinds[r-firstHan]&k != 0
}

// frequent is how many of the surnames most people have; they come first.
const frequent = 130

// IsFrequent reports whether a character is one of the surnames that most people have.
func IsFrequent(r rune) bool { return is(r, often) }

// IsGiven reports whether a character is one that many given names have.
func IsGiven(r rune) bool { return is(r, given) }

// RareSurname is Surname for the surnames that few people have.
func RareSurname(s string) int {
	if r, size := utf8.DecodeRuneInString(s); size > 1 && is(r, rare) {
		return 1
	}
	return 0
}

// doubles are the surnames of two characters.
var doubles = [...]string{"欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "令狐", "慕容", "司徒", "夏侯", "宇文", "长孙", "端木", "轩辕", "申屠", "淳于",
	"独孤",
	"南宫", "鲜于", "呼延", "闻人", "相里", "完颜", "澹台", "濮阳", "赫连", "公冶", "太史", "仲孙", "东郭", "南门", "羊舌", "微生", "梁丘", "左丘", "百里", "钟离", "宗政",
	"第五", "拓跋", "耶律", "叱干", "公羊", "谷梁", "万俟", "闾丘", "乐正", "亓官", "巫马", "夹谷", "颛孙", "纳兰", "司空", "司寇", "达奚"}

// Surname is the number of characters of the surname at the start of s, 0 where
// there is none.
func Surname(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	if is(r, double) {
		for _, d := range doubles {
			if strings.HasPrefix(s, d) {
				return 2
			}
		}
	}
	if size > 1 && is(r, usual) {
		return 1
	}
	return 0
}
