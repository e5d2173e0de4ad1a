package question

import (
	"regexp"
	"unicode/utf8"
)

// provisions is what the text of a provision has.
var provisions = [...]struct {
	what    Asked
	pattern *regexp.Regexp
}{
	{AsksAmount, regexp.MustCompile(`[一二三四五六七八九十百千万\d]+(?:周?岁|年|个月|日内|日以|倍|元|％|小时)|百分之`)},
	{AsksOutcome, regexp.MustCompile(`处.{0,20}(?:徒刑|拘役|罚款|拘留|罚金)|责令|赔偿|承担.{0,12}责任|退还|返还|无效|撤销|吊销|没收|追究|支付.{0,12}(?:金|款|费)`)},
	{AsksDefinition, regexp.MustCompile(`是指|所称|包括下列|：\n?（一）`)},
	{AsksPermission, regexp.MustCompile(`有权|可以|不得|禁止|应当`)},
}

// starts finds a commencement clause.
var starts = regexp.MustCompile(`自.{0,24}(?:起|之日)起?(?:施行|生效|实施|执行)|公布之日起施行`)

// maxCommencement is the length of the longest commencement clause, in characters.
const maxCommencement = 240

// InProvision is what the text of a provision has of what a question may ask for. Only a
// short one that says from when the law is in force has AsksStart.
func InProvision(text string) (has Asked) {
	for _, p := range provisions {
		if p.pattern.MatchString(text) {
			has |= p.what
		}
	}
	if utf8.RuneCountInString(text) <= maxCommencement && starts.MatchString(text) {
		has |= AsksStart
	}
	return has
}
