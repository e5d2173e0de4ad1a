package corpus

import (
	"testing"

	"github.com/fatiao/fatiao/internal/statute"
)

func TestFAQ(t *testing.T) {
	read := func(name, text string) []*Document {
		t.Helper()
		var docs []*Document
		if _, err := (&Reader{}).Read(t.Context(), Memory(name, []byte(text)), func(d *Document) error {
			docs = append(docs, d)
			return nil
		}, func(path string, why error) { t.Errorf("%s: %v", path, why) }); err != nil {
			t.Fatal(err)
		}
		return docs
	}
	const list = "车主常见问题\n\n问：开车打瞌睡\n罚多少？\n答：依照车辆安全法第五条，处五百元。\n另外要停车休息。\n\n**Q2：多久检验一次？**\nA：每年一次，见车辆安全法第四条。\n\n问题三：没有人答的问题？\n"
	docs := read("车主常见问题.txt", list)
	if len(docs) != 2 {
		t.Fatalf("%d documents, want 2", len(docs))
	}
	if d := docs[0]; d.Kind != statute.DocConsultation || d.Title != "开车打瞌睡罚多少？" || d.Text != "开车打瞌睡罚多少？\n\n依照车辆安全法第五条，处五百元。\n另外要停车休息。" {
		t.Errorf("first %+v", d)
	}
	if d := docs[1]; d.Title != "多久检验一次？" || d.Text != "多久检验一次？\n\n每年一次，见车辆安全法第四条。" {
		t.Errorf("second %+v", d)
	}
	for name, text := range map[string]string{
		"答记者问.txt": "就车辆安全法答记者问\n问：为什么制定？\n答：为了安全。\n问：何时施行？\n答：明年。\n",
		"随笔.txt":   "随笔\n问：为什么？\n答：不知道。\n问：何时？\n答：明年。\n",
		"问答一则.txt": "问答一则\n问：为什么？\n答：不知道。\n",
	} {
		if docs := read(name, text); len(docs) != 1 || docs[0].Kind == statute.DocConsultation {
			t.Errorf("%s is taken for a list of questions: %+v", name, docs)
		}
	}
}
