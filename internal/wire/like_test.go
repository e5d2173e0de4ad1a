package wire_test

import (
	"testing"

	"github.com/fatiao/fatiao/internal/engine"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/wire"
)

var likeCase = &kb.CaseInfo{DocumentInfo: kb.DocumentInfo{Ref: "0a1b", Kind: statute.DocCase, Title: "甲诉乙案", Date: "2021-02-03"},
	Tier: "ordinary", Number: "（2020）甲民终1号", Court: "甲市中级人民法院", Instance: "二审", Outcome: "改判", Cause: "买卖合同", Amount: 7, Sentence: 8}

func TestSimilarCases(t *testing.T) {
	t.Parallel()
	same(t, wire.NewSimilarCases(nil), `[]`)
	same(t, wire.NewSimilarCases([]search.SimilarCase{{CaseInfo: likeCase},
		{CaseInfo: likeCase, Causes: []string{"买卖合同"}, Articles: []search.Related{{Address: "飞船法/2", Title: "飞船法 第二条", Note: "引用"}}}}),
		`[{"id":"0a1b","title":"甲诉乙案","tier":"ordinary","date":"2021-02-03","case_number":"（2020）甲民终1号","court":"甲市中级人民法院","court_level":"","province":"","kind":"","cause":"买卖合同","charges":[],"outcome":"改判","instance":"二审","sentence_months":8,"amount":7,"url":"/case/0a1b","common":{"causes":[],"articles":[]}},
		{"id":"0a1b","title":"甲诉乙案","tier":"ordinary","date":"2021-02-03","case_number":"（2020）甲民终1号","court":"甲市中级人民法院","court_level":"","province":"","kind":"","cause":"买卖合同","charges":[],"outcome":"改判","instance":"二审","sentence_months":8,"amount":7,"url":"/case/0a1b","common":{"causes":["买卖合同"],"articles":[{"address":"飞船法/2","title":"飞船法 第二条"}]}}]`)
}

func TestChain(t *testing.T) {
	t.Parallel()
	same(t, wire.NewChain(nil), `[]`)
	same(t, wire.NewChain([]search.Linked{{Linked: kb.Linked{Number: "（2019）甲民初3号", Side: kb.Earlier}},
		{Linked: kb.Linked{Number: "（2020）甲民终1号", Side: kb.Same}, Case: likeCase}}),
		`[{"relation":"earlier","case_number":"（2019）甲民初3号","loaded":false},
		{"relation":"same","case_number":"（2020）甲民终1号","loaded":true,"id":"0a1b","title":"甲诉乙案","court":"甲市中级人民法院","instance":"二审","date":"2021-02-03","outcome":"改判","url":"/case/0a1b"}]`)
}

func TestStatistics(t *testing.T) {
	t.Parallel()
	if got := wire.NewStatistics(nil); got != nil {
		t.Errorf("no figures are %+v", got)
	}
	same(t, wire.NewStatistics(&search.Statistics{Message: "话"}),
		`{"total":0,"all":{"count":0,"outcomes":[]},"by_court_level":[],"by_year":[],"message":"话"}`)
	all := search.Figures{Count: 3, Outcomes: []search.Count{{Value: "支持", Name: "支持", Count: 2}},
		Amount: engine.Spread{Count: 1, Least: 1, Quarter: 2, Median: 3, Quarter3: 4, Most: 5}}
	same(t, wire.NewStatistics(&search.Statistics{Cause: "买卖合同", All: all, ByLevel: []search.Figures{{Value: "中级", Count: 1}},
		ByYear: []search.Figures{{Value: "2020", Count: 2, Sentence: engine.Spread{Count: 2}}}}),
		`{"cause":"买卖合同","total":3,"all":{"count":3,"outcomes":[{"value":"支持","name":"支持","count":2}],"amount":{"count":1,"min":1,"q1":2,"median":3,"q3":4,"max":5}},
		"by_court_level":[{"value":"中级","count":1,"outcomes":[]}],"by_year":[{"value":"2020","count":2,"outcomes":[],"sentence_months":{"count":2,"min":0,"q1":0,"median":0,"q3":0,"max":0}}]}`)
}
