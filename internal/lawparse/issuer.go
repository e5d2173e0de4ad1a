package lawparse

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/statute"
)

var (
	localCongress = regexp.MustCompile(`[\p{Han}]{1,12}(?:省|市|自治区|自治州|自治县|县|区|盟|州)(?:第[零〇一二三四五六七八九十百]+届)?(?:人民代表大会|人大常委会|人大)`)
	// ministryOrder is the order of a ministry: not one of the State Council, the President
	// or a local government.
	ministryOrder = regexp.MustCompile(`(?m)(?:部|总局|委员会|总署|银行|署|局)(?:令|公告)\s*[（(]?(?:第|$|\d{4}年|〔)`)
	stateCouncil  = regexp.MustCompile(`国发(?:〔|\[|［|（|\(|\d)`)
	localTitle    = regexp.MustCompile(`^[\p{Han}]{1,10}(?:省|市|自治区|自治州|自治县|特别行政区)[\p{Han}、]{2,40}条例(?:（.*）)?$`)
	statuteTitle  = regexp.MustCompile(`^[\p{Han}、]{1,24}法(?:典|修正案(?:（.*）)?|通则|总则)$|^[\p{Han}、]{1,24}法[\p{Han}]{0,2}编$`)
)

// localOrgan writes the people's congress of a place, or its standing committee, without
// the number of its term: 上海市第十五届人大常委会 is 上海市人民代表大会常务委员会.
func localOrgan(match, meta string) string {
	place := termOf.ReplaceAllString(afterDate(match), "")
	for _, lead := range [...]string{"经", "由", "根据", "依据", "（", "和"} {
		place = strings.TrimPrefix(place, lead)
	}
	for _, end := range [...]string{"人民代表大会", "人大常委会", "人大"} {
		place = strings.TrimSuffix(place, end)
	}
	rest := squeeze(meta)
	rest = rest[strings.Index(rest, match)+len(match):]
	if strings.HasSuffix(match, "常委会") || strings.HasPrefix(rest, "常务委员会") || strings.HasPrefix(rest, "常委会") {
		return place + "人民代表大会常务委员会"
	}
	return place + "人民代表大会"
}

var termOf = regexp.MustCompile(`第[零〇一二三四五六七八九十百]+届`)

// signers are the organs that stand by themselves in the header or under the text.
func (p *parser) signers(facts string) []string {
	if m := orderIssuer.FindStringSubmatch(p.law.Header.DocNumber); m != nil {
		return []string{m[1]}
	}
	if organ := organOfNumber(p.law.Header.DocNumber); organ != "" {
		return []string{organ}
	}
	var found []string
	seen := map[string]bool{}
	add := func(t string) {
		if t = withoutRepublic(squeeze(t)); utf8.RuneCountInString(t) >= 3 && isOrgans(t) && !seen[t] {
			seen[t] = true
			found = append(found, t)
		}
	}
	for line := range strings.Lines(facts) {
		if m := keyedIssuer.FindStringSubmatch(squeeze(line)); m != nil {
			add(m[1])
		} else if isOrgans(strings.TrimSpace(line)) {
			for _, f := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(spaces+"、\n", r) }) {
				add(f)
			}
		}
	}
	if len(found) == 0 {
		for _, n := range p.law.Root.Children {
			if n.Kind == statute.KindClosing {
				add(n.Span.Of(p.text))
			}
		}
	}
	if len(found) == 0 {
		for _, e := range p.law.Header.Events { // 国家渡口总局发布
			if m := carriedBy.FindStringSubmatch(squeeze(e.Text)); m != nil && e.Kind == EventPromulgated {
				add(strings.TrimPrefix(m[1], "由"))
			}
		}
	}
	if len(found) == 0 {
		for line := range strings.Lines(facts) {
			if tight := squeeze(line); isFactsOnly(tight) && !strings.Contains(tight, "届") {
				add(organsOfFacts(tight)) // 财政部　2020年5月28日印发
			}
			if m := carriedBy.FindStringSubmatch(fold(line)); m != nil && isOrgans(m[1]) {
				for _, f := range strings.FieldsFunc(m[1], func(r rune) bool { return r == ' ' || r == '、' }) {
					add(f)
				}
			}
		}
	}
	return found
}

var (
	// carriedBy is the title of a notice that carries an act: 某局关于印发《…》的通知.
	carriedBy = regexp.MustCompile(`^([\p{Han}、 ]{3,60}?)(?:关于)?(?:印发|发布|公布|颁布|下发)`)
	// ministry are the ministries and the like of the State Council.
	ministry = regexp.MustCompile(`^(?:[\p{Han}]{2,12}部|国家[\p{Han}]{2,14}(?:总局|局|委员会|委|署)|(?:海关|新闻出版|出入境检验检疫)总署|审计署|中国人民银行|` +
		`中国[\p{Han}]{2,10}(?:监督管理委员会|管理局|航空局|航空总局|地震局|气象局)|国务院[\p{Han}]{2,14}(?:委员会|办公室|总局|局))$`)
	noMinistry = regexp.MustCompile(`(?:组织|宣传|统战|统一战线工作|联络|政治|后勤|装备|参谋|武装|工程|业务|管理|总)部$|[省市县区州盟旗某]|中央|军|院内|分部`)
	// partyOrgan are the organs of the party that issue rules.
	partyOrgan = regexp.MustCompile(`中共中央(?:办公厅|组织部|宣传部|统战部|政法委员会|纪律检查委员会)?|中央纪(?:律检查委员会|委)|中央办公厅|` +
		`中国共产党中央(?:委员会|军事委员会|纪律检查委员会)|中国共产党第[零〇一二三四五六七八九十]+次全国代表大会|国务院办公厅|国务院`)
)

// isMinistry reports whether an organ is one of the central government that makes rules.
func isMinistry(organ string) bool {
	return ministry.MatchString(organ) && !noMinistry.MatchString(organ)
}

// partyOrgans are the organs of the party, and those that issued with them, nil for a text
// that is none of the party's.
func partyOrgans(key, meta string) []string {
	if !strings.HasPrefix(key, "中国共产党") && !strings.Contains(meta, "中共中央") && !strings.Contains(meta, "中央办公厅") {
		return nil
	}
	var found []string
	party := false
	for _, m := range partyOrgan.FindAllString(meta, -1) {
		party = party || strings.HasPrefix(m, "中共") || strings.HasPrefix(m, "中央") || strings.HasPrefix(m, "中国共产党")
		if !slices.Contains(found, m) {
			found = append(found, m)
		}
	}
	if !party {
		return nil
	}
	return found
}

// organOfNumber is the organ that gives numbers of a kind: 国发〔2020〕5号, 〔86〕国发90号.
func organOfNumber(number string) string {
	name := strings.TrimLeft(number, "〔〕0123456789")
	switch {
	case strings.HasPrefix(name, "国发"), strings.HasPrefix(name, "国函"):
		return "国务院"
	case strings.HasPrefix(name, "国办发"), strings.HasPrefix(name, "国办函"):
		return "国务院办公厅"
	case strings.HasPrefix(name, "中发"):
		return "中共中央"
	case strings.HasPrefix(name, "中办发"):
		return "中共中央办公厅"
	}
	return ""
}

var (
	orderIssuer = regexp.MustCompile(`^([\p{Han}]{2,24}?(?:部|局|委员会|总署|署|银行|政府|国务院|厅|办公室))(?:令|公告)`)
	keyedIssuer = regexp.MustCompile(`(?:发布部门|颁布部门|颁布单位|发布机关|制定机关|发布单位|发文机关|发文单位|制定部门|公布机关|颁发部门)` +
		`(?:[】\]][：:|]*|[：:|]+)([\p{Han}]{3,30})`)
)
