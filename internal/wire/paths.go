package wire

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/fatiao/fatiao/internal/kb"
	"github.com/fatiao/fatiao/internal/statute"
)

// DocumentPath is the path of the page of a document.
func DocumentPath(d kb.DocumentInfo) string { return "/" + string(d.Kind) + "/" + d.Ref }

// CaseID is the id of a case in the API: its ref, for one that a report tells that of the
// report with the number of the case behind it (0123456789ab-2).
func CaseID(c *kb.CaseInfo) string {
	if c.InReport > 0 {
		return c.Ref + reportedMark + strconv.Itoa(c.InReport)
	}
	return c.Ref
}

// ReportedCaseID takes the id of a case that a report tells apart; ok is false for other
// ids.
func ReportedCaseID(id string) (ref string, n int, ok bool) {
	ref, number, cut := strings.Cut(id, reportedMark)
	n, err := strconv.Atoi(number)
	return ref, n, cut && err == nil && n > 0
}

// reportedMark stands before the number of a case in its report.
const reportedMark = "-"

// CasePath is the path of the page of a case, or of where a report tells it.
func CasePath(c *kb.CaseInfo) string {
	if c.InReport > 0 {
		return DocumentPath(c.DocumentInfo) + "#told" + strconv.Itoa(c.InReport)
	}
	return DocumentPath(c.DocumentInfo)
}

// LawPath is the path of the page of a law, or of what local names in it.
func LawPath(key string, local ...string) string {
	u := "/law/" + url.PathEscape(key)
	for _, l := range local {
		for part := range strings.SplitSeq(l, "/") {
			if part != "" {
				u += "/" + url.PathEscape(part)
			}
		}
	}
	return u
}

// AddressPath is the path of the page of an address.
func AddressPath(a statute.Address) string { return LawPath(a.Whole().String(), a.Provision.String()) }
