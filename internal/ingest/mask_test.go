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
