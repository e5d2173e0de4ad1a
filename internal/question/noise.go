package question

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
)

// Parts of patterns. A clause is what stands between commas; day, month and number are written
// in digits or in Chinese.
const (
	clause   = `[^，。；\n]*`
	before   = `[^，。；：\n]*` // of a clause, what stands before a word
	year     = `(?:(?:19|20)\d\d|[一二][九〇零○][〇零○一二三四五六七八九]{2})\s*年`
	number   = `(?:\d{1,2}|[一二三四五六七八九十]{1,3})`
	day      = `(?:\d{1,2}\s*[日号]?|[一二三四五六七八九十]{1,3}\s*[日号])`
	fromThen = `同年|当年|次年|同月|当月|次月|翌年`
	thatDay  = `(?:当日|次日|同日|当晚|当天|翌日|昨天|前天|凌晨|上午|下午|晚上|夜间)?\s*`
	town     = `(?:省|市|自治区|自治州|县|区|镇|乡|村)`
	street   = `(?:市|县|区|镇|乡|村|街道|路|街|巷|大道|组|社区|小区|号楼?|室|栋|单元|弄)`
	unit     = `(?:元|美元|港元|块钱|块|%|％|克|千克|公斤|斤|吨|辆|台|部|条|双|枚|只|头|株|亩|平方米|立方米|米|公里|km|毫克|mg|ml|/|毫升|` +
		`张|次|名|人|人次|岁|周岁|套|个|间|份|支|瓶|包|粒|颗|把|件)`
)

// common is what is no subject of any question: days and hours, and signs for what was hidden.
var common = patterns(
	year+`(?:\s*`+number+`\s*月份?(?:\s*`+day+`)?)?(?:[上中下]旬|[初底间])?`,
	`(?:同年|当年|次年|同月|当月|次月|翌年|是年|去年|今年|前年)?\d{1,2}\s*月份?(?:\s*\d{1,2}\s*[日号])(?:[上中下]旬|[初底])?|`+fromThen,
	thatDay+`\d{1,2}\s*(?:时|点钟|:|：)\s*(?:\d{1,2}\s*分?|许|左右)*(?:许|左右)?`,
	`[×xX*＊]{2,}`,
)

// inFacts is what is no subject of the facts of a case besides: what proves them, how the case
// went, where it was, sums and other numbers, and who was there for the state.
var inFacts = slices.Concat(common, patterns(
	before+`(?:证人证言|等证据|书证|物证|供述(?:与|和|及)辩解|予以证[明实]|鉴定意见书|提请.{0,6}依法判处|证据证实|勘验|检查笔录|户籍证明)`+clause,
	`(?:认定|以上|上述)[^，。；\n]{0,10}事实[^。\n]{0,8}证[^。\n]*|案内有[^。\n]*附卷|`+before+`等证据均?已[^。\n]*`,
	before+`(?:主动.{0,8}投案|投案自首|如实供述|抓获归案|取得.{0,6}谅解|赔偿.{0,10}损失.{0,6}谅解)`+clause+
		`|被[^，。；\n]{0,10}(?:抓获|查获|传唤到案)`,
	`(?:触犯|违反)了?(?:《[^》]*》|\s)*(?:第?\s*)*的?规定|应?(?:当)?以\s*罪?\s*追究其?刑事责任`,
	`(?:在|到|至|从|于|位于|窜至|来到|途经|行至|前往|沿)\p{Han}{1,4}?`+town+`(?:[\p{Han}A-Za-z0-9]{1,6}?`+street+`){0,8}`,
	`\p{Han}{2,3}省\p{Han}{1,4}[市县区]|\p{Han}{2}市\p{Han}{1,3}[区县]`,
	`(?:人民币|折合|共计|合计|累计|价值|总计)*\s*\d[\d,，.]*\s*(?:余|多)?\s*(?:万|亿|千|百)?余?`+unit+`*整?`,
	`(?:原审)?(?:公诉机关|检察机关|被告人|被告单位|上诉人|被上诉人|原告人?|被告|被害人|第三人|辩护人|附带民事诉讼|证人|同案犯)`,
	`[（(](?:另案处理|另处|在逃|已判刑|已判决|均另案处理|均已判刑|已另案判刑|以下简称[^）)]*|下同|殁年[^）)]*|男|女)[)）]|另案处理|已判刑`,
	`公安(?:局|机关|分局|干警|人员)|派出所|交(?:通)?警(?:察)?(?:大队|支队)|刑警大队|侦查(?:人员|大队)|民警|`+
		`人民检察院|检察院|人民法院|鉴定(?:中心|所|机构)|认证中心`,
	`(?:[\p{Han}某]{0,10}检察院)?起诉(?:意见)?书(?:载明|指控|认定)?|公诉人当庭宣读|经(?:本院)?(?:审理|审查)?查明|(?:本院)?(?:另|又|再)?查明|`+
		`经鉴定|经检[验测]|案发后|到案后|指控|指认|事发后|审理过程中|诉讼过程中`,
))

func patterns(list ...string) []*regexp.Regexp {
	compiled := make([]*regexp.Regexp, len(list))
	for i, p := range list {
		compiled[i] = regexp.MustCompile(p)
	}
	return compiled
}

// hiddenName is a person of whom only the surname is left: 张某, 王某甲, 李3某.
var hiddenName = regexp.MustCompile(`\p{Han}\d?某某?(?:[甲乙丙丁戊己庚辛]|\d)?`)

// afterSome are characters behind which 某 says "some" (路过某栋楼) and hides no name.
const afterSome = "个种些段栋地人项条款时天次件日月年市县区省公"

// namesIn are the places of hidden names in a text.
func namesIn(text string) (places [][]int) {
	for _, at := range hiddenName.FindAllStringIndex(text, -1) {
		next, _ := utf8.DecodeRuneInString(text[at[1]:])
		if personname.Surname(text[at[0]:]) > 0 && !strings.ContainsRune(afterSome, next) {
			places = append(places, at)
		}
	}
	return places
}

// rolesOfCases are words of those who tell the facts of a case.
var rolesOfCases = regexp.MustCompile(`被告人|公诉机关|检察机关|检察院|指控|查明|上诉人|原告|被告|被害人|犯罪嫌疑人|另案处理|抓获|查获|案发|\p{Han}某`)

// asksAtEnd finds a text that ends in a question.
var asksAtEnd = regexp.MustCompile(`(?:[?？]|吗|呢|怎么办|什么罪|哪些|什么|如何处理|多少|是否.{0,20})\s*[?？。!！]*\s*$`)

// asked is how it is asked.
var asked = [...]struct {
	what    Asked
	pattern *regexp.Regexp
}{
	{AsksStart, regexp.MustCompile(`施行|生效|实施(?:时间|日期)|(?:什么时候|何时|哪天|几号|几时|从哪).{0,8}(?:实施|执行|起|开始)|溯及`)},
	{AsksAmount, regexp.MustCompile(`几[岁年天个月日次倍级成]|多少|多久|多长|多大|多高|百分之几|比例|标准|期限|时限|上限|下限|最[高低多少长短]`)},
	{AsksOutcome, regexp.MustCompile(`怎么判|如何判|判(?:几|多|什么|刑)|怎么(?:处|罚|赔|办)|如何(?:处|赔|承担)|` +
		`什么(?:后果|责任|处罚|罪)|(?:要|会|能)(?:不[要会能])?.{0,6}(?:坐牢|判刑|赔|罚|回来|退|犯法|犯罪)|负.{0,4}责|后果`)},
	{AsksDefinition, regexp.MustCompile(`什么是|何为|何谓|是什么意思|指的?是什么|包括哪些|有哪些|含义|定义`)},
	{AsksElse, regexp.MustCompile(`天气|(?:会|要)下[雨雪]|好[吃看喝玩用听闻]|怎么样\s*[?？]?$|推荐|哪[个种款]?.{0,2}(?:牌子|好[?？]?$)|笑话|唱.?首?歌|你是谁|` +
		`^(?:你好|在吗|早上好|晚安)[呀啊吗?？]*$|无聊|星座|运势|梦见|怎么(?:煮|炒|炖|烤|腌|学|练|背|画|织|挑|构图|上分|修[?？]?$)|` +
		`为什么(?:会|是|喜欢)|(?:多|有多)[高深远快热冷]|几(?:条腿|种颜色)|的(?:原理|作者)|怎么做[?？]?$|减肥|失眠`)},
	{AsksPermission, regexp.MustCompile(`可以.{0,12}吗|能不能|可不可以|是否(?:可以|合法|有效|违法)|违法吗|合法吗|犯法吗|有效吗|算不算|行吗|有权`)},
}
