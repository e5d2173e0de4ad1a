package wire

import (
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/statute"
)

// Effects are what happened to laws, or is going to.
type Effects struct {
	Until   string   `json:"until" doc:"收录的文本截至哪一天，其后的变动不在内"`
	Day     string   `json:"day" doc:"即将施行从这一天算起"`
	Total   int      `json:"total" doc:"已经发生的共有多少项"`
	Coming  []Effect `json:"coming" doc:"即将施行、废止的，近的在前"`
	Effects []Effect `json:"effects" doc:"已经施行、废止的，新的在前，同一天的按法名"`
	// Updates do not go by the day of the request.
	Updates []ChangeRun `json:"updates" doc:"最近 10 次装入各变动了什么，新的在前；只在第一页，不随 year 变"`
	// Log is there where it was asked for by since; all lists above are empty then.
	Log *ChangeLog `json:"log,omitempty" doc:"写了 since 时：此后的装入变动了什么"`
}

// Effect is what happened to a law on a day.
type Effect struct {
	ID         string `json:"id" doc:"这一项的标识，不随数据更新而变"`
	Day        string `json:"day" doc:"施行或者废止的日子"`
	Source     string `json:"source" doc:"日子的依据：text 文本、decision 决定、register 登记、assumed 推定"`
	Kind       string `json:"kind" doc:"enacted 新法施行、amended 修改后的文本施行、repealed 废止"`
	Law        string `json:"law"`
	Version    string `json:"version" doc:"文本的日期；废止的，是最后的文本"`
	Level      string `json:"level" doc:"级别"`
	Instrument string `json:"instrument,omitempty" doc:"题注里这一天的事：修改决定、通过的会议"`
	RepealedBy string `json:"repealed_by,omitempty"`
	// Before and Changes are of amending texts whose predecessor is loaded.
	Before  string   `json:"before,omitempty" doc:"前一文本的日期，没有收录时为空；两个文本用 /api/v1/diff 对照"`
	Changes *Changes `json:"changes,omitempty" doc:"与前一文本相比"`
}

// NewEffect writes what happened to a law on a day. changes are nil where they are not known.
func NewEffect(e lawhistory.Effect, changes *lawhistory.Changes) Effect {
	v := e.Version
	j := Effect{ID: statute.Address{Law: v.Law, Version: v.Label}.String() + "#" + string(e.Kind), Day: string(e.Day.Date),
		Source: string(e.Day.Source), Kind: string(e.Kind), Law: v.Law, Version: v.Label, Level: string(v.Level),
		Instrument: v.Instrument()}
	if e.Kind == lawhistory.Repealed {
		j.Instrument, j.RepealedBy = "", v.RepealedBy
	}
	if e.Before != nil {
		j.Before = e.Before.Label
	}
	if changes != nil {
		j.Changes = &Changes{changes.Kept, changes.Changed, changes.Added, changes.Dropped}
	}
	return j
}
