package judgment

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/cause"
	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

var (
	// paperRole begins the line of a party of a paper that is no judgment.
	paperRole = regexp.MustCompile(`^(?:〔)?(被请求引渡人|被继承人|被诉人|被传唤人姓名|被拘留人|被罚款人|被罚款单位|被传唤人|被传唤单位|被处罚人|被处罚单位|当事人名称|当事人姓名|当事人|被不起诉人|` +
		`被不起诉单位|犯罪嫌疑人|被答辩人|答辩人|被反诉人|反诉人|` +
		`申请复议人|复议申请人|被监督人|原审上诉人|原审被上诉人|行政相对人|违法行为人|被调查人|用人单位|被告知人|被通知人|异议申请人|委托人|受害人|被害人|被搜查人|纳税人)(（[^（）]{1,40}）)?`)
	// endsParties begins the line behind the parties.
	endsParties = regexp.MustCompile(`^(?:上列当事人|公证事项|诉讼请求|请求事项|上诉请求|申请事项|仲裁请求|请求|事实[与和及、]|事实理由|案由|答辩|因|现|本[院委局机会]|经|尊敬|审判长|你|您|` +
		`一、|1[.、．]|` +
		`[（]一[）]|违法事实|鉴于|根据|依照|依据|关于|被告人.{0,40}(?:涉嫌|犯)|` +
		`申请人.{0,60}(?:不服|因|于|向|提出)|上诉人.{0,60}(?:因|不服)|答辩人(?:就|对|因|针对)|案件来源|基本情况：$)|一案|：一、`)
	// actsFor is how a lawyer says for whom he writes.
	actsFor = regexp.MustCompile(`(被告人|犯罪嫌疑人|原告人?|被告|第三人|上诉人|被上诉人|再审申请人|被申请人|申请人|申请执行人|被执行人|自诉人|答辩人|申诉人|委托人|罪犯|被害人)(（[^（）]{1,20}）)?` +
		`(\p{Han}[\p{Han}·、]{0,40}?)(?:之[妻夫父母子女][\p{Han}]{0,6})?(?:（[^（）]{1,30}）)?(?:及其|亲属|家属|近亲属|父亲|母亲|妻子|丈夫)*的?(?:委托|诉讼代理|辩护|代理|委派|指派)`)
	// leadsIn is what stands before the parties where a paper says what it is about.
	leadsIn       = regexp.MustCompile(`^.*(?:受理|审理|办理|处理|立案执行|立案|关于|收到|执行中|本院执行|就|因|在)(?:了|的)?`)
	sideOf        = regexp.MustCompile(`^(原审原告|原审被告|反诉原告|反诉被告|原告|被告人|被告|申请执行人|被执行人|再审申请人|被申请人|申请人|上诉人|被上诉人|自诉人|起诉人|第三人)(（[^（）]{1,20}）)?`)
	caseField     = regexp.MustCompile(`(?:^|〔)案由〕?：?`)
	addresseeLine = regexp.MustCompile(`^([^，。；]{2,120}?)(?:（(被执行人|被告|原告|第三人|申请人|申诉人|被申请人|协助执行人|[^（）]{1,60})）)?：$`)
	toAddress     = regexp.MustCompile(`^致：?([^，。；：（]{2,60})(?:（.*）)?：?$`)
	fieldName     = regexp.MustCompile(`^(?:姓名|名称|单位名称|字号名称|当事人|公民姓名|个人姓名)(?:（[^（）]{1,16}）)?：?`)
)

// readPaperParties reads the parties of a paper that is no judgment, and returns where
// the text behind them begins.
func (j *Judgment) readPaperParties() (intro int) {
	v := j.View
	starts := v.Sentences(j.body, len(v.Text))
	intro = j.body
	lined := len(v.Lines(j.body, len(v.Text))) > fewLines
	for i := 0; i+1 < len(starts); i++ {
		from, to := starts[i], starts[i+1]
		sentence := v.Text[from:to]
		if from-j.body > maxPaperHead {
			break
		}
		lead := len(sentence) - len(strings.TrimLeft(sentence, "：。，"))
		m := paperRole.FindStringSubmatchIndex(sentence[lead:])
		if m == nil {
			m = role.FindStringSubmatchIndex(sentence[lead:])
		}
		if m != nil && len(j.Parties) > 0 && strings.Contains(sentence, "一案") && strings.ContainsAny(sentence, "与诉") {
			break // the sentence that says what the paper is about
		}
		if m != nil && isName(sentence[lead+m[1]:]) && (!lined || v.StartsLine(from)) {
			at := from + lead + m[1]
			as := v.Field(from+lead+m[2], at)
			as.Text = strings.TrimSuffix(as.Text, "姓名")
			names := namesAt(v, at, to)
			if strings.Trim(v.Text[at:to], "：") == "" && i+2 < len(starts) { // the name is on the next line
				names = namesAt(v, starts[i+1], starts[i+2])
			} else if k := fieldName.FindString(strings.TrimPrefix(v.Text[at:to], "：")); k != "" {
				names = namesAt(v, at+len(v.Text[at:to])-len(strings.TrimPrefix(v.Text[at:to], "："))+len(k), to)
			}
			for _, n := range names {
				j.addParty(as, v.Field(n[0], n[1]))
			}
			if len(names) > 0 {
				intro = to
				continue
			}
		}
		if endsParties.MatchString(sentence[lead:]) && (!lined || v.StartsLine(from)) && !strings.HasPrefix(sentence[lead:], "因涉嫌") &&
			(len(j.Parties) > 0 || from > j.body) {
			break
		}
	}
	named := len(j.Parties) > 0
	j.readAddressee()
	if !named || j.paper.addressee != "" {
		j.readOpponents()
	}
	j.readNamed(named)
	return intro
}

// fewLines is how many lines a paper has at most whose lines tell nothing.
const fewLines = 3

// maxPaperHead bounds where the parties of a paper stand, in bytes of a view.
const maxPaperHead = 9000

// isName reports whether what stands behind a role may begin with a name.
func isName(s string) bool {
	if strings.HasPrefix(s, "：") { // 原告：向某
		return true
	}
	return !notName.MatchString(s)
}

var notName = regexp.MustCompile(`^(?:的|对|在|于|因|与|和|未|不|向|是|系|已|应|可|有|如|均|所|就|及|等|为|请求|认为|提出|提供|主张|选定|指定|陈述|代表|代理|双方|一方|之间|违反|存在|实施|` +
	`收到|地址|住址|住所|权利|义务)`)

func (j *Judgment) addParty(as, name casefile.Field) {
	if len(j.Parties) < maxPartyCount && !slices.ContainsFunc(j.Parties, func(p casefile.Party) bool { return p.Name.Text == name.Text }) {
		j.Parties = append(j.Parties, casefile.Party{Role: as, Name: name})
	}
}

// readAddressee reads the line in which a paper says to whom it is written.
func (j *Judgment) readAddressee() {
	v := j.View
	for i, from := range v.Lines(j.body, min(len(v.Text), j.body+maxToNumber*6)) {
		line := v.Text[from:v.NextLine(from)]
		if m := toAddress.FindStringSubmatchIndex(line); m != nil && i < 4 {
			j.addressee = v.Field(from+m[2], from+m[3])
			return
		}
		if m := addresseeLine.FindStringSubmatchIndex(line); m != nil && i < 4 {
			as := casefile.Field{Text: j.paper.addressee}
			if j.Tier == casefile.TierAdministrative {
				as.Text = "当事人"
			}
			if m[4] >= 0 && role.MatchString(line[m[4]:m[5]]) {
				as = v.Field(from+m[4], from+m[5])
			}
			j.addressee = v.Field(from+m[2], from+m[3])
			at := from + m[2]
			for _, n := range strings.Split(line[m[2]:m[3]], "、") {
				if r := role.FindString(n); r != "" && len(r) < len(n) { // 被上诉人某某：
					as, at, n = v.Field(at, at+len(r)), at+len(r), n[len(r):]
					j.addressee = v.Field(at, at+len(n))
				}
				if as.Text != "" && isParty(n) {
					j.addParty(as, v.Field(at, at+len(n)))
				}
				at += len(n) + len("、")
			}
			return
		}
	}
}

// isParty reports whether a word may be the name of a party.
func isParty(name string) bool {
	name = bracketBehind.ReplaceAllString(name, "")
	return utf8.RuneCountInString(name) > 1 && !notParty.MatchString(name) && (personname.IsPerson(name) || personname.IsBody(name) ||
		strings.Index(name, "某") > 0)
}

var (
	bracketBehind = regexp.MustCompile(`（[^（）]*）$`)
	notParty      = regexp.MustCompile(`^(?:你|我|本|该|其|此|各|双方|原告|被告|当事人|申请人|被申请人|上诉人|第三人)|(?:通知|如下|事项|审判员|审判长|同志|纠纷|诉讼)$|^.+[的在于是向将已因对]`)
)

// readNamed reads the parties that a paper names with their roles outside of their lines:
// 附：本案原告为甲，被告为乙, 申请执行人甲于…申请强制执行. Where lines named some, only roles
// that none of these has are read.
func (j *Judgment) readNamed(named bool) {
	v := j.View
	if j.Tier != casefile.TierOrdinary || named && j.paper.name != "限制消费令" && j.paper.name != "限制高消费令" && j.paper.name != "传票" &&
		j.paper.name != "执行通知书" {
		return
	}
	upTo := min(len(v.Text), j.body+maxPaperHead)
	if j.paper.name != "应诉通知书" {
		upTo = j.body
	}
	for _, m := range v.FindAll(joined, j.body, upTo) {
		j.addNames(casefile.Field{Text: "第三人"}, m[2], m[3])
	}
	summoned := j.paper.name == "传票"
	for _, m := range v.FindAll(namedAs, j.body, min(len(v.Text), j.body+maxPaperHead)) {
		as := v.Field(m[2], m[3])
		at := m[4]
		for _, n := range strings.Split(v.Text[m[4]:m[5]], "、") {
			n = strings.TrimRight(n, "")
			if isParty(n) && !officer.MatchString(n) && (personname.Surname(n) > 0 || !personname.IsPerson(n)) {
				for i, p := range j.Parties {
					if summoned && p.Name.Text == n && strings.HasPrefix(p.Role.Text, "被传唤人") {
						j.Parties[i].Role = as
					}
				}
				j.addParty(as, v.Field(at, at+len(n)))
			}
			at += len(n) + len("、")
		}
	}
}

// addNames adds names that are joined by 、 between two places.
func (j *Judgment) addNames(as casefile.Field, from, to int) {
	for _, n := range strings.Split(j.View.Text[from:to], "、") {
		if isParty(n) {
			j.addParty(as, j.View.Field(from, from+len(n)))
		}
		from += len(n) + len("、")
	}
}

var (
	joined  = regexp.MustCompile(`追加([\p{Han}·、]{2,60}?)为第三人`)
	namedAs = regexp.MustCompile(`(申请执行人|被执行人|附带民事诉讼原告人|公诉机关|原审第三人|上诉人|被上诉人|第三人|被告人|原告|被告)(?:为|是|` +
		`：)?([\p{Han}·（）]{2,40}?(?:、[\p{Han}·（）]{2,40}?)*?)(?:于\d|与被执行人|与你|因与|亦|已|，|。|；|支付|负有|向本院)`)
	officer = regexp.MustCompile(`^(?:必须|经|未|收到|应|可|如|有|在|无|的|不)`)
)

// readOpponents reads the parties from the sentence that says what the paper is about:
// 受理原告甲与被告乙买卖合同纠纷一案, 你诉乙…一案, or for whom a lawyer writes.
func (j *Judgment) readOpponents() {
	v := j.View
	end := min(len(v.Text), j.body+maxIntro)
	from := j.body
	if j.Tier == casefile.TierParty {
		from = v.LineStart(max(0, j.body-1))
		for _, m := range v.FindAll(actsFor, j.body, end) {
			if name := v.Text[m[6]:m[7]]; isParty(name) {
				j.addParty(v.Field(m[2], m[3]), v.Field(m[6], m[7]))
			}
		}
	}
	if m := v.Find(ofAccused, from, end); m != nil && isParty(v.Text[m[4]:m[5]]) {
		j.addParty(v.Field(m[2], m[3]), v.Field(m[4], m[5]))
		return
	}
	m := v.Find(aboutCase, from, end)
	if m == nil {
		return
	}
	left, right, roles, ok := sidesIn(v.Text[m[2]:m[3]])
	if !ok {
		return
	}
	switch {
	case j.paper.name == "执行通知书":
		roles = [2]string{"被执行人", "申请执行人"}
	case j.Kind == "刑事" && roles[0] == "原告":
		roles = [2]string{"自诉人", "被告人"}
	}
	j.readSide(m[2]+left[0], m[2]+left[1], roles[0])
	at, to := m[2]+right[0], m[2]+right[1]
	if k := cause.AtEnd(v.Text[at:to]); k > 0 { // the cause stands behind the name
		to = at + k
	} else if k := j.crimes.AtEnd(v.Text[at:to]); k != nil {
		to = at + k[0][0]
	}
	if name := v.Text[at:to]; !isParty(name) && !strings.HasPrefix(name, "你") { // 某市人民政府土地 行政征收
		if all := endsBody.FindAllStringIndex(name, -1); all != nil {
			to = at + all[len(all)-1][1]
		}
	}
	j.readSide(at, to, roles[1])
}

// endsBody is what the names of bodies end in, in the middle of a text.
var endsBody = regexp.MustCompile(`公司|银行|支行|分行|政府|局|委员会|医院|学校|大学|中心|厂|店|合作社|法院|检察院|厅|所`)

// ofAccused is an accused whom a paper names before what he is accused of.
var ofAccused = regexp.MustCompile(`(?:因|受理的|担任|本案|指控)(原审被告人|被告人)([\p{Han}·]{2,12}?)(?:抢劫|故意|盗窃|诈骗|之|犯|涉嫌|的|虐待|强奸|贪污|受贿|` +
	`\p{Han}{2,30}一?案)`)

// aboutCase is the words before 一案.
var aboutCase = regexp.MustCompile(`([^，。：；]{4,200}?)(?:一案|案件)`)

// sidesIn finds the two sides in words that say who stands against whom.
func sidesIn(s string) (left, right [2]int, roles [2]string, ok bool) {
	roles = [2]string{"原告", "被告"}
	cut := func(word string, from int) bool {
		for from < len(s) {
			i := strings.Index(s[from:], word)
			if i < 0 {
				return false
			}
			i += from
			from = i + len(word)
			if word == "诉" && (strings.HasPrefix(s[from:], "讼") || notSued.MatchString(s[:i])) ||
				word == "申请执行" && strings.HasPrefix(s[from:], "人") {
				continue
			}
			left, right = [2]int{0, i}, [2]int{from, len(s)}
			return true
		}
		return false
	}
	switch {
	case cut("申请执行", 0):
		roles = [2]string{"申请执行人", "被执行人"}
	case cut("诉", 0), cut("不服", 0), cut("与", 0), cut("和", 0):
	default:
		return left, right, roles, false
	}
	if rest, ok := strings.CutSuffix(s[:left[1]], "因"); ok { // 上诉人某某因与你…一案
		left[1] = len(rest)
	}
	left[0] = len(leadsIn.FindString(s[:left[1]]))
	return left, right, roles, left[0] < left[1]
}

var notSued = regexp.MustCompile(`[起上反公自申抗应投撤]$`)

// readSide reads the parties of one side, which may begin with their role.
func (j *Judgment) readSide(from, to int, as string) {
	v := j.View
	side := casefile.Field{Text: as}
	if m := sideOf.FindStringIndex(v.Text[from:to]); m != nil {
		side = v.Field(from, from+m[1])
		from += m[1]
	}
	name := v.Text[from:to]
	if strings.HasPrefix(name, "你") || strings.HasPrefix(name, "贵") || strings.HasPrefix(name, "我") {
		if !j.addressee.IsZero() && j.paper.name != "执行通知书" && j.paper.name != "驳回申诉通知书" {
			j.renameParty(side, j.addressee)
		}
		return
	}
	at := from
	for _, n := range strings.Split(name, "、") {
		n = others.ReplaceAllString(n, "")
		if m := sideOf.FindStringIndex(n); m != nil && m[1] < len(n) {
			i := at + strings.Index(v.Text[at:to], n)
			side = v.Field(i, i+m[1])
			n = n[m[1]:]
		}
		if i := strings.Index(v.Text[at:to], n); n != "" && i >= 0 && isParty(n) {
			j.addParty(side, v.Field(at+i, at+i+len(n)))
			at += i + len(n)
		}
	}
}

var others = regexp.MustCompile(`等(?:[一二三四五六七八九十\d]+人|人)?$`)

// renameParty gives a party the role that the text says.
func (j *Judgment) renameParty(as, name casefile.Field) {
	for i := range j.Parties {
		if j.Parties[i].Name.Text == name.Text {
			j.Parties[i].Role = as
			return
		}
	}
	if isParty(textview.New(name.Text).Text) {
		j.addParty(as, name)
	}
}

// about takes a stretch of text as what the case is about: charges where it is crimes,
// else a cause.
func (j *Judgment) about(from, to int) {
	v := j.View
	if found := j.crimes.AtEnd("涉" + v.Text[from:to]); found != nil && found[0][0] == len("涉") && j.Kind != "民事" {
		for _, c := range found {
			f := v.Field(from+c[0]-len("涉"), from+c[1]-len("涉"))
			f.Text = strings.TrimSuffix(f.Text, "罪") + "罪"
			j.Charges = append(j.Charges, f)
		}
		return
	}
	j.Cause = v.Field(from, to)
}

// causeField reads the field that a paper calls 案由; it reports whether there is one.
func (j *Judgment) causeField() bool {
	v := j.View
	for _, from := range v.Lines(0, min(len(v.Text), maxPaperHead)) {
		to := v.NextLine(from)
		m := caseField.FindStringIndex(v.Text[from:to])
		if m == nil {
			continue
		}
		at := from + m[1]
		if at == to && to < len(v.Text) { // on the next line
			at, to = to, v.NextLine(to)
		}
		for k, r := range v.Text[at:to] {
			if strings.ContainsRune("。，；（", r) {
				to = at + k
				break
			}
		}
		if at < to && to-at <= maxCause {
			j.about(at, to)
			return true
		}
	}
	return false
}

// readPaperCause reads the cause or the charges of a paper: the field that is called so,
// else what stands before 一案.
func (j *Judgment) readPaperCause(intro int) {
	v := j.View
	if !j.Cause.IsZero() || j.causeField() {
		return
	}
	from := v.LineStart(max(0, j.body-1))
	for _, m := range v.FindAll(oneCaseOf, min(from, j.body), min(len(v.Text), max(intro, j.body)+3*maxIntro)) {
		s := v.Text[m[2]:m[3]]
		if found := j.crimes.AtEnd("涉" + s); found != nil && j.Kind != "民事" {
			j.about(m[2]+found[0][0]-len("涉"), m[3])
			return
		}
		if len(j.Parties) > 0 {
			start, end := j.causeIn(m[2], m[3])
			start += len(ofYou.FindString(v.Text[start:max(start, end)]))
			if start < end {
				if k := cause.AtEnd(v.Text[start:end]); k > 0 && withParty.MatchString(v.Text[start:start+k]) {
					start += k
				}
			}
			if start < end && end-start >= len("离婚") && !sideOf.MatchString(v.Text[start:end]) &&
				(cause.AtEnd("涉"+v.Text[start:end]) > 0 || strings.HasSuffix(v.Text[start:end], "争议")) {
				j.Cause = v.Field(start, end)
				return
			}
		}
		if k := cause.AtEnd("涉" + s); k > 0 {
			j.Cause = v.Field(m[2]+k-len("涉"), m[3])
			return
		}
	}
	if m := v.Find(disputeOf, j.body, min(len(v.Text), max(intro, j.body)+3*maxIntro)); m != nil && j.Kind != "刑事" {
		j.Cause = v.Field(m[2], m[3])
	}
}

var (
	oneCaseOf = regexp.MustCompile(`([^，。：；〔〕“”《》]{2,120}?)(?:一案|案件|一审|二审|再审|案[，。（的〔]|案$)`)
	// withParty is what a cause does not begin with.
	withParty = regexp.MustCompile(`人|与|诉|当事|[我你]`)
	// ofYou is the addressee before a cause.
	ofYou = regexp.MustCompile(`^(?:申请执行|与|和|诉|不服)*(?:你|贵)(?:单位|公司|局|院|委|（单位）)*`)
	// disputeOf is what a dispute is about, where no 一案 stands behind it.
	disputeOf = regexp.MustCompile(`(?:因|之间的|的?(?:上述)?合同项下的|项下的|双方的?)(\p{Han}[\p{Han}、]{1,40}?(?:争议|纠纷))(?:一案|仲裁|，|。)`)
)
