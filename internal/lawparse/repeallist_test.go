package lawparse_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/lawparse"
)

// A decision on repeals ends what its list names, in whatever layout the table was saved.
func TestListOfRepeals(t *testing.T) {
	t.Parallel()
	const head = "虚构法院关于废止1979年底以前发布的部分解释（第八批）的决定\n（2012年6月25日虚构法院审判委员会第1550次会议通过，自2012年9月29日起施行）\n" +
		"现决定废止下列解释。\n决定废止的解释目录\n"
	want := []string{"虚构法院关于偷瓜案件如何处理的批复", "虚构法院关于执行《瓜田法》第12条若干问题的解释", "虚构法院转发《1979年瓜田会议纪要》的通知", "虚构法院关于看瓜"}
	for name, body := range map[string]string{
		"on one line": "序号 名称 发文日期、文号 废止理由 1 虚构法院关于偷瓜案件如何处理的批复 1957年3月1日 已被 2 部瓜法代替 " +
			"2 虚构法院关于执行《瓜田法》第12条若干问题的解释　1963年4月2日　〔63〕法研字第7号 依据已废止 " +
			"3 虚构法院转发《1979年瓜田会议纪要》的通知 1979年5月3日 情况变化 4 虚构法院关于看瓜1979年6月1日 同上",
		"a line a cell": "序号\n名称\n发文日期\n1\n虚构法院关于偷瓜案件\n如何处理的批复\n1957年3月1日\n过时\n2\n虚构法院关于执行《瓜田法》第12条若干问题的解释\n1963年4月2日\n" +
			"3\n虚构法院转发《1979年瓜田会议纪要》的通知\n1979年5月3日\n4\n虚构法院关于看瓜\n1979年6月1日\n",
		"a table": "| 序号 | 名称 | 日期 |\n| 1 | 虚构法院关于偷瓜案件如何处理的批复 | 1957年3月1日 |\n| 2 | 虚构法院关于执行《瓜田法》第12条若干问题的解释 | 1963年4月2日 |\n" +
			"| 3 | 虚构法院转发《1979年瓜田会议纪要》的通知 | 1979年5月3日 |\n| 4 | 虚构法院关于看瓜 | 1979年6月1日 |\n",
		"numbers of documents": "1.《虚构法院关于偷瓜案件如何处理的批复》（法释〔1999〕3号）\n2. 虚构法院关于执行《瓜田法》第12条若干问题的解释（法释〔2001〕9号）\n" +
			"3. 虚构法院转发《1979年瓜田会议纪要》的通知（法发〔2002〕8号）\n4. 虚构法院关于看瓜（法〔2003〕1号）\n",
	} {
		l := lawparse.Parse(head+body, lawparse.Hint{Category: "司法解释"})
		var got []string
		for _, r := range l.Repeals() {
			if r.Key = strings.ReplaceAll(r.Key, " ", ""); r.Key != "" {
				got = append(got, r.Key)
			}
		}
		for i, w := range want {
			if i >= len(got) || got[i] != w {
				t.Errorf("%s: repeals %q; want %q", name, got, want)
				break
			}
		}
		if from := l.Header.InForceFrom(); from.Date != "2012-09-29" {
			t.Errorf("%s: in force from %v", name, from)
		}
	}
	for _, title := range []string{"虚构法院关于修改和废止部分解释的决定", "虚构法院关于公布解释目录的通知"} {
		l := lawparse.Parse(title+"\n（2012年6月25日虚构法院通过）\n目录\n1 虚构法院关于偷瓜案件如何处理的批复 1957年3月1日\n", lawparse.Hint{Category: "司法解释"})
		if r := l.Repeals(); slices.ContainsFunc(r, func(r lawparse.Repeal) bool { return strings.Contains(r.Key, "偷瓜") }) {
			t.Errorf("%s repeals %v", title, r)
		}
	}
}
