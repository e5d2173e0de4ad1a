package wire

import (
	"net/url"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// ChangeLog is what ingests changed of the laws since a generation or a day. Of a text that changed
// several times only the last change is there.
type ChangeLog struct {
	Since      string         `json:"since" doc:"从哪一代之后，或者从哪一天起"`
	Generation string         `json:"generation" doc:"现在的一代：下次用它作 since"`
	Complete   bool           `json:"complete" doc:"false：记录可能不全，或有汇编第一次装入，应当全部重取"`
	Added      []LoggedChange `json:"added" doc:"新收录的法律"`
	Changed    []LoggedChange `json:"changed" doc:"有新文本、废止、更正文本、补充旧文本的法律"`
	Removed    []LoggedChange `json:"removed" doc:"不再收录的法律和文本"`
}

// LoggedChange is what became of a law, or of one of its texts.
type LoggedChange struct {
	At      string `json:"at" doc:"何时装入，RFC 3339，世界时"`
	Kind    string `json:"kind" doc:"added 新增、amended 修改、repealed 废止、corrected 更正文本、earlier 补充旧文本、removed 移出"`
	Law     string `json:"law"`
	Version string `json:"version,omitempty" doc:"文本的日期"`
	Before  string `json:"before,omitempty" doc:"前一文本的日期"`
	Page    string `json:"page,omitempty" doc:"网页的路径"`
	// Diff and DiffPage are of texts whose predecessor is loaded.
	Diff     string `json:"diff,omitempty" doc:"与前一文本对照，接口的路径"`
	DiffPage string `json:"diff_page,omitempty" doc:"与前一文本对照，网页的路径"`
}

// NewChangeLog writes runs of the change log, the oldest first. before gives the label of the text that
// stands before a text of a law, "" where there is none.
func NewChangeLog(since, generation string, complete bool, runs []kb.ChangeRun, before func(law, label string) string) *ChangeLog {
	j := &ChangeLog{Since: since, Generation: generation, Complete: complete, Added: []LoggedChange{}, Changed: []LoggedChange{},
		Removed: []LoggedChange{}}
	type text struct{ law, label string }
	last := map[text]int{}      // the last run that changed it
	removed := map[string]int{} // the last run that took a law out as a whole
	for i, r := range runs {
		j.Complete = j.Complete && !r.First
		for _, c := range r.Changes {
			last[text{c.Law, c.Label}] = i
			if c.Kind == kb.LawRemoved && c.Label == "" {
				removed[c.Law] = i
			}
		}
	}
	for i, r := range runs {
		for _, c := range r.Changes {
			if gone, ok := removed[c.Law]; last[text{c.Law, c.Label}] != i || ok && gone > i {
				continue
			}
			x := newLoggedChange(r.At, c, before)
			switch c.Kind {
			case kb.LawAdded:
				j.Added = append(j.Added, x)
			case kb.LawRemoved:
				j.Removed = append(j.Removed, x)
			default:
				j.Changed = append(j.Changed, x)
			}
		}
	}
	return j
}

func newLoggedChange(at string, c kb.LawChange, before func(law, label string) string) LoggedChange {
	x := LoggedChange{At: at, Kind: string(c.Kind), Law: c.Law, Version: c.Label}
	whole := statute.Address{Law: c.Law, Version: c.Label}
	if c.Kind != kb.LawRemoved {
		x.Page = AddressPath(whole)
	}
	if c.Kind != kb.LawAmended && c.Kind != kb.LawEarlier {
		return x
	}
	if x.Before = before(c.Law, c.Label); x.Before != "" {
		from := statute.Address{Law: c.Law, Version: x.Before}
		x.Diff = "/api/v1/diff?" + url.Values{"from": {from.String()}, "to": {whole.String()}}.Encode()
		x.DiffPage = LawPath(c.Law, "diff") + "?" + url.Values{"from": {x.Before}, "to": {c.Label}}.Encode()
	}
	return x
}
