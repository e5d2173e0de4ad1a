package clustertest

import (
	"cmp"
	"encoding/json"
	"slices"
)

// search finds what exists, term, terms and bool queries ask, in the order of fields with one
// string each.
func (s *Server) search(index string, body []byte) (int, object) {
	var asked struct {
		Query object
		Sort  []map[string]string
		Size  int
		After []string `json:"search_after"`
		Pit   struct{ ID string }
	}
	if err := json.Unmarshal(body, &asked); err != nil {
		return refuse(400, err.Error())
	}
	if asked.Pit.ID != "" {
		index = s.points[asked.Pit.ID]
	}
	if s.indexes[index] == nil {
		return refuse(404, "index_not_found_exception")
	}
	type hit struct {
		ID     string          `json:"_id"`
		Source json.RawMessage `json:"_source"`
		Sort   []string        `json:"sort"`
	}
	hits := []hit{}
	total := 0
	for id, d := range s.indexes[index] {
		var source object
		if err := json.Unmarshal(d.source, &source); err != nil {
			return refuse(500, err.Error())
		}
		if !holds(asked.Query, source) {
			continue
		}
		total++
		h := hit{ID: id, Source: d.source}
		for _, by := range asked.Sort {
			for field := range by {
				value, _ := source[field].(string)
				h.Sort = append(h.Sort, value)
			}
		}
		if asked.After == nil || slices.Compare(h.Sort, asked.After) > 0 {
			hits = append(hits, h)
		}
	}
	slices.SortFunc(hits, func(a, b hit) int { return cmp.Or(slices.Compare(a.Sort, b.Sort), cmp.Compare(a.ID, b.ID)) })
	hits = hits[:min(len(hits), asked.Size)]
	return 200, object{"_shards": allShards, "hits": object{"total": object{"value": total}, "hits": hits}}
}

// holds reports whether a query finds a document.
func holds(query, source object) bool {
	for kind, x := range query {
		about, _ := x.(object)
		switch kind {
		case "exists":
			field, _ := about["field"].(string)
			if source[field] == nil {
				return false
			}
		case "term", "terms":
			for field, wanted := range about {
				if !slices.ContainsFunc(stringsOf(wanted), func(v string) bool { return slices.Contains(stringsOf(source[field]), v) }) {
					return false
				}
			}
		case "bool":
			all, none, some := queries(about["filter"]), queries(about["must_not"]), queries(about["should"])
			found := func(q object) bool { return holds(q, source) }
			if slices.ContainsFunc(all, func(q object) bool { return !found(q) }) || slices.ContainsFunc(none, found) ||
				len(some) > 0 && !slices.ContainsFunc(some, found) {
				return false
			}
		}
	}
	return true
}

func queries(x any) []object {
	var list []object
	switch x := x.(type) {
	case object:
		list = append(list, x)
	case []any:
		for _, q := range x {
			if o, ok := q.(object); ok {
				list = append(list, o)
			}
		}
	}
	return list
}

func stringsOf(x any) []string {
	var list []string
	switch x := x.(type) {
	case string:
		list = append(list, x)
	case []any:
		for _, v := range x {
			if s, ok := v.(string); ok {
				list = append(list, s)
			}
		}
	}
	return list
}
