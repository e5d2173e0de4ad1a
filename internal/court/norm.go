package court

import (
	"regexp"
	"strings"
)

// Norm writes the number of a case in one way, with or without brackets, 年, 字 and
// 第: （2018）浙0521刑初267号.
func Norm(number string) string {
	number = strings.Join(strings.Fields(number), "")
	if m := bareYear.FindStringSubmatch(number); m != nil { // 2018浙0521刑初267号, 2018年浙0521刑初267号
		number = "（" + m[1] + "）" + m[2]
	}
	return brackets.Replace(number)
}

var bareYear = regexp.MustCompile(`^((?:19|20)\d{2})年?(\p{Han}.*)$`)

var brackets = strings.NewReplacer("(", "（", ")", "）", "〔", "（", "〕", "）", "[", "（", "]", "）", "【", "（", "】", "）", "字第", "", "第", "", "字",
	"")
