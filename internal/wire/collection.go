package wire

import "github.com/fatiao/fatiao/internal/kb"

// CollectionReport tells what became of collections that were to be brought: the file that
// `get --report`, with --save too, and `update --report` write.
type CollectionReport struct {
	Collections []CollectionOutcome `json:"collections"`
	Ingest      *IngestReport       `json:"ingest,omitempty"` // absent where nothing was loaded
}

// CollectionOutcome is what became of one collection.
type CollectionOutcome struct {
	Name      string       `json:"name"`
	Title     string       `json:"title"`
	Day       string       `json:"day"`      // of its newest file, or up to which it was asked for; "" where not known
	Revision  string       `json:"revision"` // as the place names it
	Unchanged bool         `json:"unchanged"`
	Error     string       `json:"error,omitempty"`   // why it was not brought
	Stopped   string       `json:"stopped,omitempty"` // why it is not complete
	Refused   []FileReason `json:"refused"`           // texts that could not be brought
}

// ChangeRun is what bringing collections changed of the laws, once.
type ChangeRun struct {
	At          string          `json:"at" doc:"何时装入，RFC 3339，世界时"`
	First       bool            `json:"first" doc:"有汇编是第一次装入：只计数，changes 为空"`
	Collections []CollectionRef `json:"collections" doc:"取得的汇编"`
	Counts      map[string]int  `json:"counts" doc:"各类变动的个数，类别同 changes 的 kind"`
	Changes     []LawChange     `json:"changes"`
}

// CollectionRef names a collection as it was then.
type CollectionRef struct {
	Name     string `json:"name"`
	Title    string `json:"title"`
	Day      string `json:"day" doc:"汇编的日期"`
	Revision string `json:"revision"`
}

// LawChange is what became of one law.
type LawChange struct {
	Kind    string `json:"kind" doc:"added 新增、amended 修改、repealed 废止、corrected 更正文本、earlier 补充旧文本、removed 移除"`
	Law     string `json:"law"`
	Version string `json:"version,omitempty" doc:"文本的日期"`
}

// NewChangeRun describes what bringing collections changed.
func NewChangeRun(r kb.ChangeRun) ChangeRun {
	j := ChangeRun{At: r.At, First: r.First, Collections: []CollectionRef{}, Counts: map[string]int{}, Changes: []LawChange{}}
	for _, c := range r.Collections {
		j.Collections = append(j.Collections, CollectionRef{c.Name, c.Title, string(c.Day), c.Revision})
	}
	for kind, n := range r.Counts {
		j.Counts[string(kind)] = n
	}
	for _, c := range r.Changes {
		j.Changes = append(j.Changes, LawChange{string(c.Kind), c.Law, c.Label})
	}
	return j
}
