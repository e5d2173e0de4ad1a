package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/citation"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/collation"
	"github.com/fatiao/fatiao/internal/faultpoint"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/lawparse"
	"github.com/fatiao/fatiao/internal/ranking"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/usererr"
)

// versions are those of this program. Ranking is filled where it is made.
func versions() generation.Manifest {
	return generation.Manifest{Parser: lawparse.Version, CaseParser: casefile.Version, Reader: corpus.ReaderVersion,
		Citation: citation.Version, Collation: collation.Version,
		Dictionary: gseanalysis.DictionaryVersion, Index: index.FormatVersion, Schema: kb.SchemaVersion}
}

// Accept refuses a generation of a newer program: to write it again would lose what
// that one knew better.
func Accept(m generation.Manifest) error {
	now := versions()
	for _, v := range [...]struct {
		name       string
		made, have int
	}{
		{"知识库", m.Schema, now.Schema}, {"索引", m.Index, now.Index}, {"词典", m.Dictionary, now.Dictionary}, {"法规解析", m.Parser, now.Parser},
		{"案例解析", m.CaseParser, now.CaseParser}, {"文件读取", m.Reader, now.Reader}, {"引用识别", m.Citation, now.Citation},
		{"校勘", m.Collation, now.Collation},
	} {
		if v.made > v.have {
			return usererr.Errorf("%w（%s的版本是 %d，本程序是 %d）", kb.ErrNewer, v.name, v.made, v.have)
		}
	}
	return nil
}

// made names what a source is read and parsed with. A source that was read with
// something else is read again when it is next given.
func (r *run) made() string { return Made(r.KeepNames) }

func madeWith(v generation.Manifest, keepNames bool) string {
	s := fmt.Sprintf("reader %d, parser %d, case parser %d, dictionary %d", v.Reader, v.Parser, v.CaseParser, v.Dictionary)
	if keepNames {
		s += withNames
	}
	return s
}

const withNames = ", with names"

// keepsNames reports whether the names of people stand in any judgment.
func keepsNames(ctx context.Context, base *kb.Base) (bool, error) {
	sources, err := base.Sources(ctx)
	return slices.ContainsFunc(sources, func(s kb.Source) bool { return strings.HasSuffix(s.Made, withNames) }), err
}

// ReadWithOthers counts the sources that were read by another version of the program.
func ReadWithOthers(ctx context.Context, base *kb.Base) (int, error) {
	sources, err := base.Sources(ctx)
	n := 0
	for _, s := range sources {
		if strings.TrimSuffix(s.Made, withNames) != madeWith(versions(), false) {
			n++
		}
	}
	return n, err
}

// indexedOtherwise reports whether this program cuts words for the index otherwise than
// the one that made a generation.
func indexedOtherwise(m generation.Manifest) bool {
	now := versions()
	return m.Dictionary != now.Dictionary || m.Index != now.Index
}

// Outdated reports whether a generation was made by an older program, so that it
// must be made again before it can be read.
func Outdated(m generation.Manifest) (bool, error) {
	if err := Accept(m); err != nil {
		return false, err
	}
	model, err := ranking.Shipped()
	if err != nil {
		return false, err
	}
	now := versions()
	return m.Format != generation.FormatVersion || m.Index != now.Index || m.Dictionary != now.Dictionary ||
		m.Schema != now.Schema || m.Citation != now.Citation || m.Ranking != model.Version(), nil
}

// outdated reports whether the current generation must be made anew although
// no source changed: by names made by hand, by another program, because a text took effect
// since, or because what became of articles is found, or copies are chosen, by other rules.
func (r *run) outdated(ctx context.Context) (bool, error) {
	if r.base == nil || r.NoRanking {
		return false, nil
	}
	if r.Rebuild || r.base.Manifest.Aliases != r.user.Hash() || r.base.Manifest.Collation != collation.Version {
		return true, nil
	}
	if old, err := Outdated(r.base.Manifest); old || err != nil {
		return old, err
	}
	if faultpoint.Active(faultpoint.Recite) {
		return false, nil
	}
	base, err := kb.Open(ctx, r.base.KB())
	if err != nil {
		return false, err
	}
	hold, err := citegraph.New(base).Current(ctx, statute.Today(r.Now()))
	if err == nil && hold {
		hold, err = lawhistory.Current(ctx, base)
	}
	return !hold, errors.Join(err, base.Close())
}
