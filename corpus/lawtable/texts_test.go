package lawtable_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/corpus/lawtable"
)

// lamps is a collection of invented laws under other names of tables than those that are known.
const lamps = `CREATE TABLE texts (law_id TEXT PRIMARY KEY, law_name TEXT, doc_type TEXT, level TEXT, publish_date TEXT,
	effective_date TEXT, version_date DATE, status TEXT, law_department TEXT);
CREATE TABLE provisions (id INTEGER PRIMARY KEY, law_id TEXT, chapter TEXT, section TEXT, article_no TEXT, article_text TEXT);
INSERT INTO texts VALUES
	('a', '灯火法', '法律', '法律', '2020-03-01', '2020-09-01', '2020-03-01', '现行有效', '经济法'),
	('b', '渡口法', '法律', '法律', '2019-03-01', '2001-07-01', '2019-03-01', '现行有效', '行政法'),
	('c', '集市法', '法律', '法律', '2018-03-01', '2018-03-01', '2018-03-01', '历史版本', ''),
	('d', '灯火法修正案', '修正案', '', '', '', '2021-13-01', '已废止', '经济法'),
	('e', '没有条文的法', '法律', '', '', '', '2021-03-01', '', '');
INSERT INTO provisions VALUES
	(4, 'a', '第二章 点灯', '第一节  一般规定', '第三条', '灯要亮。' || char(10) || '第三编 灭 灯' || char(10) || '第一分编 通 则'),
	(2, 'a', '第一章 总则', NULL, '第一条', '为了灯火，制定本法。' || char(13) || char(10) || '灯指油灯。'),
	(3, 'a', '第一章 总则', NULL, '第二条之一', '灯坏了换。'),
	(5, 'a', '第一章 灭灯', NULL, '第四条', '夜里灭灯。' || char(10) || '附件：' || char(10) || '灯式{width="3in"' || char(10) || 'height="4in"}'
		|| char(10) || '----- -----' || char(10) || '| 油灯 | 一盏 |' || char(10) || '电灯 | 二盏'),
	(6, 'b', '', '', '第一条', '船要稳。'), (7, 'c', '', '', '全文', '关于\<集市\>的决定。'),
	(8, 'd', NULL, NULL, '条目二', '第二条修改为："灯要亮。"'), (9, 'x', '', '', '第一条', '没有法律。');`

// A collection is told by the columns of its tables; headings behind articles are headings, and
// days that cannot be the text's are left out.
func TestCollection(t *testing.T) {
	t.Parallel()
	table, err := lawtable.Read(context.Background(), file(t, lamps))
	if err != nil {
		t.Fatal(err)
	}
	want := []lawtable.Text{
		{ID: "a", Title: "灯火法", Date: "2020-03-01", Category: "经济法", Body: `# 灯火法
## 第一章 总则
第一条　为了灯火，制定本法。
灯指油灯。
第二条之一　灯坏了换。
## 第二章 点灯
## 第一节 一般规定
第三条　灯要亮。
## 第三编 灭 灯
## 第一分编 通 则
## 第一章 灭灯
第四条　夜里灭灯。
附件：
| 油灯 | 一盏 |
| 电灯 | 二盏 |`},
		{ID: "b", Title: "渡口法", Date: "2019-03-01", Category: "行政法", Body: "# 渡口法\n第一条　船要稳。"},
		{ID: "c", Title: "集市法", Date: "2018-03-01", Category: "法律", Body: "# 集市法\n关于〈集市〉的决定。"},
		{ID: "d", Title: "灯火法修正案", Category: "修正案", Body: "# 灯火法修正案\n二、第二条修改为：\"灯要亮。\""},
	}
	got := slices.Clone(table.Texts)
	for i := range got {
		got[i].Body = strings.TrimSpace(strings.ReplaceAll(got[i].Body, "\n\n", "\n"))
	}
	if !slices.Equal(got, want) {
		t.Errorf("texts %q; want %q", got, want)
	}
	rows := []lawtable.Row{{Name: "灯火法", Published: "2020-03-01", From: "2020-09-01"}, {Name: "渡口法", Published: "2019-03-01"},
		{Name: "集市法", Published: "2018-03-01", Ended: true},
		{Name: "灯火法修正案", Ended: true, Problem: "公布日期“2021-13-01”不是日期"}}
	if !slices.Equal(table.Rows, rows) {
		t.Errorf("rows %+v; want %+v", table.Rows, rows)
	}
}

// Views are not read as a collection, nor tables that lack a column.
func TestCollectionRefused(t *testing.T) {
	t.Parallel()
	for name, statements := range map[string]string{
		"a view": "CREATE TABLE texts(law_id TEXT, law_name TEXT, version_date TEXT); " +
			"CREATE VIEW provisions AS SELECT law_id, '第一条' AS article_no, 'a' AS article_text FROM texts",
		"no day":     "CREATE TABLE a(law_id TEXT, law_name TEXT); CREATE TABLE b(law_id TEXT, article_no TEXT, article_text TEXT)",
		"no article": "CREATE TABLE a(law_id TEXT, law_name TEXT, version_date TEXT)",
	} {
		if table, err := lawtable.Read(context.Background(), file(t, statements)); err == nil || !strings.Contains(err.Error(), "law_id") {
			t.Errorf("%s: %v, %v", name, table, err)
		}
	}
}

// A list of official days comes back as it was written; what cannot be right is left out and said.
func TestDays(t *testing.T) {
	t.Parallel()
	rows := []lawtable.Row{{Name: "灯火法", Published: "2020-03-01", From: "2020-09-01", Ended: true},
		{Name: "渡口法", Published: "2019-03-01", From: "2001-07-01"}}
	data, err := lawtable.WriteDays("某数据库", rows)
	if err != nil || !lawtable.IsDays(data) {
		t.Fatalf("%s, %v", data, err)
	}
	table, err := lawtable.ReadDays(data)
	if err != nil {
		t.Fatal(err)
	}
	rows[1].From, rows[1].Problem = "", "施行日期 2001-07-01 在公布日期 2019-03-01 之前"
	rows[0].Official, rows[1].Official = true, true
	if !slices.Equal(table.Rows, rows) {
		t.Errorf("%+v; want %+v", table.Rows, rows)
	}
	if _, err := lawtable.ReadDays(data[:len(data)/2]); err == nil {
		t.Error("half a list is read")
	}
}
