package ranking

import (
	"fmt"
	"testing"

	"github.com/fatiao/fatiao/internal/question"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// TestBeside: however many words of the law stand for the everyday words of a question, an
// article that has the words of the question scores higher by words than one that has only
// those.
func TestBeside(t *testing.T) {
	list := docs()
	list[3].Text = "车辆打瞌睡检测器的安装。"
	list[4].Text = "处有期徒刑、拘役、管制、罚金、没收财产、剥夺政治权利。"
	for i := range 6 { // the more common the subject, the less it weighs
		list[10+i].Text = fmt.Sprintf("打瞌睡检测器第%d号。", i)
	}
	r := ranker(t, list)
	_, m := shippedWith(t)
	s := r.newScores()
	subject, _ := r.Find(article(4))
	general, _ := r.Find(article(5))
	for _, beside := range []string{"", "有期徒刑", "有期徒刑\n拘役", "有期徒刑\n拘役\n管制\n罚金\n没收财产\n剥夺政治权利"} {
		r.score(ask(r.words, question.Read("打瞌睡检测器"), beside, m.Embedding), s)
		if s.lexical[subject] <= s.lexical[general] {
			t.Errorf("with %q the general article has %v, the one on the subject %v", beside, s.lexical[general], s.lexical[subject])
		}
		if beside != "" && s.lexical[general] == 0 {
			t.Errorf("%q is not looked up", beside)
		}
	}
	if r.table.kinds[subject] != uint8(searchdoc.Article) {
		t.Fatal("the documents are others than thought")
	}
}
