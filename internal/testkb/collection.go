package testkb

import (
	"testing"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/statute"
)

// The keys of the laws of [Collection].
const (
	Vehicles       = "车辆安全法"
	Parking        = "停车管理条例"
	Interpretation = "最高人民法院关于适用《中华人民共和国车辆安全法》若干问题的解释"
	Rule           = "车辆登记规定"
	Local          = "虚构市停车办法"
)

// OldVehicles is the text of 2010 of the vehicle law, NewVehicles that of 2020.
const (
	OldVehicles = `中华人民共和国车辆安全法

2010年3月1日第九届虚构代表大会常务委员会第三次会议通过

第一章 总则

第一条 为了车辆安全，制定本法。

第二条 驾驶人应当系好安全带。

第三条 违反本法第二条规定的，处警告。

第四条 本法自2010年7月1日起施行。
`
	NewVehicles = `中华人民共和国车辆安全法

2010年3月1日第九届虚构代表大会常务委员会第三次会议通过
2020年5月28日第九届虚构代表大会常务委员会第二十次会议修订

第一章 总则

第一条 为了车辆安全，制定本法。

本法所称车辆，是指有轮子的交通工具。

第二章 驾驶

第二条 驾驶人应当：

（一）系好安全带；

（二）礼让行人。

第三条 违反前条第二项规定的，处警告；情节严重的，停业。

第四条 停车的办法，由国务院规定。

第五条 本法自2020年10月1日起施行。
`
)

// Collection is a law in two versions, and a text of each level, a case, a commentary
// and a consultation that cite it.
func Collection(t testing.TB) []Document {
	t.Helper()
	return []Document{
		Law(t, "法律", "中华人民共和国车辆安全法", OldVehicles),
		Law(t, "法律", "中华人民共和国车辆安全法", NewVehicles),
		Law(t, "行政法规", "停车管理条例", `停车管理条例

（2021年1月5日国务院令第9001号公布 自2021年3月1日起施行）

第一条 根据《中华人民共和国车辆安全法》第四条，制定本条例。

第二条 停车应当遵守车辆安全法第二条第（一）项。

第三条 本条例自2021年3月1日起施行。1999年发布的《停车暂行办法》同时废止。
`),
		Law(t, "司法解释", "最高人民法院关于适用《中华人民共和国车辆安全法》若干问题的解释", `最高人民法院
关于适用《中华人民共和国车辆安全法》若干问题的解释

法释〔2021〕90号

（2021年6月1日最高人民法院审判委员会第9001次会议通过，自2021年8月1日起施行）

第一条 车辆安全法第二条第二项规定的礼让，包括停车等候。

第二条 车辆安全法第九条的适用，另行规定。
`),
		Law(t, "部门规章", "车辆登记规定", `车辆登记规定

（2022年2月2日虚构部令第8号公布，自2022年3月3日起施行）

第一条 根据《车辆安全法》第二条，制定本规定。

第二条 依照《不存在的登记法》第七条办理。
`),
		Law(t, "地方性法规", "虚构市停车办法", `虚构市停车办法

（2022年4月4日虚构市代表大会常务委员会通过，自2022年5月5日起施行）

第一条 根据《车辆安全法》第二条和《停车管理条例》，制定本办法。
`),
		Case("张某某与李某某停车纠纷案", "2022-06-06", `本院认为，被告违反车辆安全法第二条第二项的规定，应当承担责任。
依照《中华人民共和国车辆安全法》第三条，判决如下：驳回诉讼请求。
`, &casefile.Facts{Tier: casefile.TierOrdinary, Kind: "民事", Instance: "一审",
			Number: casefile.Number{Field: casefile.Field{Text: "(2022)虚01民初9号"}},
			Court:  casefile.Court{Field: casefile.Field{Text: "虚构市第一人民法院"}, Level: "基层", Province: "虚构"},
			Cause:  casefile.Field{Text: "停车纠纷"}, Charges: []casefile.Field{{Text: "危险驾驶罪"}}}),
		Commentary("礼让行人的理解", "2021-09-09", "车辆安全法第二条第二项要求礼让行人，这是对驾驶人的基本要求，也是文明的标志，各地应当认真执行。\n", &casefile.Notes{
			Reported: []casefile.Reported{{Place: casefile.Field{Text: "吉林省长春市"}, Organ: casefile.Field{Text: "长春市某检察院"},
				Brief: casefile.Field{Text: "一辆车没有礼让行人。后来它让了。"}}}}),
		Consultation("驾驶人不让行人怎么办？", Vehicles+"/2/k1/x2", Vehicles+"/99", "看不懂的答案"),
	}
}

// MustProvision reads an address below a law: 2/k1/x2.
func MustProvision(t testing.TB, s string) statute.Provision {
	t.Helper()
	p, err := statute.ParseProvision(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
