package lawtable

import (
	"context"
	"database/sql"
	"regexp"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// Text is one law of a collection, put together from its articles.
type Text struct {
	ID       string
	Title    string
	Date     statute.Date // day that names the text, "" where none can be right
	Category string       // what the collection says of its kind, else of its branch; "" where it says nothing
	// Body is the title, headings and articles, each paragraph on a line; headings have # before
	// them, as in Markdown.
	Body string
}

// Columns of the tables of a collection. Those that may be missing are read as empty.
var (
	lawColumns     = []string{"law_id", "law_name"}
	dateColumns    = []string{"version_date", "publish_date"} // one of them
	lawOptional    = []string{"version_date", "publish_date", "effective_date", "status", "doc_type", "level", "law_department"}
	articleColumns = []string{"law_id", "article_no", "article_text"}
	articleHeads   = []string{"chapter", "section"}
)

// collection names the two tables of a collection and their columns.
type collection struct {
	laws, articles       string
	lawHas, articlesHave []string
}

// collectionIn finds tables that have the columns of a collection, whatever their names; nil
// where there are none.
func collectionIn(ctx context.Context, db *sql.DB) (*collection, error) {
	names, err := plainTables(ctx, db)
	if err != nil {
		return nil, err
	}
	var c collection
	for _, name := range names {
		has, err := columnsOf(ctx, db, name)
		if err != nil {
			return nil, err
		}
		switch {
		case c.articles == "" && hasAll(has, articleColumns):
			c.articles, c.articlesHave = name, has
		case c.laws == "" && hasAll(has, lawColumns) && (slices.Contains(has, dateColumns[0]) || slices.Contains(has, dateColumns[1])):
			c.laws, c.lawHas = name, has
		}
	}
	if c.laws == "" || c.articles == "" {
		return nil, nil
	}
	return &c, nil
}

// plainTables are the tables of a file that are neither views nor made by an extension.
func plainTables(ctx context.Context, db *sql.DB) ([]string, error) {
	found, err := db.QueryContext(ctx, `SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'
		AND name NOT LIKE 'sqlite%' ORDER BY name LIMIT 100`)
	if err != nil {
		return nil, broken(err)
	}
	return stringsOf(found)
}

func columnsOf(ctx context.Context, db *sql.DB, table string) ([]string, error) {
	found, err := db.QueryContext(ctx, "SELECT lower(name) FROM pragma_table_info(?)", table)
	if err != nil {
		return nil, broken(err)
	}
	return stringsOf(found)
}

func stringsOf(found *sql.Rows) ([]string, error) {
	defer found.Close()
	var all []string
	for found.Next() {
		var s string
		if err := found.Scan(&s); err != nil {
			return nil, broken(err)
		}
		all = append(all, s)
	}
	if err := found.Err(); err != nil {
		return nil, broken(err)
	}
	return all, nil
}

func hasAll(have, wanted []string) bool {
	return !slices.ContainsFunc(wanted, func(w string) bool { return !slices.Contains(have, w) })
}

// selected writes columns for a query, as text: the driver makes times of what stands in
// columns of days.
func selected(have, wanted []string) string {
	list := make([]string, len(wanted))
	for i, w := range wanted {
		if list[i] = "''"; slices.Contains(have, w) {
			list[i] = "trim(coalesce(CAST(" + w + " AS TEXT), ''))"
		}
	}
	return strings.Join(list, ", ")
}

// quoted quotes the name of a table.
func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func (c *collection) read(ctx context.Context, db *sql.DB) (*Table, error) {
	bodies, err := c.bodies(ctx, db)
	if err != nil {
		return nil, err
	}
	// #nosec G202 -- columns are ours, and names of tables are quoted
	found, err := db.QueryContext(ctx, "SELECT "+selected(c.lawHas, slices.Concat(lawColumns, lawOptional))+
		" FROM "+quoted(c.laws)+" ORDER BY rowid LIMIT ?", maxRows)
	if err != nil {
		return nil, broken(err)
	}
	defer found.Close()
	table := &Table{}
	for found.Next() {
		var t Text
		var version, published, effective, status, kind, level, branch string
		if err := found.Scan(&t.ID, &t.Title, &version, &published, &effective, &status, &kind, &level, &branch); err != nil {
			return nil, broken(err)
		}
		body := bodies[t.ID]
		if t.Title == "" || body == nil {
			continue
		}
		row := Row{Name: t.Title, Ended: ended.MatchString(status)}
		row.setDays(firstOf(version, published), "")
		// The day of entry into force is often that of the law as first adopted, or repeats the
		// day of the text: only a later one tells something.
		if from, err := statute.ParseDate(effective); err == nil && row.Published != "" && from > row.Published {
			row.From = from
		}
		t.Date, t.Category, t.Body = row.Published, categoryOf(kind, level, branch), "# "+t.Title+"\n\n"+body.text.String()
		table.Rows, table.Texts = append(table.Rows, row), append(table.Texts, t)
	}
	if err := found.Err(); err != nil {
		return nil, broken(err)
	}
	return table, nil
}

// ended matches the status of a text that is no longer in force.
var ended = regexp.MustCompile(`废止|失效|历史版本|已被?修[改订]`)

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// general says only that a text is a law; the branch tells more.
const general = "法律"

// categoryOf is the most telling of what a collection says of the kind of a law.
func categoryOf(kind, level, branch string) string {
	for _, s := range [...]string{level, kind} {
		if s != "" && s != general {
			return s
		}
	}
	return firstOf(branch, firstOf(level, kind))
}

// body is the text of a law as far as it is written.
type body struct {
	text          strings.Builder
	chapter, part string
}

// bodies writes the texts of all laws, by law.
func (c *collection) bodies(ctx context.Context, db *sql.DB) (map[string]*body, error) {
	order := "rowid"
	if slices.Contains(c.articlesHave, "id") {
		order = "id, rowid"
	}
	// #nosec G202 -- columns are ours, and names of tables are quoted
	found, err := db.QueryContext(ctx, "SELECT "+selected(c.articlesHave, slices.Concat(articleColumns, articleHeads))+
		" FROM "+quoted(c.articles)+" ORDER BY "+order+" LIMIT ?", maxRows)
	if err != nil {
		return nil, broken(err)
	}
	defer found.Close()
	bodies := map[string]*body{}
	for found.Next() {
		var law, number, text, chapter, section string
		if err := found.Scan(&law, &number, &text, &chapter, &section); err != nil {
			return nil, broken(err)
		}
		if bodies[law] == nil {
			bodies[law] = &body{}
		}
		bodies[law].add(number, text, chapter, section)
	}
	if err := found.Err(); err != nil {
		return nil, broken(err)
	}
	return bodies, nil
}

var (
	articleNumber = regexp.MustCompile(`^第[零〇一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?$`)
	clauseNumber  = regexp.MustCompile(`^条目([一二三四五六七八九十百]+)$`)
	// heading matches headings that stand behind the article before them.
	heading = regexp.MustCompile(`^第[零〇一二三四五六七八九十百]+(?:编|分编|章|节)(?:[\s\x{3000}]|$)|^附[\s\x{3000}]*则$`)
	// picture matches what is left of a picture, over lines.
	picture = regexp.MustCompile(`!?[^\n{}]*\{width="[^{}]*\}`)
	ruled   = regexp.MustCompile(`^[\s|]*[-+=:|]{3,}[-+=:|\s]*$|^[\s|]+$`)
	escaped = strings.NewReplacer(`\<`, "〈", `\>`, "〉", `\`, "")
)

func (b *body) add(number, text, chapter, section string) {
	if chapter != b.chapter {
		b.heading(chapter)
		b.part = ""
	}
	if section != b.part {
		b.heading(section)
	}
	b.chapter, b.part = chapter, section
	var lead string
	if articleNumber.MatchString(number) {
		lead = number + "　"
	} else if m := clauseNumber.FindStringSubmatch(number); m != nil {
		lead = m[1] + "、"
	}
	text = picture.ReplaceAllString(strings.ReplaceAll(text, "\r", ""), "")
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(escaped.Replace(line)); line == "" || ruled.MatchString(line) {
			continue
		}
		if lead == "" && heading.MatchString(line) {
			b.heading(line)
			continue
		}
		b.text.WriteString(lead + tableRow(line) + "\n\n")
		lead = ""
	}
	if lead != "" { // an article without words
		b.text.WriteString(lead + "\n\n")
	}
}

func (b *body) heading(title string) {
	if title != "" {
		b.text.WriteString("## " + strings.Join(strings.Fields(title), " ") + "\n\n")
	}
}

// tableRow puts bars around a row of a table that has them between its cells.
func tableRow(line string) string {
	if strings.HasPrefix(line, "|") || !strings.Contains(line, " | ") {
		return line
	}
	return "| " + line + " |"
}
