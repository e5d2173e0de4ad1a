package corpus

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// decode turns bytes into text. The encoding is told by content: a byte order
// mark, valid UTF-8, the shape of UTF-16, else GB18030. Line ends become \n.
func decode(data []byte) (text, name string, err error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		text, name = string(data[3:]), "UTF-8"
		if !utf8.ValidString(text) {
			return "", "", problemf("开头标明是 UTF-8，内容却不是，文件可能已损坏")
		}
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		text, name, err = decodeWith(unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM), data, "UTF-16LE")
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		text, name, err = decodeWith(unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM), data, "UTF-16BE")
	case utf8.Valid(data) && bytes.IndexByte(data, 0) < 0:
		text, name = string(data), "UTF-8"
	default:
		text, name, err = guess(data)
	}
	if err != nil {
		return "", "", err
	}
	if isBinary(text) {
		return "", "", problemf("内容不是文本（含有控制字符），可能是图片、程序或已损坏的文件")
	}
	if strings.Contains(text, "\r") {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	return text, name, nil
}

// guess tries the encodings that need no mark and takes the first that reads
// like Chinese.
func guess(data []byte) (text, name string, err error) {
	for _, c := range [...]struct {
		name string
		enc  encoding.Encoding
		fits bool
	}{
		{"UTF-16LE", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), len(data)%2 == 0},
		{"UTF-16BE", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), len(data)%2 == 0},
		{"GB18030", simplifiedchinese.GB18030, bytes.IndexByte(data, 0) < 0},
	} {
		if !c.fits {
			continue
		}
		if text, name, err := decodeWith(c.enc, data, c.name); err == nil && readsChinese(text) {
			return text, name, nil
		}
	}
	return "", "", problemf("编码认不出：不是 UTF-8、UTF-16 或 GB18030，也可能不是文本")
}

func decodeWith(e encoding.Encoding, data []byte, name string) (string, string, error) {
	b, err := e.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(b, utf8.RuneError) {
		return "", "", problemf("按 %s 解码失败，文件可能已损坏", name)
	}
	return string(b), name, nil
}

// frequent are the commonest characters and marks of Chinese prose, in both
// scripts. Any Chinese text has plenty; a wrong decoding has hardly any.
const frequent = "的一是不了在人有这這为為以上中和国國法规規定条條第，。、,（）：；"

// readsChinese reports whether the text, decoded by guess, is plausible.
func readsChinese(text string) bool {
	total, hits := 0, 0
	for _, r := range text {
		if r < utf8.RuneSelf {
			continue
		}
		total++
		if strings.ContainsRune(frequent, r) {
			hits++
		}
	}
	return total > 0 && hits*20 >= total
}

// isBinary reports control characters that no text has.
func isBinary(text string) bool {
	for i := 0; i < len(text); i++ {
		if c := text[i]; c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' {
			return true
		}
	}
	return false
}
