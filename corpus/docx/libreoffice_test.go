package docx

import (
	"os"
	"testing"
)

// Files that LibreOffice wrote from invented laws, against what it prints of them itself: numbers of styles and lists that go on,
// tracked changes, notes, tables with joined cells, text boxes. Deleted and
// hidden text, comments and the number of a page are left out.
func TestLibreOffice(t *testing.T) {
	for name, want := range map[string]string{
		"libreoffice": `样例省货场管理办法
（2021年3月1日样例省人民政府令第9号公布）
第一章 总则
第一条 为了管理货场，制定本办法。
第二条 本办法下列用语的含义：
（一）货场，是指堆放货物的场所；
（二）货位，是指：
1. 平面货位；
2. 立体货位。
第三条 货物入场应当验收并登记。
前款的验收由管理人负责。
第二章 期限
第四条 堆放期限如下：
| 货位 | 期限 |
| 甲类 | 三日 |
超过期限的，由管理人处理。
框在这一段。
框里的字
第五条 本办法自2021年4月1日起施行，公布后同时	废止
旧办法。
注：
注1：验收的方法另定。`,
		"libreoffice2": `样例市灯光管理规定
第一章 总则
第九十八条 灯光应当安全。
第九十九条 灯光分为：
①路灯；
②景灯。
前款的灯由市政部门管理。
第二章 管理
第一百条 关灯时间：
| 地段 |  | 时间 |
| 河边 | 北 | 十点 |
|  | 南 | 十一点 |
第一百零一条 罚款的数额见附表。
第一百零二条 新增的一条。
圆点一
a)字母一
b)字母二
甲、天干一
乙、天干二
附表第页   空格分页
法律
注：
尾注1：数额另定。`,
	} {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile("testdata/" + name + ".docx")
			if err != nil {
				t.Fatal(err)
			}
			if got := lines(t, data); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}
