package ingest

import (
	"os"
	"path/filepath"
	"testing"
)

// Pictures of texts are counted among what is refused.
func TestScansAreCounted(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string]string{"甲.png": "\x89PNG\r\n\x1a\n", "乙.jpg": "\xFF\xD8\xFF", "丙.txt": " ",
		"丁.txt": "仓库管理办法\n\n第一条 仓库应当登记。\n\n第二条 本办法自2020年1月1日起施行。\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, report := ingestFile(t, dir, Options{}); report.Scans != 2 || len(report.Rejected) != 3 || report.Laws != 1 {
		t.Errorf("%d scans, rejected %v, %d laws", report.Scans, report.Rejected, report.Laws)
	}
}
