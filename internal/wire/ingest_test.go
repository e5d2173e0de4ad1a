package wire_test

import (
	"reflect"
	"testing"

	"github.com/fatiao/fatiao/internal/caseload"
	"github.com/fatiao/fatiao/internal/citegraph"
	"github.com/fatiao/fatiao/internal/ingest"
	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/wire"
)

func TestIngestReport(t *testing.T) {
	t.Parallel()
	r := ingest.Report{Sources: 1, Unchanged: 2, Rejected: []ingest.Reason{{Path: "a.pdf", Reason: "没有文字层"}}, Scans: 16,
		Skipped: []ingest.Reason{}, Laws: 3, Versions: 4, Articles: 5, Repealed: 6, Cases: 7, Commentaries: 8, Consultations: 9,
		Citations: citegraph.Counts{Found: 10, Resolved: 11, Dangling: 12, UnknownLaw: 13, Ambiguous: 14}, Diagnostics: 15, Seconds: 1.5,
		Generation: "gen-000016", Changes: &kb.ChangeRun{At: "2026-03-04T05:06:07Z", Collections: []kb.CollectionRef{{Name: "a", Title: "甲",
			Day: "2026-03-01", Revision: "r"}}, Counts: map[kb.ChangeKind]int{kb.LawAmended: 1},
			Changes: []kb.LawChange{{Kind: kb.LawAmended, Law: "灯火法", Label: "2020-01-02"}}}}
	same(t, wire.NewIngestReport(&r), `{"sources":1,"unchanged":2,"rejected":[{"path":"a.pdf","reason":"没有文字层"}],"scans":16,"skipped":[],
		"laws":3,"versions":4,"articles":5,"articles_repealed":6,"cases":7,"commentaries":8,"consultations":9,
		"citations":{"found":10,"resolved":11,"dangling":12,"unknown_law":13,"ambiguous":14},"diagnostics":15,"seconds":1.5,
		"generation":"gen-000016","changes":{"at":"2026-03-04T05:06:07Z","first":false,
			"collections":[{"name":"a","title":"甲","day":"2026-03-01","revision":"r"}],"counts":{"amended":1},
			"changes":[{"kind":"amended","law":"灯火法","version":"2020-01-02"}]}}`)
	const ofCluster = 1 // what a load onto a cluster did is no part of the report of an ingest
	if from, to := reflect.TypeFor[ingest.Report]().NumField(), reflect.TypeFor[wire.IngestReport]().NumField(); from+ofCluster != to {
		t.Errorf("a report has %d members, its form %d", from, to)
	}
}

func TestCaseLoad(t *testing.T) {
	t.Parallel()
	r := caseload.Report{Sources: 1, Unchanged: 2, Rejected: []ingest.Reason{{Path: "case:0123456789ab", Reason: "太长"}},
		Skipped: []ingest.Reason{}, Cases: 3, Others: 4, Generation: "t-000007", Live: true, Left: []int{5}, Seconds: 1.5}
	same(t, wire.NewCaseLoad(&r), `{"sources":1,"unchanged":2,"rejected":[{"path":"case:0123456789ab","reason":"太长"}],"skipped":[],
		"cases":3,"others":4,"generation":"t-000007","live":true,"left":[5],"seconds":1.5}`)
}
