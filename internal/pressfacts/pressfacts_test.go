package pressfacts

import (
	"context"
	"testing"

	"github.com/fatiao/fatiao/internal/casefile"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// shelf has one report and one release, and counts how often it is read.
type shelf struct{ read int }

func (s *shelf) Documents(context.Context, statute.DocumentKind, int) ([]kb.DocumentInfo, error) {
	s.read++
	return []kb.DocumentInfo{{ID: 1, Ref: "aa", Title: "虚构市的案件"}, {ID: 2, Ref: "bb", Title: "答记者问"}}, nil
}

func (s *shelf) Document(_ context.Context, ref string) (*kb.FullDocument, error) {
	d := &kb.FullDocument{DocumentInfo: kb.DocumentInfo{ID: 1, Ref: ref}, Text: "今年前三季度，虚构市新收案件1200件，同比上升5.2%。"}
	if ref == "bb" {
		d.ID, d.Text = 2, "答：应当点灯。"
	}
	return d, nil
}

func (s *shelf) CommentaryNotes(_ context.Context, id int64) (*casefile.Notes, error) {
	if id == 1 {
		return nil, kb.ErrNotFound
	}
	return &casefile.Notes{Statements: []casefile.Statement{{Office: casefile.Field{Text: "庭长"}, Speaker: casefile.Field{Text: "甲某"}},
		{Office: casefile.Field{Text: "庭长"}, Speaker: casefile.Field{Text: "甲某"}}}}, nil
}

// All commentary is read once for a generation; who speaks twice is there once.
func TestCache(t *testing.T) {
	t.Parallel()
	var c Cache
	s := &shelf{}
	for range 2 {
		f, err := c.Of(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		if len(f.Figures) == 0 || f.Figures[0].Number != "1200" || f.Figures[0].In.Ref != "aa" || len(f.Speakers["bb"]) != 1 {
			t.Errorf("the facts are %+v", f)
		}
		if x := f.Figures[0]; !x.Has("新收 虚构市") || x.Has("新收 港口") {
			t.Errorf("the words of %+v", x)
		}
	}
	if s.read != 1 {
		t.Errorf("the commentary is read %d times", s.read)
	}
}
