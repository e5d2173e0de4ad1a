package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"regexp"
	"sort"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/testlaw"
	"github.com/fatiao/fatiao/internal/wire"
)

// citeFileJSON runs fatiao cite --json on a file.
func citeFileJSON(t *testing.T, bin, data, file string) []wire.CitedDocument {
	t.Helper()
	out, err := exec.Command(bin, "cite", "--data", data, "--json", file).Output()
	if err != nil {
		t.Fatalf("cite %s: %v", file, err)
	}
	var list []wire.CitedDocument
	for d := json.NewDecoder(bytes.NewReader(out)); d.More(); {
		var j wire.CitedDocument
		if err := d.Decode(&j); err != nil {
			t.Fatal(err)
		}
		list = append(list, j)
	}
	return list
}

// operative ends the sentence that names what the court decides by.
var operative = regexp.MustCompile(`(判决|裁定)如下`)

// provisionsOf returns the provisions that a judgment decides by, in the
// sentence before 判决如下, and those that the court's reasoning cites before
// it, from the last 本院认为 on.
func provisionsOf(j wire.CitedDocument) (basis, reasoning map[string]bool) {
	text := []rune(j.Text)
	end := len(text)
	if m := operative.FindAllStringIndex(j.Text, -1); m != nil {
		end = len([]rune(j.Text[:m[len(m)-1][1]]))
	}
	sentence := end - 6
	for sentence > 0 && text[sentence-1] != '。' && text[sentence-1] != '\n' {
		sentence--
	}
	why := len([]rune(j.Text[:max(0, strings.LastIndex(string(text[:end]), "本院认为"))]))
	basis, reasoning = map[string]bool{}, map[string]bool{}
	for _, c := range j.Cites {
		of := map[string]bool(nil)
		switch {
		case c.Kind != "provision":
		case c.Start >= sentence && c.Start < end:
			of = basis
		case c.Start >= why && c.Start < sentence:
			of = reasoning
		}
		for _, target := range c.Targets {
			if of != nil {
				of[cutTarget(target, true)] = true
			}
		}
	}
	return basis, reasoning
}

// testJudgments checks whole judgments: what they decide by and what their
// reasoning cites is found as it was noted by hand, and nothing else.
func testJudgments(t *testing.T, bin, data string) {
	file := testlaw.Shared(t, "cases", "whole.jsonl")
	gold := map[string]struct {
		Basis     []string `json:"basis"`
		Reasoning []string `json:"reasoning_cites"`
	}{}
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(bytes.NewReader(content))
	lines.Buffer(nil, 4<<20)
	for lines.Scan() {
		var line struct {
			ID   string          `json:"id"`
			Gold json.RawMessage `json:"gold"`
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		g := gold[line.ID]
		if err := json.Unmarshal(line.Gold, &g); err != nil {
			t.Fatal(err)
		}
		gold[line.ID] = g
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	judgments := citeFileJSON(t, bin, data, file)
	if len(judgments) != len(gold) {
		t.Fatalf("%d judgments; want %d", len(judgments), len(gold))
	}
	var noted, found int
	statuses := map[string]int{}
	for _, j := range judgments {
		for _, c := range j.Cites {
			if c.Kind == "provision" {
				statuses[c.Status]++
			}
		}
		basis, reasoning := provisionsOf(j)
		for _, part := range []struct {
			name string
			want []string
			have map[string]bool
		}{{"basis", gold[j.ID].Basis, basis}, {"reasoning", gold[j.ID].Reasoning, reasoning}} {
			want := map[string]bool{}
			for _, target := range part.want {
				want[cutTarget(target, true)] = true
			}
			for target := range want {
				noted++
				if part.have[target] {
					found++
				} else {
					t.Logf("%s: %s: %s is not found", j.ID, part.name, target)
				}
			}
			for target := range part.have {
				if !want[target] {
					t.Errorf("%s: %s: %s is not there", j.ID, part.name, target)
				}
			}
		}
	}
	t.Logf("%d judgments: %d of %d provisions of the basis and the reasoning found; all their citations by status: %v", len(judgments),
		found, noted, statuses)
	if found*100 < noted*97 {
		t.Errorf("%d of %d provisions found", found, noted)
	}
	statuses = map[string]int{}
	for _, j := range citeFileJSON(t, bin, data, testlaw.Shared(t, "cases", "judgments.jsonl")) {
		for _, c := range j.Cites {
			if c.Kind == "provision" {
				statuses[c.Status]++
			}
		}
	}
	t.Logf("judgments cut off before the reasoning, citations by status: %v", statuses)
}

// testPressRelease checks that a press release leads to the articles that it
// explains.
func testPressRelease(t *testing.T, bin, data string) {
	const regulation = "最高人民法院关于审理使用人脸识别技术处理个人信息相关民事案件适用法律若干问题的规定"
	got := map[string][]string{}
	for _, j := range citeFileJSON(t, bin, data, testlaw.Shared(t, "seeds", "004_b2a96c67bbcbdcc8.txt")) {
		for _, c := range j.Cites {
			if c.Kind == "provision" && c.Status != "resolved" {
				t.Errorf("%s%s is %s", c.Law, c.Quote, c.Status)
			}
			got[c.Quote] = append(got[c.Quote], c.Targets...)
		}
	}
	for quote, target := range map[string]string{"第2条": regulation + "/2", "第4条": regulation + "/4", "第10条第1款": regulation + "/10/k1",
		"第1036条": "民法典/1036"} {
		sort.Strings(got[quote])
		if i := sort.SearchStrings(got[quote], target); i == len(got[quote]) || got[quote][i] != target {
			t.Errorf("%s means %v; want %s", quote, got[quote], target)
		}
	}
}
