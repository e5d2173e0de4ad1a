// Package clustertest is a cluster for tests that need no real one: a server that keeps
// indexes in memory and answers what a load asks, in the words of OpenSearch. It finds what
// is written at once, where a real one waits for a refresh. It is imported by tests only.
package clustertest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
)

// Server is a node.
type Server struct {
	*httptest.Server
	// Before is asked before a request is served, where it is not nil: false cuts the
	// connection, the request unread. After likewise, when it was served: the answer is lost.
	Before, After func(*http.Request) bool
	// Refuse is asked for each document of a bulk request; true answers 400.
	Refuse func(index, id string) bool

	mu      sync.Mutex
	indexes map[string]map[string]*document
	notKept map[string][]string
	aliases map[string]map[string]bool // alias to indexes
	points  map[string]string          // points in time, here only names of indexes
	changes int64
}

type document struct {
	source json.RawMessage
	seqNo  int64
}

type object = map[string]any

// New starts a server that ends with the test.
func New(t testing.TB) *Server {
	s := &Server{indexes: map[string]map[string]*document{}, notKept: map[string][]string{},
		aliases: map[string]map[string]bool{}, points: map[string]string{}}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.Close)
	return s
}

// Nodes are the hosts of the server, as an address names them.
func (s *Server) Nodes() string { return strings.TrimPrefix(s.URL, "http://") }

// Indexes are the names of the indexes with how many documents each has.
func (s *Server) Indexes() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	counts := map[string]int{}
	for name, docs := range s.indexes {
		counts[name] = len(docs)
	}
	return counts
}

// Lose takes a document out of an index, as a fault would.
func (s *Server) Lose(index, id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.indexes[index], id)
}

// Change puts other text in the place of some in a document, as a fault would.
func (s *Server) Change(index, id, old, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	d := s.indexes[index][id]
	d.source = json.RawMessage(strings.ReplaceAll(string(d.source), old, text))
}

// Documents are the ids of the documents of an index.
func (s *Server) Documents(index string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Sorted(maps.Keys(s.indexes[index]))
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if s.Before != nil && !s.Before(r) {
		panic(http.ErrAbortHandler)
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	s.mu.Lock()
	code, answer := s.answer(r, body)
	s.mu.Unlock()
	if s.After != nil && !s.After(r) {
		panic(http.ErrAbortHandler)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	if err := json.NewEncoder(w).Encode(answer); err != nil {
		panic(http.ErrAbortHandler)
	}
}

func refuse(code int, kind string) (int, object) {
	return code, object{"error": object{"type": kind, "reason": kind}, "status": code}
}

var allShards = object{"total": 1, "successful": 1, "failed": 0}

func (s *Server) answer(r *http.Request, body []byte) (int, object) {
	path := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
	last := path[len(path)-1]
	switch {
	case path[0] == "_aliases":
		return s.move(body)
	case path[0] == "_alias":
		used := object{}
		for index := range s.aliases[path[1]] {
			used[index] = object{}
		}
		if len(used) == 0 {
			return 404, object{"error": "alias [" + path[1] + "] missing", "status": 404}
		}
		return 200, used
	case path[0] == "_cluster":
		return 200, object{"status": "green"}
	case last == "point_in_time" && r.Method == http.MethodDelete:
		return 200, object{}
	case path[0] == "_search":
		return s.search("", body)
	case last == "_alias":
		found := object{}
		for name := range s.indexes {
			if strings.HasPrefix(name, strings.TrimSuffix(path[0], "*")) {
				found[name] = object{}
			}
		}
		return 200, found
	}
	index := path[0]
	for name := range s.aliases[index] {
		index = name
	}
	if r.Method == http.MethodPut && len(path) == 1 {
		if s.indexes[index] != nil {
			return refuse(400, "resource_already_exists_exception")
		}
		var made struct {
			Mappings struct {
				Source struct{ Excludes []string } `json:"_source"`
			}
		}
		if err := json.Unmarshal(body, &made); err != nil {
			return refuse(400, err.Error())
		}
		s.indexes[index], s.notKept[index] = map[string]*document{}, made.Mappings.Source.Excludes
		return 200, object{"acknowledged": true}
	}
	if s.indexes[index] == nil {
		return refuse(404, "index_not_found_exception")
	}
	switch {
	case r.Method == http.MethodDelete:
		delete(s.indexes, index)
		for _, of := range s.aliases {
			delete(of, index)
		}
		return 200, object{"acknowledged": true}
	case last == "_bulk":
		return s.bulk(index, body)
	case last == "_mget":
		return s.get(index, body)
	case last == "point_in_time":
		s.changes++
		id := fmt.Sprint("point", s.changes)
		s.points[id] = index
		return 200, object{"pit_id": id}
	case last == "_search":
		return s.search(index, body)
	case last == "_refresh" || last == "_flush" || last == "_forcemerge" || last == "_settings":
		return 200, object{"_shards": allShards, "acknowledged": true}
	}
	return refuse(400, "not_served_here: "+r.Method+" "+r.URL.Path)
}

func (s *Server) move(body []byte) (int, object) {
	var asked struct {
		Actions []map[string]struct{ Index, Alias string } `json:"actions"`
	}
	if err := json.Unmarshal(body, &asked); err != nil {
		return refuse(400, err.Error())
	}
	for _, a := range asked.Actions {
		for what, x := range a {
			if s.aliases[x.Alias] == nil {
				s.aliases[x.Alias] = map[string]bool{}
			}
			if what == "remove" {
				delete(s.aliases[x.Alias], x.Index)
			} else if s.indexes[x.Index] == nil {
				return refuse(404, "index_not_found_exception")
			} else {
				s.aliases[x.Alias][x.Index] = true
			}
		}
	}
	return 200, object{"acknowledged": true}
}

func (s *Server) bulk(index string, body []byte) (int, object) {
	docs := s.indexes[index]
	items := []object{}
	lines := bufio.NewScanner(strings.NewReader(string(body)))
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var head map[string]struct {
			ID    string `json:"_id"`
			SeqNo *int64 `json:"if_seq_no"`
		}
		if err := json.Unmarshal(lines.Bytes(), &head); err != nil {
			return refuse(400, err.Error())
		}
		for op, x := range head {
			var source []byte
			if op != "delete" && lines.Scan() {
				source = slices.Clone(lines.Bytes())
			}
			before := docs[x.ID]
			code := 200
			switch {
			case s.Refuse != nil && s.Refuse(index, x.ID):
				code = 400
			case x.SeqNo != nil && (before == nil || before.seqNo != *x.SeqNo), op == "create" && before != nil:
				code = 409
			case op == "delete" && before == nil:
				code = 404
			case op == "delete":
				delete(docs, x.ID)
			default:
				s.changes++
				docs[x.ID] = &document{s.kept(index, source), s.changes}
			}
			result := object{"status": code}
			if code >= 300 {
				result["error"] = object{"type": "refused_by_the_test"}
			}
			items = append(items, object{op: result})
		}
	}
	return 200, object{"items": items}
}

// kept is what an index keeps of a document.
func (s *Server) kept(index string, source []byte) []byte {
	if len(s.notKept[index]) == 0 {
		return source
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(source, &fields); err != nil {
		return source
	}
	for _, name := range s.notKept[index] {
		delete(fields, name)
	}
	kept, err := json.Marshal(fields)
	if err != nil {
		return source
	}
	return kept
}

func (s *Server) get(index string, body []byte) (int, object) {
	var asked struct{ IDs []string }
	if err := json.Unmarshal(body, &asked); err != nil {
		return refuse(400, err.Error())
	}
	docs := make([]object, len(asked.IDs))
	for i, id := range asked.IDs {
		docs[i] = object{"_id": id, "found": false}
		if d := s.indexes[index][id]; d != nil {
			docs[i] = object{"_id": id, "found": true, "_seq_no": d.seqNo, "_primary_term": 1, "_source": d.source}
		}
	}
	return 200, object{"docs": docs}
}
