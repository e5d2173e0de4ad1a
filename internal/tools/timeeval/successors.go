package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
)

// scoreSuccessor compares what an article became: the whole set, which must have what is
// required and nothing but that and what is acceptable too, the first of it, and those that
// are called certain. By words counts what no line made by hand answered.
func scoreSuccessor(book *lawhistory.Book) func(context.Context, *kb.Base, row, *scores) error {
	return func(ctx context.Context, _ *kb.Base, r row, s *scores) error {
		a, err := statute.ParseAddress(r["old"])
		if err != nil {
			return fmt.Errorf("reading %s: %w", r["old"], err)
		}
		found, err := book.Next(ctx, a)
		if _, forUser := usererr.Text(err); err != nil && !forUser {
			return err
		}
		var got []string
		for _, to := range found.To {
			got = append(got, to.String())
		}
		want, also := strings.Fields(r["new"]), strings.Fields(r["also_acceptable"])
		isMissing := func(w string) bool { return !slices.Contains(got, w) }
		isForeign := func(g string) bool { return !slices.Contains(want, g) && !slices.Contains(also, g) }
		right := !slices.ContainsFunc(want, isMissing) && !slices.ContainsFunc(got, isForeign)
		first := len(got)+len(want) == 0 || len(got) > 0 && slices.Contains(want, got[0])
		about := []any{r["kind"], r["old"], strings.Join(got, " "), "want", r["new"], "or", r["also_acceptable"]}
		s.add("set", right, about...)
		s.add("first", first, about...)
		if found.Sure == concordance.Certain {
			s.add("certain", right, about...)
		}
		if found.Reason == "" {
			s.add("set by words", right, about...)
			s.add("first by words", first, about...)
		}
		law, _, _ := strings.Cut(r["old"], "@")
		s.add(law, right, about...)
		return nil
	}
}
