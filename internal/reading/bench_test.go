package reading

import (
	"syscall"
	"testing"
	"time"

	"github.com/fatiao/fatiao/corpus"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/testlaw"
)

// BenchmarkJudgments reads, masks and cites the judgments of ../shared/cases on all
// processors, as an ingest does before anything is written. What it prints for a second of one processor does not
// depend on what else the machine does.
func BenchmarkJudgments(b *testing.B) {
	dir := testlaw.Shared(b, "cases")
	reader := &corpus.Reader{}
	var list []*corpus.Document
	err := corpus.Walk(b.Context(), []string{dir}, corpus.Limits{}, func(f *corpus.File) error {
		_, err := reader.Read(b.Context(), f, func(d *corpus.Document) error {
			list = append(list, d)
			return nil
		}, func(string, error) {})
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	unloaded, err := citegraph.NewUnloaded()
	if err != nil {
		b.Fatal(err)
	}
	for _, d := range list { // what is made once for a process
		ReadAll(d, Hidden)
	}
	size := 0
	for _, d := range list {
		size += len(d.Text)
	}
	b.SetBytes(int64(size))
	start := processorTime(b)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			for _, d := range list {
				for _, r := range ReadAll(d, Hidden) {
					if _, err := unloaded.Cite(b.Context(), r.Citable()); err != nil {
						b.Error(err)
					}
				}
			}
		}
	})
	b.ReportMetric(float64(b.N*len(list))/b.Elapsed().Seconds(), "documents/s")
	b.ReportMetric(float64(b.N*len(list))/(processorTime(b)-start).Seconds(), "documents/processor-s")
}

// processorTime is what the process has used so far.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		b.Fatal(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
