package ingest

import (
	"encoding/json"
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
		var a answer
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
	for _, path := range []string{filepath.Join("testdata", "judgments.jsonl"), filepath.Join("testdata", "judgments2.jsonl"), filepath.Join(testlaw.Shared(t, "cases"), "whole.jsonl")} {
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
	}
}

func TestMaskForm(t *testing.T) {
	const text = "甲省乙市丙区人民法院\n民事判决书\n（2021）甲0101民初1号\n原告：羊双彪，男，1984年10月26日出生，汉族，住浙江省金华市婺城区白龙桥镇某村12号，公民身份号码330702198410260011。\n" +
		"委托诉讼代理人：郭大律，浙江某某律师事务所律师。\n被告：羊文亮，男，住浙江省磐安县，联系电话13812345678。\n被告：金华市羊记有限公司，住所地金华市婺城区八一北街1号。\n法定代表人：羊文亮，总经理。\n" +
		"原告羊双彪与被告羊文亮、金华市羊记有限公司民间借贷纠纷一案，本院立案后，依法进行了审理。现已审理终结。\n羊双彪诉称，其妻赵小兰在场，证人钱进看见羊文亮驾驶浙G12345轿车收了钱。\n" +
		"本院认为，应当还款。依照《中华人民共和国民法典》第六百七十五条规定，判决如下：\n羊文亮返还羊双彪一万元。\n审判员　孙公正\n二〇二一年五月一日\n书记员　李记录\n"
	dir := t.TempDir()
	file := filepath.Join(dir, "判决.txt")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	p := parseFiles(t, file)[0]
	shown := masked(p.Document).Text
	for _, gone := range []string{"羊双彪", "羊文亮", "赵小兰", "钱进", "330702", "138123", "浙G12345", "白龙桥"} {
		if strings.Contains(shown, gone) {
			t.Errorf("%s is left in\n%s", gone, shown)
		}
	}
	for _, kept := range []string{"郭大律", "孙公正", "李记录", "金华市羊记有限公司", "八一北街1号", "住浙江省金华市婺城区××", "羊某某1诉称", "羊某某2返还羊某某1", "其妻赵某某", "证人钱某看见"} {
		if !strings.Contains(shown, kept) {
			t.Errorf("%s is missing in\n%s", kept, shown)
		}
	}
}
