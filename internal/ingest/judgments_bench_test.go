package ingest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/search"
)

// judgmentMaker writes judgments that nobody ever gave, about 3,000 characters
// each, the same for the same seed.
type judgmentMaker struct{ rng *rand.Rand }

func (m *judgmentMaker) pick(list ...string) string { return list[m.rng.IntN(len(list))] }

func (m *judgmentMaker) name() string {
	const family, given = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜戚谢邹苏潘葛范彭", "安宁平和欣悦明达志远文博思源嘉懿子墨雨泽晨曦浩然天佑景行若水知行怀瑾"
	f, g := []rune(family), []rune(given)
	s := string(f[m.rng.IntN(len(f))]) + string(g[m.rng.IntN(len(g))])
	if m.rng.IntN(3) > 0 {
		s += string(g[m.rng.IntN(len(g))])
	}
	return s
}

// filler is a sentence about nothing in particular.
func (m *judgmentMaker) filler() string {
	return fmt.Sprintf("%d年%d月%d日，%s在%s%s%s，双方约定%s，金额为%d元，期限%d个月，并由%s%s。", 2010+m.rng.IntN(14), 1+m.rng.IntN(12), 1+m.rng.IntN(28),
		m.name(),
		m.pick("城东", "城西", "河畔", "山脚", "车站附近"), m.pick("的仓库", "的门店", "的工地", "的住处"), m.pick("签订书面协议", "口头商定", "当面清点货物", "办理交接手续", "核对往来账目"),
		m.pick("分期支付", "货到付款", "先行预付", "按月结算"), 1000+m.rng.IntN(900_000), 1+m.rng.IntN(36), m.name(),
		m.pick("在场见证", "提供担保", "负责运输", "代为保管", "出具收条"))
}

func (m *judgmentMaker) fill(b *strings.Builder, characters int) {
	for n := 0; n < characters; {
		s := m.filler()
		b.WriteString(s)
		n += len(s) / 3
	}
	b.WriteString("\n")
}

// judgment is the i-th judgment: every other one criminal.
func (m *judgmentMaker) judgment(i int) string {
	province := m.pick("浙江省", "江苏省", "河南省", "四川省", "广东省", "湖北省", "陕西省", "山东省")
	place := m.pick("清河", "云溪", "东屏", "南岭", "石桥", "白沙", "金塘", "安平") + m.pick("县", "区", "市")
	code := map[string]string{"浙江省": "浙", "江苏省": "苏", "河南省": "豫", "四川省": "川", "广东省": "粤", "湖北省": "鄂", "陕西省": "陕", "山东省": "鲁"}[province]
	year := 2016 + m.rng.IntN(9)
	plaintiff, defendant := m.name(), m.name()
	date := fmt.Sprintf("%s年%s月%s日", chineseYear(year), cnnum.Format(1+m.rng.IntN(12)), cnnum.Format(1+m.rng.IntN(28)))
	var b strings.Builder
	number := func(kind string) string {
		return fmt.Sprintf("（%d）%s%04d%s%d号", year, code, 1000+m.rng.IntN(900), kind, i+1)
	}
	if i%2 == 0 {
		charge, article := m.pick("盗窃罪", "诈骗罪", "故意伤害罪", "危险驾驶罪", "寻衅滋事罪"), ""
		article = map[string]string{"盗窃罪": "第二百六十四条", "诈骗罪": "第二百六十六条", "故意伤害罪": "第二百三十四条第一款", "危险驾驶罪": "第一百三十三条之一第一款",
			"寻衅滋事罪": "第二百九十三条第一款"}[charge]
		fmt.Fprintf(&b, "%s%s人民法院\n刑 事 判 决 书\n%s\n公诉机关%s%s人民检察院。\n被告人%s，男，1985年3月5日出生，汉族，初中文化，住%s%s。\n", province, place, number("刑初"),
			province, place, defendant, province, place)
		fmt.Fprintf(&b, "%s%s人民检察院指控被告人%s犯%s，于%d年3月1日向本院提起公诉。本院依法公开开庭审理了本案。现已审理终结。\n公诉机关指控，", province, place, defendant, charge, year)
		m.fill(&b, 900)
		b.WriteString("被告人" + defendant + "对指控的事实没有异议。\n经审理查明，")
		m.fill(&b, 1100)
		b.WriteString("本院认为，被告人" + defendant + "的行为已构成" + charge + "。")
		m.fill(&b, 500)
		fmt.Fprintf(&b, "依照《中华人民共和国刑法》%s、第六十七条第三款之规定，判决如下：\n被告人%s犯%s，判处有期徒刑%s个月，并处罚金人民币%d元。\n", article, defendant, charge,
			cnnum.Format(6+m.rng.IntN(6)), 1000*(1+m.rng.IntN(20)))
	} else {
		cause := m.pick("民间借贷纠纷", "买卖合同纠纷", "房屋租赁合同纠纷", "劳动争议", "离婚纠纷", "机动车交通事故责任纠纷")
		fmt.Fprintf(&b, "%s%s人民法院\n民 事 判 决 书\n%s\n原告：%s，男，1979年1月2日出生，汉族，住%s%s。\n被告：%s，女，1981年5月6日出生，汉族，住%s%s。\n", province, place,
			number("民初"), plaintiff, province, place, defendant, province, place)
		fmt.Fprintf(&b, "原告%s与被告%s%s一案，本院立案后，依法公开开庭进行了审理。本案现已审理终结。\n原告%s诉称，", plaintiff, defendant, cause, plaintiff)
		m.fill(&b, 900)
		b.WriteString("被告" + defendant + "辩称，")
		m.fill(&b, 300)
		b.WriteString("经审理查明，")
		m.fill(&b, 900)
		b.WriteString("本院认为，")
		m.fill(&b, 500)
		fmt.Fprintf(&b, "依照《中华人民共和国民法典》第五百零九条、第五百七十七条，《中华人民共和国民事诉讼法》第六十七条规定，判决如下：\n一、被告%s于本判决生效之日起十日内支付原告%s%d元；\n二、驳回原告%s的其他诉讼请求。\n",
			defendant, plaintiff, 1000+m.rng.IntN(90_000), plaintiff)
	}
	fmt.Fprintf(&b, "如不服本判决，可在判决书送达之日起上诉。\n审判员　%s\n%s\n书记员　%s\n", m.name(), date, m.name())
	return b.String()
}

func chineseYear(year int) string {
	s := ""
	for _, d := range strconv.Itoa(year) {
		s += string([]rune("〇一二三四五六七八九")[d-'0'])
	}
	return s
}

func writeJudgments(t testing.TB, n int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "judgments.jsonl")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	out := bufio.NewWriter(f)
	m := &judgmentMaker{rand.New(rand.NewPCG(21, 22))}
	e := json.NewEncoder(out)
	for i := range n {
		if err := e.Encode(map[string]string{"id": strconv.Itoa(i), "text": m.judgment(i), "type": "case"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// BenchmarkJudgments ingests synthetic judgments: JUDGMENTS=100000 go test -run '^$' -bench Judgments -benchtime 1x ./internal/ingest
func BenchmarkJudgments(b *testing.B) {
	n := 2000
	if s := os.Getenv("JUDGMENTS"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			b.Fatal(err)
		}
	}
	debug.SetMemoryLimit(768 << 20) // as the command does
	path := writeJudgments(b, n)
	for b.Loop() {
		store, err := generation.OpenStore(b.TempDir())
		if err != nil {
			b.Fatal(err)
		}
		report, err := Run(b.Context(), Options{Store: store, Paths: []string{path}})
		if err != nil {
			b.Fatal(err)
		}
		if report.Cases != n {
			b.Fatalf("%d cases; want %d", report.Cases, n)
		}
		b.ReportMetric(float64(n)/report.Seconds, "documents/s")
		b.ReportMetric(float64(peakMemory(b))/(1<<20), "peak-MB")
		timeLists(b, store)
	}
}

// timeLists reports the median time of a list of cases with two facets chosen, and
// with none.
func timeLists(b *testing.B, store *generation.Store) {
	g, err := store.Current()
	if err != nil {
		b.Fatal(err)
	}
	all, err := search.Open(b.Context(), g, time.Now)
	if err != nil {
		b.Fatal(err)
	}
	defer all.Close()
	median := func(chosen ...map[string]string) float64 {
		var times []time.Duration
		for i := range 30 {
			start := time.Now()
			res, err := all.Service.Cases(b.Context(), search.CaseRequest{Chosen: chosen[i%len(chosen)]})
			if err != nil {
				b.Fatal(err)
			}
			times = append(times, time.Since(start))
			if res.Total == 0 {
				b.Fatalf("no case has %v", chosen[i%len(chosen)])
			}
		}
		slices.Sort(times)
		return float64(times[len(times)/2].Microseconds()) / 1000
	}
	b.ReportMetric(median(map[string]string{engine.FieldCause: "盗窃罪", engine.FieldProvince: "浙江"},
		map[string]string{engine.FieldCause: "民间借贷", engine.FieldYear: "2019"},
		map[string]string{engine.FieldOutcome: "部分支持", engine.FieldCourtLevel: "基层"}), "two-facets-ms")
	b.ReportMetric(median(nil), "no-facets-ms")
}

// peakMemory is the most memory that the process has had, in bytes.
func peakMemory(t testing.TB) int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Logf("no memory figure on %s: %v", runtime.GOOS, err)
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return kb << 10
		}
	}
	return 0
}
