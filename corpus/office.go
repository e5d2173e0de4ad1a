package corpus

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strings"

	"github.com/fatiao/fatiao/corpus/docx"
)

// zipKind tells a Word document and files of other programs from an archive. A file that
// is no whole zip file is what its name says.
func zipKind(f *File) docx.Kind {
	named := docx.Other
	if strings.EqualFold(path.Ext(f.Path), ".docx") {
		named = docx.Word
	}
	r, err := f.Open()
	if err != nil {
		return named
	}
	defer r.Close()
	at, ok := r.(io.ReaderAt)
	if !ok {
		data, err := io.ReadAll(r)
		if err != nil {
			return named
		}
		at = bytes.NewReader(data)
	}
	z, err := zip.NewReader(at, f.Size)
	if err != nil {
		return named
	}
	if kind := docx.KindOf(z); kind != docx.Other {
		return kind
	}
	return named
}

// notWord says why a zip file that is no Word document is not read.
func notWord(kind docx.Kind) error {
	switch kind {
	case docx.Excel:
		return problemf("Excel 表格，不是文章；请把需要的内容另存为 .docx 或文本后再导入")
	case docx.PowerPoint:
		return problemf("演示文稿（PPT），不是文章；请把文字另存为 .docx 或文本后再导入")
	case docx.OpenDocument:
		return problemf("OpenDocument 文件（.odt 等），读不了；请用 WPS、Word 或 LibreOffice 打开，另存为 .docx 后再导入")
	case docx.OFD:
		return problemf("OFD 版式文件，读不了；请用 OFD 阅读器打开，转换或打印为 PDF，或另存为 .docx 后再导入")
	case docx.Unknown:
		return problemf("不是 Word 文档，也不认识是哪种 Office 文件；请另存为 .docx 后再导入")
	}
	return problemf("压缩包，不是一份文件；请解压后再导入")
}

// oldOffice says what a file in the old container of Office (OLE) is, by the names of its
// streams, which stand in it as UTF-16.
func oldOffice(data []byte, name string) error {
	has := func(stream string) bool {
		wide := make([]byte, 0, 2*len(stream))
		for _, c := range []byte(stream) {
			wide = append(wide, c, 0)
		}
		return bytes.Contains(data, wide)
	}
	switch ext := strings.ToLower(path.Ext(name)); {
	case has("EncryptedPackage"):
		return problemf("Office 文件有密码（已加密），读不出来；请用 Word 或 WPS 打开，取消打开密码后另存为 .docx 再导入")
	case ext == ".wps", has("WpsCustomData"):
		return problemf("WPS 文字的旧格式（.wps），读不了；请用 WPS 打开，另存为 .docx 后再导入")
	case has("WordDocument"):
		return problemf("旧版 Word 文档（.doc），读不了；请用 Word 或 WPS 打开，另存为 .docx 后再导入")
	case has("Workbook"):
		return problemf("旧版 Excel 表格（.xls），不是文章；请把需要的内容另存为 .docx 或文本后再导入")
	case has("PowerPoint Document"):
		return problemf("旧版演示文稿（.ppt），不是文章；请把文字另存为 .docx 或文本后再导入")
	case has("__nameid_version1.0"):
		return problemf("Outlook 邮件（.msg），读不了；请把正文另存为文本后再导入")
	}
	return problemf("旧版 Word 或 Office 文件，读不了；请另存为 .docx 后再导入")
}

// refusedText recognises files that are text by their bytes but not by what they mean.
func refusedText(head []byte) error {
	start := strings.ToLower(string(bytes.TrimSpace(bytes.TrimPrefix(head[:min(len(head), 600)], []byte{0xEF, 0xBB, 0xBF}))))
	switch {
	case strings.HasPrefix(start, `{\rtf`):
		return problemf("RTF 文件，读不了；请用 Word 或 WPS 打开，另存为 .docx 后再导入")
	case strings.HasPrefix(start, "<?xml") && (strings.Contains(start, `progid="word.document"`) ||
		strings.Contains(start, "schemas.microsoft.com/office/word/2003/wordml") ||
		strings.Contains(start, "schemas.microsoft.com/office/2006/xmlpackage")):
		return problemf("Word 的 XML 文件，读不了；请用 Word 打开，另存为 .docx 后再导入")
	case strings.HasPrefix(start, "mime-version:") && strings.Contains(start, "multipart/related"):
		return problemf("单个文件的网页（MHT），读不了；请用浏览器或 Word 打开，另存为 .docx 或网页（.html）后再导入")
	}
	return nil
}
