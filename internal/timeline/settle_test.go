package timeline

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/fatiao/fatiao/internal/statute"
)

func text(label, from string, source Source) Text {
	return Text{Label: label, From: DayOf(statute.Date(from), source)}
}

func TestSettle(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		texts   []Text
		amended []statute.Date
		repeals []Repeal
		want    []string // from, source, to, source, by
	}{
		"the next text ends one": {
			texts: []Text{text("2010-03-01", "2010-07-01", FromText), text("2020-05-28", "2020-10-01", FromDecision)},
			want:  []string{"2010-07-01 text 2020-10-01 decision ", "2020-10-01 decision  unknown "},
		},
		"a text that is not loaded ends one": {
			texts:   []Text{text("2010-03-01", "2010-07-01", FromText), text("2020-05-28", "2020-10-01", FromText)},
			amended: []statute.Date{"2010-03-01", "2015-04-24", "2018-01-02", "2020-05-28"},
			want:    []string{"2010-07-01 text 2015-04-24 assumed ", "2020-10-01 text  unknown "},
		},
		"an amendment before the text is in force ends nothing": {
			texts:   []Text{text("2010-03-01", "2010-07-01", FromText)},
			amended: []statute.Date{"2010-05-01"},
			want:    []string{"2010-07-01 text  unknown "},
		},
		"a repeal ends the text that holds": {
			texts: []Text{text("2010-03-01", "2010-07-01", FromText), text("2012-05-28", "2012-10-01", FromText)},
			repeals: []Repeal{{Day: Day{"2030-01-01", FromDecision}, By: "后法"}, {Day{"2021-01-01", FromDecision}, "新法", "9"},
				{Day: Day{"2009-01-01", FromDecision}, By: "旧法"}},
			want: []string{"2010-07-01 text 2012-10-01 text ", "2012-10-01 text 2021-01-01 decision 新法"},
		},
		"two of one day": {
			texts: []Text{text("2010-03-01", "2010-07-01", FromText), text("2010-05-01", "2010-07-01", FromText)},
			want:  []string{"2010-07-01 text 2010-07-01 text ", "2010-07-01 text  unknown "},
		},
		"what its source says ends a text": {
			texts: []Text{{Label: "2010-03-01", From: Day{"2010-07-01", FromText}, Ended: "2013-01-01"}},
			want:  []string{"2010-07-01 text 2013-01-01 text "},
		},
		"an undated text stands by its year": {
			texts: []Text{text("undated-2013", "", ""), text("2010-03-01", "2010-07-01", FromText),
				text("2020-05-28", "2020-10-01", FromText)},
			want: []string{" unknown 2020-10-01 text ", "2010-07-01 text 2020-10-01 text ", "2020-10-01 text  unknown "},
		},
	} {
		for i, s := range Settle(c.texts, c.amended, c.repeals) {
			if got := fmt.Sprintf("%s %s %s %s %s", s.From.Date, s.From.Source, s.To.Date, s.To.Source, s.RepealedBy); got != c.want[i] {
				t.Errorf("%s: text %d holds %q; want %q", name, i, got, c.want[i])
			}
		}
	}
}

// At most one text of a law holds on a day, whatever sources say; no span ends before it
// begins; and the order of the texts does not matter.
func TestOneTextHolds(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(17, 1))
	day := func() statute.Date {
		return statute.Date([]string{"2001-01-01", "2002-02-02", "2003-03-03", "2004-04-04", "2005-05-05", "2006-06-06"}[rng.IntN(6)])
	}
	for range 3000 {
		var texts []Text
		for _, label := range []statute.Date{"2001-01-01", "2002-02-02", "2003-03-03", "2004-04-04"} {
			if rng.IntN(4) == 0 {
				continue
			}
			x := Text{Label: string(label), From: Day{max(label, day()), FromText}}
			if rng.IntN(5) == 0 {
				x.Ended = day()
			}
			texts = append(texts, x)
		}
		amended := []statute.Date{day(), day()}
		repeals := []Repeal{{Day: Day{day(), FromDecision}, By: "新法"}}
		spans := Settle(texts, amended, repeals)
		order := rng.Perm(len(texts))
		var shuffled []Text
		for _, i := range order {
			shuffled = append(shuffled, texts[i])
		}
		for k, s := range Settle(shuffled, amended, repeals) {
			if s != spans[order[k]] {
				t.Fatalf("in another order %+v holds %+v; want %+v", shuffled[k], s, spans[order[k]])
			}
		}
		for d := range slices.Values([]statute.Date{"2001-06-01", "2002-06-01", "2003-06-01", "2004-06-01", "2005-06-01", "2007-01-01"}) {
			holding := 0
			for _, s := range spans {
				if s.To.Date != "" && s.To.Date < s.From.Date {
					t.Fatalf("%+v ends before it begins: %+v", texts, s)
				}
				if s.From.Date <= d && (s.To.Date == "" || d < s.To.Date) {
					holding++
				}
			}
			if holding > 1 {
				t.Fatalf("%d of %+v hold on %s: %+v", holding, texts, d, spans)
			}
		}
	}
}

func TestBetter(t *testing.T) {
	t.Parallel()
	a, b := Day{"2020-01-01", Assumed}, Day{"2020-03-01", FromSite}
	if got := Better(a, b); got != b {
		t.Errorf("of an assumed day and one of a site %+v is taken", got)
	}
	if got := Better(b, Day{"2020-04-01", FromSite}); got != b {
		t.Errorf("of two of one source %+v is taken", got)
	}
	if got := Better(Day{Source: Unknown}, a); got != a || a.IsKnown() || !b.IsKnown() || DayOf("", FromText).IsKnown() {
		t.Errorf("of an unknown day and an assumed one %+v is taken", got)
	}
}
