package web_test

import (
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/testlaw"
	"github.com/fatiao/fatiao/web"
	"github.com/fatiao/fatiao/web/guard"
)

// dated are texts that hold one after the other, what cites them, and a judgment that tells
// the day of the act. Every name in them is invented.
var dated = map[string]string{
	"法律/仓库法2010.md": "# 中华人民共和国仓库法\n\n2010年3月1日 第九届虚构代表大会常务委员会第一次会议通过\n\n2010年7月1日 施行\n\n<!-- INFO END -->\n\n" +
		"第一条 为了管好仓库，制定本法。\n\n第二条 仓库应当每年查验一次。\n\n第三条 私自开仓的，处拘役。\n",
	"法律/仓库法2018.md": "# 中华人民共和国仓库法\n\n2010年3月1日 第九届虚构代表大会常务委员会第一次会议通过\n\n" +
		"2018年10月26日 第九届虚构代表大会常务委员会第九次会议修订\n\n2019年1月1日 施行\n\n<!-- INFO END -->\n\n" +
		"第一条 为了管好仓库，制定本法。\n\n第二条 仓库应当每月查验一次。\n\n第三条 私自开仓的，处二年以下有期徒刑。\n\n第四条 违反本法第二条的，停业。\n",
	"法律/仓库法2023.md": "# 中华人民共和国仓库法\n\n2010年3月1日 第九届虚构代表大会常务委员会第一次会议通过\n\n" +
		"2018年10月26日 第九届虚构代表大会常务委员会第九次会议修订\n\n2023年12月29日 第九届虚构代表大会常务委员会第二十九次会议修订\n\n" +
		"2024年7月1日 施行\n\n<!-- INFO END -->\n\n" +
		"第一条 为了管好仓库，制定本法。\n\n第二条 仓库应当每日查验一次。\n\n第三条 私自开仓的，处三年以下有期徒刑。\n\n第四条 违反本法第二条的，停业。\n\n" +
		"第五条 本法自2024年7月1日起施行。《中华人民共和国货栈法》同时废止。\n",
	"行政法规/查验条例.md": "# 仓库查验条例\n\n2011年2月1日 国务院令第9011号公布\n\n2011年3月1日 施行\n\n<!-- INFO END -->\n\n" +
		"第一条 查验依照《中华人民共和国仓库法》第二条办理。\n\n第二条 货栈依照《中华人民共和国货栈法》第三条办理。\n",
	"案例/判决.txt": "虚构县人民法院\n刑事判决书\n\n（2020）虚0101刑初9号\n\n公诉机关虚构县人民检察院。\n\n被告人甲某，男，1980年5月6日出生。\n\n" +
		"虚构县人民检察院指控被告人甲某犯私自开仓罪，于2020年2月3日向本院提起公诉。本院公开开庭审理了本案，现已审理终结。\n\n" +
		"经审理查明，2018年5月4日夜，被告人甲某私自打开乙公司的仓库，取走货物。2019年12月1日，被告人甲某被抓获。\n\n" +
		"本院认为，被告人甲某的行为已构成私自开仓罪。依照《中华人民共和国仓库法》第三条之规定，判决如下：\n\n" +
		"被告人甲某犯私自开仓罪，判处拘役三个月。\n\n审判长 丙某\n\n二〇二〇年三月五日\n\n书记员 丁某\n",
	"法律/港口法.md": "# 中华人民共和国港口法\n\n1998年3月1日 第九届虚构代表大会常务委员会第一次会议通过\n\n" +
		"2015年4月2日 第九届虚构代表大会常务委员会第五次会议修正\n\n2015年5月1日 施行\n\n<!-- INFO END -->\n\n第一条 船舶应当靠右停泊，并且点灯。\n",
	"案例/判决二.txt": "虚构县人民法院\n民事判决书\n\n（2009）虚0101民初7号\n\n原告甲公司。\n\n被告乙公司。\n\n" +
		"原告甲公司与被告乙公司船舶碰撞损害责任纠纷一案，本院受理后，依法公开开庭进行了审理。本案现已审理终结。\n\n" +
		"经审理查明，2008年5月4日，乙公司的船撞上甲公司的船。\n\n本院认为，被告应当赔偿。依照《中华人民共和国港口法》第一条之规定，判决如下：\n\n" +
		"被告乙公司赔偿原告甲公司三千元。\n\n审判长 丙某\n\n二〇〇九年三月五日\n\n书记员 丁某\n",
	"解读/答问.txt": "仓库法修订答记者问\n\n2018年11月2日\n\n记者问：修改了什么？\n\n答：《中华人民共和国仓库法》第二条改为每月查验一次。\n",
}

// writeDated writes the dated texts beside the laws that are written for all tests.
func writeDated(t testing.TB, dir string) string {
	t.Helper()
	testlaw.Write(t, dir)
	for name, text := range dated {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// datedLaws are the dated texts, ingested once.
var datedLaws shared

// datedSite serves the dated texts, to clients that ask without end.
func datedSite(t testing.TB) http.Handler {
	t.Helper()
	snapshot := datedLaws.open(t, func(dir string) ingest.Options {
		return ingest.Options{Paths: []string{writeDated(t, dir)}}
	})
	h, err := web.New(web.Options{Library: &fixed{snapshot}, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Now: now,
		Citable: reading.Citable, Upload: reading.Upload, Placed: reading.Placed, Limits: guard.Limits{PerClient: 10_000, Burst: 100_000}})
	if err != nil {
		t.Fatal(err)
	}
	return h
}
