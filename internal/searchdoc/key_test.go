package searchdoc

import (
	"testing"

	"github.com/fatiao/fatiao/internal/statute"
)

func TestKeys(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		key            Key
		want           string
		law            string
		label, address string // of provisions
		kind           statute.DocumentKind
		ref            string // of documents
	}{
		{key: LawKey("车辆安全法"), want: "车辆安全法", law: "车辆安全法"},
		{key: VersionKey("车辆安全法", "2020-05-28"), want: "车辆安全法@2020-05-28", law: "车辆安全法"},
		{key: ProvisionKey("车辆安全法", "2020-05-28", "287-2"), want: "车辆安全法@2020-05-28/287-2", law: "车辆安全法", label: "2020-05-28",
			address: "287-2"},
		{key: ProvisionKey("车辆安全法", "undated", "3").Repeated(2), want: "车辆安全法@undated/3#2", law: "车辆安全法", label: "undated", address: "3"},
		{key: ProvisionKey("case:法", "undated", "3").Repeated(1), want: "case:法@undated/3", law: "case:法", label: "undated", address: "3"},
		{key: DocumentKey(statute.DocCase, "7afb22c5f8dd"), want: "case:7afb22c5f8dd", kind: statute.DocCase, ref: "7afb22c5f8dd"},
		{key: DocumentKey(statute.DocConsultation, "00"), want: "consultation:00", kind: statute.DocConsultation, ref: "00"},
		{key: LawKey("关于甲:乙的规定"), want: "关于甲:乙的规定", law: "关于甲:乙的规定"},
	} {
		if string(c.key) != c.want {
			t.Errorf("%q; want %q", c.key, c.want)
		}
		law, label, address, ok := c.key.Provision()
		if ok != (c.address != "") || ok && (law != c.law || label != c.label || address != c.address) {
			t.Errorf("%s is the provision %q %q %q, %t", c.key, law, label, address, ok)
		}
		kind, ref, ok := c.key.Document()
		if ok != (c.ref != "") || kind != c.kind || ref != c.ref {
			t.Errorf("%s is the document %q %q, %t", c.key, kind, ref, ok)
		}
		if got := c.key.Law(); got != c.law {
			t.Errorf("%s is of the law %q; want %q", c.key, got, c.law)
		}
	}
}

func TestKinds(t *testing.T) {
	t.Parallel()
	for k := range Kind(Kinds) {
		if got, ok := KindOf(k.String()); !ok || got != k {
			t.Errorf("%s is %v, %t", k, got, ok)
		}
		if want := k == Article || k == Clause; k.IsProvision() != want {
			t.Errorf("%s is a provision: %t", k, !want)
		}
	}
	if _, ok := KindOf("annex"); ok {
		t.Error("there is a kind annex")
	}
}

func TestRankedText(t *testing.T) {
	t.Parallel()
	d := Document{Headings: []string{"总则", "一般规定"}, Crimes: []string{"危险驾驶罪"}, Text: "全文"}
	if got := d.Path(); got != " 总则 一般规定 危险驾驶罪" {
		t.Errorf("the path is %q", got)
	}
	if got := d.RankedText(); got != "全文" {
		t.Errorf("it is ranked by %q", got)
	}
	if d.Gist = "要点"; d.RankedText() != "要点" {
		t.Error("the gist is not what it is ranked by")
	}
}

func TestRepeatedKeys(t *testing.T) {
	t.Parallel()
	for n := 1; n < 12; n++ {
		if got := ProvisionKey("车辆安全法", "undated", "3").Repeated(n).Nth(); got != n {
			t.Errorf("the %d. provision is read as the %d.", n, got)
		}
		k := ReportedCaseKey("7afb22c5f8dd", n)
		ref, got, ok := k.ReportedCase()
		if ref != "7afb22c5f8dd" || got != n || !ok {
			t.Errorf("%s is read as the case %d of %q, %t", k, got, ref, ok)
		}
		if _, _, ok := k.Document(); ok {
			t.Errorf("%s is read as a document", k)
		}
	}
	for _, k := range []Key{"车辆安全法", "车辆安全法@undated/3#2", "commentary:7afb22c5f8dd", "case:7afb22c5f8dd"} {
		if _, _, ok := k.ReportedCase(); ok {
			t.Errorf("%s is read as a case that a report tells", k)
		}
	}
}

func TestKindsAsText(t *testing.T) {
	t.Parallel()
	for k := range Kind(Kinds) {
		text, err := k.MarshalText()
		var read Kind
		if err != nil || read.UnmarshalText(text) != nil || read != k {
			t.Errorf("%s is written as %q, %v, and read as %s", k, text, err, read)
		}
	}
	var k Kind
	if err := k.UnmarshalText([]byte("annex")); err == nil {
		t.Error("the kind annex is read")
	}
	if _, err := Kind(Kinds).MarshalText(); err == nil {
		t.Error("a kind that there is not is written")
	}
}
