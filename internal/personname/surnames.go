package personname

import (
	"strings"
	"unicode/utf8"
)

// surnames are the surnames of one character that most people in China have, and
// the rarer ones that are no usual first character of another word.
const surnames = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢" +
	"俞翟蓝聂齐向申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲欧靳祁路涂兰甘裴梅童翁霍游阮尤岳柯牟滕谷舒卜成饶宁凌盛查单冉鲍华包屈房喻解蒲卫简时连车项闵邬吉党阳司费蒙席晏隋古强穆姬宫景米麦谈柏瞿艾沙鄢桂窦郁缪畅巩卓褚栾戚全娄甄郎池丛边岑农苟迟保商臧佘卞虞刁冷应匡栗" +
	"仇练楚揭师官佟封燕桑巫敖原植邝仲荆储宗楼干苑寇盖南屠鞠荣井乐银奚明麻雍花闻冼木郜廉衣蔺和冀占公门帅利满羊闫肖付代候邸尉仝逯冶浦晁亓么茅税蒯俄"

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
	if r, size := utf8.DecodeRuneInString(s); size > 1 && strings.ContainsRune(surnames, r) {
		return 1
	}
	return 0
}
