package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/testlaw"
	"github.com/fatiao/fatiao/internal/wire"
)

// TestRealCollection ingests the whole real collection with the real binary
// and checks what must be there. Time and memory are printed beside those of
// reading the same files; .ci/accept runs this test without the race detector.
func TestRealCollection(t *testing.T) {
	shared, seeds := testlaw.Shared(t, "laws"), testlaw.Shared(t, "seeds")
	if testing.Short() {
		t.Skip("takes a minute")
	}
	bin, dir := build(t), t.TempDir()
	laws := filepath.Join(dir, "laws") // a copy: some are changed at the end
	if err := os.CopyFS(laws, os.DirFS(shared)); err != nil {
		t.Fatal(err)
	}
	data, reportFile := filepath.Join(dir, "data"), filepath.Join(dir, "r.json")
	ingestAll := func() (wire.IngestReport, time.Duration, int64) {
		t.Helper()
		cmd := exec.Command(bin, "ingest", "--data", data, laws, seeds, "--report", reportFile)
		start := time.Now()
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("ingest: %v\n%s", err, out)
		}
		took := time.Since(start)
		content, err := os.ReadFile(reportFile)
		if err != nil {
			t.Fatal(err)
		}
		var r wire.IngestReport
		if err := json.Unmarshal(content, &r); err != nil {
			t.Fatal(err)
		}
		return r, took, cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss >> 10
	}
	start := time.Now()
	files := 0
	for _, root := range []string{laws, seeds} {
		if err := filepath.WalkDir(root, func(p string, d os.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				files++
				_, err = os.ReadFile(p)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	reading := time.Since(start)
	r, took, rss := ingestAll()
	again, tookAgain, _ := ingestAll()
	t.Logf("ingest %.1f s, peak %d MB; again %.1f s; reading the files alone %.2f s", took.Seconds(), rss, tookAgain.Seconds(),
		reading.Seconds())
	t.Logf("%d laws, %d versions, %d articles (%d repealed), %d cases, %d commentaries, citations %+v", r.Laws, r.Versions, r.Articles,
		r.Repealed, r.Cases, r.Commentaries, r.Citations)
	if r.Sources+len(r.Skipped)+len(r.Rejected) != files || len(r.Rejected) > 0 || len(r.Skipped) != 21 {
		t.Errorf("%d files: %d read, %d skipped, rejected %v", files, r.Sources, len(r.Skipped), r.Rejected)
	}
	if r.Laws < 1380 || r.Articles < 58_000 || r.Cases != 52 || r.Commentaries != 8 {
		t.Errorf("report %+v", r)
	}
	if again.Generation != r.Generation || again.Unchanged != r.Sources {
		t.Errorf("unchanged sources were ingested again: %+v", again)
	}
	for address, want := range map[string]string{
		"民法典/1036/k1/x2":      "（二）合理处理",
		"民法典1036":             "第一千零三十六条　处理个人信息",
		"刑法/133-1":            "（四）违反",
		"人脸识别规定第10条第1款":       "唯一验证方式",
		"民法典/1260":            "第一千二百六十条",
		"刑事诉讼法128":            "第一百二十八条　侦查人员",
		"刑法分则第四章":             "第四章 侵犯公民人身权利",
		"法释〔2023〕13号第1条":      "第一条　",
		"执行规定/13":             "13.　两个以上",
		"香港特别行政区基本法/48/k1/x4": "（四）决定政府政策",
		"未成年人网络保护条例/20":       "网络素养促进",
		"飞行基本规则/124":          "第一百二十四条　本规则",
		"飞行基本规则/附件2":          "附件二　飞行高度层",
		"公司法@2018-10-26/16":   "已修改",
	} {
		out, err := exec.Command(bin, "show", "--data", data, address).CombinedOutput()
		if err != nil || !strings.Contains(string(out), want) {
			t.Errorf("show %s: %v\n%s", address, err, out)
		}
	}
	for law, articles := range map[string]int{"民法典": 1260, "人脸识别规定": 16} {
		out, err := exec.Command(bin, "show", "--data", data, "--json", law).Output()
		if err != nil {
			t.Fatalf("show %s: %v", law, err)
		}
		var got struct{ Articles []string }
		if err := json.Unmarshal(out, &got); err != nil {
			t.Fatal(err)
		}
		if len(got.Articles) != articles {
			t.Errorf("%s has %d articles; want %d", law, len(got.Articles), articles)
		}
	}
	if out, err := exec.Command(bin, "doctor", "--data", data).CombinedOutput(); err != nil {
		t.Errorf("doctor: %v\n%s", err, out)
	}
	if kept := os.Getenv(testlaw.KeepIngestedEnv); kept != "" {
		if err := os.CopyFS(kept, os.DirFS(data)); err != nil {
			t.Fatalf("keeping what was ingested: %v", err)
		}
	}
	t.Run("searching", func(t *testing.T) { testSearching(t, data) })
	t.Run("relevance", func(t *testing.T) { testRelevance(t, data) })
	t.Run("citations", func(t *testing.T) { testCitations(t, bin, data) })
	t.Run("judgments", func(t *testing.T) { testJudgments(t, bin, data) })
	t.Run("press release", func(t *testing.T) { testPressRelease(t, bin, data) })
	t.Run("citations by text", func(t *testing.T) { testCitationCounts(t, bin, data) })
	t.Run("versions", func(t *testing.T) { testDatedCitations(t, bin, data) })
	t.Run("ten changed files", func(t *testing.T) { testUpdate(t, bin, data, laws, seeds) })
}
