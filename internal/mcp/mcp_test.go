package mcp_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http/httptest"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/mcp"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/testbase"
	"github.com/fatiao/fatiao/internal/testlaw"
)

var now = func() time.Time { return time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC) }

// open makes a server of the laws of testlaw.
func open(t *testing.T) *mcp.Server {
	t.Helper()
	base, s := testbase.Open(t, ingest.Options{Paths: []string{testlaw.Write(t, t.TempDir())}, Now: now})
	graph := citegraph.New(base)
	return mcp.New(mcp.Options{Now: now, Citable: reading.Citable, Deadline: time.Minute, Acquire: func() (mcp.Readers, func(), bool) {
		return mcp.Readers{Generation: "gen-000001", Laws: base, Names: base.Names(), Graph: graph, Documents: base, Citations: graph,
			History: lawhistory.New(base), Search: s}, func() {}, true
	}})
}

// sessions are clients of a server, one over each transport.
func sessions(t *testing.T, s *mcp.Server) map[string]*sdk.ClientSession {
	t.Helper()
	web := httptest.NewServer(s.Handler())
	t.Cleanup(web.Close)
	toServer, fromClient := io.Pipe()
	toClient, fromServer := io.Pipe()
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.ServeStdio(ctx, toServer, fromServer) }()
	t.Cleanup(func() {
		stop()
		<-ended
	})
	list := map[string]*sdk.ClientSession{}
	for name, transport := range map[string]sdk.Transport{
		"http":  &sdk.StreamableClientTransport{Endpoint: web.URL},
		"stdio": &sdk.IOTransport{Reader: toClient, Writer: fromClient},
	} {
		session, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(ctx, transport, nil)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		t.Cleanup(func() { _ = session.Close() })
		list[name] = session
	}
	return list
}

// call calls a tool and reads its answer.
func call(t *testing.T, session *sdk.ClientSession, tool string, arguments map[string]any) (*sdk.CallToolResult, map[string]any) {
	t.Helper()
	r, err := session.CallTool(t.Context(), &sdk.CallToolParams{Name: tool, Arguments: arguments})
	if err != nil {
		t.Fatalf("%s %v: %v", tool, arguments, err)
	}
	answer, _ := r.StructuredContent.(map[string]any)
	return r, answer
}

func said(r *sdk.CallToolResult) string {
	var b strings.Builder
	for _, c := range r.Content {
		if text, ok := c.(*sdk.TextContent); ok {
			b.WriteString(text.Text)
		}
	}
	return b.String()
}

// calls are one of each tool and more, with what the answer has to say.
var calls = []struct {
	tool      string
	arguments map[string]any
	outcome   string
	says      []string // in the text
	has       []string // in the structured answer
}{
	{"search_law", map[string]any{"query": "漏雨 租金"}, "found", []string{"住宅法典 第四条"}, []string{`"version":"`}},
	{"search_law", map[string]any{"query": "车辆安全法77"}, "no_provision", []string{"没有第七十七条"}, nil},
	{"search_law", map[string]any{"query": "《没有的法》第三条"}, "not_loaded", []string{"没有收录"}, nil},
	{"search_law", map[string]any{"query": "\"辐射防护阈值\""}, "none", []string{"不等于法律没有规定"}, nil},
	{"get_article", map[string]any{"address": "《车辆安全法》第三条"}, "found", []string{"不打瞌睡"}, []string{`"address":"车辆安全法@2022-06-15/3"`}},
	{"get_article", map[string]any{"address": "车辆安全法3", "as_of": "2020-01-01"}, "found", []string{"按 2020-01-01 的法律"},
		[]string{`"version":"2019-03-01"`}},
	{"get_article", map[string]any{"address": "车辆安全法/3", "context": 1}, "found", []string{"第二条", "第四条"}, []string{`"around":[`}},
	{"get_article", map[string]any{"address": "车辆安全法/99"}, "no_provision", []string{"没有第九十九条", "您要找的可能是"}, nil},
	{"get_article", map[string]any{"address": "没有的法3"}, "not_loaded", []string{"不等于不存在"}, nil},
	{"get_law", map[string]any{"law": "车辆安全法"}, "found", []string{"第二编 分则", "收录文本 2 个"}, []string{`"contents":[`}},
	{"get_law", map[string]any{"law": "车辆安全法", "articles": "2-3"}, "found", []string{"第二条", "第三条"}, []string{`"articles":[`}},
	{"get_law", map[string]any{"law": "车辆安全法", "articles": "77-78"}, "no_provision", []string{"没有第七十七条"}, nil},
	{"get_history", map[string]any{"address": "车辆安全法3"}, "found", []string{"车辆安全法@2019-03-01"}, []string{`"stages":[`}},
	{"get_history", map[string]any{"address": "车辆安全法"}, "found", []string{"2019-03-01@"}, []string{`"texts":[`}},
	{"get_cited_by", map[string]any{"address": "车辆安全法3"}, "found", []string{"被引用 3 处"}, []string{`"sentence":"`}},
	{"get_cited_by", map[string]any{"address": "车辆安全法3", "kind": "consultation"}, "none", []string{"没有引用它的"}, nil},
	{"search_cases", map[string]any{"query": "车辆事故"}, "found", []string{"甲诉乙运输公司"}, []string{`"id":"`}},
	{"search_cases", map[string]any{"court": "没有的法院"}, "none", []string{"不等于没有"}, nil},
	{"get_case", map[string]any{"id": "000000000000"}, "not_loaded", []string{"没有收录这个编号"}, nil},
	{"check_citations", map[string]any{"text": "依照《车辆安全法》第三条、第九十九条的规定，判决如下。", "as_of": "2023-05-06"}, "found",
		[]string{"没有这一条", "按 2023-05-06 的法律"}, []string{`"verdict_text":"存在"`, `"wrong":true`}},
	{"check_citations", map[string]any{"text": "今天天气好。"}, "none", []string{"没有找到"}, nil},
	{"resolve_name", map[string]any{"name": "车辆安全法"}, "found", []string{"中华人民共和国车辆安全法"}, []string{`"law":"车辆安全法"`}},
	{"resolve_name", map[string]any{"name": "没有的法"}, "not_loaded", []string{"不等于不存在"}, nil},
	{"get_coverage", map[string]any{}, "found", []string{"法律法规"}, []string{`"levels":[`}},
	{"get_coverage", map[string]any{"law": "车辆安全法"}, "found", []string{"车辆安全法@2019-03-01"}, []string{`"texts":[`}},
}

// Each tool answers over both transports alike, with an answer that its schema allows (the
// client of the SDK does not look, the server does) and that says on what it rests.
func TestTools(t *testing.T) {
	t.Parallel()
	s := open(t)
	clients := sessions(t, s)
	for _, c := range calls {
		answers := map[string]map[string]any{}
		for name, session := range clients {
			r, answer := call(t, session, c.tool, c.arguments)
			answers[name] = answer
			text := said(r)
			if r.IsError || answer["outcome"] != c.outcome {
				t.Errorf("%s %v over %s: outcome %v, error %t: %s", c.tool, c.arguments, name, answer["outcome"], r.IsError, text)
				continue
			}
			for _, k := range []string{"as_of", "collection_until", "generation"} {
				if v, _ := answer[k].(string); v == "" || !strings.Contains(text, v) {
					t.Errorf("%s %v over %s: %s is %q, which the text does not say: %s", c.tool, c.arguments, name, k, v, text)
				}
			}
			raw, err := json.Marshal(answer)
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range c.says {
				if !strings.Contains(text, want) {
					t.Errorf("%s %v over %s: the text lacks %q:\n%s", c.tool, c.arguments, name, want, text)
				}
			}
			for _, want := range c.has {
				if !strings.Contains(string(raw), want) {
					t.Errorf("%s %v over %s: the answer lacks %s:\n%s", c.tool, c.arguments, name, want, raw)
				}
			}
		}
		if !reflect.DeepEqual(answers["http"], answers["stdio"]) {
			t.Errorf("%s %v: the transports differ", c.tool, c.arguments)
		}
	}
}

// A case is read by the id that a search gives, in pieces.
func TestReadsCase(t *testing.T) {
	t.Parallel()
	session := sessions(t, open(t))["http"]
	_, found := call(t, session, "search_cases", map[string]any{})
	first := found["cases"].([]any)[0].(map[string]any)
	_, whole := call(t, session, "get_case", map[string]any{"id": first["id"]})
	_, rest := call(t, session, "get_case", map[string]any{"id": first["id"], "offset": 5})
	text, _ := whole["text"].(string)
	if after, _ := rest["text"].(string); text == "" || after != string([]rune(text)[5:]) {
		t.Errorf("from 5 on: %q; whole: %q", after, text)
	}
	if whole["title"] != first["title"] || len(whole["cites"].([]any)) == 0 {
		t.Errorf("case: %v", whole)
	}
}

// Each tool is described: what it is called, that it reads only, how its arguments are bounded
// and what it answers.
func TestDescriptions(t *testing.T) {
	t.Parallel()
	for name, session := range sessions(t, open(t)) {
		list, err := session.ListTools(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(list.Tools); n < 8 || n > 10 {
			t.Errorf("%s: %d tools", name, n)
		}
		for _, tool := range list.Tools {
			a := tool.Annotations
			if tool.Title == "" || tool.Description == "" || a == nil || !a.ReadOnlyHint || !a.IdempotentHint || a.Title == "" ||
				a.OpenWorldHint == nil || *a.OpenWorldHint || tool.OutputSchema == nil {
				t.Errorf("%s: %s is not described: %+v", name, tool.Name, tool)
			}
			verb, noun, ok := strings.Cut(tool.Name, "_")
			if !ok || verb == "" || noun == "" {
				t.Errorf("%s is no verb with a noun", tool.Name)
			}
			for field, p := range tool.InputSchema.(map[string]any)["properties"].(map[string]any) {
				x := p.(map[string]any)
				_, enum := x["enum"]
				_, long := x["maxLength"]
				_, most := x["maximum"]
				_, many := x["maxItems"]
				if x["type"] != "boolean" && !enum && !long && !most && !many {
					t.Errorf("%s: %s has no bound: %v", tool.Name, field, x)
				}
			}
		}
	}
}

func TestResources(t *testing.T) {
	t.Parallel()
	for name, session := range sessions(t, open(t)) {
		templates, err := session.ListResourceTemplates(t.Context(), nil)
		if err != nil || len(templates.ResourceTemplates) != 3 {
			t.Fatalf("%s: templates %v, %v", name, templates, err)
		}
		for uri, want := range map[string]string{
			"law://车辆安全法/3@2019-03-01":                                         "车辆安全法@2019-03-01/3",
			"law://%E8%BD%A6%E8%BE%86%E5%AE%89%E5%85%A8%E6%B3%95/3@2019-03-01": "车辆安全法@2019-03-01/3",
			"law://车辆安全法/3":                                                    "不打瞌睡",
			"law://车辆安全法":                                                      "第一条",
		} {
			r, err := session.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: uri})
			if err != nil {
				t.Errorf("%s: %s: %v", name, uri, err)
			} else if text := r.Contents[0].Text; !strings.Contains(text, want) || !strings.Contains(text, "收录的文本截至") {
				t.Errorf("%s: %s: %s", name, uri, text)
			}
		}
		for _, uri := range []string{"law://车辆安全法/99", "law://没有的法/1", "law://车辆安全法/3@1999-01-01", "law://%zz", "file:///etc/passwd"} {
			if r, err := session.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: uri}); err == nil {
				t.Errorf("%s: %s was read: %+v", name, uri, r.Contents[0])
			}
		}
	}
}

func TestPrompt(t *testing.T) {
	t.Parallel()
	for name, session := range sessions(t, open(t)) {
		list, err := session.ListPrompts(t.Context(), nil)
		if err != nil || len(list.Prompts) != 1 || list.Prompts[0].Title != "引用核查" {
			t.Fatalf("%s: %+v, %v", name, list, err)
		}
		p, err := session.GetPrompt(t.Context(), &sdk.GetPromptParams{Name: list.Prompts[0].Name,
			Arguments: map[string]string{"text": "依照某法第三条", "date": "2020-01-01"}})
		if err != nil {
			t.Fatal(err)
		}
		text := p.Messages[0].Content.(*sdk.TextContent).Text
		for _, want := range []string{"check_citations", "依照某法第三条", "as_of=2020-01-01"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the prompt lacks %q: %s", name, want, text)
			}
		}
		if _, err := session.GetPrompt(t.Context(), &sdk.GetPromptParams{Name: list.Prompts[0].Name}); err == nil {
			t.Errorf("%s: a prompt without a text", name)
		}
	}
}

// The description for the registry is that of this server.
func TestServerJSON(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../../server.json")
	if err != nil {
		t.Fatal(err)
	}
	var d struct {
		Name, Version, Description string
		Remotes                    []struct{ Type, URL string }
	}
	if err := json.Unmarshal(raw, &d); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(d.Name, "/"+mcp.Name) || d.Version != mcp.Version || len(d.Description) > 100 || len(d.Remotes) != 1 ||
		d.Remotes[0].Type != "streamable-http" || d.Remotes[0].URL != "https://{host}/mcp" {
		t.Errorf("server.json: %+v", d)
	}
}
