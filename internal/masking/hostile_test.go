package masking

import (
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/judgment"
	"github.com/fatiao/fatiao/internal/release"
)

// hostile are pieces that patterns look for, to be repeated: whatever is told apart by
// what stands before or behind it must not look through the whole text for each.
var hostile = map[string]string{
	"announced": "判决如下：\n", "announced at once": "本院认为判决如下：", "held": "本院认为，", "judges": "审判员张三\n", "judges spoken of": "审判员张三说，\n",
	"clerks": "书记员张三\n",
	"crimes": "被告人犯盗窃罪，", "defendants": "被告人李四一案，", "parties": "原告李四，男。\n", "facts": "经审理查明。\n", "items": "一、", "witnesses": "证人王五",
	"homes": "住浙江省杭州市", "causes": "买卖合同纠纷一案",
	"punishments": "判处有期徒刑一年", "orders": "支付一百元；", "rejections": "驳回原告李四的诉讼请求；", "fines": "罚金", "numbers": "1 2 3-", "cases": "案例一 张三案\n",
	"parts": "扎西", "nicknames": "“老三”、", "amounts": "张三5元、", "brackets": "王某（老三）", "tables": "| 1 | 张三 | 20 |\n", "lists": "张三、李四、",
	"quotes": "“", "numbered": "1.张三5 ", "relatives": "父张三、", "spaced": "张三　李四　王五　赵六\n", "peoples": "证人扎西、", "two": "林林",
	"sections": "案例一 张三案\n基本案情\n", "speakers": "张三丰：说\n李四光：说\n", "courtesies": "张三丰先生", "kin": "羊庆（张三之父）", "given names": "将荷花推",
}

// judgments puts a piece where a judgment introduces its parties and where it decides.
func judgments(piece string, size int) map[string]string {
	const head = "某某市人民法院\n民事判决书\n（2020）浙0102民初1号\n原告张三，男。\n"
	many := strings.Repeat(piece, size/len(piece))
	return map[string]string{"open": head + many, "decided": head + "原告张三一案，本院受理。\n本院认为，判决如下：\n" + many + "\n审判员李四\n二〇二〇年一月一日\n"}
}

// BenchmarkHostile prints how long a megabyte of each hostile text takes to read, to
// mask and to cut.
func BenchmarkHostile(b *testing.B) {
	for name, piece := range hostile {
		for where, text := range judgments(piece, 1<<20) {
			b.Run(name+"/"+where, func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					j := judgment.Read(text)
					New(j).Judgment(j).Publication("")
					judgment.Split(text)
					release.Split(text)
				}
			})
		}
	}
}
