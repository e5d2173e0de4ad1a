//go:build unix

package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
)

// judgments writes judgments that nobody gave, the same for the same seed: their words are those
// of the loaded laws, their lengths are log-normal with a median of about 3,000 characters.
type judgments struct {
	rng       *rand.Rand
	sentences []string
}

// The logarithm of the length of a judgment: its middle and its spread.
var medianLength = math.Log(2600)

const spreadOfLength = 0.6

func newJudgments(articles []article, seed uint64) (*judgments, error) {
	j := &judgments{rng: rand.New(rand.NewPCG(seed, 1))} // #nosec G404 -- the same each time
	for _, a := range articles {
		for _, s := range strings.FieldsFunc(a.text, func(r rune) bool { return r == '\n' || r == '。' }) {
			if n := len(s) / 3; n >= 8 && n <= 80 {
				j.sentences = append(j.sentences, s)
			}
		}
	}
	if len(j.sentences) < 100 {
		return nil, errors.New("too few sentences to write judgments of")
	}
	return j, nil
}

func (j *judgments) pick(list ...string) string { return list[j.rng.IntN(len(list))] }

// fill writes sentences of laws as if they told what happened.
func (j *judgments) fill(b *strings.Builder, characters int) {
	for n := 0; n < characters; {
		s := fmt.Sprintf("%d年%d月%d日，%s%s。", 2012+j.rng.IntN(12), 1+j.rng.IntN(12), 1+j.rng.IntN(28), j.pick("双方约定", "经核实", "据查", "另查明"),
			j.sentences[j.rng.IntN(len(j.sentences))])
		b.WriteString(s)
		n += len([]rune(s))
	}
	b.WriteString("\n")
}

// one is the i-th judgment.
func (j *judgments) one(i int) string {
	place := j.pick("浙江省", "江苏省", "河南省", "四川省", "广东省", "湖北省") + j.pick("清河", "云溪", "东屏", "南岭", "石桥") + j.pick("县", "区")
	year := 2016 + j.rng.IntN(9)
	length := int(math.Exp(medianLength + spreadOfLength*j.rng.NormFloat64()))
	day := fmt.Sprintf("%s年%s月%s日", digits(year), cnnum.Format(1+j.rng.IntN(12)), cnnum.Format(1+j.rng.IntN(28)))
	var b strings.Builder
	if i%2 == 0 {
		crime := [...][2]string{{"盗窃罪", "第二百六十四条"}, {"诈骗罪", "第二百六十六条"}, {"故意伤害罪", "第二百三十四条第一款"},
			{"寻衅滋事罪", "第二百九十三条第一款"}}[j.rng.IntN(4)]
		fmt.Fprintf(&b, "%s人民法院\n刑 事 判 决 书\n（%d）浙%04d刑初%d号\n公诉机关%s人民检察院。\n被告人张某某，男，汉族，住%s。\n", place, year, 1000+j.rng.IntN(900), i+1,
			place, place)
		fmt.Fprintf(&b, "%s人民检察院指控被告人张某某犯%s，向本院提起公诉。现已审理终结。\n公诉机关指控，", place, crime[0])
		j.fill(&b, length/3)
		b.WriteString("经审理查明，")
		j.fill(&b, length/3)
		b.WriteString("本院认为，被告人张某某的行为已构成" + crime[0] + "。")
		j.fill(&b, length/3)
		fmt.Fprintf(&b, "依照《中华人民共和国刑法》%s、第六十七条第三款之规定，判决如下：\n被告人张某某犯%s，判处有期徒刑%s个月。\n", crime[1], crime[0],
			cnnum.Format(6+j.rng.IntN(20)))
	} else {
		cause := j.pick("民间借贷纠纷", "买卖合同纠纷", "房屋租赁合同纠纷", "劳动争议", "离婚纠纷")
		fmt.Fprintf(&b, "%s人民法院\n民 事 判 决 书\n（%d）浙%04d民初%d号\n原告：李某某，男，汉族，住%s。\n被告：王某某，女，汉族，住%s。\n", place, year,
			1000+j.rng.IntN(900), i+1, place, place)
		fmt.Fprintf(&b, "原告李某某与被告王某某%s一案，本院依法公开开庭进行了审理。本案现已审理终结。\n原告李某某诉称，", cause)
		j.fill(&b, length/3)
		b.WriteString("经审理查明，")
		j.fill(&b, length/3)
		b.WriteString("本院认为，")
		j.fill(&b, length/3)
		fmt.Fprintf(&b, "依照《中华人民共和国民法典》第五百零九条、第五百七十七条规定，判决如下：\n一、被告王某某于本判决生效之日起十日内支付原告李某某%d元；\n"+
			"二、驳回原告李某某的其他诉讼请求。\n", 1000+j.rng.IntN(90_000))
	}
	fmt.Fprintf(&b, "如不服本判决，可在判决书送达之日起上诉。\n审判员　赵某某\n%s\n书记员　钱某某\n", day)
	return b.String()
}

func digits(year int) string {
	s := ""
	for _, d := range strconv.Itoa(year) {
		s += string([]rune("〇一二三四五六七八九")[d-'0'])
	}
	return s
}

// write writes the judgments from one number up to another as JSON Lines, and returns how many
// bytes of text they have.
func (j *judgments) write(path string, from, to int) (size int64, err error) {
	f, err := os.Create(path) // #nosec G304 -- in a folder of its own
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	out := bufio.NewWriter(f)
	e := json.NewEncoder(out)
	for i := from; i < to; i++ {
		text := j.one(i)
		size += int64(len(text))
		if err := e.Encode(map[string]string{"id": strconv.Itoa(i), "text": text, "type": "case"}); err != nil {
			return size, err
		}
	}
	return size, out.Flush()
}
