// Package charge knows the crimes of the criminal law by name (罪名), with the
// articles that punish them, as the interpretations of the supreme court and
// procuratorate fix them. Start with [Load].
package charge

import (
	_ "embed"
	"strings"
	"unicode/utf8"
)

// Charge is a crime.
type Charge struct {
	Name     string   // 盗窃罪
	Articles []string // addresses: 刑法/264
	Former   bool     // the name is no longer used for what is done today
}

// List are all crimes.
type List struct {
	charges []Charge
	byName  map[string]int
	longest int // of all names, in bytes

	titles
}

//go:embed charges.txt
var file string

// Load reads the list that comes with the program; gencharges makes it.
func Load() *List {
	l := &List{byName: map[string]int{}}
	for line := range strings.Lines(file) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, rest, _ := strings.Cut(line, "\t")
		articles, former, _ := strings.Cut(rest, "\t")
		l.byName[name] = len(l.charges)
		l.charges = append(l.charges, Charge{Name: name, Articles: strings.Fields(articles), Former: former != ""})
		l.longest = max(l.longest, len(name))
	}
	return l
}

// All are the crimes in the order of the list.
func (l *List) All() []Charge { return l.charges }

// Named returns the crime with a name, with or without 罪 at its end.
func (l *List) Named(name string) (Charge, bool) {
	i, ok := l.byName[name]
	if !ok {
		i, ok = l.byName[name+"罪"]
	}
	if !ok {
		return Charge{}, false
	}
	return l.charges[i], true
}

// PunishedBy are the names of the crimes that an article is the first to punish, by its address
// (刑法/264), in the order of the list.
func (l *List) PunishedBy(address string) []string {
	var names []string
	for _, c := range l.charges {
		if !c.Former && len(c.Articles) > 0 && c.Articles[0] == address {
			names = append(names, c.Name)
		}
	}
	return names
}

// At returns the longest name of a crime at the start of s, "" where there is
// none.
func (l *List) At(s string) string {
	found := ""
	for end := 0; end < len(s) && end < l.longest; {
		i := strings.Index(s[end:min(len(s), l.longest)], "罪")
		if i < 0 {
			break
		}
		end += i + len("罪")
		if _, ok := l.byName[s[:end]]; ok {
			found = s[:end]
		}
	}
	return found
}

// Before returns the longest name of a crime that s ends in, "" where there is none.
func (l *List) Before(s string) string {
	if !strings.HasSuffix(s, "罪") {
		return ""
	}
	for from := max(0, len(s)-l.longest); from < len(s); from++ {
		if utf8.RuneStart(s[from]) {
			if _, ok := l.byName[s[from:]]; ok {
				return s[from:]
			}
		}
	}
	return ""
}
