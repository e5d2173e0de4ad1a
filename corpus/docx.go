package corpus

import (
	"errors"
	"fmt"
	"strings"

	"github.com/fatiao/fatiao/corpus/docx"
	"github.com/fatiao/fatiao/internal/statute"
)

// docxText gets the paragraphs and tables of a Word document. The diagnostics say what the
// file has and the text has not.
func docxText(data []byte) (string, []statute.Diagnostic, error) {
	d, err := docx.Read(data)
	if err != nil {
		return "", nil, wordProblem(err)
	}
	return d.Text, leftOut(d.Left), nil
}

// wordProblem says in the user's words why a Word document is not read.
func wordProblem(err error) error {
	switch {
	case errors.Is(err, docx.ErrTooMuch):
		return problemf("Word 文档解压后过大，或内部嵌套过深，读不出来；请拆成几份后再导入")
	case errors.Is(err, docx.ErrEmbedded):
		return problemf("Word 文档的正文是嵌入的网页，读不出来；请用 Word 打开，另存为 .docx 后再导入")
	case errors.Is(err, docx.ErrDamaged):
		return problemf("Word 文档（.docx）已损坏，读不出来；请用 Word 或 WPS 打开，另存为 .docx 后再导入")
	}
	return err
}

// PlacedWord reads a Word document with the places of its text, as it stands there: nothing is
// repaired and no lines are joined. ok is false for other files.
func PlacedWord(data []byte) (d *docx.Placed, ok bool, err error) {
	f := Memory("", data)
	head, err := readHead(f)
	if err != nil || sniff(head, ".docx") != formatZip || zipKind(f) != docx.Word {
		return nil, false, err
	}
	d, err = docx.ReadPlaced(data)
	switch {
	case err != nil:
		return nil, true, wordProblem(err)
	case strings.TrimSpace(strings.Trim(d.Text, "\ufeff\u200b")) == "":
		return nil, true, problemf("没有文字")
	case longestLine(d.Text) > maxTextLine:
		return nil, true, problemf("有一行长达 %s，不像是文章；请检查换行", megabytes(int64(longestLine(d.Text))))
	}
	return d, true, nil
}

// leftOut tells what a Word document has beside its text.
func leftOut(left docx.Left) []statute.Diagnostic {
	var what []string
	for _, l := range []struct {
		n    int
		text string
	}{
		{left.Deleted, "修订删去的文字 %d 处（按接受全部修订读）"},
		{left.Hidden, "隐藏文字 %d 处"},
		{left.Embedded, "嵌入的其他文件 %d 个"},
	} {
		if l.n > 0 {
			what = append(what, fmt.Sprintf(l.text, l.n))
		}
	}
	if left.Comments {
		what = append(what, "批注")
	}
	var diagnostics []statute.Diagnostic
	if len(what) > 0 {
		diagnostics = append(diagnostics, statute.Diagnostic{Code: "docx_left_out", Message: "Word 文档里没有读入的：" + strings.Join(what, "、")})
	}
	if left.Symbols > 0 {
		diagnostics = append(diagnostics,
			statute.Diagnostic{Code: "docx_symbols", Message: fmt.Sprintf("Word 文档里有 %d 个符号没有对应的字符，以 □ 代替", left.Symbols)})
	}
	return diagnostics
}
