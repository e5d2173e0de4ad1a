package release

import (
	"testing"

	"github.com/fatiao/fatiao/internal/casefile"
)

// Lines of the head that name what they tell are read; those below the first part, and kinds that there are not, are
// left.
func TestHeadLines(t *testing.T) {
	t.Parallel()
	const text = "# 云溪县水渠行政公益诉讼案\n\n机关：浙江省云溪县人民检察院\n\n类别：检察公益诉讼\n\n层级：新闻报道\n\n## 事实\n\n水渠坏了。\n\n机关：白沙县人民法院\n\n## 结果\n\n修好了。\n"
	f := ReadFacts(Read(text, ""))
	if f.Court.Text != "浙江省云溪县人民检察院" || f.Court.Province != "浙江" || f.Kind != "检察公益诉讼" || f.Tier != casefile.TierNews {
		t.Errorf("the facts are %+v", f)
	}
	f = ReadFacts(Read("# 甲公司与乙公司买卖合同纠纷案\n\n类别：趣闻\n\n案由：别的\n\n## 基本案情\n\n货没有到。\n\n## 裁判结果\n\n赔偿。\n", ""))
	if f.Kind == "趣闻" || f.Cause.Text != "买卖合同纠纷" {
		t.Errorf("the facts are %+v", f)
	}
}
