package masking

import (
	"strings"

	"github.com/fatiao/fatiao/internal/textview"
)

// class is what a word that introduces a name says of the person.
type class int

const (
	weak     class = iota // it does not say who it is
	party                 // takes part in the case, or is bound by it
	involved              // victim, witness, relative, accomplice: whoever the case tells of
	agent                 // stands for a party; keeps the name where a lawyer
	defender              // the same, taken for a lawyer where nothing else is said
	head                  // represents a body, or does the work of the police
	titled                // has an office: a report names who has it, a paper hides who is told of
	official              // acts for the state, or by profession
)

// introducer is a word that a name follows.
type introducer struct {
	class    class
	strength int // 3: a name follows; 2: one may follow
}

// introducers are the words that names follow, by class.
var introducers = func() map[string]introducer {
	all := map[string]introducer{}
	for c, words := range map[class]string{party: partyWords, involved: involvedWords, agent: agentWords, defender: defenderWords,
		head: headWords + " " + policeWords, titled: titledWords, official: officialWords} {
		for _, w := range strings.Fields(words) {
			all[w] = introducer{c, 3}
		}
	}
	for _, w := range strings.Fields(dealingWords) {
		if _, ok := all[w]; !ok {
			all[w] = introducer{weak, 2}
		}
	}
	for _, w := range strings.Fields(strainedWords) {
		all[w] = introducer{weak, 1}
	}
	return all
}()

var introducerWords = func() *textview.WordSet {
	words := make([]string, 0, len(introducers))
	for w := range introducers {
		words = append(words, w)
	}
	return textview.NewWordSet(words...)
}()

// roleWords are those that say who somebody is.
var roleWords = func() *textview.WordSet {
	var words []string
	for w, in := range introducers {
		if in.class != weak {
			words = append(words, w)
		}
	}
	return textview.NewWordSet(words...)
}()

const (
	partyWords = `被告人 被告 原告人 原告 上诉人 被上诉人 申请人 被申请人 再审申请人 申请再审人 第三人 罪犯 犯罪嫌疑人 嫌疑人 被执行人 申请执行人 异议人 案外人 利害关系人 自诉人
原审被告人 原审被告 原审原告 原审第三人 一审被告 一审原告 二审被告 原审自诉人 反诉原告 反诉被告 附带民事诉讼原告人 附带民事诉讼原告 附带民事诉讼被告人 附带民事诉讼被告 被不起诉人 被限制人 被限制消费人员 被拘留人 被罚款人
被传唤人 被传人 受送达人 被处罚人 当事人 违法行为人 被侵害人 答辩人 被答辩人 起诉人 被起诉人 具状人 申诉人 被申诉人 赔偿请求人 复议申请人 被强制医疗人 被引渡人 被请求引渡人 被调查人 行政相对人
借款人 出借人 担保人 保证人 抵押人 出质人 债务人 债权人 经营者 投资人 承租人 出租人 承租方 出租方 买受人 出卖人 转让人 受让人 发包人 承包人 分包人 转包人 实际施工人 收款人 付款人 甲方： 乙方： 丙方： 甲方（ 乙方（ 丙方（
申请仲裁人 仲裁申请人 仲裁被申请人 劳动者 被继承人 继承人 法定继承人 立遗嘱人 遗嘱人 遗赠人 受遗赠人 被监护人 被扶养人 被抚养人 被赡养人 投保人 被保险人 受益人 业主 承包方代表 合伙人 股东 隐名股东 名义股东
实际控制人 实际经营者 实际经营人 原被告 二被告 两被告 二原告 两原告 二上诉人 三被告 三被告人 二被告人 两被告人 四被告人 被告单位经营者 责任人 直接责任人 姓名： 姓名 户主 同案被告人 同案被告 罪犯姓名`
	involvedWords = `会计师 高级会计师 注册会计师 讲师 技师 药师 护师 设计师 造价师 评估师 其妻子 其丈夫 其儿子 其女儿 其父亲 其母亲 其哥哥 其弟弟 其姐姐 其妹妹 其兄长 其岳父 其岳母 其侄子 其侄女 其外甥 其舅舅 其叔叔
其姑姑 其姐夫 其妹夫 其嫂子 其前妻 其前夫 其女友 其男友 其女朋友 其男朋友 其媳妇 其老公 其老婆 其爱人 其表哥 其表弟 其堂哥 其堂弟 其朋友 其同事 其同学 其邻居 其老板 其司机 其外甥女 其祖父 其祖母 其爷爷 其奶奶 其外公 其外婆 其公公
其婆婆 其女婿 其儿媳 其养子 其养女 之妻子 之父亲 之母亲 生活老师 工会主席 物业经理 户籍民警 村支书 大队书记 村民组长 供应商 经销商 经纪人 助理 社工 货运代理 财务顾问 财务总监 财务经理 业务经理 项目经理 客户经理 总经理 副总经理 阿訇
喇嘛 活佛 商户 租户 崽 之崽 媒人 贩子 商贩 小贩 学徒 客服 搬运工 饲养员 连襟 舅母 舅妈 姨父 婶婶 伯母 堂客 婆姨 录音师 会员 志愿者 守塘人 住户 小孩 孩子 鉴定专家 专家 辅导员 上司 下属 房客 客人 旅客 游客 网民 村医
护工 月嫂 厨师 裁缝 木匠 电工 焊工 瓦工 拖车司机 车夫 看门人 门卫 值班员 收银 导购 主播 群主 推销员 理发师 教练员 邻桌 贩毒者 吸毒者 马仔 小弟 大哥大 老表 干女儿 义子 义女 继兄 继妹 姐妹 兄妹 姐弟 兄弟 之侄 之舅 之叔 之姐夫
之女友 之男友 被害人  受害人 受害者 被害者 证人 失主 事主 物主 死者 伤者 死亡受害人 同案人 同案犯 同伙 同案关系人 同案嫌疑人 法定代理人 监护人 鉴定人 有专门知识的人 见证人 证明人 报案人 举报人 控告人 投诉人
被询问人 被讯问人 目击者 目击证人 辨认人 收件人 签收人
妻子 丈夫 儿子 女儿 父亲 母亲 之子 之女 之妻 之夫 之父 之母 其妻 其夫 其子 其女 其父 其母 其兄 其弟 其姐 其妹 哥哥 弟弟 姐姐 妹妹 婚生子 婚生女 非婚生子 非婚生女 长子 次子 三子 长女 次女 三女 幼子 幼女 养子 养女 继子
继女 孙子 孙女 外孙 外孙女 祖父 祖母 爷爷 奶奶 外公 外婆 岳父 岳母 公公 婆婆 女婿 儿媳 侄子 侄女 侄儿 外甥 外甥女 叔叔 伯伯 舅舅 姑姑 姨妈 姑父 姨父 嫂子 弟媳 姐夫 妹夫 堂哥 堂弟 堂兄 表哥 表弟 表兄 表姐 表妹 堂姐 堂妹
前妻 前夫 生父 生母 养父 养母 继父 继母 亲属 近亲属 配偶 兄长 胞兄 胞弟 胞姐 胞妹 儿媳妇 爱人 媳妇 老伴 大女儿 小女儿 大儿子 小儿子 二儿子 独生子 独生女 养孙 侄孙 妯娌 连襟 亲家 干爹 干妈 干儿子 老公 老婆 母女 父子
生育一子 生育一女 生一子 生一女 生子 生女 育有一子 育有一女 儿子取名 之兄 之弟 之姐 之妹 之孙 大哥 二哥 三哥 小舅子
朋友 好友 友人 男友 女友 男朋友 女朋友 恋人 情人 情妇 邻居 同事 同学 同乡 老乡 战友 室友 网友 舍友 工友 民工 农民工 工人 员工 职工 雇员 雇主 老板 老板娘 驾驶员 驾驶人 司机 肇事司机 乘客 乘坐人 行人 骑车人 患者 病人 房东
租客 租户 保姆 保安 店主 店员 店长 摊主 顾客 客户 会计 出纳 经理 经纪人 中介人 中间人 介绍人 联系人 经办人 村民 居民 群众 市民 公民 学生 女孩 男孩 男子 女子 女青年 男青年 少年 少女 儿童 婴儿 幼童 老人 名叫 取名 取名为
名为 更名为 改名为 自称 叫做 一个叫 绰号叫 组长 队长 包工头 工头 施工人 工程师 技术员 业务员 销售员 财务人员 财务 收银员 服务员 护士 外卖员 快递员 货主 买家 卖家 上家 下家 毒贩 吸毒人员 购毒人员 贩毒人员 吸毒者 买毒人员 嫖客
卖淫女 卖淫人员 卖淫女子 赌客 参赌人员 涉案人员 同案 上线 下线 车主 机主 持卡人 户名 户名： 开户人 登记人 登记车主 名义车主 所有人 产权人 承保人 借款户 贷款户 协勤 协警 辅警 协勤人员 被扶养人 被抚养人生活费 受让方 转让方 委托人
受托人 受雇人 联络人 帮工 被帮工人 被侵权人 侵权人 承运人 托运人 指使人 雇凶者 未婚妻 未婚夫 对象 继承人有 人员 嫌疑对象 赃物持有人 销赃人 收赃人 购买人 受贿人 行贿人 请托人 家属 外卖小哥 快递小哥 网约车司机 代驾司机 店小二 房东太太 干姐 干妹 干哥 干弟 闺蜜 牌友 酒友 工头 消费者 投资者 出资人 集资人 村干部 村主任 村妇联主任 妇联主任 车间主任 班组长 我爹 我爸 我妈 我娘 我家那口子 护士长 班长 社长 村文书 合适成年人 财务 同车人 搬运工 保管员 族老 工友 牌友 姐夫 嫂嫂 内弟 内兄 内侄 大伯子 小叔子 小姑子 大姨子 小姨子 闺女 爸爸 妈妈 我爸爸 我妈妈 阿爸 阿妈 阿婆 阿公 家长 牧民 渔民 果农 菜农 养殖户 信贷员 及其父母 我老头 她老头 村委干部 社区干部 嘎查长 物业管家 岳父母 班主任 教师 老师 教练 医生 主治医生 主治医师 医师
法医 鉴定人员 公证员： 被救助人 救助申请人 离婚后与 签名： 签字： 具状人： 起诉人： 答辩人： 申请人： 上诉人： 此致敬礼`
	agentWords    = `委托代理人 委托诉讼代理人 诉讼代理人 共同委托代理人 共同委托诉讼代理人 共同诉讼代理人 特别授权代理人 代理人 仲裁代理人`
	defenderWords = `辩护人 指定辩护人 委托辩护人 辩护律师 值班律师 法律援助律师 律师 援助律师 承办律师 代理律师 委托律师`
	headWords     = `法定代表人 法人代表 负责人 主要负责人 诉讼代表人 执行事务合伙人 代表人 清算组负责人 管理人负责人 破产管理人 行政机关负责人 机关负责人 单位负责人`
	officialWords = `审判人员 裁判审判人员 主任检察官 主审法官 书记员 人民陪审员 代书记员 代理书记员 代理审判员 代理检察员 仲裁员 仲裁庭秘书 仲裁秘书 公证员 公诉人 执行机关代表 机关代表 监狱代表 出庭负责人 副检察长
助理审判员 司法警察 员额检察官
员额法官 实习书记员 审判员 审判长 执行员 执行法官 执行长 承办法官 指派检察员 检察员 检察官 检察官助理 检察长 法官 法官助理 法警 独任仲裁员 翻译 翻译人员 行政机关负责人 见习书记员 讯问人 记录人 询问人 速录员 陪审员 首席仲裁员`
	policeWords = `民警 公安民警 出警民警 办案民警 值班民警 交警 干警 警察 警官 侦查员 侦查人员 检查人员 税务人员 稽查人员 送达人 送达人员 执法人员 调查人员 调查人 执勤民警 管教民警 值勤民警 办案人 办案人员 承办人 审判组织成员 合议庭成员 监狱长 执勤交警 社区矫正民警 管教民警 调解员 人民调解员
特邀调解员 裁判员
记者 通讯员 本报记者 作者 责任编辑 编辑 主编 主持人`
	titledWords = `部门负责人 局长 副局长 院长 副院长 庭长 副庭长 厅长 副厅长 部长 副部长 副县长 副市长 副区长 副镇长 主任 副主任 科长 副科长 处长 副处长 所长 副所长 书记 副书记 
教授 副教授 研究员 全国人大代表 政协委员 委员 发言人 新闻发言人 总理 主席 副主席 院士 会长 校长 法学家 `
	strainedWords = `将 把 使 令 时 后 但`
	// dealingWords stand before the names of people whom somebody has to do with.
	dealingWords = `其余 检举 揭发 举报 雇 雇请 带领 率领 喊来 叫来 约来 看见 看到 听见 听到 听说 见到 伙同 结伙 纠集 邀约 邀集 联系 雇佣 雇请 聘请 指使 安排 介绍 交给 卖给 借给 送给 转给 付给 还给 支付给 转账给 汇款给 贩卖给 出售给 租给 出租给 转让给 归还
找到 遇到 遇见 碰到 殴打 带领 委托 通过 带着 送至 打伤 砍伤 刺伤 捅伤 砸伤 撞伤 撞倒 致使 追赶 追打 抓获 得知 认识 假冒 欠 拖欠 借用 骗取 窃取 窃得 盗走 抢走 抢劫 威胁 恐吓 强迫 控制 搜查 陪同 护送 告诉 告知 通知
电话联系 打电话给 电话通知 帮助 协助 冒充 以及 连同 会同 随同 跟随 要求 请求 责令 判令 起诉 代替 替代 受 系 是 有 与 和 及 由 向 对 被 给 让 叫 找 请 跟 同 替 帮 经 为 见 因 以 喊 约 邀 骗 打 追 拉 推 送 拿
从 到 即 称 还有 分别为 分别是 分别系 其中 尚欠 系由 系被 现由 均由 先由 原系 原为 是由 就是 驾驶员为 包括 例如 同时 当时 又 随 遂 而 则 且 并 另 经与 后与 曾与 约好 商量 伤害 杀害 掐死 勒死 诱骗 奸淫 猥亵 强奸 敲诈
绑架 拘禁 收买 拐卖`
)

// tellers follow a name and nothing else but the word for a person: 张三的证言.
var tellers = textview.NewWordSet(strings.Fields(`的证言 的供述 的陈述 的辩解 的证词 的自述 的口供 证言 供述 供称 证称 诉称 辩称 述称 陈述称 答辩称 上诉称 证实 指认 辨认笔录 询问笔录 讯问笔录 的询问笔录
的讯问笔录 的辨认笔录 的身份证 的户籍 的手机 的伤情 的损伤 的尸体 的遗体 的父亲 的母亲 的妻子 的丈夫 的儿子 的女儿 的哥哥 的弟弟 的姐姐 的妹妹 的家属 的亲属 的近亲属 的辩护人 的委托诉讼代理人 的委托代理人 的银行卡 的账户 的病历
的电话 的住处 的家中 当庭供述 自首 投案 等人
对原告 对被告 妻子 丈夫 之妻 之夫 之子 之女 之父 之母 夫妇 夫妻 父子 母子 父女 母女 兄弟 姐妹 的陈述和辩解 的指认 的辨认 等二人 等三人 等四人 等五人 等多人 先生 女士 二人 两人 三人 诉请 诉至 起诉称 上诉提出 上诉请求 不服 未到庭 到庭
未作答辩 未答辩 未提交答辩`)...)

// acts follow a name that stands before what somebody does.
var acts = textview.NewWordSet(strings.Fields(`各 均 相撞 望风 陪同 账户 名义 面部擦伤 驾驶 驾车 持刀 持有 持 拨打 报警 报案 打电话 看见 看到 听到 听见 听说 告诉 告知 要求 提出 表示 认为
承认 同意 拒绝 离开 来到 赶到 进入 到达
死亡 受伤 当场 签订 签字 签名 出具 支付 偿还 归还 借款 借到 借得 借 欠 付
还款 出庭 独任 担任 适用 自 参加 参与 指使 伙同 纠集 殴打 结伙 预谋 商量 商议 协商 约定 登记 结婚 离婚 生育 抚养 购买 出售 贩卖 吸食 盗窃 窃得 骗取 骗得 抢走 拿走 拿出 拿着 使用 利用 采用 趁机 趁 乘坐 步行 骑 开车
骑车 回家 打伤 砍伤 捅刺 捅了 打了 平分 均分 分赃 分得 素不 返回
逃离 逃跑 被捕 被抓 归案 到案 抓获 受雇 雇佣 收取 收到 收受 转账 汇款 交付 交给 递给 送给 没有 未能 未经 未按 未到 未 不服 不 应当 应 承担 赔偿 返还 给付 履行 向 在 于 与 和 及 因 将 从 到 对 被 把 的 说 称 系
是 为 以 等 也 又 便 就 即 则 曾 已 均
自愿 自行 主动 故意 明知 多次 先后 之间 之 名下 所有 所 负 犯 构成 涉嫌 单独 共同 一起 处 家 家中 家里 身上 头部 面部 胸部 腹部 手 左 右 本人 辩 上诉 起诉 诉 申请 请求 户籍 身份 供 证 经 由 同 后 先 再 趁 让 叫
给 用 打 骑 跑 走 去 来 还 要 想 有 亦 都 并 遂 随 而 但 另案 因涉嫌
接 买 卖 送 住 负责 提供 介绍 安排 联系 组织 管理 经营 出资 投资 出借 借用 租赁 租用 承租 出租 购 售 取得 获得 获利 分得 所得 得款 退赃 退赔 赔 谅解 和解 达成 之前 之后 当时 当天 当日 当晚 此时 这时 才 仍 只 确
串通 盖 索要 带领 冒领 代签 代领 代退 垫付 投诉 接手 就读 搭载 劝 喝酒 打工 确实 辨认 指认 听 见 看 问 答 指 写 签 发现 得知 知道 认识 坐 站 追 推 拉 抱 掐 踢 咬 砍 刺 捅 倒地 昏迷 送医 住院 抢救 伤情 持械 驾 醉酒 酒后 饮酒 吸毒 伤 二人 两人 三人 夫妇 名 处购 至 下 上 进 出 过 合伙
合谋 共谋 通过 依法 依约 不得 可 能 会 需 必须 继续 曾因 于是 关于 就 按 按照 根据 依 凭`)...)

// tellerBrackets open with what is said of a person behind the name.
var tellerBrackets = textview.NewWordSet(strings.Fields(`另案 均另案 已判 已决 已另案 在逃 已死亡 已起诉 已被 男 女 身份 殁 时年 年龄 下同 绰号 曾用名 又名 别名 外号 别称 化名为
自报 未成年 已作 不起诉 同案 另处 刑拘 均已 已故 现 批捕 系 受害 被害 原告 被告 死者 伤者 以下简称 均在逃 均系
妻子 丈夫 儿子 女儿 父亲 母亲 其妻 其夫 其子 其女 其父 其母 驾驶员 司机 乘客 未到案 已去世 已逝 未归案 证人 法定代表人 户名 另行 已行政 因 已处理 暂住 住 户籍 公民 案外人 未婚 真实姓名 真名 身份不明 身份不详 生于 小名 乳名 已`)...)

// testimony follows the names of those who say something, in lists of what proves the facts.
var testimony = textview.NewWordSet(strings.Fields(`的证言 的供述 的陈述 的辩解 的证词 的口供 证言 供述 供称 证称 证实 的询问笔录 的讯问笔录 的辨认笔录 的陈述和辩解 在场 均在场 到场`)...)

// wordList are words that a map knows.
type wordList map[string]bool

func newWordList(words string) wordList {
	l := wordList{}
	for _, w := range strings.Fields(words) {
		l[w] = true
	}
	return l
}

// Known reports whether the list has a word.
func (l wordList) Known(w string) bool { return l[w] }
