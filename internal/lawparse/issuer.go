package lawparse

import (
	"regexp"
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
