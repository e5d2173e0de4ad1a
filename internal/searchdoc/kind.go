package searchdoc

import (
	"fmt"

	"github.com/fatiao/fatiao/internal/statute"
)

// Kind is the kind of a search document. Its number is written into the files of the
// ranking: new kinds come last.
type Kind uint8

// The kinds of search document. Clauses are the numbered units of documents that have
// no 条; to a user they are articles.
const (
	Article Kind = iota
	Clause
	Law
	Case
	Commentary
	Consultation
)

// kinds are the names of the kinds, as the index and the API have them.
var kinds = [...]string{"article", "clause", string(statute.DocLaw), string(statute.DocCase),
	string(statute.DocCommentary), string(statute.DocConsultation)}

// Kinds is the number of kinds.
const Kinds = len(kinds)

func (k Kind) String() string { return kinds[k] }

// IsProvision reports whether documents of the kind are provisions of a law.
func (k Kind) IsProvision() bool { return k == Article || k == Clause }

// KindOf returns the kind with a name; ok is false where there is none.
func KindOf(name string) (k Kind, ok bool) {
	for i, n := range kinds {
		if n == name {
			return Kind(i), true
		}
	}
	return 0, false
}

// MarshalText writes the name of the kind.
func (k Kind) MarshalText() ([]byte, error) {
	if int(k) >= Kinds {
		return nil, fmt.Errorf("there is no kind of search document with the number %d", k)
	}
	return []byte(k.String()), nil
}

// UnmarshalText reads the name of a kind.
func (k *Kind) UnmarshalText(name []byte) error {
	kind, ok := KindOf(string(name))
	if !ok {
		return fmt.Errorf("there is no kind of search document with the name %q", name)
	}
	*k = kind
	return nil
}
