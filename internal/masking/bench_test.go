package masking

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/fatiao/fatiao/internal/judgment"
)

// BenchmarkNew masks judgments that were read: MASKED=file names a file of them, one a line.
func BenchmarkNew(b *testing.B) {
	path := os.Getenv("MASKED")
	if path == "" {
		path = "../judgment/testdata/judgments.jsonl"
	}
	data, err := os.ReadFile(path) // #nosec G703 -- named by whoever measures
	if err != nil {
		b.Fatal(err)
	}
	var list []*judgment.Judgment
	for line := range strings.Lines(string(data)) {
		var d struct{ Text string }
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			b.Fatal(err)
		}
		if judgment.Is(d.Text) {
			list = append(list, judgment.Read(d.Text))
		}
	}
	b.ResetTimer()
	for b.Loop() {
		for _, j := range list {
			New(j)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(list)), "µs/judgment")
}
