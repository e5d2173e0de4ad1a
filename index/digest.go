package index

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"

	"github.com/fatiao/fatiao/internal/searchdoc"
)

// Digests returns a number for each document that stands for all that the index
// says of it: equal documents of two indexes have equal numbers, however the indexes
// were made. It reads the whole index.
func (x *Index) Digests(ctx context.Context) (digests map[searchdoc.Key]uint64, err error) {
	advanced, err := x.index.Advanced()
	if err != nil {
		return nil, fmt.Errorf("reading the index: %w", err)
	}
	reader, err := advanced.Reader()
	if err != nil {
		return nil, fmt.Errorf("reading the index: %w", err)
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	sums := map[string]uint64{} // by the number that the index gives a document
	for _, field := range [...]string{fieldKind, fieldLaw, fieldGrams} {
		terms, err := reader.FieldDict(field)
		if err != nil {
			return nil, fmt.Errorf("reading the terms of the index: %w", err)
		}
		for {
			entry, err := terms.Next()
			if err != nil {
				return nil, errors.Join(fmt.Errorf("reading the terms of the index: %w", err), terms.Close())
			}
			if entry == nil {
				break
			}
			h := fnv.New64a()
			fmt.Fprintf(h, "%s\x00%s", field, entry.Term)
			sum := h.Sum64()
			docs, err := reader.TermFieldReader(ctx, []byte(entry.Term), field, false, false, false)
			if err != nil {
				return nil, fmt.Errorf("reading the postings of the index: %w", err)
			}
			for {
				doc, err := docs.Next(nil)
				if err != nil {
					return nil, errors.Join(fmt.Errorf("reading the postings of the index: %w", err), docs.Close())
				}
				if doc == nil {
					break
				}
				sums[string(doc.ID)] += sum // the terms of a document come in no order
			}
			if err := docs.Close(); err != nil {
				return nil, fmt.Errorf("reading the postings of the index: %w", err)
			}
		}
		if err := terms.Close(); err != nil {
			return nil, fmt.Errorf("reading the terms of the index: %w", err)
		}
	}
	digests = make(map[searchdoc.Key]uint64, len(sums))
	for internal, sum := range sums {
		external, err := reader.ExternalID([]byte(internal))
		if err != nil {
			return nil, fmt.Errorf("reading the ids of the index: %w", err)
		}
		digests[searchdoc.Key(external)] = sum
	}
	return digests, nil
}
