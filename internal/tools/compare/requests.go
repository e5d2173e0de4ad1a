package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// request is a path with its query, or what is posted to it.
type request struct {
	path string
	body string // JSON; posted if not empty
}

// requestsFrom makes some 500 requests to the API and 60 to the pages: articles
// that the recorded run in dir has found, the training questions, lists of cases
// with each condition, annotated paragraphs as texts with citations.
func requestsFrom(dir, shared string) ([]request, error) {
	addresses, err := addressesIn(filepath.Join(dir, "run.txt"))
	if err != nil {
		return nil, err
	}
	questions, err := values(filepath.Join(shared, "relevance", "stard-train.jsonl"), "query")
	if err != nil {
		return nil, err
	}
	paragraphs, err := values(filepath.Join(shared, "citations", "dev.jsonl"), "text")
	if err != nil {
		return nil, err
	}
	var list []request
	get := func(format string, args ...any) { list = append(list, request{path: fmt.Sprintf(format, args...)}) }
	for _, a := range spread(addresses, 100) {
		key, article, _ := strings.Cut(a, "/")
		at := url.PathEscape(key) + "/" + url.PathEscape(article)
		get("/api/v1/articles/%s", at)
		get("/api/v1/articles/%s/cited-by", at)
	}
	laws := map[string]bool{}
	for _, a := range spread(addresses, 300) {
		key, _, _ := strings.Cut(a, "/")
		if laws[key] || len(laws) == 30 {
			continue
		}
		laws[key] = true
		get("/api/v1/laws/%s", url.PathEscape(key))
	}
	for _, q := range spread(questions, 60) {
		get("/api/v1/search?q=%s", url.QueryEscape(q))
	}
	for _, q := range spread(questions, 10) {
		get("/api/v1/search?sort=date&type=article&size=50&q=%s", url.QueryEscape(q))
		get("/api/v1/search?group=law&superseded=true&page=2&q=%s", url.QueryEscape(q))
		get("/api/v1/cases?q=%s", url.QueryEscape(q))
		get("/search?q=%s", url.QueryEscape(q))
	}
	for _, q := range written {
		get("/api/v1/search?q=%s", url.QueryEscape(q))
		get("/api/v1/search?size=100&as_of=2018-06-01&q=%s", url.QueryEscape(q))
		get("/api/v1/suggest?q=%s", url.QueryEscape(q))
		get("/search?q=%s", url.QueryEscape(q))
	}
	for _, condition := range caseConditions {
		get("/api/v1/cases?size=100&%s", condition)
		get("/cases?%s", condition)
	}
	for _, p := range spread(paragraphs, 40) {
		body, err := json.Marshal(map[string]string{"text": p})
		if err != nil {
			return nil, err
		}
		list = append(list, request{path: "/api/v1/citations", body: string(body)})
	}
	get("/api/v1/laws?size=100")
	get("/api/v1/laws?size=100&page=7")
	for _, page := range []string{"/", "/law", "/cases", "/commentary", "/check", "/law/民法典", "/law/民法典/1036", "/law/刑法/287-2",
		"/law/民法典/9999", "/nothing"} {
		get("%s", (&url.URL{Path: page}).EscapedPath())
	}
	return list, nil
}

// written are queries in each form of the query language.
var written = []string{
	"民法典1036", "刑法第287条之二", "民法典第1036条第1款", "人脸识别规定第10条", "法释〔2021〕15号", "民法典1036、1038", "公司法2018第16条",
	"民法典第577条怎么理解", "《劳动合同法》39", "PIPL", "刑法分则第四章", "盗窃罪", "法律:民法典 违约金", `"违约金过分高于"`, `"劳动报酬" AND 工资`,
	"抵押 同条 登记", "抵押 同款 登记", "租赁 OR 出租", "合同 -保险", "侵?权 级别:司法解释", "日期:2020..2021 担保", "案由:盗窃", "类型:案例 人脸", "解释3",
	"民诉法解释", "劳动争议 机关:最高人民法院", "", "的", "没有收录的法第3条", "(2020)京01民终1号",
}

// caseConditions are the queries of lists of cases.
var caseConditions = []string{
	"", "tier=typical", "tier=ordinary", "kind=" + url.QueryEscape("刑事"), "kind=" + url.QueryEscape("民事"),
	"cause=" + url.QueryEscape("盗窃罪"),
	"law=" + url.QueryEscape("刑法264"), "law=" + url.QueryEscape("民法典"), "year=2021", "court_level=" + url.QueryEscape("基层"), "page=2",
	"province=" + url.QueryEscape("北京"),
	"q=" + url.QueryEscape("人脸识别"), "q=" + url.QueryEscape("盗窃电动车") + "&kind=" + url.QueryEscape("刑事"), "outcome=" + url.QueryEscape("驳回"),
}

// addressesIn lists the distinct addresses of a run, in order.
func addressesIn(path string) ([]string, error) {
	var list []string
	seen := map[string]bool{}
	err := eachLine(path, func(line string) error {
		fields := strings.Fields(line)
		if len(fields) != 6 {
			return fmt.Errorf("%q is no line of a run", line)
		}
		if a := fields[2]; !seen[a] {
			seen[a] = true
			list = append(list, a)
		}
		return nil
	})
	return list, err
}

// values lists what a key has on each line of a JSON Lines file.
func values(path, key string) ([]string, error) {
	var list []string
	err := eachLine(path, func(line string) error {
		var object map[string]any
		if err := json.Unmarshal([]byte(line), &object); err != nil {
			return err
		}
		s, ok := object[key].(string)
		if !ok {
			return fmt.Errorf("no %s", key)
		}
		list = append(list, s)
		return nil
	})
	return list, err
}

func eachLine(path string, f func(line string) error) error {
	file, err := os.Open(path) // #nosec G304 -- named by who runs the comparison
	if err != nil {
		return err
	}
	defer file.Close()
	s := bufio.NewScanner(file)
	s.Buffer(make([]byte, 1<<20), longestLine)
	for s.Scan() {
		if err := f(s.Text()); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return s.Err()
}

// spread picks n entries at equal distances.
func spread(list []string, n int) []string {
	if len(list) <= n {
		return list
	}
	picked := make([]string, 0, n)
	for i := range n {
		picked = append(picked, list[i*len(list)/n])
	}
	return picked
}
