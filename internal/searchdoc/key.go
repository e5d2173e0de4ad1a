package searchdoc

import (
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/statute"
)

// Key names a search document. It says what the document is, not where it is stored:
// a text that stays the same keeps its key from one generation to the next, in every
// data folder and on every machine.
//
//	民法典@2020-05-28/1036    an article or clause of one text of a law
//	民法典                    a law, in all its texts
//	case:7afb22c5f8dd         a case, by the id that its page has
//	commentary:…, consultation:…   likewise
//
// Law keys hold neither @ nor / (see [statute.Key]), so that the forms cannot be
// taken for each other. A text with two articles of one number has a second one
// under 民法典@2020-05-28/1036#2.
type Key string

// LawKey is the key of a law.
func LawKey(law string) Key { return Key(law) }

// VersionKey is the key of one text of a law, which is no document of its own but
// stands before those of its articles: 民法典@2020-05-28.
func VersionKey(law, label string) Key { return Key(law + "@" + label) }

// ProvisionKey is the key of an article or clause. Address is the one below the law:
// 1036, 287-2.
func ProvisionKey(law, label, address string) Key { return Key(law + "@" + label + "/" + address) }

// Repeated is the key of the nth provision, from 1, that has one address in one text.
func (k Key) Repeated(n int) Key {
	if n < 2 {
		return k
	}
	return k + Key("#"+strconv.Itoa(n))
}

// Nth is which of the provisions with one address in one text a key means, from 1.
func (k Key) Nth() int {
	_, behind, _ := strings.Cut(string(k), "#")
	if n, err := strconv.Atoi(behind); err == nil {
		return n
	}
	return 1
}

// DocumentKey is the key of a case, commentary or consultation. Ref is the id that
// addresses of pages and of the API give it.
func DocumentKey(kind statute.DocumentKind, ref string) Key { return Key(string(kind) + ":" + ref) }

// ReportedCaseKey is the key of the nth case, from 1, that a news report tells. It is
// no document of its own. Ref is that of the report.
func ReportedCaseKey(ref string, n int) Key {
	return DocumentKey(statute.DocCommentary, ref) + Key("#"+strconv.Itoa(n))
}

// ReportedCase returns the ref of a report and which of its cases is meant, from 1. ok
// is false for other keys.
func (k Key) ReportedCase() (ref string, n int, ok bool) {
	ref, ok = strings.CutPrefix(string(k), string(statute.DocCommentary)+":")
	ref, behind, cut := strings.Cut(ref, "#")
	n, err := strconv.Atoi(behind)
	return ref, n, ok && cut && err == nil
}

// Provision returns the law, the label of the version and the address below it of an
// article or clause. ok is false for other keys.
func (k Key) Provision() (law, label, address string, ok bool) {
	law, rest, ok := strings.Cut(string(k), "@")
	if !ok {
		return "", "", "", false
	}
	label, address, ok = strings.Cut(rest, "/")
	if !ok {
		return "", "", "", false
	}
	address, _, _ = strings.Cut(address, "#")
	return law, label, address, true
}

// Document returns the kind and the ref of a case, commentary or consultation. ok is
// false for other keys.
func (k Key) Document() (kind statute.DocumentKind, ref string, ok bool) {
	name, ref, ok := strings.Cut(string(k), ":")
	if !ok || strings.ContainsAny(ref, "@/#") {
		return "", "", false
	}
	switch kind := statute.DocumentKind(name); kind {
	case statute.DocCase, statute.DocCommentary, statute.DocConsultation:
		return kind, ref, true
	}
	return "", "", false
}

// Law returns the key of the law that a law, an article or a clause belongs to, ""
// for documents of other kinds.
func (k Key) Law() string {
	if _, _, other := k.Document(); other {
		return ""
	}
	law, _, _ := strings.Cut(string(k), "@")
	return law
}
