package web_test

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// boxesAndLines are the addresses that the picture of a net leads to, and those of its list.
func boxesAndLines(doc *html.Node) (boxes, lines map[string]bool) {
	boxes, lines = map[string]bool{}, map[string]bool{}
	var walk func(n *html.Node, in map[string]bool)
	walk = func(n *html.Node, in map[string]bool) {
		switch {
		case n.Data == "svg":
			in = boxes
		case n.Data == "li" && attr(n, "data-n") != "":
			in = lines
		case n.Data == "a" && in != nil && attr(n, "class") != "more" && attr(n, "class") != "around":
			in[attr(n, "href")] = true
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, in)
		}
	}
	walk(doc, nil)
	return boxes, lines
}

// The page of a net says in its list what its picture shows, and its files have all of it.
func TestNet(t *testing.T) {
	h := site(t)
	r := get(t, h, "/law/车辆安全法/3/graph")
	doc, err := html.Parse(r.Body)
	if err != nil || r.StatusCode != http.StatusOK {
		t.Fatal(r.StatusCode, err)
	}
	boxes, lines := boxesAndLines(doc)
	if len(boxes) < 2 || len(boxes) != len(lines) {
		t.Errorf("the picture shows %v, the list %v", boxes, lines)
	}
	for b := range boxes {
		if !lines[b] {
			t.Errorf("%s is only in the picture", b)
		}
		if u, err := url.Parse(b); err != nil || get(t, h, u.Path).StatusCode != http.StatusOK {
			t.Errorf("%s leads nowhere", b)
		}
	}
	if body := text(t, get(t, h, "/law/车辆安全法/3")); !strings.Contains(body, "全部引用关系") {
		t.Error("the article does not lead to its net")
	}
	for path, want := range map[string]int{"/law/车辆安全法/graph": 200, "/law/车辆安全法/99/graph": 404, "/law/没有的法/graph": 404,
		"/law/车辆安全法/graph.png": 404, "/law/车辆安全法/3/graph?steps=2&kind=interpretation": 200, "/law/车辆安全法/3/graph?open=g1-law&from=-3": 200,
		"/law/车辆安全法/3/graph?as_of=2020-01-01": 200} {
		if r := get(t, h, path); r.StatusCode != want {
			t.Errorf("%s: status %d; want %d", path, r.StatusCode, want)
		}
	}
	only, _ := boxesAndLines(page(t, h, "/law/车辆安全法/3/graph?kind=interpretation"))
	if len(only) == 0 || len(only) >= len(boxes) {
		t.Errorf("interpretations alone are %v", only)
	}
}

func TestNetFiles(t *testing.T) {
	h := site(t)
	content := func(format string) []byte {
		r := get(t, h, "/law/车辆安全法/3/graph."+format)
		b, err := io.ReadAll(r.Body)
		if err != nil || r.StatusCode != http.StatusOK || !strings.HasPrefix(r.Header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %d %v %s", format, r.StatusCode, err, r.Header.Get("Content-Disposition"))
		}
		return b
	}
	var j struct {
		Of    string
		Nodes []struct{ ID, Name, Path string }
		Edges []struct{ From, To string }
	}
	if err := json.Unmarshal(content("json"), &j); err != nil || j.Of != "车辆安全法/3" || len(j.Edges) < 2 || len(j.Nodes) != len(j.Edges)+1 {
		t.Errorf("JSON: %v %+v", err, j)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content("csv"), []byte("\ufeff")))).ReadAll()
	if err != nil || len(rows) != len(j.Edges)+1 {
		t.Errorf("CSV: %v, %d rows of %d edges", err, len(rows), len(j.Edges))
	}
	count := func(format, element string) (n int) {
		d := xml.NewDecoder(bytes.NewReader(content(format)))
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				return n
			}
			if err != nil {
				t.Fatalf("%s: %v", format, err)
			}
			if e, ok := token.(xml.StartElement); ok && e.Name.Local == element {
				n++
			}
		}
	}
	if n := count("graphml", "node"); n != len(j.Nodes) {
		t.Errorf("GraphML has %d nodes of %d", n, len(j.Nodes))
	}
	if n := count("svg", "a"); n != len(j.Nodes)-1 {
		t.Errorf("SVG has %d links of %d", n, len(j.Nodes)-1)
	}
}

// Of five hundred texts the page shows some and says so, "还有" opens the rest, and the files have all.
func TestNetOfMany(t *testing.T) {
	dir := testlaw.Write(t, t.TempDir())
	var b strings.Builder
	b.WriteString("# 拖车规定\n\n2023年1月5日 虚构部公布\n\n2023年2月1日 施行\n\n<!-- INFO END -->\n\n")
	for i := range 500 {
		fmt.Fprintf(&b, "第%d条 第%d类拖车适用《车辆安全法》第三条。\n\n", i+1, i+1)
	}
	if err := os.WriteFile(filepath.Join(dir, "法律", "拖车规定.md"), []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	h := siteOf(t, ingest.Options{Paths: []string{dir}})
	r := get(t, h, "/law/车辆安全法/3/graph")
	content, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write(content); err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	if packed.Len() > 10<<10 {
		t.Errorf("the page is %d bytes, packed %d", len(content), packed.Len())
	}
	all := map[string]bool{}
	next := "/law/车辆安全法/3/graph"
	for range 12 {
		doc := page(t, h, next)
		boxes, lines := boxesAndLines(doc)
		if len(boxes) != len(lines) || len(boxes) > 400 {
			t.Errorf("%s: %d boxes, %d lines", next, len(boxes), len(lines))
		}
		for l := range lines {
			all[l] = true
		}
		more := element(doc, "class", "more")
		if more == nil {
			break
		}
		if next, err = url.QueryUnescape(attr(more, "href")); err != nil {
			t.Fatal(err)
		}
		next, _, _ = strings.Cut(next, "#")
	}
	var j struct{ Nodes []struct{ ID string } }
	if err := json.NewDecoder(get(t, h, "/law/车辆安全法/3/graph.json").Body).Decode(&j); err != nil || len(j.Nodes) < 501 {
		t.Errorf("the file has %d nodes, %v", len(j.Nodes), err)
	}
	if len(all) != len(j.Nodes)-1 {
		t.Errorf("by 还有 %d texts are found of %d", len(all), len(j.Nodes)-1)
	}
	if said := text(t, get(t, h, "/law/车辆安全法/3/graph")); !strings.Contains(said, "全部 501 个，显示") {
		t.Errorf("the page does not say how many it shows: %.300s", said)
	}
}
