package query

import (
	"testing"

	"github.com/fatiao/fatiao/internal/statute"
)

// A day or a year beside the name of a law or a provision says in which text it is meant.
func TestDayOfRef(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]Ref{
		"2018年10月26日的公司法第16条":      {Name: "公司法", Day: "2018-10-26"},
		"2018年10月26日公司法第十六条":       {Name: "公司法", Day: "2018-10-26"},
		"2018-10-26 公司法16":         {Name: "公司法", Day: "2018-10-26"},
		"2018年10月26日时有效的《公司法》第16条": {Name: "公司法", Day: "2018-10-26"},
		"二〇一八年十月二十六日的公司法第16条":      {Name: "公司法", Day: "2018-10-26"},
		"公司法第十六条（2018年10月26日）":     {Name: "公司法", Day: "2018-10-26"},
		"公司法第16条(2018-10-26)":      {Name: "公司法", Day: "2018-10-26"},
		"公司法第16条 2018-10-26":       {Name: "公司法", Day: "2018-10-26"},
		"公司法 2018.10.26 第16条":      {Name: "公司法", Day: "2018-10-26"},
		"公司法（2018年10月26日）第16条":     {Name: "公司法", Day: "2018-10-26"},
		"公司法第16条，2018年10月26日的文本":   {Name: "公司法", Day: "2018-10-26"},
		"根据2018年10月26日的公司法第16条的规定": {Name: "公司法", Day: "2018-10-26"},
		"公司法第十六条（2018年）":           {Name: "公司法", Year: "2018"},
		"公司法第十六条(2018)":            {Name: "公司法", Year: "2018"},
		"公司法第16条（2018年修正）":         {Name: "公司法", Year: "2018"},
		"公司法第16条（2018修正版）":         {Name: "公司法", Year: "2018"},
		"公司法第16条 2018年":            {Name: "公司法", Year: "2018"},
		"公司法第16条 2018":             {Name: "公司法", Year: "2018"},
		"公司法 2018 第16条":            {Name: "公司法 2018"}, // whoever knows the names of laws cuts it
		"公司法@2018-10-26/16":        {Name: "公司法", Version: "2018-10-26"},
		"公司法第16条":                  {Name: "公司法"},
	} {
		r := ParseRef(s)
		if r == nil {
			t.Errorf("ParseRef(%q) is no address", s)
			continue
		}
		if r.Provision.Article.Main != 16 {
			t.Errorf("ParseRef(%q) has the provision %s", s, r.Provision)
		}
		if r.Provision = want.Provision; *r != want {
			t.Errorf("ParseRef(%q) = %+v; want %+v", s, *r, want)
		}
	}
	for s, want := range map[string]Ref{
		"2018年10月26日的公司法":  {Name: "公司法", Day: "2018-10-26"},
		"公司法（2018年10月26日）": {Name: "公司法", Day: "2018-10-26"},
		"公司法 2018-10-26":   {Name: "公司法", Day: "2018-10-26"},
		"2018年10月26日":      {Name: "2018年10月26日"},
		"公司法2018":          {Name: "公司法", Provision: statute.Provision{Article: statute.Number{Main: 2018}}}, // no law has so many
		"2018年2月30日的公司法":   {Name: "2018年2月30日的公司法"},
		"关于修改刑法的决定（2018年）": {Name: "关于修改刑法的决定（2018年）"},
	} {
		if r := ParseRef(s); r == nil || *r != want {
			t.Errorf("ParseRef(%q) = %+v; want %+v", s, r, want)
		}
	}
	list := parseList("2018年10月26日的公司法第16条、第20条")
	if len(list) != 2 || list[1].Day != "2018-10-26" || list[1].Name != "公司法" || list[1].Provision.Article.Main != 20 {
		t.Errorf("a list of one day is %+v", list)
	}
	if q := Parse("公司法第16条（2018年）"); q.Ref == nil || q.Ref.Year != "2018" || q.Must != nil {
		t.Errorf("a year in brackets is read as %+v", q)
	}
}
