package citation

import (
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// issuersBefore returns the issuers that stand right before a title:
// 最高人民法院、最高人民检察院《关于…》.
func issuersBefore(s string) string {
	at := len(s)
	for range 6 {
		rest := strings.TrimRight(s[:at], "、和与 　")
		found := ""
		for _, name := range issuers {
			if strings.HasSuffix(rest, name) && len(name) > len(found) {
				found = name
			}
		}
		if found == "" {
			break
		}
		at = len(rest) - len(found)
	}
	return strings.TrimLeft(s[at:], "、和与 　")
}

var issuers = append(statute.Issuers[:], "公安部", "财政部", "民政部", "司法部", "教育部", "人力资源和社会保障部", "劳动和社会保障部", "劳动部", "国家税务总局", "海关总署",
	"中国人民银行", "国家发展和改革委员会", "国家工商行政管理总局", "国家市场监督管理总局", "中国证券监督管理委员会", "国土资源部", "自然资源部", "生态环境部", "环境保护部", "交通运输部", "卫生部", "农业部")

func startsWithIssuer(title string) bool {
	for _, name := range issuers {
		if strings.HasPrefix(title, name) {
			return true
		}
	}
	return false
}
