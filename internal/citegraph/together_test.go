package citegraph_test

import (
	"slices"
	"testing"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/testkb"
)

// What two texts cite beside an article is named; what one cites is chance, and an interpretation's
// own articles tell nothing.
func TestCitedTogether(t *testing.T) {
	t.Parallel()
	docs := append(testkb.Collection(t),
		testkb.Law(t, "法律", "中华人民共和国拖车法", "中华人民共和国拖车法\n\n2023年1月1日第九届虚构代表大会常务委员会第三次会议通过\n\n"+
			"第一条 拖车适用《车辆安全法》第二条、第三条。\n\n第二条 拖挂适用《车辆安全法》第二条、第三条和本法第一条。\n\n"+
			"第三条 停放适用《车辆安全法》第二条、第一条。\n\n第四条 本法自2023年2月1日起施行。\n"))
	graph := citegraph.New(testkb.New(t, docs...))
	q := citegraph.CitedByQuery{Law: testkb.Vehicles, Provision: testkb.MustProvision(t, "2"), Day: testkb.Today, Limit: 5}
	found, err := graph.CitedTogether(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, f := range found {
		list = append(list, f.Address.String())
	}
	if !slices.Contains(list, testkb.Vehicles+"/3") || slices.Contains(list, testkb.Vehicles+"/2") || slices.Contains(list, "拖车法/1") {
		t.Errorf("cited together: %+v", found)
	}
}
