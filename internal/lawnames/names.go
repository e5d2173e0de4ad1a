package lawnames

import (
	"cmp"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/fatiao/fatiao/internal/statute"
)

// Names answers which laws a name may mean. It never changes once it is made, so it is
// safe for concurrent use.
type Names struct {
	byNorm  map[string][]string // norm (see statute.NormName) to keys, sorted
	keys    []string            // of all loaded laws, sorted
	loaded  map[string]bool
	norms   []normName // each meaning of each norm once, sorted
	written []Alias
	users   []Alias
	// since are the days since which laws bear names that others had before, by key.
	since map[string]statute.Date
	// pairs are the names by what they may be compared by, made when they are first.
	pairs func() *pairs
	// titled are the laws that short forms may mean, loaded or known.
	titled func() []titled
	// short are the nicknames of long titles, by key.
	short func() map[string]string
	// byHand are the keys that the names which ship with the program lead to, by norm.
	byHand map[string][]string
}

// normName is a name, reduced by statute.NormName, with a law that it may mean.
type normName struct{ norm, key string }

// New makes the look-up of the names of laws. keys are those of the loaded laws, sorted.
// What a user says of a name is all that the name means.
func New(keys []string, aliases []Alias) *Names {
	n := &Names{byNorm: map[string][]string{}, keys: keys, loaded: make(map[string]bool, len(keys)), byHand: map[string][]string{}}
	for _, key := range keys {
		n.loaded[key] = true
	}
	aliases = n.withoutOtherTitles(aliases)
	norms := make([]string, len(aliases))
	byUser := map[string]bool{}
	for i, a := range aliases {
		norms[i] = statute.NormName(a.Name)
		if a.Origin == OriginUser {
			byUser[norms[i]] = true
		}
		if a.Origin == OriginHand && !slices.Contains(n.byHand[norms[i]], a.Key) {
			n.byHand[norms[i]] = append(n.byHand[norms[i]], a.Key)
		}
	}
	for i, a := range aliases {
		if norms[i] != "" && (a.Origin == OriginUser || !byUser[norms[i]]) {
			n.norms = append(n.norms, normName{norms[i], a.Key})
		}
	}
	slices.SortFunc(n.norms, func(a, b normName) int {
		return cmp.Or(strings.Compare(a.norm, b.norm), strings.Compare(a.key, b.key))
	})
	n.norms = slices.Compact(n.norms)
	for _, name := range n.norms {
		n.byNorm[name.norm] = append(n.byNorm[name.norm], name.key)
	}
	n.since = namesSince()
	n.pairs = sync.OnceValue(n.newPairs)
	n.titled = sync.OnceValue(func() []titled { return titlesOf(keys) })
	n.written = writtenNames(aliases)
	n.users = slices.DeleteFunc(slices.Clone(aliases), func(a Alias) bool { return a.Origin != OriginUser })
	n.short = sync.OnceValue(n.shortNames)
	return n
}

// withoutOtherTitles are names without those that lead to another title of a law, under which no text is loaded.
func (n *Names) withoutOtherTitles(aliases []Alias) []Alias {
	other := otherTitles()
	return slices.DeleteFunc(slices.Clone(aliases), func(a Alias) bool {
		return a.Origin == OriginHand && other[Alias{Name: a.Name, Key: a.Key}] && !n.loaded[a.Key]
	})
}

// writtenNames are the names as they are written, each for each law once, sorted by
// name and law. Numbers of documents are none.
func writtenNames(aliases []Alias) []Alias {
	list := slices.DeleteFunc(slices.Clone(aliases), func(a Alias) bool { return a.Origin == OriginNumber })
	slices.SortFunc(list, func(a, b Alias) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Key, b.Key), cmp.Compare(a.Origin, b.Origin))
	})
	return slices.CompactFunc(list, func(a, b Alias) bool { return a.Name == b.Name && a.Key == b.Key })
}

// Shipped are the names that ship with the program, with no law loaded.
func Shipped() (*Names, error) {
	hand, err := ByHand()
	if err != nil {
		return nil, err
	}
	var all []Alias
	for _, a := range append(Known(), hand...) {
		all = append(append(all, Derived(a.Key, a.Key, nil)...), a)
	}
	return New(nil, all), nil
}

// Keys are the keys of the loaded laws, sorted. The caller must not change them.
func (n *Names) Keys() []string { return n.keys }

// IsLoaded reports whether the law with a key is loaded.
func (n *Names) IsLoaded(key string) bool { return n.loaded[key] }

// Written are the names as they are written, those made by hand and those derived, with
// the law that each means, sorted. Numbers of documents are not among them.
func (n *Names) Written() []Alias { return n.written }

// UserNamesNotLoaded are the names in the user's file that lead to laws that are not
// loaded.
func (n *Names) UserNamesNotLoaded() []Alias {
	return slices.DeleteFunc(slices.Clone(n.users), func(a Alias) bool { return n.loaded[a.Key] })
}

// Norms are the names by which laws are found in texts, as statute.NormName reduces
// them. Numbers of documents are not among them, as they are found by their form.
func (n *Names) Norms() iter.Seq[string] {
	return func(yield func(string) bool) {
		for norm := range maps.Keys(n.byNorm) {
			if !strings.HasSuffix(norm, "号") && !yield(norm) {
				return
			}
		}
	}
}

// WriteState writes what decides which laws a name means: two look-ups that write the
// same answer the same.
func (n *Names) WriteState(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "%q\n", n.keys); err != nil {
		return err
	}
	for _, name := range n.norms {
		if _, err := fmt.Fprintf(w, "%q %q\n", name.norm, name.key); err != nil {
			return err
		}
	}
	return nil
}

// Resolve returns the keys of the laws that a name may mean: none, one, or several. A key
// that is loaded wins over laws that merely share the name. A key may be one that is not
// loaded, where a name made by hand leads there.
func (n *Names) Resolve(name string) []string {
	if n.loaded[name] {
		return []string{name}
	}
	if key := statute.Key(name); n.loaded[key] {
		return []string{key}
	}
	keys := n.named(name)
	for _, other := range NumberSpellings(name) {
		if len(keys) == 0 {
			keys = n.byNorm[statute.NormName(other)]
		}
	}
	if len(keys) == 0 {
		if rest := withoutShortIssuer(name); rest != "" {
			keys = n.named(rest)
		}
	}
	if len(keys) > 1 {
		if loaded := n.onlyLoaded(keys); len(loaded) > 0 {
			return loaded
		}
	}
	return keys
}

// named returns the keys of a name or of what nicknames are made of it.
func (n *Names) named(name string) []string {
	keys := n.byNorm[statute.NormName(name)]
	if len(keys) > 0 || !isNickname(name) {
		return keys
	}
	for _, other := range nicknames(name) {
		if keys = n.byNorm[statute.NormName(other)]; len(keys) > 0 {
			return keys
		}
	}
	if m := ofCrime.FindStringSubmatch(name); m != nil { // 盗窃罪解释
		return n.named(m[1] + m[2])
	}
	return n.instrument(name)
}

// instrument returns the key of what carries out a statute that is called by a short name: 食安法实施条例, 征管法细则.
func (n *Names) instrument(name string) []string {
	for _, kind := range [...]string{"实施条例", "实施细则", "细则"} {
		law, ok := strings.CutSuffix(name, kind)
		if !ok || !strings.HasSuffix(law, "法") {
			continue
		}
		keys := n.byNorm[statute.NormName(law)]
		if len(keys) != 1 {
			return nil
		}
		if found := n.byNorm[statute.NormName(keys[0]+"实施"+strings.TrimPrefix(kind, "实施"))]; len(found) == 1 {
			return found
		}
		return nil
	}
	return nil
}

// ResolveOn returns the keys of the laws that a name may mean on a day, where the name
// passed from one law to another: 劳动争议解释（二） is that of 2025 since its day, also where
// only that of 2006 is loaded. With no day it may be either.
func (n *Names) ResolveOn(name string, day statute.Date) []string {
	keys := n.Resolve(name)
	newest := ""
	for _, key := range n.byNorm[statute.NormName(name)] {
		if since := n.since[key]; since != "" && (newest == "" || since > n.since[newest]) {
			newest = key
		}
	}
	switch {
	case newest == "" || len(keys) == 1 && keys[0] == newest:
		return keys
	case day == "":
		if !slices.Contains(keys, newest) {
			keys = append(slices.Clone(keys), newest)
		}
		return keys
	case day >= n.since[newest]:
		return []string{newest}
	}
	return slices.DeleteFunc(slices.Clone(keys), func(k string) bool { return k == newest })
}

// Usual returns the key of the law that a name means where several bear it and no day
// tells which: the one that the names made by hand give it, if that is one of them. "" for
// none: then the name is ambiguous.
func (n *Names) Usual(name string, keys []string) string {
	if hand := n.byHand[statute.NormName(name)]; len(hand) == 1 && n.since[hand[0]] == "" && slices.Contains(keys, hand[0]) {
		return hand[0]
	}
	return ""
}

// onlyLoaded returns those of keys that are loaded.
func (n *Names) onlyLoaded(keys []string) []string {
	var loaded []string
	for _, k := range keys {
		if n.loaded[k] {
			loaded = append(loaded, k)
		}
	}
	return loaded
}
