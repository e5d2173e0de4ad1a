package search

import (
	"context"
	"errors"
	"time"

	"github.com/fatiao/fatiao/index"
	"github.com/fatiao/fatiao/index/gseanalysis"
	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/ranking"
)

// Opened is an open generation with its service.
type Opened struct {
	Generation *generation.Generation
	Base       *kb.Base
	Index      *index.Index
	Ranking    *ranking.Files
	Service    *Service
}

// Open opens everything that a generation holds.
func Open(ctx context.Context, g *generation.Generation, now func() time.Time) (o *Opened, err error) {
	o = &Opened{Generation: g}
	defer func() {
		if err != nil {
			err = errors.Join(err, o.Close())
		}
	}()
	model, err := ranking.Shipped()
	if err != nil {
		return o, err
	}
	words, err := gseanalysis.Load()
	if err != nil {
		return o, err
	}
	if o.Base, err = kb.Open(ctx, g.KB()); err != nil {
		return o, err
	}
	if o.Index, err = index.Open(g.Index()); err != nil {
		return o, err
	}
	o.Ranking, err = ranking.OpenFiles(g.Ranking(), model)
	if errors.Is(err, ranking.ErrOtherModel) {
		err = errors.New("数据是用另一版本的排序模型整理的，请重新运行 fatiao ingest（不加文件即可），再使用")
	}
	if err != nil {
		return o, err
	}
	o.Service, err = New(ctx, o.Base, o.Index, ranking.NewRanker(o.Ranking.Collection, model, words), now)
	return o, err
}

// Close closes what is open.
func (o *Opened) Close() error {
	var err error
	if o.Ranking != nil {
		err = o.Ranking.Close()
	}
	if o.Index != nil {
		err = errors.Join(err, o.Index.Close())
	}
	if o.Base != nil {
		err = errors.Join(err, o.Base.Close())
	}
	return err
}
