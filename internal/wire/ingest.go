package wire

import (
	"github.com/fatiao/fatiao/internal/caseload"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/ingest"
)

// IngestReport tells what an ingest did and what is loaded after it: the file that
// `ingest --report` writes.
type IngestReport struct {
	Sources       int            `json:"sources"` // files read, changed or not
	Unchanged     int            `json:"unchanged"`
	Rejected      []FileReason   `json:"rejected"`
	Scans         int            `json:"scans"` // of the rejected files, those that are pictures of texts
	Skipped       []FileReason   `json:"skipped"`
	Laws          int            `json:"laws"`
	Versions      int            `json:"versions"`
	Articles      int            `json:"articles"`
	Repealed      int            `json:"articles_repealed"` // of these, in laws that a loaded text repeals
	Cases         int            `json:"cases"`
	Commentaries  int            `json:"commentaries"`
	Consultations int            `json:"consultations"`
	Citations     CitationCounts `json:"citations"`
	Diagnostics   int            `json:"diagnostics"`
	Seconds       float64        `json:"seconds"`
	Generation    string         `json:"generation"`
	Changes       *ChangeRun     `json:"changes,omitempty"` // what collections changed of the laws
	// Cluster is what was put onto a cluster that has the cases.
	Cluster *CaseLoad `json:"cluster,omitempty"`
}

// CaseLoad tells what a load of cases onto a cluster did.
type CaseLoad struct {
	Sources    int          `json:"sources"` // files read, changed or not
	Unchanged  int          `json:"unchanged"`
	Rejected   []FileReason `json:"rejected"` // files, and cases that the cluster refused, by their keys
	Skipped    []FileReason `json:"skipped"`
	Cases      int          `json:"cases"`  // that were sent and taken
	Others     int          `json:"others"` // documents that are no cases
	Generation string       `json:"generation"`
	Live       bool         `json:"live"`           // the generation is in use
	Left       []int        `json:"left,omitempty"` // shares that it waits for
	Seconds    float64      `json:"seconds"`
}

// NewCaseLoad describes a load.
func NewCaseLoad(r *caseload.Report) *CaseLoad {
	return &CaseLoad{Sources: r.Sources, Unchanged: r.Unchanged, Rejected: fileReasons(r.Rejected), Skipped: fileReasons(r.Skipped),
		Cases: r.Cases, Others: r.Others, Generation: r.Generation, Live: r.Live, Left: r.Left, Seconds: r.Seconds}
}

// FileReason is a file with why it was not read.
type FileReason struct {
	Path   string `json:"path"`
	Reason string `json:"reason"`
}

// CitationCounts are the citations of provisions by status.
type CitationCounts struct {
	Found      int `json:"found"`
	Resolved   int `json:"resolved"`
	Dangling   int `json:"dangling"`
	UnknownLaw int `json:"unknown_law"`
	Ambiguous  int `json:"ambiguous"`
}

// NewIngestReport describes an ingest.
func NewIngestReport(r *ingest.Report) *IngestReport {
	j := &IngestReport{Sources: r.Sources, Unchanged: r.Unchanged,
		Rejected: fileReasons(r.Rejected), Scans: r.Scans, Skipped: fileReasons(r.Skipped),
		Laws: r.Laws, Versions: r.Versions, Articles: r.Articles, Repealed: r.Repealed, Cases: r.Cases, Commentaries: r.Commentaries,
		Consultations: r.Consultations, Citations: newCitationCounts(r.Citations), Diagnostics: r.Diagnostics, Seconds: r.Seconds,
		Generation: r.Generation}
	if r.Changes != nil {
		changes := NewChangeRun(*r.Changes)
		j.Changes = &changes
	}
	return j
}

func newCitationCounts(c citegraph.Counts) CitationCounts { return CitationCounts(c) }

func fileReasons(list []ingest.Reason) []FileReason {
	reasons := make([]FileReason, len(list))
	for i, r := range list {
		reasons[i] = FileReason(r)
	}
	return reasons
}
