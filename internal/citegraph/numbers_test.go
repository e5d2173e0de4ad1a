package citegraph

import (
	"testing"

	"github.com/fatiao/fatiao/internal/kb"
)

// An amendment (修正案) keeps the numbers of articles; a law that is adopted anew counts anew.
func TestKeepNumbers(t *testing.T) {
	v := kb.Version{Events: []kb.Event{{Date: "1980-01-01", Kind: "通过"}, {Date: "1997-03-14", Kind: kb.EventAmended, Text: "第五次会议修订"},
		{Date: "2011-02-25", Kind: kb.EventAmended, Text: "第十九次会议通过的《水桶法修正案（二）》"}}}
	cited := &CitedBy{List: []Citing{{Earlier: true, Document: kb.DocumentInfo{Date: "1990-01-01"}},
		{Earlier: true, Document: kb.DocumentInfo{Date: "2000-01-01"}}, {Earlier: true}}}
	cited.KeepNumbers(v)
	if !cited.List[0].Earlier || cited.List[1].Earlier || !cited.List[2].Earlier {
		t.Errorf("%+v; want those before 1997 and those without a day to be of an earlier text", cited.List)
	}
}
