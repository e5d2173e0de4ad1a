package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxGap bounds what may stand between a name and its provision, in bytes.
const maxGap = 240

// gap reads what stands between a law's name and a provision: nothing, 的, 中,
// a note in brackets, the name of a part. ok is false where anything else
// does, so that they don't belong together.
func gap(s string) (part, version string, ok bool) {
	if len(s) > maxGap {
		return "", "", false
	}
	for s != "" {
		if r, _ := utf8.DecodeRuneInString(s); strings.ContainsRune("（([〔【", r) {
			shut := "）)\n"
			if strings.ContainsRune("[〔【", r) {
				shut = "]〕】\n"
			}
			end := strings.IndexAny(s, shut)
			if end < 0 || s[end] == '\n' {
				return "", "", false
			}
			_, size := utf8.DecodeRuneInString(s[end:])
			if v := yearOf(s[:end+size]); v != "" && version == "" {
				version = v
			}
			s = s[end+size:]
			continue
		}
		if n := spacesAt(s); n > 0 {
			s = s[n:]
			continue
		}
		if n := versionAt(s); n > 0 && isDigit(s[0]) && version == "" && n <= len("2012年修订版的") { // 2012年版
			if v := s[:4]; isYear(v) {
				version = v
			}
			s = s[n:]
			continue
		}
		if n := fillerAt(s); n > 0 {
			s = s[n:]
			continue
		}
		if p := partNameAt(s); p != "" && part == "" {
			part = p
			s = s[len(p):]
			continue
		}
		return "", "", false
	}
	return part, version, true
}

func fillerAt(s string) int {
	for _, w := range [...]string{"中的", "规定的", "的", "中", "之", "里", "原", "通则", "文件", "文", "”"} {
		if strings.HasPrefix(s, w) {
			return len(w)
		}
	}
	return 0
}

// partNameAt reads 分则, 总则, 人格权编 at the start of s.
func partNameAt(s string) string {
	for _, w := range [...]string{"分则", "总则编", "总则"} {
		if strings.HasPrefix(s, w) {
			return w
		}
	}
	count := 0
	for at, r := range s {
		if r == '编' && count >= 2 {
			return s[:at+len("编")]
		}
		if count++; count > 8 || !unicode.Is(unicode.Han, r) || r == '第' {
			return ""
		}
	}
	return ""
}
