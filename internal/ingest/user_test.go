package ingest_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fatiao/fatiao/internal/generation"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// The register that a user keeps in the data folder says from when to when texts hold; what
// is taken out of it is taken back.
func TestUserValidity(t *testing.T) {
	t.Parallel()
	store := newStore(t)
	run(t, store, testlaw.Write(t, t.TempDir()))
	before := endOf(t, store, "船舶停泊条例")
	file := filepath.Join(store.Dir(), ingest.ValidityFile)
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	again := func() (*ingest.Report, error) {
		return ingest.Run(context.Background(), ingest.Options{Store: store, Now: func() time.Time { return day }})
	}
	write("\t2020-01-01\t2020-02-01\n")
	if _, err := again(); err == nil || !strings.Contains(err.Error(), "第 1 行") || !strings.Contains(err.Error(), ingest.ValidityFile) {
		t.Errorf("a line that cannot be read: %v", err)
	}
	write("车辆安全法\t\t\t2024-05-06\t已废止\t新车辆法\t某公报\n没有收录的法\t\t\t2024-05-06\t已废止\t新车辆法\t某公报\n")
	if changed, err := ingest.UserChanged(store); err != nil || !changed {
		t.Errorf("the file is changed: %v, %v", changed, err)
	}
	if _, err := again(); err != nil {
		t.Fatal(err)
	}
	if end := endOf(t, store, "车辆安全法"); end != "2024-05-06 新车辆法" {
		t.Errorf("the law ends %q", end)
	}
	if end := endOf(t, store, "没有收录的法"); end != "2024-05-06 新车辆法" {
		t.Errorf("a law that is not loaded ends %q", end)
	}
	if notes, err := openBase(t, store).DayNotes(context.Background()); err != nil || len(notes) != 1 ||
		!strings.Contains(notes[0], "没有收录的法") {
		t.Errorf("a line for a law that is not loaded: %q, %v", notes, err)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if _, err := again(); err != nil {
		t.Fatal(err)
	}
	if end := endOf(t, store, "车辆安全法"); end != "" {
		t.Errorf("without the file the law ends %q", end)
	}
	if end := endOf(t, store, "船舶停泊条例"); end != before {
		t.Errorf("another law ends %q; before %q", end, before)
	}
}

// endOf is when and by what the newest text of a law, or a law that is not loaded, ends.
func endOf(t *testing.T, store *generation.Store, key string) string {
	t.Helper()
	g, err := store.Current()
	if err != nil {
		t.Fatal(err)
	}
	base, err := kb.Open(t.Context(), g.KB())
	if err != nil {
		t.Fatal(err)
	}
	defer base.Close()
	if law, err := base.Law(t.Context(), key); err == nil {
		v := law.Versions[0]
		return strings.TrimSpace(string(v.InForceTo) + " " + v.RepealedBy)
	}
	end, err := base.EndOf(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(end.Day.Date) + " " + end.By)
}
