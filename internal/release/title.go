package release

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/cause"
	"github.com/fatiao/fatiao/internal/charge"
	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/statute"
)

// crimes is the list of crimes by name, read when it is first needed.
var crimes = sync.OnceValue(charge.Load)

var (
	// endsParty is what a party's name in a title ends in.
	endsParty = regexp.MustCompile(`(?:公司|银行|支行|分行|医院|学校|大学|学院|幼儿园|局|政府|委员会|管委会|村委会|居委会|办事处|办公室|中心|店|影楼|广场|集团|合作社|村民小组|经营部|机构|网站|` +
		`报社|协会|检察院|法院|厅|大队|支队|` +
		`派出所|研究所|研究院|事务所|信用社|联社|出版社|杂志社|旅行社|电视台|商行|超市|酒店|宾馆|农场|林场|管理处|管理站|管理所|监狱|看守所|基金会|商会|厂|某某[甲乙丙丁0-9]{0,2}|某[甲乙丙丁0-9]?|` +
		`[张王李刘陈][甲乙丙丁])(?:等(?:[一二三四五六七八九十\d]+[人家]?(?:公司)?|人|公司)?)?`)
	caseEnd   = regexp.MustCompile(`(?:系列案|一案|案)(?:（[^（）]{1,30}）)?$`)
	andOthers = regexp.MustCompile(`等(?:[一二三四五六七八九十百\d]+[名人家]?(?:公司)?|人|公司)?$`)
	// crimeEnd is what stands behind the crimes in the name of a case.
	crimeEnd = regexp.MustCompile(`(?:刑事附带民事公益诉讼|刑事附带民事诉讼|刑事附带民事|附带民事公益诉讼|附带民事诉讼|刑事|再审|申诉|抗诉|二审|再审改判无罪|改判无罪|宣告无罪|无罪|(?:公开|检察)?听证|` +
		`企业合规|合规|诉讼监督|审判监督|刑罚执行监督|监督|不核准追诉|核准追诉|附条件不起诉|不起诉|不批准逮捕|减刑监督|` +
		`减刑|假释监督|` +
		`假释|暂予监外执行监督|立案监督|撤案监督|羁押必要性审查|死刑复核|死刑缓期执行限制减刑|等|系列|违法所得没收|、违法所得没收)$`)
	beforeCrime = regexp.MustCompile(`(?:涉嫌|犯|构成)$`)
	// leadingPerson is a name that others follow, before what else a title says.
	leadingPerson = regexp.MustCompile(`^((?:\p{Han}某{1,3}[甲乙丙丁A-Z\d]?|[\p{Han}·]{2,12}?))(?:等(?:[一二三四五六七八九十百\d]+[名人]|人)|、)`)
	anonymous     = regexp.MustCompile(`^\p{Han}{1,2}某{1,3}[甲乙丙丁A-Z\d]?`)
	// stateLiability are causes whose parties have names of their own.
	stateLiability = regexp.MustCompile(`赔偿$`)
	noSuit         = regexp.MustCompile(`[起上反公自申抗应投撤]$`)
)

// titled reads parties with cause or charges from the name of a case:
// 甲诉乙公司买卖合同纠纷案, 甲盗窃、信用卡诈骗案.
func (r reader) titled(f *casefile.Facts) {
	core := caseEnd.ReplaceAllString(r.Title, "")
	if strings.HasSuffix(r.Title, "纠纷") {
		core = r.Title
	}
	if core == r.Title && !strings.HasSuffix(core, "纠纷") {
		return
	}
	if left, verb, right, ok := suitIn(core); ok && r.suit(f, core, left, verb, right) {
		return
	}
	if r.criminal(f, core) {
		return
	}
	i := cause.AtEnd(core)
	if all := endsParty.FindAllStringIndex(core, -1); i <= 0 && len(all) > 0 && all[len(all)-1][1] < len(core) &&
		strings.Contains(core[all[len(all)-1][1]:], "破产") {
		i = all[len(all)-1][1] // 某公司破产清算转重整
	}
	if i > 0 && !strings.HasSuffix(core, "公益诉讼") {
		f.Cause = r.inTitle(i, len(core))
		if name := core[:i]; isNamed(name) {
			f.Parties = append(f.Parties, casefile.Party{Role: casefile.Field{Text: "当事人"}, Name: r.inTitle(0, i)})
		}
	}
}

// inTitle is a part of the title as a field, without a place where the title came from
// outside of the text.
func (r reader) inTitle(from, to int) casefile.Field {
	f := casefile.Field{Text: r.Title[from:to]}
	if r.TitleSpan.Len() > 0 {
		f.Span = statute.Span{Start: r.TitleSpan.Start + from, End: r.TitleSpan.Start + to}
	}
	return f
}

// suitIn finds the word that stands between the parties in the name of a case.
func suitIn(core string) (left, verb int, right int, ok bool) {
	if i := strings.Index(core, "申请执行"); i > 0 && !strings.HasPrefix(core[i:], "申请执行人执行异议") {
		return i, i, i + len("申请执行"), true
	}
	for at := 0; ; {
		i := strings.Index(core[at:], "诉")
		if i < 0 {
			break
		}
		i += at
		at = i + len("诉")
		if i > 0 && !strings.HasPrefix(core[at:], "讼") && !strings.HasPrefix(core[at:], "前") && !noSuit.MatchString(core[:i]) {
			return i, i, at, true
		}
	}
	for _, w := range [...]string{"申请", "与"} {
		if i := strings.Index(core, w); i > 0 {
			return i, i, i + len(w), true
		}
	}
	return 0, 0, 0, false
}

// suit reads a title with two sides; ok is false where it has none.
func (r reader) suit(f *casefile.Facts, core string, left, verb, right int) bool {
	word := core[verb:right]
	roles := [2]string{"原告", "被告"}
	switch word {
	case "申请执行":
		roles = [2]string{"申请执行人", "被执行人"}
	case "申请":
		roles = [2]string{"申请人", "被申请人"}
		if cause.Known(core[verb:]) || cause.Known(core[right:]) { // 甲申请撤销仲裁裁决
			if stateLiability.MatchString(core) {
				roles[0] = "赔偿请求人"
			}
			from := right
			if cause.Known(core[verb:]) {
				from = verb
			}
			f.Cause = r.inTitle(from, len(core))
			r.side(f, roles[0], 0, left)
			return true
		}
		if stateLiability.MatchString(core) {
			roles = [2]string{"赔偿请求人", "赔偿义务机关"}
		}
	}
	if m := sideRole.FindString(core[right:]); m != "" { // 与被执行人某某
		roles[1], right = m, right+len(m)
	}
	from := 0
	if m := sideRole.FindString(core[:left]); m != "" {
		roles[0], from = m, len(m)
	}
	split := right + splitParty(core[right:])
	if split == right {
		return false
	}
	r.side(f, roles[0], from, left)
	if !strings.HasSuffix(core[right:split], "法院") || word != "申请" { // a court is asked, and no party
		r.side(f, roles[1], right, split)
	}
	end := len(core)
	from = split + len(core[split:]) - len(strings.TrimLeft(core[split:], "、，"))
	if end > from && strings.HasSuffix(core, "国家赔偿") { // what is said of the case in the end
		f.Kind, end = "国家赔偿", end-len("国家赔偿")
	}
	if from < end {
		f.Cause = r.inTitle(from, end)
	}
	return true
}

// sideRole is the role before a party in a title.
var sideRole = regexp.MustCompile(`^(?:申请执行人|被执行人|案外人|申请人|被申请人|赔偿请求人|原告|被告)`)

// splitParty is where the name of the last party ends and the cause begins, 0 where
// nothing tells.
func splitParty(s string) int {
	if m := andSome.FindStringIndex(s); m != nil && m[1] < len(s) {
		return m[1]
	}
	all := endsParty.FindAllStringIndex(s, -1)
	for _, m := range all {
		if m[1] < len(s) && cause.Known(s[m[1]:]) {
			return m[1]
		}
	}
	known := cause.AtEnd(s)
	last := 0
	for _, m := range all {
		if known > 0 && m[1] > known {
			break
		}
		if doubled := strings.HasSuffix(s[:m[0]], "公司") && s[m[0]:m[1]] == "公司"; doubled {
			break // …有限公司公司解散
		}
		last = m[1]
	}
	if last == 0 {
		return max(0, known)
	}
	if known > last {
		if between := s[last:known]; strings.HasSuffix(s[:last], "某") && personname.IsPerson(between) && strings.Contains(s[:last], "、") {
			return known
		} else if strings.HasPrefix(between, "、") || strings.HasPrefix(between, "（") || strings.HasPrefix(between, "第三人") {
			return known
		}
	}
	return last
}

// andSome ends the names of a side that are not all named.
var andSome = regexp.MustCompile(`等(?:[一二三四五六七八九十百\d]+[名人家](?:公司)?|人)`)

// side reads the names of one side of a title.
func (r reader) side(f *casefile.Facts, role string, from, to int) {
	for at := from; at <= to; {
		end := to
		if i := strings.Index(r.Title[at:to], "、"); i >= 0 {
			end = at + i
		}
		name, as := r.Title[at:end], role
		start := at
		if rest, ok := strings.CutPrefix(name, "第三人"); ok {
			name, as, start = rest, "第三人", at+len("第三人")
		}
		name = andOthers.ReplaceAllString(name, "")
		if name != "" {
			f.Parties = append(f.Parties, casefile.Party{Role: casefile.Field{Text: as}, Name: r.inTitle(start, start+len(name))})
		}
		at = end + len("、")
	}
}

// isNamed reports whether a word of a title is the name of a person or a body: 某市整治 is none.
func isNamed(name string) bool {
	if personname.IsPerson(name) {
		return personname.Surname(name) > 0 || strings.Index(name, "某") > 0 || strings.ContainsAny(name, "·×*")
	}
	return personname.IsBody(name)
}

// criminal reads who did what from the name of a criminal case; ok is false where it
// names no crime.
func (r reader) criminal(f *casefile.Facts, core string) bool {
	for {
		cut := crimeEnd.ReplaceAllString(core, "")
		if cut == core {
			break
		}
		core = strings.TrimRight(cut, "、")
	}
	found := crimes().AtEnd(core)
	if found == nil {
		return false
	}
	who := core[:found[0][0]]
	who = beforeCrime.ReplaceAllString(who, "")
	at := 0
	for at < len(who) {
		end := len(who)
		if i := strings.Index(who[at:], "、"); i >= 0 {
			end = at + i
		}
		name := andOthers.ReplaceAllString(who[at:end], "")
		if !isNamed(name) {
			if m := leadingPerson.FindStringSubmatch(who[at:]); m != nil {
				name = m[1]
			} else {
				name = anonymous.FindString(name)
			}
			end = len(who)
		}
		if name != "" {
			role := "被告人"
			if personname.IsBody(name) && !personname.IsPerson(name) && utf8.RuneCountInString(name) > 3 {
				role = "被告单位"
			}
			f.Parties = append(f.Parties, casefile.Party{Role: casefile.Field{Text: role}, Name: r.inTitle(at, at+len(name))})
		}
		at = end + len("、")
	}
	if len(f.Parties) == 0 {
		return false // 整治虚假广告
	}
	for _, c := range found {
		field := r.inTitle(c[0], c[1])
		field.Text = strings.TrimSuffix(field.Text, "罪") + "罪"
		f.Charges = append(f.Charges, field)
	}
	return true
}
