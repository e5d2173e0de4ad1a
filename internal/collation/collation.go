// Package collation compares the copies that several sources have of one text of a law (校勘):
// it chooses the one that is shown, whole and as its source has it, and says article by article
// where the others differ and what is missing. It knows plain texts only: no storage, no parser.
//
// Start with [Choose] and [Compare]; [Lacks] says what tells of one text alone that it is not
// whole, [Beyond] what another copy tells.
package collation

import (
	"regexp"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// Version is bumped whenever the same copies may be chosen from, or compared, otherwise.
const Version = 3

// Unit is an article, a numbered clause or an annex.
type Unit struct {
	Address string // local: 80, 80-1, 附件1
	Label   string // as printed: 第八十条
	Text    string // without the label, a line for each paragraph
}

// NewUnit makes a unit of a text as a source has it: characters that do not show are left out,
// which files keep from the programs that wrote them.
func NewUnit(address, label, text string) Unit { return Unit{address, label, shown(text)} }

// isNumbered reports whether a unit is an article or a clause.
func (u Unit) isNumbered() bool {
	_, ok := statute.ParseNumber(u.Address)
	return ok
}

// Copy is a text of a law as one source has it.
type Copy struct {
	Units    []Unit   // those with an address, in reading order
	Headings []string // the words of its headings: 第二章 罚则
	Lacks    []Lack   // what it tells of itself
	// Official says that the source is an official one.
	Official bool
	// Inferred says that the copy does not tell itself of which day it is.
	Inferred bool
	// Voice is equal for copies that are one file: they count once where copies are counted.
	Voice string
}

// numbered is how many articles and clauses the copy has.
func (c *Copy) numbered() int {
	n := 0
	for _, u := range c.Units {
		if u.isNumbered() {
			n++
		}
	}
	return n
}

// hasAnnex reports whether the copy has an annex with a text.
func (c *Copy) hasAnnex() bool {
	return slices.ContainsFunc(c.Units, func(u Unit) bool { return strings.HasPrefix(u.Address, "附件") && lettersOf(u.Text) != "" })
}

// ownAnnex is how a text speaks of an annex of its own: 本法附件三, 由附件一《…》规定.
var ownAnnex = regexp.MustCompile(`本(?:法|条例|办法|规定|规则|解释|细则)(?:所附的?)?(?:附件|附表)|附件[一二三四五六七八九十\d]*《`)

// namesAnnex reports whether an article of the copy speaks of an annex of its own.
func (c *Copy) namesAnnex() bool {
	return slices.ContainsFunc(c.Units, func(u Unit) bool { return u.isNumbered() && ownAnnex.MatchString(u.Text) })
}

// at are the texts of the units by address; of several with one address the first counts.
func (c *Copy) at() map[string]string {
	texts := make(map[string]string, len(c.Units))
	for _, u := range c.Units {
		if _, ok := texts[u.Address]; !ok {
			texts[u.Address] = u.Text
		}
	}
	return texts
}

// Rule is why a copy was chosen.
type Rule string

// The rules, in the order in which they are asked.
const (
	RuleNone     Rule = ""         // the copies say the same
	RuleDated    Rule = "dated"    // it tells its day, the others were placed by their words
	RuleWhole    Rule = "whole"    // it is whole, the others are cut
	RuleOfficial Rule = "official" // its source is an official one
	RuleSeparate Rule = "separate" // no annex, heading or remark of an editor stands in its articles
	RuleStarts   Rule = "starts"   // no line of it has lost its first letters
	RuleShared   Rule = "shared"   // it reads most often as most copies do
	RuleFirst    Rule = "first"    // it stands first
)

// Chinese says why a copy was chosen.
func (r Rule) Chinese() string {
	switch r {
	case RuleDated:
		return "自己写明了日期"
	case RuleWhole:
		return "比其他来源完整"
	case RuleOfficial:
		return "官方来源优先"
	case RuleSeparate:
		return "附件、标题、编者的话没有混入条文"
	case RuleStarts:
		return "各段开头没有缺字"
	case RuleShared:
		return "各条的文字与多数来源一致"
	case RuleFirst:
		return "来源之间没有更可靠的依据，取较新的汇编或排在前面的一份"
	}
	return ""
}

// Choose tells which of several copies, given in the order in which they stand, is the text,
// and which rule decided against the last that read otherwise. There must be one at least.
func Choose(copies []Copy) (chosen int, rule Rule) {
	left := make([]int, len(copies))
	for i := range copies {
		left[i] = i
	}
	for _, step := range [...]struct {
		rule Rule
		// faults are how much speaks against each of the copies that are left.
		faults func(left []int) []int
	}{
		{RuleDated, each(copies, func(c *Copy) bool { return !c.Inferred })},
		{RuleWhole, whole(copies)},
		{RuleOfficial, each(copies, func(c *Copy) bool { return c.Official })},
		{RuleSeparate, func(left []int) []int { return glued(copies, left) }},
		{RuleStarts, func(left []int) []int { return beheaded(copies, left) }},
		{RuleShared, func(left []int) []int { return alone(copies, left) }},
	} {
		if agree(copies, left) {
			return first(copies, left), rule
		}
		faults := step.faults(left)
		least := slices.Min(faults)
		var best []int
		for k, i := range left {
			if faults[k] == least {
				best = append(best, i)
			}
		}
		if len(best) < len(left) {
			left, rule = best, step.rule
		}
	}
	if agree(copies, left) {
		return first(copies, left), rule
	}
	return left[0], RuleFirst
}

// first is the first official of copies that say the same, else the first: the signs of an
// official one count too.
func first(copies []Copy, left []int) int {
	for _, i := range left {
		if copies[i].Official {
			return i
		}
	}
	return left[0]
}

// each counts a fault against the copies of which something does not hold.
func each(copies []Copy, holds func(*Copy) bool) func(left []int) []int {
	return func(left []int) []int {
		faults := make([]int, len(left))
		for k, i := range left {
			if !holds(&copies[i]) {
				faults[k] = 1
			}
		}
		return faults
	}
}

// whole counts a fault against copies that are cut: they tell it themselves, they have less than
// nineteen of twenty articles of another one, or they speak of annexes that only another one has.
// An official copy that does not tell it is whole: another may have articles of another day.
func whole(copies []Copy) func(left []int) []int {
	most := 0
	annexed := false
	for i := range copies {
		most = max(most, copies[i].numbered())
		annexed = annexed || copies[i].hasAnnex()
	}
	return each(copies, func(c *Copy) bool {
		lacksAnnex := annexed && !c.hasAnnex() && c.namesAnnex()
		return len(c.Lacks) == 0 && (c.Official || 20*c.numbered() >= 19*most && !lacksAnnex)
	})
}

// glued counts the articles of a copy at the end of which an annex, a heading or a remark stands
// that another copy has apart, or has not.
func glued(copies []Copy, left []int) []int {
	faults := make([]int, len(left))
	for k, i := range left {
		found := map[string]bool{}
		for _, u := range copies[i].Units {
			found[u.Address] = remark.MatchString(u.Text)
		}
		for _, j := range left {
			if i == j {
				continue
			}
			theirs := copies[j].at()
			for _, u := range copies[i].Units {
				if text, ok := theirs[u.Address]; ok && u.isNumbered() && isGlued(u.Text, text, &copies[j]) {
					found[u.Address] = true
				}
			}
		}
		for _, is := range found {
			if is {
				faults[k]++
			}
		}
	}
	return faults
}

// alone counts the articles in which a copy reads otherwise than most: a reading is that of
// most where more copies have it than any other, and two at least.
func alone(copies []Copy, left []int) []int {
	votes := map[string]map[string]map[string]bool{} // by address and reading: voices
	for i := range copies {
		for address, text := range copies[i].at() {
			readings := votes[address]
			if readings == nil {
				readings = map[string]map[string]bool{}
				votes[address] = readings
			}
			letters := lettersOf(text)
			if readings[letters] == nil {
				readings[letters] = map[string]bool{}
			}
			readings[letters][copies[i].Voice] = true
		}
	}
	faults := make([]int, len(left))
	for k, i := range left {
		texts := copies[i].at()
		for address, readings := range votes {
			common, ok := mostShared(readings)
			if text, has := texts[address]; ok && (!has || lettersOf(text) != common) {
				faults[k]++
			}
		}
	}
	return faults
}

// mostShared is the reading that more voices have than any other, and two at least.
func mostShared(readings map[string]map[string]bool) (reading string, ok bool) {
	best := 1
	for r, voices := range readings {
		switch {
		case len(voices) > best:
			reading, best, ok = r, len(voices), true
		case len(voices) == best:
			ok = false
		}
	}
	return reading, ok
}

// agree reports whether the copies that are left read the same to the letter.
func agree(copies []Copy, left []int) bool {
	first := copies[left[0]].at()
	for _, i := range left[1:] {
		other := copies[i].at()
		if len(other) != len(first) {
			return false
		}
		for address, text := range first {
			o, ok := other[address]
			if !ok || o != text && lettersOf(o) != lettersOf(text) {
				return false
			}
		}
	}
	return true
}
