package wire

import (
	"strconv"

	"github.com/fatiao/fatiao/internal/kb"
)

// DocumentPath is the path of the page of a document.
func DocumentPath(d kb.DocumentInfo) string { return "/" + string(d.Kind) + "/" + d.Ref }

// CasePath is the path of the page of a case, or of where a report tells it.
func CasePath(c *kb.CaseInfo) string {
	if c.InReport > 0 {
		return DocumentPath(c.DocumentInfo) + "#told" + strconv.Itoa(c.InReport)
	}
	return DocumentPath(c.DocumentInfo)
}
