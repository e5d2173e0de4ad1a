package ingest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// ingestFile ingests a file into a new data folder and returns the folder.
func ingestFile(t *testing.T, path string, o Options) (dir string, report *Report) {
	t.Helper()
	dir = t.TempDir()
	store, err := generation.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	o.Store, o.Paths = store, []string{path}
	report, err = Run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return dir, report
}

// folderHas reports which of some strings are in a file of a data folder.
func folderHas(t *testing.T, dir string, words []string) (found []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		text := string(data)
		for _, w := range words {
			if strings.Contains(text, w) {
				found = append(found, w+" in "+filepath.Base(path))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// peopleIn are the parties of judgments that are people whose names are not hidden
// yet.
func peopleIn(t *testing.T, path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for line := range strings.Lines(string(data)) {
		var a struct {
			Gold struct {
				Parties []struct {
					Name string `json:"name"`
				} `json:"parties"`
			} `json:"gold"`
		}
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		for _, p := range a.Gold.Parties {
			if n := utf8.RuneCountInString(p.Name); n >= 2 && n <= 4 && !strings.ContainsAny(p.Name, "某×局院府店厂社会") {
				names = append(names, p.Name)
			}
		}
	}
	return names
}

// No name of a party is left anywhere in the data folder, unless it is to be kept.
func TestMaskedEverywhere(t *testing.T) {
	t.Parallel()
	written := filepath.Join("..", "judgment", "testdata")
	for name, path := range map[string]func(t *testing.T) string{
		"written":      func(*testing.T) string { return filepath.Join(written, "judgments.jsonl") },
		"written anew": func(*testing.T) string { return filepath.Join(written, "judgments2.jsonl") },
		"whole":        func(t *testing.T) string { return filepath.Join(testlaw.Shared(t, "cases"), "whole.jsonl") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if testing.Short() && name != "written" {
				t.Skip("ingests many judgments")
			}
			path := path(t)
			names := peopleIn(t, path)
			if len(names) < 8 {
				t.Fatalf("only %d people in %s", len(names), path)
			}
			dir, _ := ingestFile(t, path, Options{})
			if found := folderHas(t, dir, names); len(found) > 0 {
				t.Errorf("%s: %d names are left: %v", path, len(found), found)
			}
			kept, _ := ingestFile(t, path, Options{KeepNames: true})
			if found := folderHas(t, kept, names); len(found) < len(names) {
				t.Errorf("%s: %d of %d names are there although all were to be kept", path, len(found), len(names))
			}
		})
	}
}

// named is a judgment of two people, whom the names of its file and folder name too.
const named = "甲省乙市丙区人民法院\n民事判决书\n（2021）甲0101民初1号\n原告：羊双彪，男，1984年10月26日出生，汉族。\n" +
	"被告：羊文亮，男，1980年1月2日出生，汉族。\n原告羊双彪与被告羊文亮民间借贷纠纷一案，本院立案后，依法进行了审理。现已审理终结。\n" +
	"羊双彪诉称，羊文亮借钱不还。\n本院认为，应当还款。依照《中华人民共和国民法典》第六百七十五条规定，判决如下：\n" +
	"羊文亮返还羊双彪一万元。\n审判员　孙公正\n二〇二一年五月一日\n书记员　李记录\n"

// No hidden name stands in the paths of sources: the same file is found again all the same, and what was read of
// a folder is taken out by the folder's name.
func TestMaskedPaths(t *testing.T) {
	t.Parallel()
	source := t.TempDir()
	paths := []string{"羊双彪与羊文亮案/判决书.txt", "卷宗/双彪的案子/羊 双彪诉羊文亮借贷.txt", "卷宗/无名.txt"}
	for i, p := range paths {
		path := filepath.Join(source, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(strings.Replace(named, "民初1号", fmt.Sprintf("民初%d号", i+1), 1)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	dir, report := ingestFile(t, source, Options{})
	if report.Cases != len(paths) {
		t.Fatalf("%d cases; want %d", report.Cases, len(paths))
	}
	if found := folderHas(t, dir, []string{"羊双彪", "双彪", "羊文亮", "文亮", "羊 双彪"}); len(found) > 0 {
		t.Errorf("names are left: %v", found)
	}
	if found := folderHas(t, dir, []string{"羊某某1与羊某某2案", "无名.txt"}); len(found) < 2 {
		t.Errorf("only %v are left of the paths", found)
	}
	store, err := generation.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	if report, err = Run(t.Context(), Options{Store: store, Paths: []string{source}}); err != nil || report.Unchanged != len(paths) {
		t.Fatalf("read again: %v, %v; want %d unchanged", report, err, len(paths))
	}
	changed := filepath.Join(source, filepath.FromSlash(paths[0]))
	if err := os.WriteFile(changed, []byte(strings.Replace(named, "民初1号", "民初9号", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if report, err = Run(t.Context(), Options{Store: store, Paths: []string{source}}); err != nil || report.Cases != len(paths) {
		t.Fatalf("one changed: %v, %v; want %d cases", report, err, len(paths))
	}
	for i, folder := range []string{"卷宗/双彪的案子", "羊双彪与羊文亮案"} {
		report, err = Remove(t.Context(), Options{Store: store}, filepath.Join(source, filepath.FromSlash(folder)))
		if err != nil || report.Cases != len(paths)-1-i {
			t.Errorf("%s taken out: %v, %v; want %d cases", folder, report, err, len(paths)-1-i)
		}
	}
}
