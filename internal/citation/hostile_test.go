package citation

import (
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/statute"
)

// hostile are texts that try to make the work grow faster than their length.
var hostile = map[string]string{
	"第": "第", "open titles": "《", "closed titles": "》", "titles": "《》", "list": "第一条、", "items": "第（一）项、", "numbers": "第一、",
	"more numbers": "、一", "endless range": "第1条至第99999999条、",
	"ranges": "第1条至第2000条、", "each": "第一条至第二百条依照各该条处罚，", "chain": "第一条至", "zeros": "第零零零零", "digits": "1", "brackets": "（",
	"quotations": "“", "wordings": "罚则法第一条规定：“",
	"short names": "《罚则法》（以下简称罚则法）", "简称": "简称", "republic": "中华人民共和国", "前款": "前款", "本条": "本条",
	"该条": "罚则法第一条该条", "names": "车辆管理条例",
	"beginnings of a name": "甲院关于审理",
	"generic":              "《规定》第三条，", "guesses": "管理办法第三条，", "labels": "罚则法\n第一条 ", "years": "〔2016〕", "case numbers": "（2016）甲法",
	"同法":         "该法第一条",
	"bare items": "罚则法第一条，第一款。", "annexes": "附件一、", "spaces": "第  ",
	"versions": "修正的车辆法第一条", "versions of titles": "修改的《车辆法》", "orders": "令第1号", "numbers of documents": "甲释〔2022〕3号", "issuers": "最高人民法院、",
	"signs": "§", "signs of a law": "车辆法§12、", "English": "Article 1 ",
	"English lists": "Article 1 of the Data Law and ", "series": "解释（二）第一条",
	"headings": "## 车辆法\n", "articles below a heading": "# 车辆法\n第一条，",
	"lists over lines": "第一条、\n", "inserted": "之一、", "inserted articles": "第一条之一、之二、",
	"loose case numbers": "2019京 01 民", "serials": "（2020）甲民初1号、2号、", "latter": "车辆法、罚则法，后者第一条", "code numbers": "车辆法12（甲）、",
	"annex articles": "车辆法附件一第一条、", "digits and commas": "第1，2，", "short forms": "甲宅丙典法第一条", "own short names": "条例第一条",
	"circles": "罚则法12①②(1)-(3)；Ⅱ③", "clauses": "合同第5条违反罚则法第506条；第6条", "topics": "停车条例第3条，", "bracketed": "罚则法第1条（一）（二）",
	"notes": "车辆法（甲）", "titles without words": "《车辆法》",
}

// hostileNotes are such texts of notes, which are no laws.
var hostileNotes = map[string]string{
	"references to notes": "前注9，第1条；", "words with numbers": "罚则法撤销70；", "lines with numbers": "罚则法撤销70；重作71\n", "laws far behind": "1条（",
	"names in quotation marks": "《车辆法》（“甲法”）", "names ahead": "“甲法”指《车辆法》", "parallel items": "👉罚则法第3条：\n👉第4条：\n",
	"cards": "正面：甲？\n反面：罚则法3\n反面：5\n", "heads": "罚则法笔记 甲11、", "declared": "以上均为罚则法。", "numerals": "罚则法六十五、", "two": "罚则法第一条，前一个规定第二条，",
}

func repeated(s string, size int) string { return strings.Repeat(s, size/len(s)+1) }

// Work must grow with the length of the text, not with its square: eight times the
// text takes about eight times as long, and not 64 times. What is timed is the
// processor, which waits for no other work on the machine, and the best of several
// readings counts, as collecting garbage and cold caches only add; nothing is asserted of
// texts that are over before it can tell.
func TestHostileTextIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("reads megabytes")
	}
	laws := collection(t, testLaws)
	dict := laws.dictionary()
	at := statute.Provision{Article: statute.Number{Main: 13}, Paragraph: 2}
	cite := func(text, law string) (int, time.Duration) {
		doc := &CitingText{Text: text, Law: law, Segments: []Segment{{Span: statute.Span{End: len(text)}, At: at}}}
		start := processorTime(t)
		cites := Cite(doc, dict, laws)
		took := processorTime(t) - start
		checkSpans(t, text, cites)
		targets := 0
		for _, c := range cites {
			targets += len(c.Targets)
		}
		if targets > maxTargets+4*len(text)/len("第一条") {
			t.Errorf("%.20q…: %d targets", text, targets)
		}
		return len(cites), took
	}
	measure := func(name, s, law string) {
		small, large, n := time.Hour, time.Hour, 0
		for reading := 0; reading == 0 || reading < 5 && tooSlow(small, large); reading++ {
			var took time.Duration
			_, took = cite(repeated(s, 32<<10), law)
			small = min(small, took)
			n, took = cite(repeated(s, 256<<10), law)
			large = min(large, took)
		}
		t.Logf("%-20s 256 KB: %6d citations, %5.0f ms", name, n, float64(large.Microseconds())/1000)
		if tooSlow(small, large) {
			t.Errorf("%s: 32 KB take %v, 256 KB %v", name, small, large)
		}
	}
	for name, s := range hostile {
		measure(name, s, "车辆法")
	}
	at = statute.Provision{}
	for name, s := range hostileNotes {
		measure(name, s, "")
	}
}

// tooSlow says that eight times the text took longer than growing with its length can.
func tooSlow(small, large time.Duration) bool {
	return large > 150*time.Millisecond && large > 24*small
}

// processorTime is what the test has used so far.
func processorTime(t *testing.T) time.Duration {
	t.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// BenchmarkHostile prints how long a megabyte of each hostile text takes.
func BenchmarkHostile(b *testing.B) {
	laws := collection(b, testLaws)
	dict := laws.dictionary()
	for name, s := range hostile {
		text := repeated(s, 1<<20)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Cite(&CitingText{Text: text, Law: "车辆法"}, dict, laws)
			}
		})
	}
}
