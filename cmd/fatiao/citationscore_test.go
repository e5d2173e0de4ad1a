package main

import (
	"fmt"
	"regexp"
	"sort"
	"strings"

	"github.com/fatiao/fatiao/internal/wire"
)

// score counts targets found against targets annotated.
type score struct{ right, extra, missed int }

func (s *score) values() (precision, recall, f1 float64) {
	precision = float64(s.right) / float64(max(1, s.right+s.extra))
	recall = float64(s.right) / float64(max(1, s.right+s.missed))
	return precision, recall, 2 * precision * recall / max(1e-9, precision+recall)
}

func (s *score) String() string {
	p, r, f := s.values()
	return fmt.Sprintf("P %.3f R %.3f F1 %.3f", p, r, f)
}

type recall struct{ found, all int }

type scores struct {
	full, article score
	forms         map[string]*recall
	versions      recall
	worst         []difference // most differences first
}

type difference struct {
	count int
	line  string
}

func (s *scores) add(g *annotated, got []wire.Citation) {
	for _, full := range [...]bool{true, false} {
		want, doubted, have := map[string]bool{}, map[string]bool{}, map[string]bool{}
		for _, c := range g.Cites {
			for _, target := range c.Targets {
				want[cutTarget(target, full)] = true
				doubted[cutTarget(target, full)] = c.Doubt != nil
			}
		}
		for _, c := range got {
			for _, target := range c.Targets {
				have[cutTarget(target, full)] = true
			}
		}
		of := &s.article
		if full {
			of = &s.full
		}
		var extra, missed []string
		for target := range have {
			if want[target] {
				of.right++
			} else {
				extra = append(extra, target)
			}
		}
		for target := range want {
			if !have[target] && !doubted[target] {
				missed = append(missed, target)
			}
		}
		of.extra += len(extra)
		of.missed += len(missed)
		if !full {
			continue
		}
		if n := len(extra) + len(missed); n > 0 {
			s.worst = append(s.worst,
				difference{n, fmt.Sprintf("%s %s %s: extra %v, missed %v: %.80s", g.ID, g.Law, g.Article, extra, missed, g.Text)})
			sort.SliceStable(s.worst, func(i, j int) bool { return s.worst[i].count > s.worst[j].count })
		}
		for _, c := range g.Cites {
			s.addForms(g, c, have)
		}
	}
	for _, c := range g.Cites {
		if c.Version == "" || c.Doubt != nil {
			continue
		}
		s.versions.all++
		for _, h := range got {
			if h.Version == c.Version && len(h.Targets) > 0 && cutTarget(h.Targets[0], true) == cutTarget(c.Targets[0], true) {
				s.versions.found++
				break
			}
		}
	}
}

// cutTarget makes addresses comparable as the annotations are scored: without
// the version, with one spelling for an item of an article of one paragraph,
// down to the article where full is not asked for.
func cutTarget(target string, full bool) string {
	target = strings.NewReplacer("〈", "《", "〉", "》", "/k1/x", "/x").Replace(target)
	levels := strings.Split(target, "/")
	levels[0], _, _ = strings.Cut(levels[0], "@")
	if !full {
		levels = levels[:min(2, len(levels))]
	}
	return strings.Join(levels, "/")
}

// citationForms are the forms for which recall is printed; a citation may be of
// several. They are matched against the words before it, a bar, and itself.
var citationForms = []struct {
	name string
	re   *regexp.Regexp
}{
	{"title in 《》", regexp.MustCompile(`》([（(][^（(|]*[）)])?\|`)},
	{"bare name", regexp.MustCompile(`[^本该同上述](法|典|条例|规定|办法|解释|细则|规则)\|`)},
	{"本法", regexp.MustCompile(`本(法|条例|规定|办法|解释|细则|规则|决定|安排|公约)\|`)},
	{"该法", regexp.MustCompile(`(该|同|上述)(法|条例|规定|办法|解释|公约)\|`)},
	{"no name before 第N条", regexp.MustCompile(`[^法典例定法释则约》）]\|第[^款项章节编]*条`)},
	{"本条 该条 同条", regexp.MustCompile(`\|(本|该|同|上述)条`)},
	{"本款 该款", regexp.MustCompile(`\|(本|该|同|上述)款`)},
	{"前款", regexp.MustCompile(`\|[前上]款`)},
	{"前两款", regexp.MustCompile(`\|前[二两三四五]款`)},
	{"前条", regexp.MustCompile(`\|[前上][一二两三四五]?条`)},
	{"前项 本项 该项", regexp.MustCompile(`\|([前本该同][一二两三四五]?项)`)},
	{"各该条", regexp.MustCompile(`\|各该`)},
	{"之N", regexp.MustCompile(`\|.*条之[一二三四五六七八九十]`)},
	{"款", regexp.MustCompile(`\|.*第.*款`)},
	{"项", regexp.MustCompile(`\|.*项`)},
	{"目", regexp.MustCompile(`\|.*目`)},
	{"range", regexp.MustCompile(`\|.*(至|到|-|—|～)`)},
	{"list in one citation", regexp.MustCompile(`\|.*(、|和|或者?|及)`)},
	{"编 章 节", regexp.MustCompile(`\|.*[编章节]`)},
	{"附件", regexp.MustCompile(`\|.*附件`)},
	{"Arabic digits", regexp.MustCompile(`\|.*[0-9０-９]`)},
}

func (s *scores) addForms(g *annotated, c annotation, have map[string]bool) {
	before := g.Before
	if i := strings.Index(g.Text, c.Quote); c.End > 0 {
		before += string([]rune(g.Text)[:c.Start])
	} else if i >= 0 {
		before += g.Text[:i]
	}
	near := []rune(before)
	shape := string(near[max(0, len(near)-40):]) + "|" + c.Quote
	found := true
	for _, target := range c.Targets {
		found = found && have[cutTarget(target, true)]
	}
	count := func(form string) {
		if s.forms[form] == nil {
			s.forms[form] = &recall{}
		}
		s.forms[form].all++
		if found {
			s.forms[form].found++
		}
	}
	for _, f := range citationForms {
		if f.re.MatchString(shape) {
			count(f.name)
		}
	}
	if c.Version != "" {
		count("former version")
	}
}

func (s *scores) formTable() string {
	lines := []string{"found of annotated, by form:"}
	for name, r := range s.forms {
		lines = append(lines, fmt.Sprintf("  %s %d of %d", name, r.found, r.all))
	}
	sort.Strings(lines[1:])
	return strings.Join(lines, "\n")
}
