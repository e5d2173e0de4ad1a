package inspect

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/internal/docstream"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// Dump writes all that a generation holds as text. Two generations that hold the same
// give the same text, however they were made: at once or step by step.
func Dump(ctx context.Context, w io.Writer, base *kb.Base, x *index.Index, ranked *ranking.Files) error {
	if err := base.Dump(ctx, w); err != nil {
		return err
	}
	names, err := docstream.Names(ctx, base)
	if err != nil {
		return err
	}
	name := func(key searchdoc.Key) string {
		if n, ok := names[key]; ok {
			return n
		}
		return "? " + string(key)
	}
	digests, err := x.Digests(ctx)
	if err != nil {
		return err
	}
	lines := make([]string, 0, len(digests))
	for key, sum := range digests {
		lines = append(lines, fmt.Sprintf("indexed\t%q\t%016x\n", name(key), sum))
	}
	slices.Sort(lines)
	for _, l := range lines {
		if _, err := io.WriteString(w, l); err != nil {
			return fmt.Errorf("writing the index as text: %w", err)
		}
	}
	return ranked.Dump(w, name)
}
