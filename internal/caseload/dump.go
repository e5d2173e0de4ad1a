package caseload

import (
	"context"
	"fmt"
	"io"

	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/docstream"
	"github.com/fatiao/fatiao/internal/engine/composite"
	"github.com/fatiao/fatiao/internal/engine/opensearch"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/searchdoc"
)

// Dump writes the generation in use as text: a line for each case, in the order of their keys,
// then one for each file of the journal. Two clusters that have the same give the same text.
func Dump(ctx context.Context, w io.Writer, c *opensearch.Cluster) error {
	g, err := c.Live(ctx)
	if err != nil {
		return err
	}
	if err := g.EachCase(ctx, func(_ searchdoc.Key, kept []byte) error { return line(w, "cluster_case", string(kept)) }); err != nil {
		return err
	}
	return g.EachFile(ctx, func(e *opensearch.Entry) error {
		if err := line(w, "cluster_file", e.Path, e.SHA256, e.Made, fmt.Sprint(e.Cases), fmt.Sprint(e.Others)); err != nil {
			return err
		}
		for _, r := range e.Rejects {
			if err := line(w, "cluster_reject", e.Path, string(r.Key), r.Reason); err != nil {
				return err
			}
		}
		return nil
	})
}

// DumpStored writes the cases of a knowledge base as [Dump] writes those of a cluster that has
// them.
func DumpStored(ctx context.Context, w io.Writer, c *opensearch.Cluster, base *kb.Base) error {
	graph := citegraph.New(base)
	return docstream.Each(ctx, base, func(d *searchdoc.Document) error {
		if d.Kind != searchdoc.Case {
			return nil
		}
		x, err := composite.ReadCase(ctx, base, graph, d)
		if err != nil {
			return err
		}
		kept, err := c.Kept(x)
		if err != nil {
			return err
		}
		return line(w, "cluster_case", string(kept))
	})
}

// line writes a line of quoted strings.
func line(w io.Writer, name string, values ...string) error {
	if _, err := io.WriteString(w, name); err != nil {
		return fmt.Errorf("writing the cases as text: %w", err)
	}
	for _, v := range values {
		if _, err := fmt.Fprintf(w, "\t%q", v); err != nil {
			return fmt.Errorf("writing the cases as text: %w", err)
		}
	}
	_, err := io.WriteString(w, "\n")
	return err
}
