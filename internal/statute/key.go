package statute

import (
	"strings"
	"unicode"
)

// Key turns a title as printed into a law key: white space removed, joint
// issuers joined by 、, 〈〉 and <> written 《》, without a leading
// 中华人民共和国. / and @, which separate the parts of an address, become
// full-width.
func Key(title string) string {
	var b strings.Builder
	fields := strings.FieldsFunc(title, func(r rune) bool {
		return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\u3000' || r == '\u00a0'
	})
	for i, f := range fields {
		if i > 0 && IssuersMeet(fields[i-1], f) {
			b.WriteString("、")
		}
		b.WriteString(f)
	}
	key := separateIssuers(b.String())
	if strings.ContainsAny(key, "〈〉<>＜＞/@") {
		key = keyReplacer.Replace(key)
	}
	if rest := strings.TrimPrefix(key, "中华人民共和国"); rest != "" {
		key = rest
	}
	return key
}

// separateIssuers joins issuers at the head of a title by 、 where nothing stands between them:
// 最高人民法院最高人民检察院关于….
func separateIssuers(key string) string {
	rest := key[len(issuerOf(key)):]
	if len(rest) == len(key) || !startsWithIssuer(strings.TrimPrefix(rest, "、")) { // as most titles
		return key
	}
	var b strings.Builder
	for rest = key; ; {
		name := issuerOf(rest)
		b.WriteString(name)
		rest = rest[len(name):]
		next := strings.TrimPrefix(rest, "、")
		if !startsWithIssuer(next) {
			b.WriteString(rest)
			return b.String()
		}
		b.WriteString("、")
		rest = next
	}
}

// keyReplacer also makes the characters of the address grammar full-width.
var keyReplacer = strings.NewReplacer("/", "／", "@", "＠", "〈", "《", "〉", "》", "<", "《", ">", "》", "＜", "《", "＞", "》")

// EachTitle calls f with the key of each title in 《》 in s, outermost only, and
// the text behind it.
func EachTitle(s string, f func(key, after string)) {
	depth, start := 0, 0
	for at, r := range s {
		switch r {
		case '《':
			if depth == 0 {
				start = at + len("《")
			}
			depth++
		case '》':
			if depth == 1 {
				if key := Key(s[start:at]); key != "" {
					f(key, s[at+len("》"):])
				}
			}
			depth = max(0, depth-1)
		}
	}
}

// QuotedTitles returns the keys of the titles in 《》 in s.
func QuotedTitles(s string) []string {
	var keys []string
	EachTitle(s, func(key, _ string) { keys = append(keys, key) })
	return keys
}

// Issuers are organs that stand at the head of titles; longer names come
// before their prefixes.
var Issuers = [...]string{"全国人民代表大会常务委员会", "全国人民代表大会", "中央军事委员会", "最高人民法院", "最高人民检察院",
	"国家监察委员会", "国务院办公厅", "国务院", "中共中央办公厅", "中共中央", "公安部", "国家安全部", "司法部"}

// IssuersMeet reports whether one issuer ends before and another begins after.
func IssuersMeet(before, after string) bool { return isIssuer(before) && startsWithIssuer(after) }

func isIssuer(s string) bool {
	for _, name := range Issuers {
		if strings.HasSuffix(s, name) {
			return true
		}
	}
	return false
}

func startsWithIssuer(s string) bool { return issuerOf(s) != "" }

// issuerOf is the issuer that s begins with, or empty.
func issuerOf(s string) string {
	for _, name := range Issuers {
		if strings.HasPrefix(s, name) {
			return name
		}
	}
	return ""
}

// SplitIssuers takes the issuers off the front of a key:
// 最高人民法院、最高人民检察院关于… gives both courts and 关于….
func SplitIssuers(key string) (issuers []string, rest string) {
	rest = key
	for {
		found := issuerOf(rest)
		if found == "" {
			return issuers, rest
		}
		after := rest[len(found):]
		if next, ok := strings.CutPrefix(after, "、"); ok && startsWithIssuer(next) {
			issuers, rest = append(issuers, found), next
			continue
		}
		if !strings.HasPrefix(after, "关于") {
			return nil, key // 最高人民法院… is part of the name itself, as in 国务院组织法
		}
		return append(issuers, found), after
	}
}

// NormName reduces a name of a law to what tells it apart: no white space,
// brackets or 中华人民共和国, half width, lower case.
func NormName(name string) string {
	return strings.Map(func(r rune) rune {
		if r, ok := NormRune(r); ok {
			return r
		}
		return -1
	}, strings.ReplaceAll(name, Republic, ""))
}

// Republic stands in the full titles of laws and tells nothing.
const Republic = "中华人民共和国"

// NormRune is the part of NormName that looks at one character. keep is false
// for those that tell nothing.
func NormRune(r rune) (norm rune, keep bool) {
	if r >= '！' && r <= '～' {
		r -= '！' - '!'
	}
	if r > unicode.MaxLatin1 {
		switch r {
		case '《', '》', '〈', '〉', '〔', '〕', '【', '】', '「', '」', '、', '“', '”', '·', '\u3000':
			return 0, false
		}
		return r, !unicode.IsSpace(r)
	}
	switch r {
	case '<', '>', '(', ')', '[', ']', '"', '\'', '·':
		return 0, false
	}
	return unicode.ToLower(r), !unicode.IsSpace(r)
}
