package personname

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// surnames are the surnames of one character that most people in China have, and
// the rarer ones that are no usual first character of another word.
const surnames = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢" +
	"俞翟蓝聂齐向申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲欧靳祁路涂兰甘裴梅童翁霍游阮尤岳柯牟滕谷舒卜成饶宁凌盛查单冉鲍华包屈房喻解蒲卫简时连车项闵邬吉党阳司费蒙席晏隋古强穆姬宫景米麦谈柏瞿艾沙鄢桂窦郁缪畅巩卓褚栾戚全娄甄郎池丛边岑农苟迟保商臧佘卞虞刁冷应匡栗" +
	"仇练楚揭师官佟封燕桑巫敖原植邝仲荆储宗楼干苑寇盖南屠鞠荣井乐银奚明麻雍花闻冼木郜廉衣蔺和冀占公门帅利满羊闫肖付代候邸尉仝逯冶浦晁亓么茅税蒯俄"

// rareSurnames are surnames that fewer people have, or that are usual first characters of
// other words.
const rareSurnames = "习仉逄郄佴缑昝宓禚揣咸晋粟展智果由敬战修鹿矫綦菅牧线念郏滑海竹腾隗哈扈贝奉富况秘巨寿勾母尧丰仰訾阚那郗谌种宿才普次俸底刀岩玉依召央信同后操幸青化来玄言步山森律德初买续勇" +
	"火铁水漆呼及云芮家东鞏籍濮璩暴都干扬堵宰郦璞昌钭暨衡居尧越夔弘国茹凤虎桓惠法汝涂仁位圣底南北西东公万俟赫连澹台百里东郭南门羊舌微生梁丘左丘第五鲜逮盍牟哈谯笪年爱阳佟言福" +
	"解缴闵丑么仵伊令冒凡凌匙卿厉双哀啜喇回塔姒宣容寻屈岱崇巢庾庹延弓归忻怀恽惲戢扁扎撒撖敏斛於旷时晴曲木朴来枚校桐檀欣歧殳毋毓求汲沐沃泰洛洪浑涂淡淦湛源滑满潮潭火炎焉牛犹狄独率玛生由甫畅白皇益眭睢矢硕神禄禹" +
	"秋稂空窪竺笃第籍粘紫红纳细绪缑羿老耆肇胥自臧舜良芈苌苻荀莘菏萨葆蒿蓟蓬蔚薄藏虢蛮行袭要角訾赏赛越迮通道遇邝邬邴邸邾郇郎郑郓郜郧郭部鄂酆采释里针铎银锁锺镡长门阎阙院隆雁零霸青鞠韶项须颉骑高鬼鱼鲍鹿麴麻黑黎齐龙"

// givenCharacters are those that given names are mostly made of.
const givenCharacters = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文辉玲力鹏飞红梅兰凤洁云莲真环雪荣爱妹香月莺媛瑞凡佳嘉琼勤珍贞莉娣叶璧璐娅琦晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖露瑶怡婵雁蓓纨仪荷丹蓉眉君琴蕊薇菁梦" +
	"岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希欣飘育滢馥筠柔竹霭凝晓欢霄枫芸菲寒伊亚宜可姬舒影荔枝丽阳妮宝贝初程梵罡恒鸿桦骅剑娇纪宽苛灵玛媚琪晴容睿烁堂唯威韦雯苇萱阅彦宇雨洋忠宗曼紫逸贤蝶菡绿蓝儿翠烟小轩" +
	"浩志宏义兴良海山仁波宁贵福生龙元全胜学祥才发武新利清彬富顺信子杰峰刚庆林民友裕河哲江伟亮政谦亨奇固之轮翰朗伯宏言若鸣朋斌梁栋维启克伦翔旭鹏泽晨辰士以建家致树炎德行时泰盛雄琛钧冠策腾弘川功善思厚坚培光星洪坤祖" +
	"根银金水木火土成春夏冬东西南北中正长永连喜会双安康健有祺振玉石田方芬芝萍仙秉立先进前立世耀绍继承开传展超勋景昌昊天雷电云霖霆毅恩惠慧智勉勤俭敬诚直道理仕轩胤尧舜禹汤桥柱锋钢铁铜鑫锡铭镇锐银钟钦鉴镜岩岭峻岗嵩崇崎" +
	"淑淼湘润渊源潇涵沛沁沐泉洲津淮汉沪浦滨湖溪渝济津渤浙汝法洵洁琳琅珂珏珠珺玥玮玫琛瑛瑜璇璞璋瓒莹苗茂茹荃菊萌萱葵蒙蓬薪蕾艾苹芹艳虹蛟蝉乐佑佐佩侠俊保信倡健偲傲元允先光党全兵其典军冬凯凤刃创利则初勋化北升午卓南" +
	"博卫印占卫历厚友双发叔受变叶司吉同名君启吴呈周哲唐善喜嘉器四回图地城基堂塔增士壮声复多大夫太奎奕女好妙姗姝娥婧婵媚嫣嫦孝孟季学孺守安宏宗官定宜宝实宣家容宽宾寅富寒寿将尊尔尚展山岳崧工巧帅帆常平年广庄序庚庭廉廷延弟弦强彤彩彪彰征得德必" +
	"心忆志忠念怀思怡恒悌悦情惟意愉慕成战所才扬技承拓振捷掌攀放效敏文斗新方施无昂昆昌明易昕星映昭显晋晏晔晖晗普景晶暄曙更曼最月朔望朝木本朴杉李材杏来杨柏柯柳标栋树校桂桃桐梁梓梦棋棠森椿楚楠楷榕槐檀次欣歆步毅水汀汇沈沙油泓波泰洛洪浩涌涓" +
	"淇淳淼清渊湛湫溢溶滔漫漪潮澄澎瀚灿炎炜炳炯炼烈烨焕焘焱煜照熙燕爵牧特献玄率玉王现班球理琴琼瑞璐生甜田甲男畅略登白百皓益盈直相眉真睿瞳知石破硕碧磊社祎祖祝祯禄福禹秀秋科秦程稳穆空章竞竹笑笛简箐米粉精索红纯纲练绍经绮维绪缘美羚群羽翊翌" +
	"老耘聆聪肖育胜能臣自舒良艺节芃花苏若英茵荣莎菲萧落葆蓓蔚薇藏虎衍表裕西言誉计训记许诗诚语诺谊谋谷豪贤贺赞赢起越跃路车轶辅达迅迎运近进远连迪逊通逸道遥邦郁郎采里重野量钊钰铎银锋锦长闯闻阔阳陆陵隆雁雄雅集雨雪霏霞露青靖静韦韬韶音顶项顺颂颖飒飞首香马驰骁骄骏高魁鱼鲁鸣鸽鹤鹏麒麟麦黎黛黾鼎齐龄龙娃妞囡霖莺咪盼招弟妹粉巧改转存拴狗根柱栓锁满囤堆旺财来宝喜福禄寿添增广丰收运河渠沟兵武威"

// tables are the lists above as sets.
var tables = sync.OnceValue(func() (t struct{ usual, rare, given map[rune]bool }) {
	set := func(list string) map[rune]bool {
		m := make(map[rune]bool, len(list)/3)
		for _, r := range list {
			m[r] = true
		}
		return m
	}
	t.usual, t.rare, t.given = set(surnames), set(rareSurnames), set(givenCharacters)
	return t
})

// IsFrequent reports whether a character is one of the surnames that most people have.
func IsFrequent(r rune) bool { return strings.ContainsRune(surnames[:frequent*len("王")], r) }

// frequent is how many of the surnames these are; they come first.
const frequent = 130

// IsGiven reports whether a character is one that many given names have.
func IsGiven(r rune) bool { return tables().given[r] }

// RareSurname is Surname for the surnames that few people have.
func RareSurname(s string) int {
	if r, size := utf8.DecodeRuneInString(s); size > 1 && tables().rare[r] {
		return 1
	}
	return 0
}

// doubles are the surnames of two characters.
var doubles = [...]string{"欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "令狐", "慕容", "司徒", "夏侯", "宇文", "长孙", "端木", "轩辕", "申屠", "淳于", "独孤",
	"南宫", "鲜于", "呼延", "闻人"}

// Surname is the number of characters of the surname at the start of s, 0 where
// there is none.
func Surname(s string) int {
	for _, d := range doubles {
		if strings.HasPrefix(s, d) {
			return 2
		}
	}
	if r, size := utf8.DecodeRuneInString(s); size > 1 && tables().usual[r] {
		return 1
	}
	return 0
}
