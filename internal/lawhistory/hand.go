package lawhistory

import (
	"bufio"
	"cmp"
	"context"
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/fatiao/fatiao/internal/concordance"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

//go:embed hand.tsv
var shipped string

// byHand are the lines of hand.tsv.
var byHand = sync.OnceValues(func() (handBook, error) { return readHand(strings.NewReader(shipped)) })

// handLine is an answer made by hand.
type handLine struct {
	to     []statute.Provision // none where nothing corresponds
	law    string              // of those
	reason string
	ofPart bool // the line is of a paragraph or item, not of the whole article
}

// handBook has the lines by the article or item, without its text: they speak of the last one.
type handBook map[statute.Address]handLine

// line is the answer for a provision, or else for its article.
func (b handBook) line(a statute.Address) (h handLine, ok bool) {
	a.Version = ""
	if a.Provision.Item > 0 && a.Provision.Paragraph == 1 {
		a.Provision.Paragraph = 0 // 52/k1/x5 is 52/x5
	}
	if h, ok := b[a]; ok {
		h.ofPart = a.Provision != a.Provision.AtArticle()
		return h, true
	}
	a.Provision = a.Provision.AtArticle()
	h, ok = b[a]
	return h, ok
}

// of are the articles of a law that have a line, in order.
func (b handBook) of(law string) []statute.Address {
	var out []statute.Address
	for a := range b {
		if a.Law == law && a.Provision == a.Provision.AtArticle() {
			out = append(out, a)
		}
	}
	slices.SortFunc(out, func(x, y statute.Address) int {
		m, n := x.Provision.Article, y.Provision.Article
		return cmp.Or(cmp.Compare(m.Main, n.Main), cmp.Compare(m.Sub, n.Sub))
	})
	return out
}

// laws are those that have a line, in order.
func (b handBook) laws() []string {
	var out []string
	for a := range b {
		if !slices.Contains(out, a.Law) {
			out = append(out, a.Law)
		}
	}
	slices.Sort(out)
	return out
}

// readHand reads lines of an article, the articles that it became, and the reason.
func readHand(r io.Reader) (handBook, error) {
	lines := handBook{}
	in := bufio.NewScanner(r)
	for n := 1; in.Scan(); n++ {
		if in.Text() == "" || strings.HasPrefix(in.Text(), "#") {
			continue
		}
		fields := strings.Split(in.Text(), "\t")
		if len(fields) != 3 || fields[2] == "" {
			return nil, fmt.Errorf("hand.tsv, line %d: not an article, its successors and a reason", n)
		}
		from, err := statute.ParseAddress(fields[0])
		if err != nil {
			return nil, fmt.Errorf("hand.tsv, line %d: %w", n, err)
		}
		h := handLine{reason: fields[2]}
		for _, s := range strings.Fields(fields[1]) {
			to, err := statute.ParseAddress(s)
			if err != nil {
				return nil, fmt.Errorf("hand.tsv, line %d: %w", n, err)
			}
			h.law, h.to = to.Law, append(h.to, to.Provision)
		}
		lines[from] = h
	}
	return lines, in.Err()
}

// fromHand is an answer made by hand, with what the loaded text has of it.
func (b *Book) fromHand(ctx context.Context, a statute.Address, h handLine, next kb.Version) (Successor, error) {
	s := Successor{From: a, Kind: concordance.Dropped, Sure: concordance.None, Reason: h.reason}
	if h.law != "" && h.law != next.Law {
		return b.step(ctx, a, next) // another text came after than the line speaks of
	}
	for _, p := range h.to {
		s.To = append(s.To, statute.Address{Law: next.Law, Version: next.Label, Provision: p})
	}
	switch {
	case len(s.To) > 1:
		s.Kind, s.Sure = concordance.Split, concordance.Certain
	case len(s.To) == 1:
		s.Kind, s.Sure = concordance.Changed, concordance.Certain
	}
	if !h.ofPart && a.Provision != a.Provision.AtArticle() && len(s.To) > 0 {
		return b.part(ctx, s)
	}
	return s, nil
}
