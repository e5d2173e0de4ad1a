package main

import (
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/fatiao/fatiao/internal/cnnum"
	"github.com/fatiao/fatiao/internal/reading"
	"github.com/fatiao/fatiao/internal/statute"
)

// seen is what is measured of one document.
type seen struct {
	path     string
	kind     statute.DocumentKind
	articles int
	// highest is the highest number that a run of labels reaches, counted up from 1
	// without regard to what the parser thinks.
	highest    int
	gap        bool // the articles of the tree are not numbered without gaps
	said       bool // a diagnostic speaks of the gap
	glued      bool
	undated    bool
	other      bool // level 其他
	firstThere bool // 第一条 stands at the start of a line
	quiet      bool // no diagnostic at all
}

// lineLabel is a label at the start of a line, whatever marks stand before it, or behind
// the end of a sentence and a space.
var lineLabel = regexp.MustCompile(`(?m)(?:^[\s#>*_\[【　]*|[。；：）][\s　]+)第\s*([零〇一二三四五六七八九十百千\d]+)\s*条`)

func look(path string, r *reading.Result) seen {
	s := seen{path: path, kind: r.Kind, quiet: len(r.Source.Diagnostics) == 0}
	for _, m := range lineLabel.FindAllStringSubmatch(r.Text, -1) {
		n, _ := cnnum.Parse(m[1])
		s.firstThere = s.firstThere || n == 1
		if n == s.highest+1 {
			s.highest = n
		}
	}
	if r.Law == nil {
		return s
	}
	s.quiet = s.quiet && len(r.Law.Diagnostics) == 0
	last := statute.Number{}
	for _, a := range r.Law.Articles() {
		if a.Number.Sub == 0 {
			s.articles++
		}
		if !last.IsZero() && !a.Number.Follows(last) && !r.Law.Amending {
			s.gap = true
		}
		last = a.Number
	}
	for _, d := range r.Law.Diagnostics {
		s.said = s.said || strings.HasPrefix(d.Code, "article_")
		s.glued = s.glued || d.Code == "label_glued"
	}
	s.undated = r.Law.Header.Label == statute.Undated
	s.other = r.Law.Header.Level == statute.LevelOther
	return s
}

// table counts the documents of a folder.
type table struct {
	folder                                string
	documents, laws, unreadable           int
	whole, most, half, less, none         int // laws by articles in the tree ÷ highest number
	gaps, silentGaps, silent              int
	glued, undated, other, noArticles, no int
}

func (t *table) add(s seen, names io.Writer) {
	t.documents++
	if s.kind != statute.DocLaw {
		if s.firstThere {
			t.no++
			fmt.Fprintf(names, "no law\t%s\n", s.path)
		}
		return
	}
	t.laws++
	say := func(counter *int, what string, is bool) {
		if is {
			*counter++
			fmt.Fprintf(names, "%s\t%s\n", what, s.path)
		}
	}
	switch {
	case s.highest < 2:
		t.none++
	case s.articles >= s.highest:
		t.whole++
	case s.articles*10 >= s.highest*9:
		say(&t.most, fmt.Sprintf("%d of %d", s.articles, s.highest), true)
	case s.articles*2 >= s.highest:
		say(&t.half, fmt.Sprintf("%d of %d", s.articles, s.highest), true)
	default:
		say(&t.less, fmt.Sprintf("%d of %d", s.articles, s.highest), true)
	}
	say(&t.silent, "short in silence", s.articles < s.highest && s.quiet)
	say(&t.gaps, "gap", s.gap)
	say(&t.silentGaps, "gap in silence", s.gap && !s.said)
	say(&t.glued, "glued", s.glued)
	say(&t.undated, "undated", s.undated)
	say(&t.other, "level 其他", s.other)
	say(&t.noArticles, "no articles", s.articles == 0 && s.firstThere)
}

func printTables(w io.Writer, tables []*table) {
	row := func(name string, value func(*table) any) {
		fmt.Fprintf(w, "| %s |", name)
		for _, t := range tables {
			fmt.Fprintf(w, " %v |", value(t))
		}
		fmt.Fprintln(w)
	}
	row("", func(t *table) any { return lastName(t.folder) })
	fmt.Fprintln(w, "|---"+strings.Repeat("|---:", len(tables))+"|")
	row("documents", func(t *table) any { return t.documents })
	row("read as laws", func(t *table) any { return t.laws })
	row("all articles found", func(t *table) any { return t.whole })
	row("at least nine of ten", func(t *table) any { return t.most })
	row("at least half", func(t *table) any { return t.half })
	row("fewer", func(t *table) any { return t.less })
	row("no articles in the text", func(t *table) any { return t.none })
	row("fewer articles than labels, no diagnostic", func(t *table) any { return t.silent })
	row("gap between articles", func(t *table) any { return t.gaps })
	row("gap without a diagnostic", func(t *table) any { return t.silentGaps })
	row("glued labels", func(t *table) any { return t.glued })
	row("undated", func(t *table) any { return t.undated })
	row("level 其他", func(t *table) any { return t.other })
	row("no article although 第一条 is there", func(t *table) any { return t.noArticles })
	row("第一条 is there and no law", func(t *table) any { return t.no })
	row("unreadable", func(t *table) any { return t.unreadable })
}

func lastName(path string) string {
	path = strings.TrimRight(path, "/")
	return path[strings.LastIndex(path, "/")+1:]
}
