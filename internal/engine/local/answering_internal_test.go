package local

import (
	"testing"

	"github.com/fatiao/fatiao/internal/ranking"
)

// What probably does not answer is left out and counted.
func TestAnswering(t *testing.T) {
	t.Parallel()
	list := []found{{Ranked: ranking.Ranked{Doc: 1}}, {Ranked: ranking.Ranked{Doc: 2, Unlikely: true}}, {Ranked: ranking.Ranked{Doc: 3}}}
	kept, leftOut := answering(list)
	if leftOut != 1 || len(kept) != 2 || kept[0].Doc != 1 || kept[1].Doc != 3 {
		t.Errorf("%d are left out of %+v", leftOut, kept)
	}
}
