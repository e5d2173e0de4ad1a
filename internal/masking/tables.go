package masking

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatiao/fatiao/internal/personname"
	"github.com/fatiao/fatiao/internal/textview"
)

// tables collects the people in columns of tables: cells between bars or tabs, or words of lines that white
// space parts alike. A column has people where its head says so, or where most of its cells are such.
func (f *finder) tables() {
	var rows [][]cell
	flush := func() {
		if len(rows) > 1 {
			f.table(rows)
		}
		rows = nil
	}
	start := 0
	for line := range strings.Lines(f.v.Source) {
		row := cells(line, start)
		start += len(line)
		switch {
		case row == nil && isRule(line): // the line between head and rows
			continue
		case row == nil, len(rows) > 0 && len(rows[0]) != len(row):
			flush()
		}
		if row != nil {
			rows = append(rows, row)
		}
	}
	flush()
	f.spaced()
}

// cell is a cell of a table: what it says without white space, and where that begins in the text.
type cell struct {
	text string
	at   int
}

// Bounds of a table: of a line, in bytes, and of its cells.
const (
	maxRow   = 1200
	maxCells = 24
)

// cells are the cells of a line, nil where it has no three of them.
func cells(line string, start int) []cell {
	if len(line) > maxRow {
		return nil
	}
	sep := func(r rune) bool { return r == '|' || r == '│' || r == '┃' || r == '｜' || r == '\t' }
	if !strings.ContainsFunc(strings.TrimSpace(line), sep) {
		if !strings.ContainsAny(line, "0123456789") || !strings.ContainsAny(strings.TrimSpace(line), " 　") {
			return nil
		}
		sep = unicode.IsSpace
	}
	row, begin, barred := []cell(nil), 0, sep('|')
	add := func(end int) {
		s := line[begin:end]
		lead := len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
		if s = strings.TrimSpace(s); s != "" || barred && begin > 0 && end < len(line) {
			row = append(row, cell{strings.Join(strings.Fields(s), ""), start + begin + lead})
		}
	}
	for i, r := range line {
		if sep(r) {
			add(i)
			begin = i + utf8.RuneLen(r)
		}
	}
	add(len(line))
	if len(row) < 2 || len(row) > maxCells {
		return nil
	}
	return row
}

// isRule reports whether a line of a table has marks only.
func isRule(line string) bool {
	said := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return strings.TrimSpace(line) == "" || !strings.ContainsFunc(line, said)
}

// table looks through the columns of rows of as many cells each.
func (f *finder) table(rows [][]cell) {
	for col := range rows[0] {
		headed := headsOfPeople.At(rows[0][col].text) != ""
		people, others := 0, 0
		for _, row := range rows {
			switch s := row[col].text; {
			case isHidden(s), f.isSomebody(s), looksLikeName(s) && f.allGiven(s, personname.Surname(s)):
				people++
			case surnameAt(s) == 0 || utf8.RuneCountInString(s) > maxLearned:
				others++
			}
		}
		if !headed && (people < 2 || others > people) || headed && others > people+1 {
			continue
		}
		from := 1
		if !headed {
			from = 0
		}
		for _, row := range rows[from:] {
			f.personInCell(row[col])
		}
	}
}

// headsOfPeople begin the heads of columns in which people are named.
var headsOfPeople = textview.NewWordSet(strings.Fields(`姓名 名字 被害人 受害人 申请人 债权人 户主 职工 工人 劳动者 投资人 集资 权利人 原告 被告 证人 人员 领款人 收款人 户名 员工 村民 业主 出借人 借款人
当事人 参与人 购买人 申请执行人 被执行人 被告人 伤者 死者 会员 学员 民工 农民工 行贿人 受贿人 送钱人 同案人`)...)

// personInCell notes a cell as somebody, if it may be a name.
func (f *finder) personInCell(c cell) {
	v := textview.New(c.text)
	at := f.v.Place(c.at)
	end := at + len(v.Text)
	if end > len(f.c) || f.c[at:end] != v.Text || !f.mayBeItem(at, end) {
		return
	}
	if strings.HasSuffix(v.Text, "计") || strings.HasPrefix(v.Text, "合计") {
		return
	}
	f.left[at] = 3
	f.person(v.Text).seen[involved]++
}
