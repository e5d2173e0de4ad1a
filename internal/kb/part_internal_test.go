package kb

import (
	"reflect"
	"testing"

	"github.com/fatiao/fatiao/internal/statute"
)

// The words of a passage are not stored where the text of its document has them, and are the
// same when they are read.
func TestWordsOfPassages(t *testing.T) {
	t.Parallel()
	const text = "标题\n第一段。\n第二段。"
	at := func(words string, start int) Part {
		return Part{Kind: statute.KindParagraph, Text: words, Start: start, End: start + len("第一段。")}
	}
	parts := []Part{at("第一段。", 7), at("第二段。", 20), at("另一段。", 20), {Kind: statute.KindParagraph, Text: "没有位置"}}
	stored := withoutWords(text, parts)
	for i, want := range []string{"", "", "另一段。", "没有位置"} {
		if stored[i].Text != want {
			t.Errorf("part %d is stored as %q; want %q", i, stored[i].Text, want)
		}
	}
	read := []*Unit{{Parts: stored}}
	if err := withWords(text, read); err != nil || !reflect.DeepEqual(read[0].Parts, parts) {
		t.Errorf("read %+v, %v; want %+v", read[0].Parts, err, parts)
	}
	for _, wrong := range []Part{{Start: 30, End: 40}, {Start: 9, End: 8}, {Start: -1, End: 3}} {
		if err := withWords(text, []*Unit{{Parts: []Part{wrong}}}); err == nil {
			t.Errorf("a part from %d to %d is read", wrong.Start, wrong.End)
		}
	}
}
