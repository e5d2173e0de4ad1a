package ingest_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testlaw"
	"github.com/fatiao/fatiao/internal/timeline"
)

// The day on which the real collections are asked.
const historyDay statute.Date = "2026-11-29"

func ingestReal(t *testing.T, store *generation.Store, paths ...string) {
	t.Helper()
	o := ingest.Options{Store: store, Paths: paths, NoRanking: true,
		Now: func() time.Time { return time.Date(2026, 11, 29, 4, 0, 0, 0, time.UTC) }}
	if _, err := ingest.Run(context.Background(), o); err != nil {
		t.Fatal(err)
	}
}

// currentText is what answers for a law on the day.
type currentText struct {
	label    string
	articles int
	words    [sha256.Size]byte
	status   statute.Status
	computed bool // made from an amendment
}

func currentTexts(t *testing.T, base *kb.Base) map[string]currentText {
	t.Helper()
	ctx := context.Background()
	laws, err := base.Laws(ctx)
	if err != nil {
		t.Fatal(err)
	}
	texts := make(map[string]currentText, len(laws))
	for _, l := range laws {
		law, err := base.Law(ctx, l.Key)
		if err != nil {
			t.Fatal(err)
		}
		v := law.On(historyDay)
		units, err := base.Units(ctx, v.ID)
		if err != nil {
			t.Fatal(err)
		}
		h := sha256.New()
		c := currentText{label: v.Label, status: v.StatusOn(historyDay), computed: v.Computed != ""}
		for _, u := range units {
			if u.Kind == statute.KindArticle {
				c.articles++
			}
			fmt.Fprintf(h, "%s %s\n", u.Address, u.Text())
		}
		h.Sum(c.words[:0])
		texts[l.Key] = c
	}
	return texts
}

// betterBeside are laws of which the copies of the older texts are chosen before that of the
// collection, with how many articles these have: they leave out what the decision of 2009 deleted,
// which the collection keeps with a remark, have the last article on its own, and the annexes
// that the collection's copy only names; of the last one the collection has eleven articles of
// twenty-five.
var betterBeside = map[string]int{"全民所有制工业企业法": 67, "农民专业合作社法": 74, "澳门特别行政区基本法": 145,
	"最高人民法院、最高人民检察院关于适用犯罪嫌疑人、被告人逃匿、死亡案件违法所得没收程序若干问题的规定": 25}

// The older and newer texts beside the collection change none of its current texts but where a
// newer one comes or says that one ended; every text gets days or bounds; no two texts of a law
// hold on one day; every day has a source; and the order in which folders come does not matter.
func TestHistoryBesideTheCollection(t *testing.T) {
	laws, seeds, history := testlaw.Shared(t, "laws"), testlaw.Shared(t, "seeds"), testlaw.Shared(t, "history")
	if testing.Short() {
		t.Skip("takes minutes")
	}
	store := newStore(t)
	ingestReal(t, store, laws, seeds)
	before := openBase(t, store)
	was, others := currentTexts(t, before), levelCount(t, before, statute.LevelOther)
	ingestReal(t, store, history)
	base := openBase(t, store)
	now := currentTexts(t, base)
	for key, old := range was {
		got, ok := now[key]
		switch {
		case !ok:
			// It may have been filed without its organ.
			if keys := base.Names().Resolve(key); len(keys) != 1 || now[keys[0]].words != old.words {
				t.Errorf("%s is gone", key)
			}
		case got.label > old.label && !statute.IsUndated(got.label): // a newer text
		case old.computed: // what it was made from may be another text now
		case betterBeside[key] == got.articles && got.label == old.label:
		case got.label == old.label && got.words == old.words && (got.status == old.status || isTold(t, base, key)):
		default:
			t.Errorf("%s: was %s with %d articles, %s; is %s with %d, %s", key, old.label, old.articles, old.status, got.label,
				got.articles, got.status)
		}
	}
	if n := levelCount(t, base, statute.LevelOther); n > others {
		t.Errorf("%d laws of no known level; %d before", n, others)
	}
	if n := len(now) - len(was); n < 100 {
		t.Errorf("only %d laws more", n)
	}
	checkTimes(t, base)
	check2018(t, base, history)
	inOtherOrder := newStore(t)
	ingestReal(t, inOtherOrder, history)
	ingestReal(t, inOtherOrder, seeds, laws)
	if d := difference(dumpOf(t, openBase(t, inOtherOrder)), dumpOf(t, base)); d != "" {
		t.Errorf("in another order the data differ:\n%.2000s", d)
	}
}

// isTold reports whether something tells why the status of a law changed: a repeal, a list, or
// until when it is known to be in force.
func isTold(t *testing.T, base *kb.Base, key string) bool {
	t.Helper()
	law, err := base.Law(context.Background(), key)
	if err != nil {
		t.Fatal(err)
	}
	v := law.On(historyDay)
	return v.RepealedBy != "" || v.Standing.Ended != "" || v.Standing.DoubtedFrom != ""
}

func levelCount(t *testing.T, base *kb.Base, level statute.Level) (n int) {
	t.Helper()
	laws, err := base.Laws(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range laws {
		if l.Level == level {
			n++
		}
	}
	return n
}

// checkTimes checks what holds of all texts: spans of one law do not overlap, no span ends
// before it begins, days have sources, and what is assumed or unknown is not called a fact.
func checkTimes(t *testing.T, base *kb.Base) {
	t.Helper()
	versions, err := base.Versions(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	byLaw := map[string][]kb.Version{}
	for _, v := range versions {
		byLaw[v.Law] = append(byLaw[v.Law], v)
		for _, d := range []timeline.Day{v.From(), v.To()} {
			if d.Date != "" && (d.Source == "" || d.Source == timeline.Unknown) || d.Date == "" && d.Source != timeline.Unknown {
				t.Errorf("%s@%s: the day %q has the source %q", v.Law, v.Label, d.Date, d.Source)
			}
		}
		if v.InForceFrom != "" && v.InForceTo != "" && v.InForceTo < v.InForceFrom {
			t.Errorf("%s@%s ends before it begins: %s, %s", v.Law, v.Label, v.InForceFrom, v.InForceTo)
		}
		if v.StatusOn(historyDay) == statute.StatusInForce && v.StatusText(historyDay) == statute.StatusInForce.Chinese() {
			t.Errorf("%s@%s is in force, and nothing tells up to which day", v.Law, v.Label)
		}
	}
	for key, of := range byLaw {
		slices.SortFunc(of, func(a, b kb.Version) int { return strings.Compare(string(a.InForceFrom), string(b.InForceFrom)) })
		for i := 1; i < len(of); i++ {
			a, b := of[i-1], of[i]
			if a.InForceFrom != "" && a.InForceFrom != a.InForceTo && (a.InForceTo == "" || a.InForceTo > b.InForceFrom) {
				t.Errorf("%s: %s holds %s-%s and %s from %s", key, a.Label, a.InForceFrom, a.InForceTo, b.Label, b.InForceFrom)
			}
		}
	}
}

// check2018 checks that every text of the collection of 2018 has a date, or bounds on both sides.
func check2018(t *testing.T, base *kb.Base, history string) {
	t.Helper()
	ctx := context.Background()
	versions, err := base.Versions(ctx)
	if err != nil {
		t.Fatal(err)
	}
	texts := 0
	for _, v := range versions {
		sources, err := base.SourcesOf(ctx, v.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range sources {
			if !strings.HasPrefix(s.Path, filepath.Join(history, "2018")) {
				continue
			}
			texts++
			if statute.IsUndated(v.Label) && (v.InForceFrom == "" || v.InForceTo == "") {
				t.Errorf("%s has neither a date nor bounds: %s", s.Path, v.Law)
			}
		}
	}
	if texts < 530 {
		t.Errorf("%d texts of 2018", texts)
	}
}

func dumpOf(t *testing.T, base *kb.Base) string {
	t.Helper()
	var out bytes.Buffer
	if err := base.Dump(context.Background(), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
