package lawnames

import (
	"bytes"
	"reflect"
	"slices"
	"testing"

	"github.com/fatiao/fatiao/internal/statute"
)

// vehicles are the names of three loaded laws and one that is not.
func vehicles() *Names {
	keys := []string{"停车管理条例", "拖车法", "车辆安全法"}
	var aliases []Alias
	for _, k := range keys {
		aliases = append(aliases, Derived(k, "中华人民共和国"+k, nil)...)
	}
	return New(keys, append(aliases,
		Alias{"车安法", "车辆安全法", OriginHand}, Alias{"主席令第九号", "车辆安全法", OriginNumber},
		Alias{"车规", "停车管理条例", OriginHand}, Alias{"车规", "车辆登记规定", OriginHand},
		Alias{"车法", "车辆安全法", OriginHand}, Alias{"车法", "拖车法", OriginHand},
		Alias{"拖车办法", "拖车法", OriginHand}, Alias{"拖车办法", "旧拖车法", OriginUser},
		Alias{"车辆登记规定", "车辆登记规定", OriginKnown}, Alias{"《》", "车辆安全法", OriginHand},
	))
}

// A name means the law that bears it; of several those that are loaded, unless the user
// says otherwise.
func TestResolve(t *testing.T) {
	t.Parallel()
	n := vehicles()
	for name, want := range map[string][]string{
		"车辆安全法": {"车辆安全法"}, "《中华人民共和国车辆安全法》": {"车辆安全法"}, "车安法": {"车辆安全法"}, "主席令第九号": {"车辆安全法"},
		"车规": {"停车管理条例"}, "车法": {"拖车法", "车辆安全法"}, "拖车办法": {"旧拖车法"}, "车辆登记规定": {"车辆登记规定"}, "自行车法": nil, "": nil,
	} {
		if got := n.Resolve(name); !slices.Equal(got, want) {
			t.Errorf("%q means %v; want %v", name, got, want)
		}
	}
	if !n.IsLoaded("拖车法") || n.IsLoaded("车辆登记规定") || !slices.Equal(n.Keys(), []string{"停车管理条例", "拖车法", "车辆安全法"}) {
		t.Errorf("loaded: %v", n.Keys())
	}
}

// The nearest names are those of loaded laws, most like first.
func TestNearest(t *testing.T) {
	t.Parallel()
	n := vehicles()
	if got := n.Nearest("车辆安全条例", 5); !slices.Equal(got, []string{"车辆安全法", "停车管理条例"}) {
		t.Errorf("nearest %v", got)
	}
	if got := n.Nearest("车辆安全条例", 1); !slices.Equal(got, []string{"车辆安全法"}) {
		t.Errorf("the nearest %v", got)
	}
	if got := n.Nearest("无关的名称", 5); len(got) != 0 {
		t.Errorf("like nothing: %v", got)
	}
}

// Numbers of documents are found by their form, and are no names as written; a name that
// has two origins stands once.
func TestWritten(t *testing.T) {
	t.Parallel()
	n := New([]string{"甲法"}, []Alias{{"甲规", "甲法", OriginShort}, {"甲规", "甲法", OriginHand}, {"第9号", "甲法", OriginNumber},
		{"乙规", "乙法", OriginUser}})
	if want := []Alias{{"乙规", "乙法", OriginUser}, {"甲规", "甲法", OriginHand}}; !reflect.DeepEqual(n.Written(), want) {
		t.Errorf("written %v; want %v", n.Written(), want)
	}
	if got := slices.Sorted(n.Norms()); !slices.Equal(got, []string{statute.NormName("乙规"), statute.NormName("甲规")}) {
		t.Errorf("norms %v", got)
	}
	for norm := range n.Norms() { // whoever has enough stops
		if norm != "" {
			break
		}
	}
	if want := []Alias{{"乙规", "乙法", OriginUser}}; !reflect.DeepEqual(n.UserNamesNotLoaded(), want) {
		t.Errorf("the user's names that lead nowhere: %v; want %v", n.UserNamesNotLoaded(), want)
	}
}

// Two look-ups that answer the same write the same state, others another one.
func TestWriteState(t *testing.T) {
	t.Parallel()
	state := func(n *Names) string {
		var out bytes.Buffer
		if err := n.WriteState(&out); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	aliases := []Alias{{"甲规", "甲法", OriginHand}, {"乙规", "甲法", OriginHand}}
	there := state(New([]string{"甲法"}, aliases))
	slices.Reverse(aliases)
	if back := state(New([]string{"甲法"}, aliases)); back != there {
		t.Errorf("%s and %s", there, back)
	}
	if other := state(New(nil, aliases)); other == there {
		t.Error("a law less, and the same state")
	}
	if other := state(New([]string{"甲法"}, aliases[:1])); other == there {
		t.Error("a name less, and the same state")
	}
}

// The names that ship lead to their laws with no law loaded; the hash of the given names
// changes with the user's.
func TestShipped(t *testing.T) {
	t.Parallel()
	n, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"中华人民共和国民法典": "民法典", "PIPL": "个人信息保护法"} {
		if got := n.Resolve(name); !slices.Equal(got, []string{want}) {
			t.Errorf("%s means %v; want %s", name, got, want)
		}
	}
	if len(n.Keys()) != 0 || n.IsLoaded("民法典") {
		t.Error("a law is loaded")
	}
	if Hash(nil) == Hash([]Alias{{"甲", "甲法", OriginUser}}) {
		t.Error("the hash does not tell the names of the user")
	}
}

// Names are made of the title alone.
func TestDerived(t *testing.T) {
	t.Parallel()
	got := map[string]Origin{}
	for _, a := range Derived("最高人民法院关于停车的规定（试行）", "最高人民法院 关于停车的规定（试行）", []string{"法释〔2021〕9号"}) {
		if a.Key != "最高人民法院关于停车的规定（试行）" {
			t.Errorf("%+v", a)
		}
		got[a.Name] = a.Origin
	}
	for name, want := range map[string]Origin{
		"最高人民法院关于停车的规定（试行）": OriginTitle, "最高人民法院 关于停车的规定（试行）": OriginTitle, "关于停车的规定（试行）": OriginShort,
		"停车的规定（试行）": OriginShort, "最高人民法院关于停车的规定": OriginShort, "法释〔2021〕9号": OriginNumber,
	} {
		if got[name] != want {
			t.Errorf("%s is %q; want %q", name, got[name], want)
		}
	}
}
