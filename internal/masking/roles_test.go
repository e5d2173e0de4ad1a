package masking

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/index/gseanalysis"
)

// Ordinary words that begin as names do stay behind a word for a party, mostly: nothing tells 被告文化 from
// somebody who is called so but what words are used for.
func TestWordsBehindRoles(t *testing.T) {
	if testing.Short() {
		t.Skip("masks a thousand papers")
	}
	t.Parallel()
	words, err := gseanalysis.Load()
	if err != nil {
		t.Fatal(err)
	}
	type used struct {
		word  string
		share float64
	}
	var list []used
	for _, w := range words.OfLength(2) {
		if share, ok := words.LogProb(w); ok && surnameAt(w) > 0 && isOrdinaryWord(w) {
			list = append(list, used{w, share})
		}
	}
	slices.SortFunc(list, func(a, b used) int { return cmp.Or(cmp.Compare(b.share, a.share), cmp.Compare(a.word, b.word)) })
	const tried, most = 500, 75
	changed := 0
	for _, w := range list[:tried] {
		for _, form := range [...]string{"被告%s处理此事。", "原告%s三次。", "申请人%s。"} {
			said := fmt.Sprintf(form, w.word)
			if !strings.Contains(maskOf(loanA+"经审理查明，"+said+"\n"+held_).Text(), said) {
				changed++
				break
			}
		}
	}
	t.Logf("%d of the %d words used most are taken for a name behind one of three roles", changed, tried)
	if changed > most {
		t.Errorf("%d words are taken for names; want at most %d", changed, most)
	}
}
