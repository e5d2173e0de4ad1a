package citation

import (
	"strings"
)

// contractWords end the names of what has clauses and is no law.
var contractWords = [...]string{"合同", "合同书", "协议", "协议书", "条款", "章程", "保单", "保险单", "约定", "承诺书", "保证书", "判决", "判决书", "裁定", "裁定书", "调解书", "决定书", "备忘录", "公约约定", "凭证", "借条", "通知书"}

// treatyWords mark agreements between states or with treaties' force.
var treatyWords = [...]string{"贸易", "两岸", "知识产权协议", "TRIPS", "政府", "司法协助"}

// isContract reports whether s ends in the name of a contract or a judgment.
func isContract(s string) bool {
	s = strings.TrimRight(s, "的中第 》”")
	for _, w := range contractWords {
		if strings.HasSuffix(s, w) {
			for _, t := range treatyWords {
				if strings.Contains(s[max(0, len(s)-90):], t) {
					return false
				}
			}
			return true
		}
	}
	return false
}
