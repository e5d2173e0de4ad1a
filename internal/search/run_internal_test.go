package search

import (
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// The articles of a draft are not among those in force.
func TestRankedWithoutDrafts(t *testing.T) {
	t.Parallel()
	list, err := ranked([]engine.Hit{{Key: searchdoc.ProvisionKey("灯火法（草案）", "undated", "3")},
		{Key: searchdoc.ProvisionKey("灯火法", "2020-05-28", "3")},
		{Key: searchdoc.ProvisionKey("船法（征求意见稿）", "2020-05-28", "1")}})
	if err != nil || len(list) != 1 || list[0].Address != "灯火法/3" {
		t.Errorf("%v, %v", list, err)
	}
}
