package question

import (
	"regexp"
	"strings"
)

// asking are the words that ask and name nothing that is asked about.
var asking = regexp.MustCompile(`请问|我想(?:知道|问)(?:一下)?|想问(?:一下)?|为什么|为何|` +
	`什么(?:时候|时间|地方|样子?|意思)?|何时|哪(?:里|儿|些|个|一[天年]|年|天|几[个家])?(?:的)?|` +
	`百分之(?:几|多少)|多少(?:[个人名件起条份家次天年元钱岁项]|人次)?|[占有]?几[个人名件起条份家次天年元岁项成]|` +
	`怎么(?:[办样说看算判写]|处理|处罚|认定|规定)?|如何|是谁|谁|` +
	`(?:是不是|能不能|可不可以|会不会|有没有|要不要|该不该|算不算)|[吗呢吧啊]|[?？]`)

// Topic is what a text asks about: the text without the words that ask, which a space
// stands for. It is the text itself where nothing else would be left.
func Topic(text string) string {
	topic := strings.Join(strings.Fields(asking.ReplaceAllString(text, " ")), " ")
	if len([]rune(topic)) < 2 {
		return text
	}
	return topic
}

// Concerns reports whether a text tells of what law is about: harm and wrongs, property and money,
// family, work, trade, the state. Much else does so too; what has none of it rarely asks about law.
func Concerns(text string) bool { return concerns.MatchString(text) }

var concerns = regexp.MustCompile(`偷|抢|盗|骗|诈|打人|打我|打伤|被打|动手|杀|死|伤|残|摔|撞|淹|咬|赔|补偿|欠|债|借|还钱|罚|判|刑|罪|告|骂|逼|威胁|毁|泄|漏|烧[毁坏秸房车掉]|放火|砸|` +
	`拆|违|犯|非法|合法|假冒|假货|仿|赌|毒|强|虐|扰|噪|吵|污染|侵|害|拐|黑车|走私|贿|贪|税|房|租|押金|定金|首付|物业|车位|宅基地|征地|土地|` +
	`合同|协议|签|退|卖|买|消费|商家|投诉|维权|保险|贷|抵押|担保|利息|工资|薪|加班|辞|老板|公司|单位|员工|入职|社保|公积金|假期|[婚丧产病年]假|` +
	`结婚|离婚|彩礼|夫妻|老公|老婆|丈夫|妻|出轨|抚养|赡养|监护|继承|遗产|遗嘱|公公|婆婆|儿媳|养父|养母|户口|身份证|护照|驾照|酒驾|醉|超速|闯红灯|` +
	`警|拘|法院|起诉|律师|仲裁|诉|证据|执行|复议|政府|举报|许可|执照|股|破产|商标|专利|著作|版权|抄袭|隐私|肖像|名誉|个人信息|人脸|` +
	`医院|医生|医疗|误诊|手术|拔错|学历|作弊|替考|收费|押|丢了|弄丢|捡到|挖|打猎|野生|野鸡|枪|刀|爆炸|消防|顶包|责任|义务|权利?|规定|法律|条例`)
