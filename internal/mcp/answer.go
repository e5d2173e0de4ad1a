package mcp

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/fatiao/fatiao/internal/excerpt"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/query"
	"github.com/fatiao/fatiao/internal/search"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
)

// maxText bounds the texts of law or cases in one answer, in characters: some 10,000 tokens.
const maxText = 12_000

// Outcome is what became of a call.
type Outcome string

// The outcomes.
const (
	Found       Outcome = "found"
	None        Outcome = "none"         // nothing among what is loaded
	NotLoaded   Outcome = "not_loaded"   // it may be there, but not here
	NoProvision Outcome = "no_provision" // the law is loaded and has no such provision
	Ambiguous   Outcome = "ambiguous"    // a name that several laws have
)

// Basis is on what an answer rests. Every answer has it.
type Basis struct {
	Outcome    Outcome      `json:"outcome" doc:"found 找到；none 收录的范围里没有；not_loaded 没有收录，不等于不存在；no_provision 没有这一条；ambiguous 可能指几部"`
	Message    string       `json:"message,omitempty" doc:"对结果的说明"`
	AsOf       statute.Date `json:"as_of" doc:"按哪一天的法律"`
	Until      string       `json:"collection_until" doc:"收录的文本截至哪一天；此后的修改不在内"`
	Generation string       `json:"generation" doc:"数据的代号，换了就是更新过"`
	Nearest    []string     `json:"nearest,omitempty" doc:"最接近的地址或法律"`
	Truncated  bool         `json:"truncated,omitempty" doc:"有内容没有列出"`
	Hint       string       `json:"hint,omitempty" doc:"怎样取得其余的"`
}

func (b *Basis) basis() *Basis { return b }

// answer is an answer of a tool.
type answer interface{ basis() *Basis }

// call is one call of a tool: the generation that it reads and the day that it asks for.
type call struct {
	Readers
	today, day statute.Date
	asked      bool // a day was asked for
}

// newBasis is that of an answer that found something.
func (c *call) newBasis() Basis {
	return Basis{Outcome: Found, AsOf: c.day, Until: c.Laws.CollectedUntil(), Generation: c.Generation}
}

// cut says that something was left out, and how to get it.
func (b *Basis) cut(hint string) { b.Truncated, b.Hint = true, hint }

// missing turns an error of a lookup into an answer, where it is one; other errors are returned.
func (b *Basis) missing(err error) error {
	if m, ok := errors.AsType[*kb.MissingError](err); ok {
		b.Outcome, b.Message, b.Nearest = NotLoaded, m.Error(), m.Nearest
		switch {
		case m.Loaded:
			b.Outcome = NoProvision
		case m.End.Day.Date == "": // else it is told that the law was repealed
			b.Message += textNotLoaded
		}
		return nil
	}
	if a, ok := errors.AsType[*search.AmbiguousError](err); ok {
		b.Outcome, b.Message, b.Nearest = Ambiguous, textAmbiguous(a.Name), a.Keys
		return nil
	}
	return err
}

// locate finds what an address in any spelling names. The day that the address names counts
// where the call asks for none.
func (c *call) locate(ctx context.Context, address string) (*kb.Provision, error) {
	ref := query.ParseRef(address)
	if ref == nil {
		return nil, usererr.New(textNoAddress)
	}
	if ref.Day != "" && !c.asked {
		c.day, c.asked = ref.Day, true
	}
	return search.Locate(ctx, c.Laws, c.Names, ref, c.day)
}

// budget is how much text an answer may still have.
type budget struct{ left int }

// take is a text, or as much of its beginning as there is room for; whole says which.
func (b *budget) take(text string) (part string, whole bool) {
	n := utf8.RuneCountInString(text)
	if n <= b.left {
		b.left -= n
		return text, true
	}
	part = excerpt.Head(text, b.left)
	b.left = 0
	return part, false
}

// lines joins what is not empty.
func lines(list ...string) string {
	var kept []string
	for _, x := range list {
		if x != "" {
			kept = append(kept, x)
		}
	}
	return strings.Join(kept, "\n")
}

// told is an answer with its short text. What it says of itself stands at the end.
func told(a answer, text string) *sdk.CallToolResult {
	b := a.basis()
	foot := textFoot(b)
	if b.Outcome != Found {
		text = lines(b.Message, nearestLine(b.Nearest))
	} else if b.Message != "" {
		text = lines(text, b.Message)
	}
	return &sdk.CallToolResult{Content: []sdk.Content{&sdk.TextContent{Text: lines(text, b.Hint, foot)}}}
}

func nearestLine(nearest []string) string {
	if len(nearest) == 0 {
		return ""
	}
	return textNearest + strings.Join(nearest, "、")
}
