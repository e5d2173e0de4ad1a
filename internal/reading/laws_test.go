package reading_test

import (
	"strings"
	"testing"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/statute"
)

// A decision and the law that it republishes are two documents; the law has the day of
// the decision where it has none of its own.
func TestRepublishedLaw(t *testing.T) {
	t.Parallel()
	all := reading.ReadAll(&corpus.Document{Title: "决定", Text: "某市人民代表大会常务委员会关于修改《某市渡口条例》的决定\n（2020年5月28日某市人民代表大会常务委员会第3次会议通过）\n" +
		"一、将第二条修改为：“灯坏了换。”\n本决定自公布之日起施行。《某市渡口条例》根据本决定作相应修改，重新公布。\n" +
		"某市渡口条例\n第一条 灯要亮。\n第二条 灯坏了换。\n"}, reading.Named)
	if len(all) != 2 {
		t.Fatalf("%d documents; want 2", len(all))
	}
	if key := all[0].Law.Header.Key; !strings.HasSuffix(key, "的决定") || len(all[0].Law.Articles()) != 0 {
		t.Errorf("the decision is %s with %d articles", key, len(all[0].Law.Articles()))
	}
	law := all[1].Law
	if law.Header.Key != "某市渡口条例" || len(law.Articles()) != 2 || law.Header.Label != "2020-05-28" || all[1].Kind != statute.DocLaw {
		t.Errorf("the law is %s of %s with %d articles", law.Header.Key, law.Header.Label, len(law.Articles()))
	}
}
