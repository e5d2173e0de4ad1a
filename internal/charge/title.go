package charge

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// AtEnd reads the crimes in which the name of a case ends, as titles write them: without
// 罪, joined by 、, with one or some of the ways to commit a crime that has several (贩卖毒品
// for 走私、贩卖、运输、制造毒品罪). Each is a range of bytes of s, with 罪 where it is there;
// none where s ends in no crime, or is nothing else.
func (l *List) AtEnd(s string) [][2]int {
	for i := range s {
		if i > 0 {
			if list := l.all(s, i); list != nil {
				return list
			}
		}
	}
	return nil
}

// all reads crimes from a place to the end of s, nil where something else stands there.
func (l *List) all(s string, at int) [][2]int {
	var list [][2]int
	for {
		n := l.titled(s[at:])
		if n == 0 {
			return nil
		}
		end := at + n
		if strings.HasPrefix(s[end:], "罪") {
			end += len("罪")
		}
		list = append(list, [2]int{at, end})
		if end == len(s) {
			return list
		}
		r, size := utf8.DecodeRuneInString(s[end:])
		if !strings.ContainsRune("、和及与", r) {
			return nil
		}
		at = end + size
	}
}

// PartAt returns the longest name at the start of s of a crime that has several ways or
// objects, with some of them: 贩卖毒品罪; "" where there is none.
func (l *List) PartAt(s string) string {
	names := l.short()
	found := ""
	for end := 0; end < len(s) && end < l.longest; {
		i := strings.Index(s[end:min(len(s), l.longest)], "罪")
		if i < 0 {
			break
		}
		if names[s[:end+i]] {
			found = s[:end+i+len("罪")]
		}
		end += i + len("罪")
	}
	return found
}

// titled is the length of the longest name of a crime at the start of s, without 罪.
func (l *List) titled(s string) int {
	names := l.short()
	longest := 0
	for i, r := range s {
		end := i + utf8.RuneLen(r)
		if end > l.longest {
			break
		}
		if names[s[:end]] {
			longest = end
		}
	}
	return longest
}

// short are the names of crimes as titles write them.
func (l *List) short() map[string]bool {
	l.once.Do(func() {
		l.names = map[string]bool{}
		for _, c := range l.charges {
			name := strings.TrimSuffix(c.Name, "罪")
			l.names[name] = true
			for _, v := range variants(name) {
				l.names[v] = true
			}
		}
	})
	return l.names
}

// maxWays bounds how many ways of one crime are taken apart.
const maxWays = 6

// variants are the names of a crime with some of its ways: 贩卖毒品, 贩卖、运输毒品.
func variants(name string) []string {
	pieces := strings.Split(name, "、")
	n := len(pieces)
	if n < 2 || n > maxWays {
		return nil
	}
	var list []string
	if n == 2 {
		list = shared(pieces[0], pieces[1])
	}
	for ways := 2; ways <= n; ways++ { // the ways are the first pieces, the last of which has the object
		last := []rune(pieces[ways-1])
		length := utf8.RuneCountInString(pieces[0])
		if ways > 2 {
			length = utf8.RuneCountInString(pieces[ways-2])
		}
		if len(last) <= length {
			continue
		}
		verbs := append(append([]string{}, pieces[:ways-1]...), string(last[:length]))
		object := string(last[length:])
		objects := []string{object}
		if ways < n { // 伪劣农药、兽药、种子: all, the first alone, or another
			objects = append(objects, object+"、"+strings.Join(pieces[ways:], "、"))
			kind := []rune(object)
			for _, p := range pieces[ways:] {
				if k := len(kind) - utf8.RuneCountInString(p); k > 0 {
					objects = append(objects, string(kind[:k])+p)
				}
			}
		}
		for set := 1; set < 1<<ways; set++ {
			var some []string
			for i, v := range verbs {
				if set&(1<<i) != 0 {
					some = append(some, v)
				}
			}
			for _, o := range objects {
				list = append(list, strings.Join(some, "、")+o)
			}
		}
	}
	return list
}

// shared are the names of a crime that joins two words of two characters in the middle of it:
// 拐卖妇女、儿童 is 拐卖妇女 or 拐卖儿童, 操纵证券、期货市场 is 操纵证券市场 or 操纵期货市场.
func shared(first, second string) []string {
	const word = 2
	a, b := []rune(first), []rune(second)
	if len(a) <= word || len(b) < word {
		return nil
	}
	head, tail := string(a[:len(a)-word]), string(b[word:])
	return []string{first, first + tail, head + second}
}

// titles of crimes, made when they are first needed.
type titles struct {
	once  sync.Once
	names map[string]bool
}
