package export

import (
	"bytes"
	"strings"

	"github.com/fatiao/fatiao/internal/kb"
)

// VariantTSV is a list of the places in which sources differ from the texts that are shown, a
// line each, the fields divided by tabs, below a line of titles.
func VariantTSV(list []kb.Variant) []byte {
	var b bytes.Buffer
	b.WriteString("法律\t文本\t条\t类型\t类型名称\t正文\t另一来源\t来源\n")
	for _, v := range list {
		var sources []string
		for _, s := range v.Sources {
			sources = append(sources, s.Name())
		}
		fields := []string{v.Law, v.Version, v.Place(), string(v.Kind), v.Kind.Chinese(), v.Here, v.There, strings.Join(sources, "、")}
		for i, f := range fields {
			fields[i] = strings.Join(strings.Fields(f), " ") // no tab and no line end
		}
		b.WriteString(strings.Join(fields, "\t") + "\n")
	}
	return b.Bytes()
}
