package ranking

import (
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/searchdoc"
)

// A clause that says from when its law is in force comes first where that is asked by the
// law's name, and last where a question only has a day in it.
func TestCommencement(t *testing.T) {
	text := func(n string) string { return "渔船应当登记，登记的事项包括船名和船籍港" + n }
	var docs []searchdoc.Document
	for _, law := range []string{"渔船登记法", "灯塔管理法"} {
		for i, body := range []string{text("甲"), text("乙"), "本法自2012年1月10日起施行。"} {
			address := string(rune('1' + i))
			docs = append(docs, searchdoc.Document{Key: searchdoc.ProvisionKey(law, "2011-05-06", address), Kind: searchdoc.Article,
				Law: law, Version: "2011-05-06", Title: law, Text: body})
		}
	}
	r := ranker(t, docs)
	first := func(question string) string { return string(r.Key(rank(t, r, question, "", Filter{})[0].Doc)) }
	if got := first("渔船登记法什么时候施行"); !strings.HasPrefix(got, "渔船登记法@") || !strings.HasSuffix(got, "/3") {
		t.Errorf("asked when it is in force: %s is first", got)
	}
	found := rank(t, r, "2012年1月10日渔船没有登记", "", Filter{})
	for i, x := range found {
		if strings.HasSuffix(string(r.Key(x.Doc)), "/3") && i < len(found)-2 {
			t.Errorf("a commencement clause is number %d of %d", i+1, len(found))
		}
	}
}
