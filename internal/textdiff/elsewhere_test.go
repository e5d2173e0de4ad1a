package textdiff

import (
	"slices"
	"testing"
)

func TestMarkElsewhere(t *testing.T) {
	const moved, lost = "保管人应当每月查验仓库一次。", "查验的费用由国库负担。"
	segments := []Segment{{In: Both, From: "仓库归国家。", To: "仓库归国家。"}, {In: Earlier, From: moved + lost + "私自开仓的处罚款。"},
		{In: Later, To: "本条不适用于私人仓库。" + moved}}
	got := MarkElsewhere(segments, []string{"前句，保管人应当每月查验仓库一次；", "私自开仓的，处罚款。"}, []string{"不相干的文字在这里。"})
	want := []Segment{segments[0], {In: Earlier, From: moved, Elsewhere: true}, {In: Earlier, From: lost},
		{In: Earlier, From: "私自开仓的处罚款。", Elsewhere: true}, {In: Later, To: "本条不适用于私人仓库。" + moved}}
	if !slices.Equal(got, want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
	short := []Segment{{In: Earlier, From: "罚款。"}}
	if got := MarkElsewhere(short, []string{"处罚款。"}, nil); !slices.Equal(got, short) {
		t.Errorf("a short sentence tells nothing: %+v", got)
	}
}

// Whatever is marked, the words of both texts stay.
func FuzzMarkElsewhere(f *testing.F) {
	f.Add("甲应当在十日以内交付货物。乙付款；丙作证。", "甲应当交付货物。\n丙作证；乙付款", "甲应当在十日以内交付货物。")
	f.Fuzz(func(t *testing.T, from, to, beside string) {
		segments := MarkElsewhere(Compare(from, to, Options{}), []string{beside, to}, []string{beside})
		gotFrom, gotTo := "", ""
		for _, s := range segments {
			gotFrom, gotTo = gotFrom+s.From, gotTo+s.To
			if s.Elsewhere && s.In == Both {
				t.Errorf("what both have is nowhere else: %+v", s)
			}
		}
		if gotFrom != from || gotTo != to {
			t.Errorf("%q, %q; want %q, %q", gotFrom, gotTo, from, to)
		}
	})
}
