package casefile

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/statute"
)

func TestHeading(t *testing.T) {
	t.Parallel()
	court := Court{Field: Field{Text: "甲市乙区人民法院"}}
	number := Number{Field: Field{Text: "（2020）甲01民初1号"}}
	for want, p := range map[string]*Publication{
		"甲诉乙案": {Title: "甲诉乙案", Facts: &Facts{Court: court}},
		"":     {Opening: "不是案例"},
		"甲市乙区人民法院（2020）甲01民初1号民事判决书": {Facts: &Facts{Court: court, Number: number, Kind: "民事", Document: Field{Text: "判决书"}}},
		"甲市乙区人民法院": {Facts: &Facts{Court: court, Kind: "民事"}},
		"开头":       {Facts: &Facts{}, Opening: "开头"},
		"民间借贷纠纷民事起诉状": {Facts: &Facts{Court: court, Tier: TierParty, Kind: "民事", Cause: Field{Text: "民间借贷纠纷"},
			Document: Field{Text: "起诉状"}}},
		"开头语": {Facts: &Facts{Court: court, Tier: TierParty}, Opening: "开头语"},
	} {
		if got := p.Heading(); got != want {
			t.Errorf("%+v is called %q; want %q", p, got, want)
		}
	}
}

func TestTiers(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{"": true}
	for _, tier := range Tiers {
		if seen[tier.Chinese()] {
			t.Errorf("%s is called %q", tier, tier.Chinese())
		}
		seen[tier.Chinese()] = true
	}
	if got := Tier("other").Chinese(); got != "" {
		t.Errorf("an unknown tier is called %q", got)
	}
}

func TestAccount(t *testing.T) {
	t.Parallel()
	const text = "诉称查明认为"
	claims, found := Part{PartClaims, statute.Span{End: 6}}, Part{PartFacts, statute.Span{Start: 6, End: 12}}
	for want, f := range map[string]*Facts{"查明": {Parts: []Part{claims, found}},
		"诉称": {Parts: []Part{claims, {PartFacts, statute.Span{Start: 6, End: 99}}}}, "": {}} {
		if got := f.Account(text); got != want {
			t.Errorf("got %q; want %q", got, want)
		}
	}
}

func TestClip(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{"": "", "甲乙丙": "甲乙丙", "甲乙丙丁": "甲乙丙……"} {
		if got := Clip(s, 3); got != want {
			t.Errorf("%q is %q; want %q", s, got, want)
		}
	}
}

func TestParagraphField(t *testing.T) {
	t.Parallel()
	p := Paragraph{Text: "甲乙", Span: statute.Span{Start: 10, End: 16}}
	if got := p.Field(3, 6); got.Text != "乙" || got.Span != (statute.Span{Start: 13, End: 16}) || got.IsZero() {
		t.Errorf("got %+v", got)
	}
}

// Stored notes keep the names under which older data folders have them.
func TestStoredNotes(t *testing.T) {
	t.Parallel()
	n := Notes{Reported: []Reported{{Organ: Field{Text: "甲法院"}}}}
	stored, err := json.Marshal(n)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(stored), `"Told":[{`) {
		t.Errorf("stored as %s", stored)
	}
	var back Notes
	if err := json.Unmarshal(stored, &back); err != nil || !reflect.DeepEqual(back, n) {
		t.Errorf("read as %+v: %v", back, err)
	}
}
