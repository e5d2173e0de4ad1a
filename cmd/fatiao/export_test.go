package main

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/testlaw"
	"github.com/fatiao/fatiao/internal/wire"
)

// aknSchemaEnv names the variable that gives the schema of Akoma Ntoso 3.0, and a Python with the
// package lxml before it, divided by a colon: .ci/accept makes both.
const aknSchemaEnv = "FATIAO_AKN"

// nestedOtherwise is how many texts of the real collection nest the items of an annex otherwise when
// they are read again; their words are the same.
const nestedOtherwise = 1

// TestExports takes all laws of the real collection away and back: as Markdown they are read again
// with the same words, headings and articles, as Akoma Ntoso they, and all cases, are what the schema
// allows.
func TestExports(t *testing.T) {
	data := os.Getenv(testlaw.IngestedEnv)
	if data == "" {
		t.Skipf("needs a data folder of the real collection; set %s", testlaw.IngestedEnv)
	}
	bin, dir := build(t), t.TempDir()
	command := func(name string, args ...string) {
		t.Helper()
		if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
			t.Fatalf("%s %v: %v\n%s", filepath.Base(name), args, err, out)
		}
	}
	md, again := filepath.Join(dir, "md"), filepath.Join(dir, "again")
	command(bin, "export", "--data", data, "--all", "--format", "md", "--output", md)
	command(bin, "ingest", "--data", again, md)
	before, after := exported(t, bin, data), exported(t, bin, again)
	nested := 0
	for address, x := range before {
		y := after[address]
		switch {
		case y == nil && x.Computed != "": // published by nobody, so it is not read
		case y == nil:
			t.Errorf("%s does not come back", address)
		case wordsOf(x) != wordsOf(y):
			t.Errorf("%s has other words", address)
		case x.Title != y.Title || x.InForceFrom != y.InForceFrom || x.Number != y.Number || len(x.Contents) != len(y.Contents):
			t.Errorf("%s: %s %s %s, %d headings; again %s %s %s, %d", address, x.Title, x.InForceFrom, x.Number, len(x.Contents),
				y.Title, y.InForceFrom, y.Number, len(y.Contents))
		case !reflect.DeepEqual(placesOf(x), placesOf(y)):
			t.Logf("%s nests otherwise", address)
			nested++
		}
	}
	t.Logf("%d texts; %d nest otherwise", len(before), nested)
	if nested > nestedOtherwise || len(before) < 1000 {
		t.Errorf("%d texts; %d nest otherwise (at most %d)", len(before), nested, nestedOtherwise)
	}
	python, schema, ok := strings.Cut(os.Getenv(aknSchemaEnv), ":")
	if !ok {
		t.Skipf("no schema of Akoma Ntoso; set %s", aknSchemaEnv)
	}
	xml := filepath.Join(dir, "xml")
	command(bin, "export", "--data", data, "--all", "--format", "xml", "--output", xml)
	command(bin, "export", "--data", data, "--all", "--cases", "--format", "xml", "--output", filepath.Join(xml, "典型案例"))
	judgments := filepath.Join(dir, "judgments")
	command(bin, "ingest", "--data", judgments, testlaw.Shared(t, "cases"))
	command(bin, "export", "--data", judgments, "--all", "--cases", "--format", "xml", "--output", filepath.Join(xml, "裁判文书"))
	command(python, "testdata/akn.py", schema, xml)
}

// exported are all texts of a data folder by their addresses.
func exported(t *testing.T, bin, data string) map[string]*wire.LawFile {
	t.Helper()
	cmd := exec.Command(bin, "export", "--data", data, "--all")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	list := map[string]*wire.LawFile{}
	lines := bufio.NewReader(out)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			break
		}
		var x wire.LawFile
		if err := json.Unmarshal(line, &x); err != nil {
			t.Fatal(err)
		}
		list[x.Address] = &x
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	return list
}

// wordsOf are the words of a text without white space.
func wordsOf(x *wire.LawFile) string {
	var b strings.Builder
	for _, u := range x.Units {
		b.WriteString(strings.Join(strings.Fields(u.Number+u.Text), ""))
	}
	return b.String()
}

// placesOf are the units of a text with the addresses of what they have.
func placesOf(x *wire.LawFile) []string {
	var list []string
	var parts func([]wire.FilePart)
	parts = func(all []wire.FilePart) {
		for _, p := range all {
			list = append(list, p.Kind+" "+p.Address+" "+p.Label)
			parts(p.Parts)
		}
	}
	for _, u := range x.Units {
		list = append(list, u.Kind+" "+u.Address+" "+u.Number)
		parts(u.Parts)
	}
	return list
}
