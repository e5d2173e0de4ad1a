package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/testlaw"
)

// Of all real files none has a gap that is not said, and no text with 第一条 in it is read without articles.
func TestNothingIsLostInSilence(t *testing.T) {
	folders := []string{testlaw.Shared(t, "laws")}
	history := testlaw.Shared(t, "history")
	list, err := os.ReadDir(history)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range list {
		if entry.IsDir() {
			folders = append(folders, filepath.Join(history, entry.Name()))
		}
	}
	if len(folders) < 4 {
		t.Fatalf("%d folders; want laws and three of history", len(folders))
	}
	for _, folder := range folders {
		var names strings.Builder
		counted := &table{folder: folder}
		if err := counted.measure(&names); err != nil {
			t.Fatal(err)
		}
		if counted.laws < 25 {
			t.Errorf("%s: %d laws were read", folder, counted.laws)
		}
		if counted.silent+counted.silentGaps+counted.noArticles+counted.no+counted.most+counted.half+counted.less > 0 {
			t.Errorf("%s: articles are lost:\n%s", folder, names.String())
		}
	}
}

// What the table counts is what it is said to count.
func TestLookFindsWhatIsLost(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"whole.txt": "渡船条例\n（2020年5月28日样例省人民政府令第1号公布）\n第一条 船要有灯。\n第二条 灯要亮。\n第三条 本条例自2020年6月1日起施行。\n",
		"gap.txt":   "渡口条例\n（2020年5月28日样例省人民政府令第2号公布）\n第一条 口要有灯。\n第三条 灯要亮。\n第四条 本条例自2020年6月1日起施行。\n",
		"notes.txt": "读书笔记\n今天读了两本书。\n第一条 是多读。\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var names strings.Builder
	counted := &table{folder: folder}
	if err := counted.measure(&names); err != nil {
		t.Fatal(err)
	}
	if counted.documents != 3 || counted.whole != 1 || counted.gaps != 1 || counted.silentGaps != 0 || counted.no != 1 {
		t.Errorf("%+v\n%s", counted, names.String())
	}
}
