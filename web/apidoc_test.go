package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/ingest"
)

// documented are texts of which docs/api.md speaks, in invented words and under invented names: see
// invented.
var documented = map[string]string{
	"点灯法典.md": "# 中华人民共和国点灯法典\n\n2020年5月28日 第十三届虚构代表大会第三次会议通过\n\n2021年1月1日 施行\n\n<!-- INFO END -->\n\n## 第三编 合同\n\n" +
		"第五百七十七条 不点灯的，应当赔偿。\n\n## 第四编 人格权\n\n第一千零三十六条 点灯的人不承担责任：\n\n（一）灯已经坏了；\n\n（二）天已经亮了。\n\n" +
		"第一千二百六十条 本法自2021年1月1日起施行。《中华人民共和国灯油法》同时废止。\n",
	"灯油法.md": "# 中华人民共和国灯油法\n\n1999年3月15日 第九届虚构代表大会第二次会议通过\n\n1999年10月1日 施行\n\n<!-- INFO END -->\n\n" +
		"第五十一条 不点灯的，应当赔偿。\n\n第五十二条 没有灯油的合同无效。\n",
	"灯行法2018.md": "# 中华人民共和国灯行法\n\n1993年12月29日 第八届虚构代表大会常务委员会第五次会议通过\n\n" +
		"2018年10月26日 第十三届虚构代表大会常务委员会第六次会议修正\n\n2018年10月26日 施行\n\n<!-- INFO END -->\n\n" +
		"第十五条 公司可以买灯。\n\n第十六条 公司为他人买灯的，由董事会决议。\n",
	"灯行法2023.md": "# 中华人民共和国灯行法\n\n1993年12月29日 第八届虚构代表大会常务委员会第五次会议通过\n\n" +
		"2023年12月29日 第十四届虚构代表大会常务委员会第七次会议修订\n\n2024年7月1日 施行\n\n<!-- INFO END -->\n\n" +
		"第十五条 公司为他人买灯的，由董事会或者股东会决议。\n\n第十六条 公司应当点灯。\n",
	"规定.md":  "# 点灯规定\n\n2022年3月1日 公布\n\n2022年4月1日 施行\n\n<!-- INFO END -->\n\n第一条 依照《中华人民共和国灯行法》第十六条、点灯法典第一千零三十六条处理。\n",
	"答问.txt": "点灯规定答记者问\n\n2022年3月2日\n\n记者问：今年办了多少案件？\n\n答：今年前三季度，虚构市新收案件1200件，同比上升5.2%。依照《点灯法典》第一千零三十六条处理。\n",
}

// invented puts the names of documented in the place of those that docs/api.md has for its readers.
var invented = strings.NewReplacer("民法典", "点灯法典", "合同法", "灯油法", "公司法", "灯行法")

// consultation is a question with the articles that answer it.
const consultation = `{"qid":"1","query":"不点灯怎么赔","gold":[["点灯法典/577"]]}` + "\n"

// documentedSite serves the texts of which docs/api.md speaks.
func documentedSite(t *testing.T) http.Handler {
	t.Helper()
	dir := writeDated(t, t.TempDir())
	for name, text := range documented {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "咨询.jsonl"), []byte(consultation), 0o600); err != nil {
		t.Fatal(err)
	}
	return siteOf(t, ingest.Options{Paths: []string{dir}})
}

var (
	// shellWord is a word of a command: without blanks, or between quotation marks.
	shellWord = regexp.MustCompile(`'[^']*'|[^\s']+`)
	// assigned takes something out of an answer: ID=$(curl … | jq -r '.cases[0].id')
	assigned = regexp.MustCompile(`^(\w+)=\$\((.*) \| jq -r '\.(\w+)\[(\d+)\]\.(\w+)'\)$`)
	route    = regexp.MustCompile("^`(GET|POST) (/api/[^`]*)`：")
)

// curl reads a command as curl does, as far as the documentation uses it.
func curl(t *testing.T, command string) *http.Request {
	t.Helper()
	words := shellWord.FindAllString(command, -1)
	var address string
	var data []string
	header := http.Header{}
	asQuery := false
	for i := 1; i < len(words); i++ {
		value := func() string {
			i++
			return strings.Trim(words[i], "'")
		}
		switch words[i] {
		case "-G":
			asQuery = true
		case "-d", "--data":
			data = append(data, value())
		case "--data-urlencode":
			name, text, _ := strings.Cut(value(), "=")
			data = append(data, name+"="+url.QueryEscape(text))
		case "-H":
			name, text, _ := strings.Cut(value(), ": ")
			header.Set(name, text)
		default:
			if address != "" || strings.HasPrefix(words[i], "-") {
				t.Fatalf("%s: curl's %s is not read here", command, words[i])
			}
			address = words[i]
		}
	}
	u, err := url.Parse(address)
	if err != nil || words[0] != "curl" || u.Host != "127.0.0.1:8080" {
		t.Fatalf("%s is no command of curl (%v)", command, err)
	}
	method, body := http.MethodGet, ""
	switch {
	case asQuery:
		u.RawQuery = strings.Join(data, "&")
	case len(data) > 0:
		method, body = http.MethodPost, strings.Join(data, "&")
	}
	r := httptest.NewRequest(method, u.RequestURI(), strings.NewReader(body))
	r.Header = header
	return r
}

// Each route of the description stands in docs/api.md with a command of its own, which a small collection
// answers.
func TestAPIDocument(t *testing.T) {
	t.Parallel()
	h := documentedSite(t)
	text, err := os.ReadFile(filepath.Join("..", "docs", "api.md"))
	if err != nil {
		t.Fatal(err)
	}
	var of string // the route that is being described
	examples, variables := map[string]int{}, map[string]string{}
	ask := func(line string) *httptest.ResponseRecorder {
		for name, value := range variables {
			line = strings.ReplaceAll(line, "$"+name, value)
		}
		w, r := httptest.NewRecorder(), curl(t, line)
		h.ServeHTTP(w, r)
		if w.Code != http.StatusOK || !json.Valid(w.Body.Bytes()) {
			t.Errorf("%s: %d %.300s", line, w.Code, w.Body)
		}
		if method, path, _ := strings.Cut(of, " "); method == r.Method && matches(path, r.URL.Path) {
			examples[of]++
		}
		return w
	}
	for line := range strings.Lines(invented.Replace(string(text))) {
		line = strings.TrimSpace(line)
		if m := route.FindStringSubmatch(line); m != nil {
			of = m[1] + " " + m[2]
			examples[of] += 0
		}
		switch m := assigned.FindStringSubmatch(line); {
		case m != nil:
			variables[m[1]] = taken(t, ask(m[2]).Body.Bytes(), m[3], m[4], m[5])
		case strings.HasPrefix(line, "curl "):
			ask(line)
		}
	}
	var d struct {
		Paths map[string]map[string]struct {
			Summary string
		}
	}
	call(t, h, request("/api/openapi.json"), http.StatusOK, &d)
	for path, methods := range d.Paths {
		for method := range methods {
			name := strings.ToUpper(method) + " " + path
			if examples[name] == 0 {
				t.Errorf("%s has no example in docs/api.md", name)
			}
			delete(examples, name)
		}
	}
	delete(examples, "GET /api/openapi.json")
	if len(examples) > 0 {
		t.Errorf("docs/api.md has routes that are not there: %v", examples)
	}
}

// english is a word that is none of the letters of addresses.
var english = regexp.MustCompile(`[A-Za-z]{4,}`)

// matches reports whether a path is one of a route: /laws/{key}.
func matches(route, path string) bool {
	parts, of := strings.Split(path, "/"), strings.Split(route, "/")
	return len(parts) == len(of) && !slices.ContainsFunc(of, func(s string) bool {
		i := slices.Index(of, s)
		return !strings.HasPrefix(s, "{") && parts[i] != s
	})
}

// taken is a field of an element of a list in an answer.
func taken(t *testing.T, content []byte, list, index, field string) string {
	t.Helper()
	var all map[string]json.RawMessage
	var elements []map[string]any
	n, err := strconv.Atoi(index)
	if err == nil {
		err = json.Unmarshal(content, &all)
	}
	if err == nil {
		err = json.Unmarshal(all[list], &elements)
	}
	if err != nil || n >= len(elements) {
		t.Fatalf("no .%s[%s].%s in %.300s (%v)", list, index, field, content, err)
	}
	return fmt.Sprint(elements[n][field])
}

// All codes that the code names stand in the document, and errors come in the form that it says.
func TestProblems(t *testing.T) {
	t.Parallel()
	h := documentedSite(t)
	text, err := os.ReadFile(filepath.Join("..", "docs", "api.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{filepath.Join("api", "errors.go"), filepath.Join("guard", "problem.go"),
		filepath.Join("guard", "refusal.go")} {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		found := regexp.MustCompile(`(?m)^\t(?:[cC]ode|Reason)\w+\s+(?:Reason )?\s*= "(\w+)"`).FindAllStringSubmatch(string(source), -1)
		if len(found) < 5 {
			t.Errorf("%s names %d codes: does the test read nothing?", file, len(found))
		}
		for _, m := range found {
			if !strings.Contains(string(text), "`"+m[1]+"`") {
				t.Errorf("docs/api.md lacks the code %s", m[1])
			}
		}
	}
	for _, c := range []struct {
		path   string
		status int
		code   string
	}{
		{"/api/v1/laws/没有的法", 404, "law_not_loaded"}, {"/api/v1/laws/公司法@2001-01-01", 404, "version_not_loaded"},
		{"/api/v1/articles/公司法/99", 404, "no_such_provision"}, {"/api/v1/articles/公司法/十六条条", 400, "bad_address"},
		{"/api/v1/articles/公司法/16?as_of=昨天", 400, "bad_day"}, {"/api/v1/cases/0", 404, "no_such_case"},
		{"/api/v1/commentaries/0", 404, "no_such_document"}, {"/api/v1/consultations/0", 404, "no_such_document"},
		{"/api/v1/laws?subject=没有", 400, "no_such_subject"}, {"/api/v1/laws?size=1000", 422, "invalid_parameter"},
		{"/api/v1/search?type=nosuch", 400, "bad_request"}, {"/api/v1/changes?since=gen-000099", 404, "unknown_generation"},
		{"/api/v1/nosuch", 404, "not_found"}, {"/api/v1/check", 405, "method_not_allowed"},
		{"/api/v1/diff?from=公司法", 422, "invalid_parameter"},
	} {
		r := get(t, h, invented.Replace(c.path))
		var p struct{ Title, Detail, Code string }
		body := source(t, r)
		if err := json.Unmarshal([]byte(body), &p); err != nil || r.StatusCode != c.status || p.Code != c.code ||
			p.Title == "" || p.Detail == "" {
			t.Errorf("%s: %s %s (%v); want %d %s", c.path, r.Status, body, err, c.status, c.code)
		}
		if kind := r.Header.Get("Content-Type"); kind != "application/problem+json" {
			t.Errorf("%s: content type %s", c.path, kind)
		}
		if english.MatchString(p.Title+p.Detail) && !strings.Contains(c.path, "=") {
			t.Errorf("%s: not in Chinese: %s", c.path, body)
		}
	}
}
