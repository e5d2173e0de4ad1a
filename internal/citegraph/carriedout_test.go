package citegraph_test

import (
	"testing"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/testkb"
)

// A law is carried out by what says that it was made upon it, not by what merely names it.
func TestCarriedOutBy(t *testing.T) {
	t.Parallel()
	made := "2023年1月1日国务院公布\n\n第一条 为了管理拖车，根据《中华人民共和国车辆安全法》，制定本条例。\n\n第二条 拖车应当有灯。\n"
	other := "2023年1月1日第九届虚构代表大会常务委员会第三次会议通过\n\n第一条 为了管理吊车，制定本法。\n\n第二条 违反《中华人民共和国车辆安全法》的，吊销执照。\n"
	docs := append(testkb.Collection(t), testkb.Law(t, "行政法规", "拖车条例", "拖车条例\n\n"+made),
		testkb.Law(t, "法律", "中华人民共和国吊车法", "中华人民共和国吊车法\n\n"+other))
	found, err := citegraph.New(testkb.New(t, docs...)).CarriedOutBy(t.Context(), testkb.Vehicles, testkb.Today)
	if err != nil {
		t.Fatal(err)
	}
	has := map[string]bool{}
	for _, c := range found {
		has[c.Law] = true
	}
	if !has["拖车条例"] || has["吊车法"] {
		t.Errorf("carried out by %+v", found)
	}
}
