package engine

import (
	"strings"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// TypeOf is the type that a user knows documents of a kind by: clauses are articles.
func TypeOf(k searchdoc.Kind) string {
	if k == searchdoc.Clause {
		return searchdoc.Article.String()
	}
	return k.String()
}

// types are the kinds of documents that a user knows.
var types = []Choice{
	{searchdoc.Article.String(), "条文", []string{"法条"}}, {searchdoc.Law.String(), "法律法规", []string{"法律"}},
	{searchdoc.Case.String(), "案例", nil},
	{searchdoc.Commentary.String(), "解读", nil}, {searchdoc.Consultation.String(), "咨询", nil},
}

func typeTitle(value string) string {
	for _, c := range types {
		if c.Value == value {
			return c.Name
		}
	}
	return value
}

func levels() []Choice {
	list := make([]Choice, len(statute.Levels))
	for i, l := range statute.Levels {
		list[i] = Choice{Value: string(l), Name: string(l)}
	}
	return list
}

func statuses() []Choice {
	list := make([]Choice, len(statute.Statuses))
	for i, s := range statute.Statuses {
		list[i] = Choice{Value: string(s), Name: s.Chinese()}
	}
	return list
}

func tiers() []Choice {
	list := make([]Choice, len(casefile.Tiers))
	for i, t := range casefile.Tiers {
		list[i] = Choice{Value: string(t), Name: t.Chinese()}
	}
	return list
}

func namesOf(choices []Choice) []string {
	names := make([]string, len(choices))
	for i, c := range choices {
		names[i] = c.Name
	}
	return names
}

// oneOf writes 甲、乙 或 丙.
func oneOf(names []string) string {
	return strings.Join(names[:len(names)-1], "、") + " 或 " + names[len(names)-1]
}

// one makes the values of a field that has at most one; "" is none.
func one(of func(*Attributes) string) func(*Attributes) []string {
	return func(a *Attributes) []string {
		if v := of(a); v != "" {
			return []string{v}
		}
		return nil
	}
}

// causes are what a case is about: its cause, or else the charges.
func causes(a *Attributes) []string {
	if a.Cause != "" {
		return []string{a.Cause}
	}
	return a.Charges
}

func yearOf(d statute.Date) string {
	if len(d) < len("2006") {
		return ""
	}
	return string(d[:4])
}
