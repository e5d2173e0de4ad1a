package lawhistory_test

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/lawhistory"
	"github.com/fatiao/fatiao/internal/statute"
	"github.com/fatiao/fatiao/internal/testbase"
	"github.com/fatiao/fatiao/internal/testlaw"
	"github.com/fatiao/fatiao/internal/textdiff"
)

// realBook has some laws of the real collection in several texts, with those that the code
// replaced.
func realBook(t testing.TB) (*kb.Base, *lawhistory.Book) {
	t.Helper()
	if testing.Short() {
		t.Skip("reads the real collection")
	}
	shared := testlaw.Shared(t)
	var paths []string
	for _, pattern := range []string{"laws/民法典", "laws/民法商法/公司法(*.md", "history/older/中华人民共和国合同法.md",
		"history/older/中华人民共和国物权法.md", "history/2018/法律/民法商法/*公司法.txt", "laws/刑法", "history/older/*刑法*.md"} {
		found, err := filepath.Glob(filepath.Join(shared, pattern))
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: nothing found, %v", pattern, err)
		}
		paths = append(paths, found...)
	}
	base, _ := testbase.Open(t, ingest.Options{Paths: paths, Now: func() time.Time { return time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC) }})
	return base, lawhistory.New(base)
}

// Over real texts, what is shown leads from the one text to the other and is the same the other
// way round; a text beside itself shows nothing; every article of both texts is there.
func TestRealDifferences(t *testing.T) {
	base, book := realBook(t)
	all, err := base.Versions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	pairs := 0
	for _, v := range all {
		next, ok, err := book.Following(t.Context(), v)
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			next = v
		}
		for _, ignored := range []textdiff.Ignored{{}, textdiff.Everything} {
			checkTexts(t, base, book, v, next, ignored)
			pairs++
		}
	}
	if pairs < 20 {
		t.Errorf("%d pairs of texts", pairs)
	}
}

func checkTexts(t *testing.T, base *kb.Base, book *lawhistory.Book, v, next kb.Version, ignored textdiff.Ignored) {
	t.Helper()
	from, to := statute.Address{Law: v.Law, Version: v.Label}, statute.Address{Law: next.Law, Version: next.Label}
	there, err := book.Diff(t.Context(), from, to, ignored)
	if err != nil {
		t.Fatal(err)
	}
	back, err := book.Diff(t.Context(), to, from, ignored)
	if err != nil {
		t.Fatal(err)
	}
	mirrored := map[[2]statute.Address]lawhistory.Difference{}
	for _, d := range back {
		mirrored[[2]statute.Address{d.To, d.From}] = d
	}
	left, right := map[statute.Address]bool{}, map[statute.Address]bool{}
	for _, d := range there {
		left[d.From], right[d.To] = true, true
		segments := d.Segments()
		for a, words := range map[statute.Address]string{d.From: textdiff.Of(segments, textdiff.Earlier),
			d.To: textdiff.Of(segments, textdiff.Later)} {
			if a.Provision.Article.IsZero() {
				continue
			}
			if p, err := base.Lookup(t.Context(), a, ""); err != nil || p.Unit.Text() != words {
				t.Errorf("%s: %v, or other words", a, err)
			}
		}
		o, ok := mirrored[[2]statute.Address{d.From, d.To}]
		if !ok || textdiff.Differ(segments) != textdiff.Differ(o.Segments()) ||
			textdiff.Of(o.Segments(), textdiff.Earlier) != textdiff.Of(segments, textdiff.Later) {
			t.Errorf("%v and %v are other ones the other way round", d.From, d.To)
		}
		if from == to && (d.From != d.To || textdiff.Differ(segments)) {
			t.Errorf("%s differs from itself", d.From)
		}
	}
	for side, a := range map[*map[statute.Address]bool]kb.Version{&left: v, &right: next} {
		units, err := base.Units(t.Context(), a.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range units {
			p, err := statute.ParseProvision(u.Address)
			if err == nil && u.Kind == statute.KindArticle && u.Address != "" &&
				!(*side)[statute.Address{Law: a.Law, Version: a.Label, Provision: p}] {
				t.Errorf("%s@%s/%s is not shown", a.Law, a.Label, u.Address)
			}
		}
	}
}
