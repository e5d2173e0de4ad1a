package lawbuild

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/fatiao/fatiao/internal/kb"
)

// Which documents make which law and version must not depend on the order in
// which files came.
func TestGroupAnyOrder(t *testing.T) {
	doc := func(hash, key, subtitle, label, body string, units int) kb.LawDocument {
		return kb.LawDocument{Hash: hash, LawText: kb.LawText{Key: key, Subtitle: subtitle, Label: label, BodyHash: body, Units: units}}
	}
	metas := []kb.LawDocument{
		doc("a", "甲法", "", "2020-01-01", "x", 5), doc("b", "甲法", "", "2022-01-01", "y", 6), doc("c", "甲法", "", "2022-01-01", "z", 4),
		doc("d", "甲法", "", "2019-01-01", "x", 5), doc("e", "最高人民法院关于乙的解释", "", "2021-01-01", "q", 3),
		doc("f", "关于乙的解释", "", "2021-01-01", "q", 3),
		doc("g", "关于丙的解释", "", "undated", "r", 3), doc("h", "丁法典", "总则", "2020-01-01", "s", 9),
		doc("i", "丁法典", "物权编", "2020-01-01", "t", 9), doc("j", "丁法典", "总则", "2020-01-01", "s", 9),
	}
	want := group(append([]kb.LawDocument{}, metas...))
	if len(want) != 4 {
		t.Fatalf("%d laws; want 甲法, 丁法典, the interpretation under its full title, 关于丙的解释", len(want))
	}
	for _, d := range want {
		if d.key == "甲法" {
			// d has the text of a under an earlier label: one version with the later one.
			if len(d.versions) != 2 || d.versions[0].label != "2020-01-01" || len(d.versions[0].docs) != 2 ||
				d.versions[1].docs[0].Hash != "b" {
				t.Errorf("versions of 甲法: %+v", d.versions)
			}
		}
		if d.key == "最高人民法院关于乙的解释" && !reflect.DeepEqual(d.aliases, []string{"关于乙的解释"}) {
			t.Errorf("aliases %v", d.aliases)
		}
	}
	rng := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		rng.Shuffle(len(metas), func(i, j int) { metas[i], metas[j] = metas[j], metas[i] })
		got := group(append([]kb.LawDocument{}, metas...))
		for i := range want {
			if got[i].signature() != want[i].signature() {
				t.Fatalf("another order gives %+v; want %+v", got[i], want[i])
			}
		}
	}
}
