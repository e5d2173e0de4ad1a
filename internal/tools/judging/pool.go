package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/cjk" // pairs of characters

	"github.com/fatiao/fatiao/internal/docstream"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/relevance"
	"github.com/fatiao/fatiao/internal/searchdoc"
	"github.com/fatiao/fatiao/internal/statute"
)

// depth is how many results of each ranking are judged.
const depth = 10

// writePool writes what is to be judged.
func writePool(ctx context.Context, data, questionFile, known string, runs []string, out io.Writer) error {
	questions, err := readQuestions(questionFile)
	if err != nil {
		return err
	}
	judged := relevance.Judgements{}
	if known != "" {
		if judged, err = readJudgements(known); err != nil {
			return err
		}
	}
	texts, err := provisionsInForce(ctx, data)
	if err != nil {
		return err
	}
	plain, err := plainRun(ctx, texts, questions)
	if err != nil {
		return err
	}
	rankings := []relevance.Run{plain}
	for _, name := range runs {
		run, err := readRun(name)
		if err != nil {
			return err
		}
		rankings = append(rankings, run)
	}
	encoder := json.NewEncoder(out)
	for _, q := range questions {
		for _, address := range pooled(q.ID, rankings, judged[q.ID]) {
			text, ok := texts[address]
			if !ok {
				return fmt.Errorf("a ranking has %s for %s, which is not in force in the data folder", address, q.ID)
			}
			entry := struct {
				QID     string `json:"qid"`
				Query   string `json:"query"`
				Address string `json:"address"`
				Text    string `json:"text"`
			}{q.ID, q.Text, address, text}
			if err := encoder.Encode(entry); err != nil {
				return fmt.Errorf("writing the pool: %w", err)
			}
		}
	}
	return nil
}

// pooled are the first results of all rankings that nobody judged, in an order that depends on
// nothing but their names.
func pooled(question string, rankings []relevance.Run, judged map[string]relevance.Grade) []string {
	var list []string
	for _, r := range rankings {
		for _, address := range r[question][:min(depth, len(r[question]))] {
			if _, ok := judged[address]; !ok && !slices.Contains(list, address) {
				list = append(list, address)
			}
		}
	}
	order := func(address string) string {
		sum := sha256.Sum256([]byte(question + " " + address))
		return string(sum[:])
	}
	slices.SortFunc(list, func(x, y string) int { return cmp.Compare(order(x), order(y)) })
	return list
}

// provisionsInForce are the texts of all articles in force today, by address.
func provisionsInForce(ctx context.Context, data string) (texts map[string]string, err error) {
	store, err := generation.OpenStore(data)
	if err != nil {
		return nil, err
	}
	g, err := store.Current()
	if err != nil {
		return nil, err
	}
	base, err := kb.Open(ctx, g.KB())
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, base.Close()) }()
	today := statute.Today(time.Now())
	texts = map[string]string{}
	err = docstream.Each(ctx, base, func(d *searchdoc.Document) error {
		inForce := (d.InForceFrom == "" || d.InForceFrom <= today) && (d.InForceTo == "" || d.InForceTo > today)
		if d.Address != "" && inForce {
			texts[d.Law+"/"+d.Address] = d.Path() + "\n" + d.Text
		}
		return nil
	})
	return texts, err
}

// plainRun ranks the provisions by BM25 over pairs of characters, with nothing else.
func plainRun(ctx context.Context, texts map[string]string, questions []relevance.Question) (run relevance.Run, err error) {
	mapping := bleve.NewIndexMapping()
	mapping.DefaultAnalyzer = "cjk"
	mapping.ScoringModel = "bm25"
	folder, err := os.MkdirTemp("", "fatiao-judging-")
	if err != nil {
		return nil, fmt.Errorf("making a folder to work in: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	index, err := bleve.New(folder+"/index", mapping)
	if err != nil {
		return nil, fmt.Errorf("making an index: %w", err)
	}
	defer func() { err = errors.Join(err, index.Close()) }()
	batch := index.NewBatch()
	add := func() error {
		err := index.Batch(batch)
		batch = index.NewBatch()
		return err
	}
	for address, text := range texts {
		if err := batch.Index(address, map[string]string{"text": text}); err != nil {
			return nil, err
		}
		if batch.Size() >= 2000 {
			if err := add(); err != nil {
				return nil, err
			}
		}
	}
	if err := add(); err != nil {
		return nil, err
	}
	run = relevance.Run{}
	for _, q := range questions {
		match := bleve.NewMatchQuery(q.Text)
		match.SetField("text")
		found, err := index.SearchInContext(ctx, bleve.NewSearchRequestOptions(match, depth, 0, false))
		if err != nil {
			return nil, fmt.Errorf("looking up %s: %w", q.ID, err)
		}
		for _, hit := range found.Hits {
			run[q.ID] = append(run[q.ID], hit.ID)
		}
	}
	return run, nil
}

func readQuestions(name string) ([]relevance.Question, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	list, err := relevance.ReadQuestions(f)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	return list, nil
}

func readRun(name string) (relevance.Run, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	run, err := relevance.ReadRun(f)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	return run, nil
}
