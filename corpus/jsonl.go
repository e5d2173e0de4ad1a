package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// record is a line of JSON Lines. The names are those of the collections that
// are about.
type record struct {
	ID      jsonString `json:"id"`
	QID     jsonString `json:"qid"`
	Title   string     `json:"title"`
	Text    string     `json:"text"`
	Content string     `json:"content"`
	Fact    string     `json:"fact"`
	Query   string     `json:"query"`
	Answer  string     `json:"answer"`
	Gold    any        `json:"gold"` // addresses of a consultation; other shapes are answers for tests
	Date    string     `json:"date"`
	Type    string     `json:"type"` // law, case, commentary; told from the text where it is missing
}

// jsonString reads a JSON string or number as a string.
type jsonString string

func (s *jsonString) UnmarshalJSON(b []byte) error {
	var str string
	if json.Unmarshal(b, &str) == nil {
		*s = jsonString(str)
		return nil
	}
	var n json.Number
	if err := json.Unmarshal(b, &n); err != nil {
		return err
	}
	*s = jsonString(n.String())
	return nil
}

// jsonLines reads a file line by line; a bad line is told to bad and the rest
// goes on. It fails where no line could be read.
func (r *Reader) jsonLines(f *File, limits Limits, emit func(*Document) error, bad func(string, error)) error {
	in, err := f.Open()
	if err != nil {
		return problemf("打不开：%v", reasonOf(err))
	}
	defer in.Close()
	br := bufio.NewReaderSize(in, 1<<20)
	good, number := 0, 0
	var refused []refusedLine
	for {
		line, tooLong, err := readLine(br, limits.LineBytes)
		if len(line) > 0 || tooLong {
			number++
			doc, lineErr := r.recordDocument(f, line, tooLong, limits)
			switch {
			case lineErr != nil:
				refused = append(refused, refusedLine{number, lineErr})
			case doc != nil:
				good++
				if err := emit(doc); err != nil {
					return err
				}
			}
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return problemf("读取中断：%v", reasonOf(err))
		}
	}
	if good == 0 {
		if len(refused) > 0 {
			return problemf("没有一行读得出来；第 %d 行：%v", refused[0].number, refused[0].why)
		}
		return problemf("没有文字")
	}
	for _, l := range refused {
		bad(fmt.Sprintf("%s:%d", f.Path, l.number), l.why)
	}
	return nil
}

// refusedLine is a line that could not be read.
type refusedLine struct {
	number int
	why    error
}

// readLine reads a line without its end. A line over the limit is read past
// and not kept.
func readLine(r *bufio.Reader, limit int64) (line []byte, tooLong bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if !tooLong {
			line = append(line, part...)
			if int64(len(line)) > limit {
				line, tooLong = nil, true
			}
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		return bytes.TrimSpace(line), tooLong, err
	}
}

func (r *Reader) recordDocument(f *File, line []byte, tooLong bool, limits Limits) (*Document, error) {
	if tooLong {
		return nil, problemf("这一行超过上限 %s", megabytes(limits.LineBytes))
	}
	var rec record
	if err := json.Unmarshal(bytes.TrimPrefix(line, []byte{0xEF, 0xBB, 0xBF}), &rec); err != nil {
		return nil, problemf("不是有效的 JSON")
	}
	d := &Document{ID: string(rec.ID), Title: rec.Title, Category: f.Category}
	if d.ID == "" {
		d.ID = string(rec.QID)
	}
	if date, err := statute.ParseDate(rec.Date); err == nil {
		d.Date = date
	}
	switch k := statute.DocumentKind(rec.Type); k {
	case statute.DocCase, statute.DocCommentary:
		d.Kind = k
	}
	if answers := answersOf(rec.Gold); rec.Query != "" && (answers != nil || rec.Answer != "") {
		d.Kind, d.Answers = statute.DocConsultation, answers
		d.Title = rec.Query
		d.Text = strings.TrimSpace(rec.Query + "\n\n" + rec.Answer)
		return d, nil
	}
	for _, t := range [...]string{rec.Text, rec.Content, rec.Fact} {
		if strings.TrimSpace(t) != "" {
			d.Text = t
			break
		}
	}
	if d.Text == "" {
		return nil, problemf("没有 text、content 或 query 字段，不知道正文在哪里")
	}
	if isBinary(d.Text) {
		return nil, problemf("正文含有控制字符，不是文本")
	}
	if strings.Contains(d.Text, "<p") || strings.Contains(d.Text, "<div") || strings.Contains(d.Text, "<br") {
		text, err := fragmentText(d.Text)
		if err != nil {
			return nil, err
		}
		d.Original, d.Text = d.Text, text
	}
	if d.Title == "" {
		d.Title = strings.TrimSpace(f.Name + " " + d.ID)
	}
	return r.repaired(d), nil
}

// answersOf reads lists of equivalent addresses: [["民法典/54"], ["…"]].
func answersOf(gold any) [][]string {
	list, ok := gold.([]any)
	if !ok {
		return nil
	}
	var answers [][]string
	for _, g := range list {
		var same []string
		switch v := g.(type) {
		case string:
			same = append(same, v)
		case []any:
			for _, a := range v {
				if s, ok := a.(string); ok {
					same = append(same, s)
				}
			}
		}
		if len(same) > 0 {
			answers = append(answers, same)
		}
	}
	return answers
}
